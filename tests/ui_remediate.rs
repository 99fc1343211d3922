//! The Remediate place as a consultant works through it: by keyboard, in both languages, on small screens.
#![expect(clippy::unwrap_used, reason = "a test may stop where a premise fails")]

#[path = "support/front.rs"]
mod front;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Vec2, vec2};
use egui_kittest::kittest::Queryable;
use front::Program;
use relayscope::app::panel::{PlaceInApp, Wish};
use relayscope::app::settings::Settings;
use relayscope::demo::{self, After, Options};
use relayscope::playbook::progress::{Progress, ProofKind, StepState};
use relayscope::words::Language;
use std::path::Path;

const CTRL: Modifiers = Modifiers::COMMAND;

/// The program at the Remediate place, with the invented incident read; the account it is about.
fn at_steps(folder: &Path, after: Option<After>, language: Language) -> (Program, String) {
    let logs = folder.join("logs");
    let account = demo::write(&logs, &Options { after, ..Options::default() }).unwrap().account;
    let settings = Settings { language, ..Settings::default() };
    let mut p = Program::start(&folder.join("cases"), settings, vec![logs]);
    p.press(CTRL, Key::Num3);
    assert_eq!(p.front().shell.settings.place, PlaceInApp::Remediate);
    (p, account)
}

/// Goes down the list, by keys alone, until this step is open.
fn down_to(p: &mut Program, id: &str) {
    p.key(Key::Home);
    for _ in 0..60 {
        if p.front().shell.remediate.open == id {
            return;
        }
        p.key(Key::ArrowDown);
    }
    panic!("the arrows never come to {id}: {}", p.all());
}

fn progress(p: &Program, id: &str) -> Progress {
    p.case().work.step(id)
}

fn state(p: &Program, id: &str) -> StepState {
    progress(p, id).state
}

/// Says that something was seen, from the list of steps.
fn see(p: &mut Program, text: &str) {
    p.key(Key::P);
    assert_eq!(p.focus().unwrap().1, "What was seen");
    p.type_text(text);
    p.key(Key::Enter);
    p.key(Key::Escape);
}

#[test]
fn a_step_is_ticked_once_there_is_a_proof_and_undo_takes_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut p, account) = at_steps(folder.path(), None, Language::English);
    down_to(&mut p, "CON-05");
    let login = account.rsplit('\\').next().unwrap().to_owned();
    assert!(p.shows(&format!("Disable-ADAccount -Identity {login}")), "{}", p.all());

    p.key(Key::D);
    assert!(p.shows("A step is done once there is a proof"), "{}", p.all());
    assert_eq!(state(&p, "CON-05"), StepState::Todo);
    assert_eq!(p.focus().unwrap(), (Role::TextInput, "What was seen".to_owned()));
    p.type_text("disabled in dsa.msc");
    p.key(Key::Enter);
    let step = progress(&p, "CON-05");
    assert_eq!((step.state, step.proofs.len()), (StepState::Todo, 1));
    assert!(
        matches!(&step.proofs[0].kind, ProofKind::Observation { text, .. } if text == "disabled in dsa.msc")
    );

    p.key(Key::Escape);
    p.key(Key::D);
    assert_eq!(state(&p, "CON-05"), StepState::Done);
    assert!(p.shows("1 of "), "progress says so: {}", p.all());
    p.press(CTRL, Key::Z);
    assert_eq!(state(&p, "CON-05"), StepState::Todo);
    assert_eq!(progress(&p, "CON-05").proofs.len(), 1, "the proof was another action");
    p.press(CTRL, Key::Z);
    assert_eq!(progress(&p, "CON-05"), Progress::default());
}

#[test]
fn against_a_loud_warning_a_reason_is_typed_and_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let (mut p, _) = at_steps(folder.path(), None, Language::English);
    down_to(&mut p, "ERA-09");
    see(&mut p, "the queues are empty");
    p.key(Key::D);
    assert!(p.shows("Why is the step done all the same?"), "{}", p.all());
    p.key(Key::Enter);
    assert_eq!(state(&p, "ERA-09"), StepState::Todo, "no reason, no tick");
    p.type_text("a copy of the queue was made by the provider");
    p.key(Key::Enter);
    let step = progress(&p, "ERA-09");
    assert_eq!(step.state, StepState::Done);
    assert_eq!(step.reason, "a copy of the queue was made by the provider");
    assert!(!step.overridden.is_empty());
    assert!(p.shows("Done although: "), "{}", p.all());
}

#[test]
fn a_step_is_left_out_with_the_model_justification_and_stands_in_what_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let (mut p, _) = at_steps(folder.path(), None, Language::French);
    down_to(&mut p, "CON-02");
    p.key(Key::K);
    let model = "Les journaux de protocole existants désignent déjà le compte et l’adresse d’origine.";
    p.key(Key::Enter);
    let step = progress(&p, "CON-02");
    assert_eq!((step.state, step.reason.as_str()), (StepState::Skipped, model));
    p.click(Role::Button, "Reste à faire");
    assert!(p.shows(model), "{}", p.all());
    assert!(p.whole_name(&format!("CON-02 · {model}")).ends_with("écartée"), "{}", p.all());
}

#[test]
fn what_the_evidence_shows_is_accepted_by_the_keyboard_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (mut p, _) = at_steps(folder.path(), Some(After::Clean), Language::English);
    for id in ["CON-05", "CON-06"] {
        down_to(&mut p, id);
        assert!(p.whole_name(&format!("{id} ")).contains(", proposed"), "{}", p.all());
        assert!(p.shows("Accept as proof and tick"));
        p.key(Key::A);
        let step = progress(&p, id);
        assert_eq!(step.state, StepState::Done, "{id}: {}", p.all());
        assert!(matches!(step.proofs[0].kind, ProofKind::Record { .. }), "{step:?}");
        assert!(!p.whole_name(&format!("{id} ")).contains(", proposed"));
    }
}

#[test]
fn what_speaks_against_the_work_stands_above_all_and_leads_to_step_and_record() {
    let folder = tempfile::tempdir().unwrap();
    let (mut p, _) = at_steps(folder.path(), Some(After::StillIn), Language::English);
    assert!(p.whole_name("3 Remediate").ends_with("contradicted"));
    p.click(Role::Button, "Open CON-06");
    assert_eq!(p.front().shell.remediate.open, "CON-06");
    assert!(p.whole_name("CON-06 ").contains("contradicted"), "{}", p.all());
    p.key(Key::A);
    assert!(p.shows("Why is the step done all the same?"), "{}", p.all());
    assert_eq!(state(&p, "CON-06"), StepState::Todo, "what speaks against it asks for a reason");
    p.key(Key::Escape);
    let at = p.h.query_all_by_label("Show").next().unwrap().rect().center();
    p.click_at(at, eframe::egui::PointerButton::Primary);
    assert_eq!(p.front().shell.settings.place, PlaceInApp::Investigate);
    let (generation, _) = p.front().shell.investigate.selection.row.unwrap();
    assert_eq!(generation, p.case().generation);
}

/// Ids of words that are missing stand in brackets on the screen.
fn missing_words(shown: &str) -> Vec<String> {
    let pieces = shown.split('[').skip(1).filter_map(|piece| piece.split_once(']')).map(|(id, _)| id);
    let is_id = |id: &&str| {
        id.contains('-')
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c))
    };
    pieces.filter(is_id).map(str::to_owned).collect()
}

#[test]
fn no_word_is_missing_at_any_step_in_either_language() {
    let folder = tempfile::tempdir().unwrap();
    let (mut p, _) = at_steps(folder.path(), Some(After::StillIn), Language::French);
    for language in [Language::French, Language::English] {
        let ctx = p.h.ctx.clone();
        p.h.state_mut().wish(&ctx, Wish::Speak(language));
        for step in relayscope::playbook::step::steps() {
            p.h.state_mut().wish(&ctx, Wish::GoToStep(step.id.clone()));
            p.settle();
            assert_eq!(missing_words(&p.all()), [""; 0], "{language:?} {}", step.id);
        }
        for tab in ["Machines", if language == Language::French { "Reste à faire" } else { "What is left" }]
        {
            p.click(Role::Button, tab);
            assert_eq!(missing_words(&p.all()), [""; 0], "{language:?} {tab}");
        }
        p.press(CTRL, Key::Num3);
    }
}

/// The buttons of a step stand whole within `room` of the place.
fn buttons_fit(p: &Program, room: Vec2) {
    for name in ["Marquer comme faite", "Commencer", "Écarter…", "Sans objet…"] {
        let rect = p.rect(name);
        assert!(rect.width() > 40.0 && rect.height() > 20.0, "{name} {rect:?}");
        assert!(rect.right() <= room.x && rect.bottom() <= room.y, "{name} {rect:?} beyond {room:?}");
    }
}

#[test]
fn a_small_window_and_large_text_keep_the_buttons() {
    let folder = tempfile::tempdir().unwrap();
    let (mut p, _) = at_steps(folder.path(), None, Language::French);
    down_to(&mut p, "VER-01");
    buttons_fit(&p, vec2(1280.0, 800.0));
    p.h.set_size(vec2(1000.0, 700.0));
    p.settle();
    buttons_fit(&p, vec2(1000.0, 700.0));
    p.h.set_size(vec2(1280.0, 800.0) / 1.5);
    p.settle();
    buttons_fit(&p, vec2(62.0 + 24.0 + 780.0, 800.0));
}

#[test]
fn without_evidence_the_steps_can_be_read_and_say_that_commands_will_fill() {
    let folder = tempfile::tempdir().unwrap();
    let mut p = Program::start(folder.path(), Settings::default(), Vec::new());
    p.press(CTRL, Key::Num3);
    down_to(&mut p, "CON-05");
    assert!(p.shows("Commands fill themselves once evidence is loaded"), "{}", p.all());
    see(&mut p, "the account was disabled by telephone");
    p.key(Key::D);
    assert_eq!(state(&p, "CON-05"), StepState::Done);
}

#[test]
fn machines_are_proposed_taken_in_and_decided() {
    let folder = tempfile::tempdir().unwrap();
    let (mut p, _) = at_steps(folder.path(), None, Language::English);
    p.click(Role::Button, "Machines");
    assert!(p.shows("The evidence names"), "{}", p.all());
    p.key(Key::A);
    let kept: Vec<String> = p.case().work.machines().map(|(key, _)| key.to_owned()).collect();
    assert_eq!(kept.len(), 1, "{}", p.all());
    p.click(Role::Button, "install anew");
    p.tab_to(Role::TextInput, "System and patch level");
    p.key(Key::Tab);
    assert_eq!(p.focus().unwrap().1, "Who");
    p.type_text("Alice");
    p.key(Key::Tab);
    p.type_text("2026-13-01");
    assert!(p.shows("A day is written year-month-day"), "{}", p.all());
    let machine = |p: &Program| p.case().work.machines().next().map(|(_, m)| m.clone()).unwrap();
    assert_eq!((machine(&p).owner.as_str(), machine(&p).due.as_str()), ("Alice", ""));
    assert_eq!(machine(&p).fate.key(), "rebuild");
    p.tab_to(Role::TextInput, "Name or address of a machine");
    p.type_text("PC-42");
    p.key(Key::Enter);
    assert!(p.case().work.machines().any(|(key, m)| key == "pc-42" && m.name == "PC-42"));
}
