//! What a check brought as a table: state, what it is about, what it means, how it was before, when.
//!
//! A state is a word, a shape and a colour; the answer as it came stands beside its meaning.

use super::fields;
use super::history;
use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::theme::{ROW, SMALL, Theme};
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::marks::Mark;
use crate::app::widgets::parts;
use crate::checks::answer::{CheckAnswer, CheckKind, CheckResult, Origin, Severity};
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::words::Phrase;
use eframe::egui::{Align, Color32, Label, Layout, Painter, Pos2, RichText, Sense, Stroke, Ui, pos2, vec2};

/// What a blocklist says of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// It is on the list.
    Listed,
    /// It is not, and the list is in order.
    NotListed,
    /// The list or the resolver refused to answer.
    Refused,
    /// The list is out of order, or its answer means nothing.
    Unreliable,
}

impl Listing {
    /// Of a result of a blocklist; `None` where it is about something else.
    #[must_use]
    pub fn of(result: &CheckResult) -> Option<Self> {
        let code = result.code.to_ascii_uppercase().replace('_', "-");
        match code.as_str() {
            c if c.starts_with("NOT-LISTED") || c.starts_with("UNLISTED") => Some(Self::NotListed),
            c if c.starts_with("LISTED") => Some(Self::Listed),
            c if c.contains("REFUSED") => Some(Self::Refused),
            _ if result.severity == Severity::Unclear => Some(Self::Unreliable),
            _ => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Listed => "chk-listed",
            Self::NotListed => "chk-not-listed",
            Self::Refused => "chk-refused",
            Self::Unreliable => "chk-unreliable",
        }
    }
}

/// The state of a result in a word.
pub fn state_word(scene: &Scene<'_>, kind: CheckKind, result: &CheckResult) -> String {
    let listing = (kind == CheckKind::Blocklists).then(|| Listing::of(result)).flatten();
    match listing {
        Some(listing) => scene.words.word(listing.word()),
        None => scene.words.word(&format!("severity-{}", result.severity.key())),
    }
}

/// Ink and ground of a severity.
pub fn colors(theme: &Theme, severity: Severity) -> (Color32, Color32) {
    match severity {
        Severity::Good => (theme.good, theme.good_ground),
        Severity::Note | Severity::Unclear => (theme.quiet, theme.control),
        Severity::Medium | Severity::High | Severity::Critical => (theme.warning, theme.warning_ground),
    }
}

/// Paints the shape of a severity, about 12 points wide.
pub fn mark(painter: &Painter, severity: Severity, at: Pos2, theme: &Theme) {
    let ink = colors(theme, severity).0;
    match severity {
        Severity::Good => icons::paint(painter, Icon::Check, at, 12.0, ink),
        Severity::Note => drop(painter.circle_filled(at, 2.5, ink)),
        Severity::Unclear => icons::paint(painter, Icon::Question, at, 12.0, ink),
        Severity::Medium => Mark::Half.paint(painter, at, ink),
        Severity::High => Mark::Refused.paint(painter, at, ink),
        Severity::Critical => {
            painter.circle_filled(at, 6.5, ink);
            icons::paint(painter, Icon::Cross, at, 9.0, theme.warning_ground);
        }
    }
}

/// Shape and word of a state.
pub fn state_ui(ui: &mut Ui, scene: &Scene<'_>, severity: Severity, word: &str) {
    let (ink, ground) = colors(scene.theme, severity);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.set_min_height(18.0);
        let (rect, _) = ui.allocate_exact_size(vec2(15.0, 18.0), Sense::hover());
        mark(ui.painter(), severity, rect.center(), scene.theme);
        parts::pill(ui, word, ink, ground);
    });
}

/// The worst of an answer.
pub fn worst_ui(ui: &mut Ui, scene: &Scene<'_>, answer: &CheckAnswer) {
    let worst = answer.worst();
    state_ui(ui, scene, worst, &scene.words.word(&format!("severity-{}", worst.key())));
}

/// A time on the site's clocks, and in UTC.
pub fn both_times(scene: &Scene<'_>, time: UtcTime) -> String {
    let utc = time.in_zone(chrono_tz::UTC, "%Y-%m-%d %H:%M:%S");
    if scene.words.zone() == chrono_tz::UTC {
        return format!("{} UTC", scene.words.time(time));
    }
    format!("{} {} ({utc} UTC)", scene.words.time(time), scene.words.zone().name())
}

/// When, by whom, and through what it was asked.
pub fn origin_ui(ui: &mut Ui, scene: &Scene<'_>, answer: &CheckAnswer) {
    let mut said = vec![both_times(scene, answer.begun)];
    let who = |id: &'static str, text: &str| scene.words.say(&Phrase::new(id).text("who", text));
    if !answer.by.is_empty() {
        said.push(who(if answer.origin == Origin::ByHand { "chk-by-hand-by" } else { "chk-by" }, &answer.by));
    }
    if !answer.through.is_empty() {
        said.push(who("chk-through", &answer.through));
    }
    fields::quiet(ui, scene, &said.join(" · "));
    if let Some(why) = &answer.cut_short {
        fields::warn(ui, scene, &scene.words.say(why));
    }
}

/// Widths of the columns.
struct Columns {
    state: f32,
    about: f32,
    says: f32,
    before: f32,
    when: f32,
}

impl Columns {
    fn of(width: f32, with_before: bool) -> Self {
        let (state, when) = (126.0, 116.0);
        let before = if with_before { 118.0 } else { 0.0 };
        let gaps = if with_before { 40.0 } else { 32.0 };
        let about = (width * 0.19).clamp(110.0, 220.0);
        let says = (width - state - about - before - when - gaps).max(160.0);
        Self { state, about, says, before, when }
    }
}

/// Draws the results of an answer, with what an earlier one said beside them.
pub fn results_ui(ui: &mut Ui, scene: &Scene<'_>, answer: &CheckAnswer, earlier: Option<&CheckAnswer>) {
    if answer.results.is_empty() {
        fields::why(ui, scene, "chk-no-result");
        return;
    }
    let columns = Columns::of(ui.available_width(), earlier.is_some());
    heads(ui, scene, &columns, answer.kind);
    for result in answer.worst_first() {
        hairline(ui, scene);
        row(ui, scene, &columns, answer, result, earlier);
    }
}

fn hairline(ui: &mut Ui, scene: &Scene<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 3.0), Sense::hover());
    let y = rect.center().y;
    let stroke = Stroke::new(1.0, scene.theme.line);
    ui.painter().line_segment([pos2(rect.left(), y), pos2(rect.right(), y)], stroke);
}

fn heads(ui: &mut Ui, scene: &Scene<'_>, columns: &Columns, kind: CheckKind) {
    let about = if kind == CheckKind::Blocklists { "chk-col-list" } else { "chk-col-about" };
    let all = [
        (columns.state, "chk-col-state"),
        (columns.about, about),
        (columns.says, "chk-col-says"),
        (columns.before, "chk-col-before"),
        (columns.when, "chk-col-when"),
    ];
    ui.horizontal_top(|ui| {
        for (width, id) in all.into_iter().filter(|(width, _)| *width > 0.0) {
            cell(ui, width, |ui| {
                let text = parts::quiet(scene.words.word(id), scene.theme).size(SMALL);
                ui.add(Label::new(text).truncate());
            });
        }
    });
}

fn cell(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = 18.0;
        add(ui);
    });
}

fn row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    columns: &Columns,
    answer: &CheckAnswer,
    result: &CheckResult,
    earlier: Option<&CheckAnswer>,
) {
    ui.horizontal_top(|ui| {
        cell(ui, columns.state, |ui| {
            state_ui(ui, scene, result.severity, &state_word(scene, answer.kind, result));
            ui.label(RichText::new(&result.code).font(fonts::mono(SMALL)).color(scene.theme.quiet));
        });
        cell(ui, columns.about, |ui| {
            let about = SafeText::new(&result.subject);
            ui.add(Label::new(RichText::new(about.as_str()).font(fonts::medium(ROW))).wrap());
        });
        cell(ui, columns.says, |ui| says(ui, scene, result));
        if let Some(earlier) = earlier {
            cell(ui, columns.before, |ui| before(ui, scene, result, earlier));
        }
        cell(ui, columns.when, |ui| {
            let time = parts::quiet(result.at.in_zone(scene.words.zone(), "%H:%M:%S"), scene.theme);
            ui.label(time).on_hover_text(both_times(scene, result.at));
            ui.add(Label::new(parts::quiet(&result.reference, scene.theme).size(SMALL)).wrap());
        });
    });
}

fn says(ui: &mut Ui, scene: &Scene<'_>, result: &CheckResult) {
    ui.add(Label::new(RichText::new(scene.words.say(&result.say)).size(ROW)).wrap());
    if !result.advice.id.is_empty() {
        fields::quiet(ui, scene, &scene.words.say(&result.advice));
    }
    if !result.raw.is_empty() {
        let raw = SafeText::new(&result.raw);
        let text = RichText::new(raw.as_str()).font(fonts::mono(SMALL)).color(scene.theme.quiet);
        ui.add(Label::new(text).wrap().selectable(true));
    }
}

fn before(ui: &mut Ui, scene: &Scene<'_>, result: &CheckResult, earlier: &CheckAnswer) {
    match history::same(result, earlier) {
        Some(was) => {
            state_ui(ui, scene, was.severity, &state_word(scene, earlier.kind, was));
            let date = was.at.in_zone(scene.words.zone(), "%Y-%m-%d %H:%M");
            ui.label(parts::quiet(date, scene.theme).size(SMALL));
        }
        None => fields::why(ui, scene, "chk-not-asked-before"),
    }
}
