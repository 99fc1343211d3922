//! Exact values at the pointer, below the lanes so that none is covered; while dragging, the span's ends and length.

use super::cuts::length;
use super::lanes::{Row, parts, uncovered};
use super::{Picture, columns_of};
use crate::app::fonts;
use crate::app::panels::investigate::source_name;
use crate::app::theme::{ROW, SMALL};
use crate::app::timeline_state::Grab;
use crate::app::view::InvestigateView;
use crate::case::CaseSource;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use eframe::egui::{
    Align2, Area, Color32, Frame, Id, Label, Margin, Order, Response, RichText, Stroke, Ui, pos2, vec2,
};

/// Width of the panel at most: half of a small window's lanes have room for it.
const WIDEST: f32 = 370.0;
/// Files named at most.
const NAMED: usize = 3;

/// A line with the colour of what it is about.
pub(super) type Line = (Option<Color32>, String);

/// What a screen reader hears: what is shown, and what is selected.
pub(super) fn told(picture: &Picture<'_>, view: &InvestigateView) -> String {
    let words = picture.scene.words;
    let from_to =
        |id: &'static str, s: Span| words.say(&Phrase::new(id).time("first", s.first).time("last", s.last));
    let shown = from_to("timeline-told", picture.axis.view);
    match view.selection.span {
        Some(span) => format!("{shown} {}", from_to("timeline-told-span", span)),
        None => shown,
    }
}

pub(super) fn readout_ui(ui: &Ui, picture: &Picture<'_>, view: &InvestigateView, response: &Response) {
    let dragged = matches!(view.time.grab, Some(Grab::End(_) | Grab::Span(..)));
    let pointer = if dragged { response.interact_pointer_pos() } else { response.hover_pos() };
    let Some(p) = pointer else { return };
    let x = p.x.clamp(picture.plot.left(), picture.plot.right());
    let stroke = Stroke::new(1.0, picture.scene.theme.quiet);
    ui.painter().vline(x, picture.plot.y_range(), stroke);
    let lines = match view.selection.span.filter(|_| dragged) {
        Some(span) => span_lines(picture, span),
        None => lines(picture, view, x),
    };
    panel(ui, picture, x, &lines);
}

fn span_lines(picture: &Picture<'_>, span: Span) -> Vec<Line> {
    let words = picture.scene.words;
    let text = Phrase::new("timeline-span").time("first", span.first).time("last", span.last);
    vec![(None, length(picture.scene, span)), (None, words.say(&text))]
}

/// All that is known of the column at `x`.
fn lines(picture: &Picture<'_>, view: &InvestigateView, x: f32) -> Vec<Line> {
    let (scene, axis) = (picture.scene, picture.axis);
    if let Some(cut) = axis.cut_at(x) {
        let text = Phrase::new("timeline-gap").text("length", &length(scene, cut.span));
        return vec![(None, scene.words.say(&text)), span_lines(picture, cut.span).pop().unwrap_or_default()];
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "columns on screen"
    )]
    let k = ((x - axis.left) / axis.width * columns_of(axis) as f32) as usize;
    let k = k.min(columns_of(axis).saturating_sub(1));
    let (at, column) = (axis.time(x), view.time.columns.1.span(k));
    let width = column.map_or_else(String::new, |c| length(scene, c));
    let head = Phrase::new("timeline-at").time("time", at).text("length", &width);
    let mut found: Vec<Line> = vec![(None, scene.words.say(&head))];
    found.extend(counts(picture, view, k));
    found.extend(depth(picture, view, k));
    found.extend(witnesses(picture, at));
    found
}

fn counts(picture: &Picture<'_>, view: &InvestigateView, k: usize) -> Vec<Line> {
    let (scene, c) = (picture.scene, &view.time.columns.1);
    let theme = scene.theme;
    let at = |s: &Vec<u32>| s.get(k).copied().unwrap_or(0);
    let refused: u64 = c.failed.iter().map(|part| u64::from(at(part))).sum();
    let of_part = |(part, name): (usize, String)| {
        let n = c.failed.get(part).map_or(0, at);
        (n > 0).then(|| format!("{name} {}", scene.words.number(u64::from(n))))
    };
    let why: Vec<String> = parts(scene, view).into_iter().filter_map(of_part).collect();
    let mut failed = scene.words.say(&Phrase::new("timeline-failed").number("n", refused));
    if !why.is_empty() {
        failed = format!("{failed} ({})", why.join(" · "));
    }
    let line = |id: &'static str, n: u32| scene.words.say(&Phrase::new(id).number("n", n));
    vec![
        (Some(theme.failed), failed),
        (Some(theme.accepted), line("timeline-accepted", at(&c.accepted))),
        (Some(theme.relayed), line("timeline-relayed", at(&c.relayed))),
        (Some(theme.local), line("timeline-local", at(&c.local))),
    ]
}

fn depth(picture: &Picture<'_>, view: &InvestigateView, k: usize) -> Option<Line> {
    let words = picture.scene.words;
    let depth = view.time.columns.1.depth.get(k).copied().flatten()?;
    let basis = words.word(&format!("depth-{}", depth.basis.key()));
    let id = if depth.low < depth.high { "timeline-depth-between" } else { "timeline-depth" };
    let mut text = Phrase::new(id).number("n", depth.high).text("basis", &basis);
    if depth.low < depth.high {
        text = text.number("low", depth.low);
    }
    Some((Some(picture.scene.theme.depth), words.say(&text)))
}

/// Which files cover an instant, and which lanes nothing covers.
fn witnesses(picture: &Picture<'_>, at: UtcTime) -> Vec<Line> {
    let words = picture.scene.words;
    let covering: Vec<&CaseSource> = picture.scene.case.sources.iter().filter(|s| covers(s, at)).collect();
    let names: Vec<String> = covering.iter().take(NAMED).map(|s| source_name(s)).collect();
    let mut found = Vec::new();
    if !names.is_empty() {
        let mut text = names.join(" · ");
        if covering.len() > NAMED {
            let more = Phrase::new("timeline-more").number("n", covering.len() - NAMED);
            text = format!("{text} · {}", words.say(&more));
        }
        found.push((None, words.say(&Phrase::new("timeline-covered").text("sources", &text))));
    }
    for (row, id) in [
        (Row::Failed, "timeline-no-sign-ins"),
        (Row::Messages, "timeline-no-mail"),
        (Row::Depth, "timeline-no-depth"),
    ] {
        if uncovered(picture.scene, row).iter().any(|s| s.contains(at)) {
            found.push((Some(picture.scene.theme.uncovered), words.word(id)));
        }
    }
    found
}

fn covers(source: &CaseSource, at: UtcTime) -> bool {
    let next = source.covered.partition_point(|s| s.last < at);
    let stretch = source.covered.get(next).copied().or(source.span.filter(|_| source.covered.is_empty()));
    stretch.is_some_and(|s| s.contains(at))
}

/// A small panel under the timeline at `x`, that takes no click and covers neither lanes nor axis.
pub(super) fn panel(ui: &Ui, picture: &Picture<'_>, x: f32, lines: &[Line]) {
    let theme = picture.scene.theme;
    let area = Area::new(Id::unique("timeline-readout"))
        .order(Order::Tooltip)
        .interactable(false)
        .fade_in(false)
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(pos2(x, picture.below + 3.0));
    let frame = Frame::new()
        .fill(theme.card)
        .stroke(Stroke::new(1.0, theme.outline))
        .corner_radius(5)
        .inner_margin(Margin::symmetric(8, 6));
    area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 1.0);
            ui.spacing_mut().interact_size.y = 12.0;
            ui.set_max_width(WIDEST);
            for (k, (color, text)) in lines.iter().enumerate() {
                ui.horizontal(|ui| {
                    if let Some(color) = color {
                        let (rect, _) = ui.allocate_exact_size(vec2(8.0, 8.0), eframe::egui::Sense::hover());
                        ui.painter().rect_filled(rect, 1, *color);
                    }
                    let font = if k == 0 { fonts::medium(ROW) } else { fonts::text(SMALL) };
                    ui.add(Label::new(RichText::new(text).font(font).color(theme.text)));
                });
            }
        });
    });
}
