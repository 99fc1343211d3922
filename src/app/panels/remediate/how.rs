//! How a step is done: commands to copy, ways through menus, remarks; by platform, the case's facts filled in.

use super::known::{Known, is_command};
use super::people::warn;
use super::section_with;
use super::signs::warn_icon;
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{CONTROL_RADIUS, ROW, SMALL, Theme};
use crate::app::widgets::icons::Icon;
use crate::app::widgets::parts;
use crate::playbook::fill::{FilledLine, LineKind};
use crate::playbook::step::Platform;
use crate::words::Phrase;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Color32, Frame, Label, Margin, Rect, RichText, Ui, UiBuilder, vec2};

/// Longest name in angle brackets, in characters.
const LONGEST: usize = 40;

/// Draws the part.
pub fn how_ui(ui: &mut Ui, scene: &Scene<'_>, known: &Known, wishes: &mut Vec<Wish>) {
    let lines = known.lines();
    if lines.is_empty() {
        return;
    }
    let lacking =
        lines.iter().any(|l| !l.missing.is_empty() || l.unsafe_value || open_name(&l.text).is_some());
    let beside = if lacking { String::new() } else { scene.words.word("rem-complete") };
    section_with(ui, scene, "rem-how", &beside);
    if scene.case.sources.is_empty() {
        ui.add(Label::new(parts::quiet(scene.words.word("rem-no-evidence"), scene.theme)).wrap());
    }
    for group in lines.chunk_by(|a, b| a.platform == b.platform) {
        if let Some(first) = group.first() {
            group_ui(ui, scene, first.platform, group, wishes);
        }
    }
}

fn group_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    platform: Platform,
    group: &[FilledLine],
    wishes: &mut Vec<Wish>,
) {
    let words = scene.words;
    let commands: Vec<&str> = group.iter().filter(|l| is_command(l.kind)).map(|l| l.text.as_str()).collect();
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        let name = words.word(&format!("platform-{}", platform.key()));
        ui.label(parts::medium(&name).size(ROW));
        if commands.len() > 1 {
            let all = words.say(&Phrase::new("rem-copy-all").number("n", commands.len()));
            if ui.push_id(platform, |ui| ui.small_button(all)).inner.clicked() {
                wishes.push(Wish::Copy(commands.join("\r\n")));
            }
        }
    });
    for (n, line) in group.iter().enumerate() {
        ui.push_id((platform, n), |ui| line_ui(ui, scene, line, wishes));
    }
}

fn line_ui(ui: &mut Ui, scene: &Scene<'_>, line: &FilledLine, wishes: &mut Vec<Wish>) {
    let (words, theme) = (scene.words, scene.theme);
    match line.kind {
        LineKind::Note => super::proofs::bullet(ui, scene, &line.text),
        LineKind::Menu => {
            kind_label(ui, scene, line.kind);
            let way = line.text.replace(" > ", "  ›  ");
            ui.add(Label::new(RichText::new(way).font(fonts::medium(ROW))).wrap().selectable(true));
        }
        LineKind::Cmd | LineKind::PowerShell | LineKind::Raw => {
            kind_label(ui, scene, line.kind);
            if command_ui(ui, scene, &line.text) {
                wishes.push(Wish::Copy(line.text.clone()));
            }
        }
    }
    if !line.note.is_empty() {
        ui.add(Label::new(parts::quiet(&line.note, theme)).wrap());
    }
    if !line.missing.is_empty() {
        let missing = line.missing.iter().map(|name| words.word(&format!("fill-slot-{name}")));
        let missing: Vec<String> = missing.collect();
        let text = Phrase::new("rem-missing").list("what", missing.iter().map(String::as_str));
        ui.add(Label::new(RichText::new(words.say(&text)).size(ROW).color(theme.warning)).wrap());
    }
    if line.unsafe_value {
        ui.horizontal_wrapped(|ui| {
            warn_icon(ui, scene);
            warn(ui, scene, &words.word("rem-unsafe"));
        });
    }
    ui.add_space(3.0);
}

fn kind_label(ui: &mut Ui, scene: &Scene<'_>, kind: LineKind) {
    let id = match kind {
        LineKind::Menu => "rem-kind-menu",
        LineKind::Cmd => "rem-kind-cmd",
        LineKind::PowerShell => "rem-kind-ps",
        LineKind::Raw | LineKind::Note => "rem-kind-raw",
    };
    ui.label(parts::quiet(scene.words.word(id), scene.theme).size(SMALL));
}

/// A command on a ground of its own, what is still to be filled in standing out; true when it is to be copied.
fn command_ui(ui: &mut Ui, scene: &Scene<'_>, text: &str) -> bool {
    let theme = scene.theme;
    let ground =
        Frame::new().fill(theme.control).corner_radius(CONTROL_RADIUS).inner_margin(Margin::symmetric(10, 6));
    let shown = ground.show(ui, |ui| {
        ui.set_min_height(20.0);
        ui.set_width(ui.available_width());
        let width = (ui.available_width() - 34.0).max(40.0);
        ui.scope(|ui| {
            ui.set_max_width(width);
            ui.add(Label::new(painted(theme, text, width)).selectable(true));
        });
    });
    let corner = shown.response.rect.right_top() + vec2(-31.0, 2.0);
    let builder = UiBuilder::new().max_rect(Rect::from_min_size(corner, vec2(28.0, 28.0))).id_salt("copy");
    let beginning: String = text.chars().take(60).collect();
    let name = scene.words.say(&Phrase::new("rem-copy").text("command", &beginning));
    parts::icon_bare(&mut ui.new_child(builder), theme, Icon::Copy, &name).on_hover_text(&name).clicked()
}

fn painted(theme: &Theme, text: &str, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut add = |text: &str, ink: Color32| {
        job.append(text, 0.0, TextFormat::simple(fonts::mono(11.5), ink));
    };
    let mut rest = text;
    while let Some((from, to)) = open_name(rest) {
        let (before, name) = (rest.get(..from).unwrap_or_default(), rest.get(from..to).unwrap_or_default());
        add(before, theme.text);
        add(name, theme.warning);
        rest = rest.get(to..).unwrap_or_default();
    }
    add(rest, theme.text);
    job
}

/// The first name in angle brackets, e.g. `<test mailbox>`; where it begins and ends.
fn open_name(text: &str) -> Option<(usize, usize)> {
    let begins = text.match_indices('<').map(|(at, _)| at);
    begins.into_iter().find_map(|from| {
        let inside = text.get(from + 1..)?;
        let length = inside.find('>')?;
        let name = inside.get(..length)?;
        let sound = name.starts_with(char::is_alphabetic)
            && name.chars().count() <= LONGEST
            && name.chars().all(|c| c.is_alphanumeric() || " -_.’'/".contains(c));
        sound.then_some((from, from + length + 2))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_to_fill_in_are_told_from_redirections() {
        let text = "Set-Mailbox <test mailbox> -Name x";
        assert_eq!(open_name(text).map(|(a, b)| &text[a..b]), Some("<test mailbox>"));
        assert_eq!(open_name("netstat -ano > C:\\IR\\n.txt"), None);
        assert_eq!(open_name("sort < in.txt > out.txt"), None);
        assert_eq!(open_name("x <é> y"), Some((2, 6)));
    }
}
