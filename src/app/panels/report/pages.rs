//! The pages below each other, to be scrolled; a page that is not drawn yet is a blank sheet with its number.
//!
//! One stop for Tab; arrows and page keys move inside, as `shortcuts` lists them.

use super::is_busy;
use super::pictures::{MOST, Pictures};
use super::sheets::Sheets;
use super::zoom::{self, Zoom};
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{BODY, CARD_RADIUS, HEADLINE};
use crate::words::Phrase;
use eframe::egui::{
    Align2, EventFilter, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2,
};
use eframe::emath::GuiRounding;
use std::ops::Range;

/// Points scrolled by an arrow.
const LINE: f32 = 60.0;

/// Where to go next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Jump {
    /// To the top of a page.
    Page(usize),
    /// To a height.
    To(f32),
}

/// What of the pages is shown.
#[derive(Debug, Default)]
pub struct PagesView {
    /// How large.
    pub zoom: Zoom,
    /// Points of the screen a point of paper, as drawn last.
    pub factor: f32,
    /// Asks for the keyboard.
    pub take_focus: bool,
    jump: Option<Jump>,
    offset: f32,
    /// The page last jumped to, and the offset that led to.
    landed: Option<(usize, f32)>,
    current: usize,
    pictures: Pictures,
}

impl PagesView {
    /// The page that is looked at, from 0.
    pub fn current(&self) -> usize {
        self.current
    }

    /// Goes to a page.
    pub fn go(&mut self, page: usize) {
        self.jump = Some(Jump::Page(page));
    }

    /// Puts the offset where it is wanted, and keeps what is looked at where the size is another.
    fn aim(&mut self, sheets: &Sheets, before: Option<&Sheets>) -> Option<f32> {
        let jump = self.jump.take();
        if let Some(Jump::Page(page)) = jump {
            let page = page.min(sheets.len().saturating_sub(1));
            self.jump = Some(Jump::Page(page));
            return Some(sheets.top(page));
        }
        if let Some(before) = before {
            return Some(sheets.height_of(before.anchor(self.offset)));
        }
        let Some(Jump::To(height)) = jump else { return None };
        Some(height.max(0.0))
    }

    /// Notes where the frame has ended up.
    fn land(&mut self, sheets: &Sheets, offset: f32, height: f32) {
        if let Some(Jump::Page(page)) = self.jump.take() {
            self.landed = Some((page, offset));
        }
        self.offset = offset;
        self.current = match self.landed {
            // The last pages may be too short to come to the top.
            Some((page, at)) if (at - offset).abs() < 1.0 => page,
            _ => {
                self.landed = None;
                sheets.at(offset + height * 0.4)
            }
        };
    }
}

/// Draws the pages into the room that is left.
pub fn pages_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut PagesView, wishes: &mut Vec<Wish>) {
    let area = ui.available_rect_before_wrap();
    let theme = scene.theme;
    let line = Stroke::new(1.0, theme.line);
    ui.painter().rect(area, CARD_RADIUS, theme.control, line, StrokeKind::Inside);
    let focus = focus_ui(ui, scene, view, area);
    let preview = &scene.case.preview;
    if preview.pages.is_empty() {
        return message(ui, scene, area);
    }
    let largest = preview.pages.iter().fold((0.0, 0.0), |(w, h), p| (p.0.max(w), p.1.max(h)));
    let room = area.shrink(1.0);
    let bar = ui.spacing().scroll.allocated_width();
    let factor = view.zoom.factor(largest, (room.width() - bar, room.height()));
    let sheets = Sheets::of(&preview.pages, factor, room.width() - bar);
    keys(ui, view, &focus, &sheets, room.height());
    let before =
        is_other(view.factor, factor).then(|| Sheets::of(&preview.pages, view.factor, room.width() - bar));
    let aim = view.aim(&sheets, before.as_ref());
    let seen = scroll(ui, scene, view, &sheets, (room, aim));
    view.factor = factor;
    let (ratio, most) = (ui.pixels_per_point(), ui.input(|i| i.max_texture_side));
    #[expect(clippy::cast_precision_loss, reason = "a few thousand pixels")]
    let scale = zoom::scale(factor, ratio, largest, most as f32);
    let wanted: Vec<usize> =
        (seen.start.saturating_sub(1)..(seen.end + 1).min(sheets.len())).take(MOST).collect();
    view.pictures.follow(ui, preview, &wanted, scale, wishes);
    if focus.has_focus() {
        let ring = Stroke::new(2.0, theme.accent);
        ui.painter().rect_stroke(area, CARD_RADIUS, ring, StrokeKind::Inside);
    }
}

/// Were pages drawn at another size before?
fn is_other(before: f32, now: f32) -> bool {
    before > 0.0 && (before - now).abs() > 1e-4
}

/// The area as one thing that can have the keyboard.
fn focus_ui(ui: &Ui, scene: &Scene<'_>, view: &mut PagesView, area: Rect) -> Response {
    let focus = ui.interact(area, ui.scope_id().with("sheets"), Sense::click());
    let words = scene.words;
    let n = scene.case.preview.pages.len();
    let name = match n {
        0 => words.word("report-app-pages"),
        n => format!("{}, {}", words.word("report-app-pages"), words.say(&page_of(view.current, n))),
    };
    focus.widget_info(|| WidgetInfo::labeled(Role::Document, true, &name));
    if std::mem::take(&mut view.take_focus) || focus.clicked() {
        focus.request_focus();
    }
    focus
}

/// `page 3 of 24`.
pub fn page_of(page: usize, all: usize) -> Phrase {
    Phrase::new("report-app-page").number("n", page + 1).number("all", all)
}

/// Why there are no pages.
fn message(ui: &Ui, scene: &Scene<'_>, area: Rect) {
    let preview = &scene.case.preview;
    let id = match () {
        () if is_busy(scene.case) => "report-app-waits",
        () if preview.failed.is_some() => return,
        () if preview.working || preview.number == 0 => "report-app-first",
        () => "report-app-no-pages",
    };
    let text = scene.words.word(id);
    let font = fonts::text(BODY);
    let galley = ui.painter().layout(text.clone(), font, scene.theme.quiet, area.width() - 60.0);
    let rect = Align2::CENTER_CENTER.anchor_size(area.center(), galley.size());
    ui.interact(rect, ui.scope_id().with("message"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    ui.painter().galley(rect.min, galley, scene.theme.quiet);
}

/// What the keys do while the pages have the keyboard.
fn keys(ui: &Ui, view: &mut PagesView, focus: &Response, sheets: &Sheets, height: f32) {
    if !focus.has_focus() {
        return;
    }
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(focus.id, filter));
    let screen = (height - LINE).max(LINE);
    let pressed = |key| ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, key));
    for (key, by) in
        [(Key::ArrowDown, LINE), (Key::ArrowUp, -LINE), (Key::PageDown, screen), (Key::PageUp, -screen)]
    {
        // Where a frame takes long, a key that is held down comes several times in one.
        for _ in 0..pressed(key) {
            let from = if let Some(Jump::To(height)) = view.jump { height } else { view.offset };
            view.jump = Some(Jump::To(from + by));
        }
    }
    let (further, back) = (pressed(Key::ArrowRight), pressed(Key::ArrowLeft));
    let pressed = |key| pressed(key) > 0;
    if further + back > 0 {
        view.go((view.current + further).saturating_sub(back));
    } else if pressed(Key::Home) {
        view.go(0);
    } else if pressed(Key::End) {
        view.go(sheets.len());
    }
    if pressed(Key::Plus) || pressed(Key::Equals) {
        view.zoom = Zoom::step(sheets.factor, true);
    } else if pressed(Key::Minus) {
        view.zoom = Zoom::step(sheets.factor, false);
    } else if pressed(Key::Num0) {
        view.zoom = Zoom::Width;
    }
}

/// Draws the pages in sight and says which they are.
fn scroll(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut PagesView,
    sheets: &Sheets,
    (room, aim): (Rect, Option<f32>),
) -> Range<usize> {
    let mut inside = ui.new_child(UiBuilder::new().max_rect(room).id_salt("scroll"));
    let mut area = ScrollArea::both().id_salt("sheets").auto_shrink(false);
    if let Some(height) = aim {
        area = area.vertical_scroll_offset(height);
    }
    let shown = area.show_viewport(&mut inside, |ui, viewport| {
        let origin = ui.max_rect().min;
        ui.allocate_rect(Rect::from_min_size(origin, (sheets.width, sheets.height).into()), Sense::hover());
        let seen = sheets.between(viewport.top(), viewport.bottom());
        for page in seen.clone() {
            if let Some(rect) = sheets.rect(page, origin) {
                sheet(ui, scene, &view.pictures, page, rect);
            }
        }
        seen
    });
    view.land(sheets, shown.state.clamped_offset().y, room.height());
    shown.inner
}

/// One page on the ground, with its shadow.
fn sheet(ui: &Ui, scene: &Scene<'_>, pictures: &Pictures, page: usize, rect: Rect) {
    let ratio = ui.pixels_per_point();
    let name = scene.words.say(&Phrase::new("report-app-sheet").number("n", page + 1));
    ui.interact(rect, ui.scope_id().with(("sheet", page)), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    let (theme, painter) = (scene.theme, ui.painter());
    let corner = rect.min.round_to_pixels(ratio);
    let rect = Rect::from_min_size(corner, rect.size());
    painter.add(ui.visuals().popup_shadow.as_shape(rect, 0));
    painter.rect_filled(rect, 0, theme.paper);
    match pictures.of(page) {
        Some(held) => {
            // A picture of about this size is shown pixel by pixel; an older one is stretched meanwhile.
            let own = held.texture.size_vec2() / ratio;
            let alike = (own - rect.size()).abs().max_elem() < 2.0;
            let place = if alike { Rect::from_min_size(corner, own) } else { rect };
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(held.texture.id(), place, whole, theme.paper);
        }
        None => {
            let font = fonts::text(HEADLINE);
            painter.text(rect.center(), Align2::CENTER_CENTER, &name, font, theme.on_paper);
        }
    }
    painter.rect_stroke(rect, 0, Stroke::new(1.0, theme.line), StrokeKind::Outside);
}
