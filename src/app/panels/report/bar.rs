//! Above the pages: which page, to a section, how large, and how the pages stand to the case.

use super::is_busy;
use super::pages::{PagesView, page_of};
use super::setting::{Setting, Standing};
use super::zoom::Zoom;
use crate::app::panel::Scene;
use crate::app::panels::checks::fields;
use crate::app::theme::{BODY, ROW};
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::parts;
use crate::words::Phrase;
use eframe::egui::{Button, Popup, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Draws the bar, and below it why there are no pages where there should be.
pub fn bar_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut PagesView, setting: &mut Setting) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        steps_ui(ui, scene, view);
        jump_ui(ui, scene, view);
        zoom_ui(ui, scene, view);
        ui.add_space(6.0);
        standing_ui(ui, scene, setting);
    });
    failed_ui(ui, scene, setting);
    ui.add_space(2.0);
}

/// The page before, which one this is, the page after.
fn steps_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut PagesView) {
    let (n, current) = (scene.case.preview.pages.len(), view.current());
    let steps = [
        (Icon::Back, "report-app-previous", current.checked_sub(1)),
        (Icon::Forward, "report-app-next", Some(current + 1).filter(|page| *page < n)),
    ];
    for (i, (icon, id, page)) in steps.into_iter().enumerate() {
        let page = page.filter(|_| n > 0);
        let name = scene.words.word(id);
        let pressed = ui
            .add_enabled_ui(page.is_some(), |ui| parts::icon_bare(ui, scene.theme, icon, &name))
            .inner
            .on_hover_text(&name)
            .clicked();
        if let (true, Some(page)) = (pressed, page) {
            view.go(page);
        }
        if i == 0 && n > 0 {
            ui.label(parts::medium(scene.words.say(&page_of(current, n))).size(ROW));
        }
    }
}

/// A menu of sections.
fn jump_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut PagesView) {
    let (words, outline) = (scene.words, &scene.case.preview.outline);
    if outline.is_empty() {
        return;
    }
    let name = words.word("report-app-jump");
    let button = parts::menu_button(ui, scene.theme, &name);
    Popup::menu(&button).width(360.0).show(|ui| {
        ScrollArea::vertical().max_height(480.0).show(ui, |ui| {
            for (_, title, page) in outline {
                let line = Button::new(title.as_str()).shortcut_text((page + 1).to_string());
                let response = ui.add(line);
                let spoken = Phrase::new("report-app-jump-line").text("title", title).number("n", page + 1);
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words.say(&spoken)));
                if response.clicked() {
                    view.go(*page);
                    view.take_focus = true;
                    ui.close();
                }
            }
        });
    });
}

fn zoom_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut PagesView) {
    let words = scene.words;
    let name = |zoom: Zoom| match zoom {
        Zoom::Width => words.word("report-app-zoom-width"),
        Zoom::Page => words.word("report-app-zoom-page"),
        Zoom::Percent(n) => words.say(&Phrase::new("top-text-percent").number("n", n)),
    };
    let button =
        parts::menu_button(ui, scene.theme, &name(view.zoom)).on_hover_text(words.word("report-app-zoom"));
    Popup::menu(&button).show(|ui| {
        for zoom in Zoom::ALL {
            if ui.selectable_label(view.zoom == zoom, name(zoom)).clicked() {
                view.zoom = zoom;
                ui.close();
            }
        }
    });
}

/// Nothing where the pages are of the case as it is.
fn standing_ui(ui: &mut Ui, scene: &Scene<'_>, setting: &Setting) {
    let busy = is_busy(scene.case);
    let (id, why) = match setting.standing(scene) {
        Standing::Current if !busy => return,
        Standing::Working if !busy => ("report-app-setting", "report-app-first"),
        _ if busy => ("report-app-stale", "report-app-waits"),
        _ => ("report-app-stale", "report-app-stale-why"),
    };
    let text = scene.words.word(id);
    let galley = ui.painter().layout_no_wrap(text.clone(), crate::app::fonts::text(ROW), scene.theme.quiet);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 22.0, 26.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    icons::paint(ui.painter(), Icon::Waiting, rect.left_center() + vec2(8.0, 0.0), BODY, scene.theme.quiet);
    let at = rect.left_center() + vec2(20.0, -galley.size().y * 0.5);
    ui.painter().galley(at, galley, scene.theme.quiet);
    response.on_hover_text(scene.words.word(why));
}

/// Why the pages could not be set, with a way to try again.
fn failed_ui(ui: &mut Ui, scene: &Scene<'_>, setting: &mut Setting) {
    let preview = &scene.case.preview;
    let Some(why) = preview.failed.as_ref().filter(|_| !preview.working) else { return };
    fields::banner(ui, scene.theme.warning_ground, |ui| {
        let said = Phrase::new("report-app-failed").sentence("why", why.clone());
        fields::warn(ui, scene, &scene.words.say(&said));
        if fields::button(ui, true, &scene.words.word("report-app-again")) {
            setting.again();
        }
    });
}
