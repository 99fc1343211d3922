//! The site as understood: domains, servers, networks, generation, each with why we think so.

use crate::analysis::finding::SiteBasis;
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::parts;
use crate::model::safe_text::SafeText;
use crate::workbench::command::Command;
use eframe::egui::{Label, RichText, TextEdit, Ui};

/// Draws the card; `typed` is what stands in the field.
pub fn site_ui(ui: &mut Ui, scene: &Scene<'_>, typed: &mut String, wishes: &mut Vec<Wish>) {
    let (words, site) = (scene.words, &scene.case.analysis.site);
    ui.label(parts::head(words.word("site-title")));
    entries(ui, scene, "site-domains", &site.local_domains);
    add_domains(ui, scene, typed, wishes);
    if !site.ignored_domains.is_empty() {
        title(ui, scene, "site-ignored");
        let ignored = SafeText::new(&site.ignored_domains.join(", "));
        ui.label(RichText::new(ignored.as_str()).size(ROW));
    }
    entries(ui, scene, "site-servers", &site.own_servers);
    entries(ui, scene, "site-networks", &site.internal);
    title(ui, scene, "site-generation");
    let known = !site.generation.is_empty();
    let generation: String = if known {
        format!("Exchange {}", SafeText::new(&site.generation))
    } else {
        words.word("site-unknown")
    };
    ui.label(RichText::new(generation).size(ROW));
    hours(ui, scene);
    vouched(ui, scene, wishes);
}

/// When people work, and what that rests on.
fn hours(ui: &mut Ui, scene: &Scene<'_>) {
    title(ui, scene, "site-hours");
    let Some((hours, basis)) = scene.case.analysis.site.working_hours else {
        ui.label(RichText::new(scene.words.word("site-unknown")).size(ROW));
        return;
    };
    let days: Vec<String> = (0..7)
        .filter(|d| hours.days & (1 << d) != 0)
        .map(|d| scene.words.word(&format!("day-{d}")))
        .collect();
    let text = format!("{}–{} h, {}", hours.from, hours.to, days.join(" "));
    entry(ui, scene, &text, basis);
}

/// Accounts and clients that the user vouches for; each can be taken back.
fn vouched(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let settings = &scene.case.settings;
    if settings.known_accounts.is_empty() && settings.known_clients.is_empty() {
        return;
    }
    title(ui, scene, "site-known-good");
    let networks = settings
        .known_clients
        .iter()
        .map(|n| (format!("{}/{}", n.address, n.prefix), Command::MarkClient(*n, false)));
    let accounts =
        settings.known_accounts.iter().map(|a| (a.clone(), Command::MarkAccount(a.clone(), false)));
    for (name, command) in accounts.chain(networks) {
        ui.horizontal(|ui| {
            ui.label(RichText::new(SafeText::new(&name).as_str()).font(fonts::medium(ROW)));
            if ui.small_button(scene.words.word("site-known-good-undo")).clicked() {
                wishes.push(Wish::Do(command));
            }
        });
    }
}

fn title(ui: &mut Ui, scene: &Scene<'_>, id: &str) {
    ui.add_space(6.0);
    ui.label(parts::quiet(scene.words.word(id), scene.theme));
}

fn entries(ui: &mut Ui, scene: &Scene<'_>, id: &str, entries: &[(String, SiteBasis)]) {
    title(ui, scene, id);
    if entries.is_empty() {
        ui.label(RichText::new(scene.words.word("site-unknown")).size(ROW));
    }
    for (name, basis) in entries {
        ui.scope(|ui| {
            ui.spacing_mut().interact_size.y = 18.0;
            entry(ui, scene, name, *basis);
        });
    }
}

fn entry(ui: &mut Ui, scene: &Scene<'_>, name: &str, basis: SiteBasis) {
    ui.horizontal_wrapped(|ui| {
        let name: String = SafeText::new(name).into();
        ui.add(Label::new(RichText::new(name).font(fonts::medium(ROW))));
        let basis = scene.words.word(&format!("basis-{}", basis.key()));
        ui.label(parts::quiet(basis, scene.theme));
    });
}

fn add_domains(ui: &mut Ui, scene: &Scene<'_>, typed: &mut String, wishes: &mut Vec<Wish>) {
    let label = ui.label(parts::quiet(scene.words.word("site-add-domain"), scene.theme));
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 90.0).max(80.0);
        let field = TextEdit::singleline(typed)
            .margin(eframe::egui::Margin::symmetric(8, 5))
            .desired_width(width)
            .hint_text("contoso.test");
        let field = ui.add(field).labelled_by(label.id);
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(eframe::egui::Key::Enter));
        let pressed = ui.button(scene.words.word("site-add")).clicked();
        let new = domains(typed);
        if (entered || pressed) && !new.is_empty() {
            typed.clear();
            let mut all = scene.case.settings.local_domains.clone();
            all.extend(new.into_iter().filter(|d| !scene.case.settings.local_domains.contains(d)));
            wishes.push(Wish::Do(Command::SetLocalDomains(all)));
        }
    });
}

/// Domains as typed: parted by blanks, commas or semicolons, lower case, without a leading `@`.
fn domains(typed: &str) -> Vec<String> {
    typed
        .split([' ', ',', ';'])
        .map(|d| d.trim().trim_start_matches('@').to_lowercase())
        .filter(|d| d.contains('.'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_taken_as_people_type_them() {
        assert_eq!(domains("@Contoso.test, example.com;x"), ["contoso.test", "example.com"]);
        assert!(domains("  ").is_empty());
    }
}
