//! Before the first source: what belongs here, how to bring it, what to collect. And the veil of a drop.

use super::case_words;
use super::collect::{SERVERS, from};
use super::coverage::sentence;
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::settings::Recent;
use crate::app::shell::brought;
use crate::app::style;
use crate::app::theme::{CARD_RADIUS, HEADLINE, ROW};
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::newest::{AT_ONCE, Newest};
use crate::app::widgets::parts;
use crate::knowledge::collecting::How;
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::{
    Align2, Button, Id, LayerId, Order, Painter, Rect, RichText, ScrollArea, Sense, Shape, Stroke, Ui, pos2,
    vec2,
};
use std::path::PathBuf;

/// Which generation's commands are shown, and which recent cases have gone.
#[derive(Debug, Default)]
pub struct EmptyView {
    generation: usize,
    missing: Newest<Vec<PathBuf>, Vec<PathBuf>>,
}

/// Draws the empty state.
pub fn empty_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    recent: &[Recent],
    view: &mut EmptyView,
    wishes: &mut Vec<Wish>,
) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let width = ui.available_width().min(760.0);
        ui.vertical_centered(|ui| {
            ui.set_max_width(width);
            ui.add_space(20.0);
            style::card(scene.theme).inner_margin(20).show(ui, |ui| {
                ui.set_width(width - 40.0);
                drop_area(ui, scene, wishes);
            });
            ui.add_space(12.0);
            if !recent.is_empty() {
                style::card(scene.theme).inner_margin(20).show(ui, |ui| {
                    ui.set_width(width - 40.0);
                    recent_ui(ui, scene, recent, view, wishes);
                });
                ui.add_space(12.0);
            }
            style::card(scene.theme).inner_margin(20).show(ui, |ui| {
                ui.set_width(width - 40.0);
                ui.with_layout(eframe::egui::Layout::top_down(eframe::egui::Align::Min), |ui| {
                    collect(ui, scene, view, wishes);
                });
            });
            ui.add_space(20.0);
        });
    });
}

fn drop_area(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let (theme, words) = (scene.theme, scene.words);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 128.0), Sense::hover());
    dashes(ui.painter(), rect, Stroke::new(1.5, theme.outline));
    let x = rect.center().x;
    icons::paint(ui.painter(), Icon::Folder, pos2(x, rect.top() + 30.0), 30.0, theme.accent);
    let (head, more) = (words.word("empty-drop"), words.word("empty-drop-more"));
    let width = rect.width() - 24.0;
    let text = Rect::from_center_size(pos2(x, rect.top() + 84.0), vec2(width, 60.0));
    // A child of its own: the cursor stays below the whole area.
    let mut inside = ui.new_child(eframe::egui::UiBuilder::new().max_rect(text));
    inside.vertical_centered(|ui| {
        ui.label(RichText::new(head).font(fonts::bold(HEADLINE - 2.0)));
        ui.label(parts::quiet(more, theme));
    });
    ui.add_space(14.0);
    ways_in(ui, scene, wishes);
    ui.add_space(4.0);
    ui.with_layout(eframe::egui::Layout::top_down(eframe::egui::Align::Min), |ui| {
        ui.label(parts::quiet(words.word("empty-read-only"), theme));
    });
}

/// The buttons that bring evidence.
pub fn ways_in(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    ui.horizontal(|ui| {
        if parts::primary(ui, scene.theme, &words.word("top-open-files")).clicked() {
            wishes.push(Wish::ChooseFiles);
        }
        let plain = |text: String| Button::new(text).min_size(vec2(0.0, 30.0));
        if ui.add(plain(words.word("top-open-folder"))).clicked() {
            wishes.push(Wish::ChooseFolder);
        }
        if ui.add(plain(words.word("empty-demo"))).clicked() {
            wishes.push(Wish::Do(Command::OpenDemo));
        }
    });
}

/// Cases opened before, the latest first.
fn recent_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    recent: &[Recent],
    view: &mut EmptyView,
    wishes: &mut Vec<Wish>,
) {
    let paths: Vec<PathBuf> = recent.iter().map(|r| r.path.clone()).collect();
    let asked = paths.clone();
    // A file on a share may take its time to answer: never on this thread.
    let look = move || asked.into_iter().filter(|p| !p.is_file()).collect();
    view.missing.ask(&paths, AT_ONCE, ui.ctx(), look);
    let missing = view.missing.answer().map_or(&[][..], |(_, gone)| gone);
    ui.with_layout(eframe::egui::Layout::top_down(eframe::egui::Align::Min), |ui| {
        ui.label(parts::head(scene.words.word("recent-title")));
        for one in recent {
            recent_line(ui, scene, one, missing.contains(&one.path), wishes);
        }
    });
}

fn recent_line(ui: &mut Ui, scene: &Scene<'_>, recent: &Recent, gone: bool, wishes: &mut Vec<Wish>) {
    let (words, theme) = (scene.words, scene.theme);
    let name = parts::elide_middle(&case_words::recent_name(recent, words), 40);
    let date = words.date(UtcTime(recent.opened));
    let path: String = SafeText::new(&recent.path.to_string_lossy()).into();
    ui.horizontal(|ui| {
        let id = if recent.named || recent.is_demo { "recent-open" } else { "recent-continue" };
        let text = words.say(&Phrase::new(id).text("name", &name));
        let button = Button::new(RichText::new(text).font(fonts::medium(ROW))).min_size(vec2(240.0, 26.0));
        let response = ui.add_enabled(!gone, button).on_hover_text(&path);
        if response.on_disabled_hover_text(words.word("recent-gone-why")).clicked() {
            wishes.push(Wish::Do(Command::OpenCase(recent.path.clone())));
        }
        ui.label(parts::quiet(date, theme));
        if gone {
            ui.label(parts::quiet(words.word("recent-gone"), theme));
        }
        let forget = words.say(&Phrase::new("recent-forget").text("name", &name));
        let right = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
        ui.with_layout(right, |ui| {
            if parts::icon_bare(ui, theme, Icon::Cross, &forget).on_hover_text(&forget).clicked() {
                wishes.push(Wish::ForgetRecent(recent.path.clone()));
            }
        });
    });
}

fn dashes(painter: &Painter, rect: Rect, stroke: Stroke) {
    let r = rect.shrink(1.0);
    let corners = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
    painter.extend(Shape::dashed_line(&corners, stroke, 6.0, 5.0));
}

fn collect(ui: &mut Ui, scene: &Scene<'_>, view: &mut EmptyView, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    ui.label(parts::head(words.word("bring-title")));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (i, (_, name)) in SERVERS.iter().enumerate() {
            if parts::choice(ui, scene.theme, &words.word(name), view.generation == i) {
                view.generation = i;
            }
        }
    });
    let chosen = SERVERS.get(view.generation).map(|(server, _)| *server);
    for how in chosen.into_iter().flat_map(from) {
        ui.add_space(8.0);
        how_ui(ui, scene, how, wishes);
    }
}

fn how_ui(ui: &mut Ui, scene: &Scene<'_>, how: &How, wishes: &mut Vec<Wish>) {
    let what = sentence(scene.words, &Phrase::new(how.say.clone()));
    ui.label(RichText::new(what).font(fonts::medium(ROW)));
    let copy = scene.words.word("copy-commands");
    if parts::code_block(ui, scene.theme, &how.command, &copy) {
        wishes.push(Wish::Copy(how.command.clone()));
    }
}

/// Shows where files that hover over the window would go, and takes those that are dropped.
pub fn drop_ui(ui: &Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let (hovering, dropped) = ui.input(|i| {
        let dropped = i.raw.dropped_files.iter().map(|f| f.path().to_path_buf()).collect::<Vec<_>>();
        (!i.raw.hovered_files.is_empty(), dropped)
    });
    if !dropped.is_empty() {
        wishes.extend(brought(dropped).into_iter().map(Wish::Do));
    } else if hovering {
        veil(ui, scene);
    }
}

fn veil(ui: &Ui, scene: &Scene<'_>) {
    let (theme, screen) = (scene.theme, ui.ctx().content_rect());
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("drop")));
    painter.rect_filled(screen, 0.0, theme.ground.gamma_multiply(0.85));
    let middle = Rect::from_center_size(screen.center(), vec2(460.0, 160.0));
    painter.rect(
        middle,
        f32::from(CARD_RADIUS),
        theme.card,
        Stroke::new(2.0, theme.accent),
        eframe::egui::StrokeKind::Inside,
    );
    icons::paint(&painter, Icon::Folder, middle.center() - vec2(0.0, 26.0), 36.0, theme.accent);
    let text = scene.words.word("drop-now");
    let at = middle.center() + vec2(0.0, 30.0);
    painter.text(at, Align2::CENTER_CENTER, text, fonts::bold(HEADLINE), theme.text);
}
