//! The name of the case as a button with its menu, and beside it whether it is saved.

use super::case_words::{self, Standing};
use crate::app::acts::{Act, Around};
use crate::app::fonts;
use crate::app::panel::Wish;
use crate::app::shortcuts;
use crate::app::theme::ROW;
use crate::app::widgets::icons;
use crate::app::widgets::parts;
use crate::workbench::command::Command;
use eframe::egui::{Button, Label, Popup, RichText, Sense, Ui, vec2};

/// Draws name, menu and state.
pub fn case_ui(ui: &mut Ui, around: &Around<'_>, wishes: &mut Vec<Wish>) {
    let scene = &around.scene;
    let most = if ui.available_width() < 420.0 { 18 } else { 28 };
    let name = parts::elide_middle(&case_words::name(scene.case, scene.words), most);
    let button = parts::menu_button(ui, scene.theme, &name).on_hover_text(scene.words.word("case-menu"));
    Popup::menu(&button).width(280.0).show(|ui| menu(ui, around, wishes));
    if let Some(standing) = case_words::standing(scene.case, scene.words) {
        standing_ui(ui, around, &standing);
    }
}

fn standing_ui(ui: &mut Ui, around: &Around<'_>, standing: &Standing) {
    let theme = around.scene.theme;
    let ink = if standing.warns { theme.warning } else { theme.quiet };
    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
    icons::paint(ui.painter(), standing.icon, rect.center(), 13.0, ink);
    let font = if standing.warns { fonts::medium(ROW) } else { fonts::text(ROW) };
    let most = (ui.available_width() * 0.6).max(60.0);
    ui.scope(|ui| {
        ui.set_max_width(most);
        let label = Label::new(RichText::new(&standing.short).font(font).color(ink)).truncate();
        ui.add(label.sense(Sense::hover())).on_hover_text(&standing.whole);
    });
}

fn menu(ui: &mut Ui, around: &Around<'_>, wishes: &mut Vec<Wish>) {
    for act in [Act::NewCase, Act::OpenCase, Act::Save, Act::SaveAs] {
        item(ui, around, act, wishes);
    }
    recent(ui, around, wishes);
    ui.separator();
    item(ui, around, Act::Journal, wishes);
}

fn item(ui: &mut Ui, around: &Around<'_>, act: Act, wishes: &mut Vec<Wish>) {
    let words = around.scene.words;
    let hindrance = act.hindrance(around);
    let keys = shortcuts::keys_of(act, words).unwrap_or_default();
    let button = Button::new(words.word(act.word())).shortcut_text(keys);
    let mut response = ui.add_enabled(hindrance.is_none(), button);
    if let Some(why) = hindrance {
        response = response.on_disabled_hover_text(words.word(why));
    }
    if response.clicked() {
        wishes.push(act.wish(around));
        ui.close();
    }
}

fn recent(ui: &mut Ui, around: &Around<'_>, wishes: &mut Vec<Wish>) {
    let (scene, here) = (&around.scene, &around.scene.case.home.path);
    let others: Vec<_> = around.settings.recent.iter().filter(|r| Some(&r.path) != here.as_ref()).collect();
    if others.is_empty() {
        return;
    }
    ui.separator();
    ui.label(parts::quiet(scene.words.word("recent-title"), scene.theme));
    for recent in others.into_iter().take(5) {
        let name = parts::elide_middle(&case_words::recent_name(recent, scene.words), 28);
        let date = scene.words.date(crate::model::time::UtcTime(recent.opened));
        let path = crate::model::safe_text::SafeText::new(&recent.path.to_string_lossy());
        let button = Button::new(name).shortcut_text(date);
        if ui.add(button).on_hover_text(path.as_str()).clicked() {
            wishes.push(Wish::Do(Command::OpenCase(recent.path.clone())));
            ui.close();
        }
    }
}
