//! Elsewhere, by hand: what to run on another machine, and the result that comes back, judged by the same code.

use super::fields;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::{parts, typed};
use crate::checks;
use crate::checks::question::Question;
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::workbench::command::Command;
use eframe::egui::{Margin, Response, ScrollArea, TextEdit, Ui, WidgetInfo};

/// Longest result that is taken, in characters.
const LONGEST: usize = 400_000;
/// Height of the commands and of the field on screen.
const HEIGHT: f32 = 150.0;

/// What is typed and pasted.
#[derive(Debug, Default)]
pub struct Elsewhere {
    /// Is the part open?
    pub open: bool,
    by: String,
    when: String,
    text: String,
    /// The last text said nothing that could be judged.
    unread: bool,
    /// The commands, and the question they are of.
    made: Option<(Question, Vec<String>)>,
}

impl Elsewhere {
    fn commands(&mut self, question: &Question) -> &[String] {
        if self.made.as_ref().is_none_or(|(of, _)| of != question) {
            self.made = Some((question.clone(), checks::by_hand(question)));
        }
        self.made.as_ref().map(|(_, lines)| lines.as_slice()).unwrap_or_default()
    }
}

/// Draws the part for a question; without one, says what is missing.
pub fn elsewhere_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (part, question): (&mut Elsewhere, Option<&Question>),
    wishes: &mut Vec<Wish>,
) {
    if !fields::fold(ui, scene.theme, &scene.words.word("chk-elsewhere"), &mut part.open) {
        return;
    }
    let Some(question) = question else {
        fields::why(ui, scene, "chk-elsewhere-fill-in");
        return;
    };
    commands_ui(ui, scene, part.commands(question), wishes);
    paste_ui(ui, scene, part, question, wishes);
}

fn commands_ui(ui: &mut Ui, scene: &Scene<'_>, commands: &[String], wishes: &mut Vec<Wish>) {
    fields::why(ui, scene, if commands.is_empty() { "chk-elsewhere-none" } else { "chk-elsewhere-run" });
    if commands.is_empty() {
        return;
    }
    let all: Vec<String> = commands.iter().map(|line| SafeText::new(line).into()).collect();
    let scroll = ScrollArea::vertical().id_salt("commands").max_height(HEIGHT).auto_shrink([false, true]);
    scroll.show(ui, |ui| {
        if parts::code_block(ui, scene.theme, &all.join("\n"), &scene.words.word("chk-copy-commands")) {
            wishes.push(Wish::Copy(all.join("\r\n")));
        }
    });
}

fn paste_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    part: &mut Elsewhere,
    question: &Question,
    wishes: &mut Vec<Wish>,
) {
    ui.add_space(4.0);
    ui.label(parts::quiet(scene.words.word("chk-paste"), scene.theme));
    let scroll = ScrollArea::vertical().id_salt("pasted").max_height(HEIGHT).auto_shrink([false, true]);
    let changed = scroll.show(ui, |ui| area(ui, scene, &mut part.text).changed()).inner;
    part.unread &= !changed;
    let when = when(&part.when, scene);
    let mut all =
        [("chk-ran-by", "A. Martin, PC7", &mut part.by), ("chk-ran-at", "2026-11-30 10:05", &mut part.when)];
    fields::grid(ui, scene, 190.0, &mut all);
    if when.is_none() {
        fields::warn(ui, scene, &scene.words.word("chk-bad-time"));
    } else {
        fields::why(ui, scene, "chk-ran-at-why");
    }
    let lacks = part.text.trim().is_empty() || part.by.trim().is_empty() || when.is_none();
    let pressed = fields::button(ui, !lacks, &scene.words.word("chk-judge"));
    if let (true, Some(at)) = (pressed, when) {
        judge(part, question, at, wishes);
    }
    if part.unread {
        fields::warn(ui, scene, &scene.words.word("chk-unread"));
    }
}

/// The time that was typed, on the site's clocks; now where nothing was.
fn when(text: &str, scene: &Scene<'_>) -> Option<UtcTime> {
    if text.trim().is_empty() { Some(scene.now) } else { typed::time(text, scene.words.zone()) }
}

fn judge(part: &mut Elsewhere, question: &Question, at: UtcTime, wishes: &mut Vec<Wish>) {
    let mut answers = checks::judge(question, &part.text, part.by.trim(), at);
    answers.retain(|answer| !answer.results.is_empty());
    part.unread = answers.is_empty();
    if !part.unread {
        part.text.clear();
    }
    wishes.extend(answers.into_iter().map(|answer| Wish::Do(Command::EnterAnswer(Box::new(answer)))));
}

fn area(ui: &mut Ui, scene: &Scene<'_>, text: &mut String) -> Response {
    let edit = TextEdit::multiline(text)
        .margin(Margin::symmetric(8, 4))
        .font(crate::app::fonts::mono(ROW - 1.0))
        .char_limit(LONGEST)
        .desired_rows(4)
        .desired_width(f32::INFINITY);
    let edit = fields::seen(ui.add(edit));
    edit.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, "", text.as_str(), "");
        info.label = Some(scene.words.word("chk-paste"));
        info
    });
    edit
}
