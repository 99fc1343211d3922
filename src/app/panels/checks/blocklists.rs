//! Blocklists: whom to ask about, which lists, what they say, and how to get off them.

use super::ask::{self, Folds};
use super::byhand::{Elsewhere, elsewhere_ui};
use super::delist::{self, DelistView};
use super::{consent, fields, targets};
use crate::app::panel::{Scene, Wish};
use crate::checks::answer::CheckKind;
use crate::checks::consent::Scope;
use crate::checks::question::{BlocklistQuestion, Question};
use crate::model::address::parse_address;
use crate::model::safe_text::SafeText;
use crate::words::Phrase;
use eframe::egui::Ui;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// What is ticked and open.
#[derive(Debug)]
pub struct BlocklistsView {
    ticked: BTreeSet<String>,
    sets: BTreeSet<u8>,
    folds: Folds,
    elsewhere: Elsewhere,
    delist: DelistView,
}

impl Default for BlocklistsView {
    fn default() -> Self {
        Self {
            ticked: BTreeSet::new(),
            sets: BTreeSet::from([1]),
            folds: Folds::default(),
            elsewhere: Elsewhere::default(),
            delist: DelistView::default(),
        }
    }
}

/// Draws the page; true where it leads to the consent.
pub fn blocklists_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut BlocklistsView,
    wishes: &mut Vec<Wish>,
) -> bool {
    let to_consent = consent::gate_ui(ui, scene);
    fields::card(ui, scene, |ui| {
        fields::head(ui, scene, "chk-lists-ask");
        fields::why(ui, scene, "chk-lists-why");
        choices_ui(ui, scene, view);
        through_ui(ui, scene);
        let question = question(scene, view);
        ask::ask_ui(ui, scene, ("chk-ask-now", "chk-lists-missing"), question.clone(), wishes);
        elsewhere_ui(ui, scene, (&mut view.elsewhere, question.as_ref()), wishes);
    });
    ask::answers_ui(ui, scene, &[CheckKind::Blocklists], &mut view.folds, wishes);
    delist::delist_ui(ui, scene, &mut view.delist, wishes);
    delist::dead_ui(ui, scene, &mut view.delist);
    delist::providers_ui(ui, scene, &mut view.delist);
    to_consent
}

/// From this width on, targets and lists stand side by side.
const WIDE: f32 = 700.0;

fn choices_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut BlocklistsView) {
    if ui.available_width() < WIDE {
        targets_ui(ui, scene, &mut view.ticked);
        return sets_ui(ui, scene, &mut view.sets);
    }
    fields::two(ui, 0.5, |left, right| {
        targets_ui(left, scene, &mut view.ticked);
        sets_ui(right, scene, &mut view.sets);
    });
}

/// Boxes for the targets: all that the consent covers, the others with the reason why not.
fn targets_ui(ui: &mut Ui, scene: &Scene<'_>, ticked: &mut BTreeSet<String>) {
    fields::section(ui, scene, "chk-lists-targets");
    let all = targets::candidates(scene.case);
    if all.is_empty() {
        fields::why(ui, scene, "chk-no-target");
    }
    ticked.retain(|target| all.contains(target));
    for target in all {
        let refused = targets::refusal(scene, Scope::Blocklists, &target);
        let mut on = ticked.contains(&target);
        ui.horizontal_wrapped(|ui| {
            let shown = SafeText::new(&target);
            if fields::tick(ui, true, &mut on, shown.as_str()) {
                if on {
                    ticked.insert(target.clone())
                } else {
                    ticked.remove(&target)
                };
            }
            if let Some(refusal) = &refused {
                fields::quiet(ui, scene, &scene.words.word(why_not(refusal)));
            }
        });
    }
}

fn why_not(refusal: &crate::checks::consent::Refusal) -> &'static str {
    use crate::checks::consent::Refusal;
    match refusal {
        Refusal::NoConsent => "chk-not-yet",
        Refusal::Over => "chk-no-more",
        Refusal::NotInScope(_) => "chk-not-in-scope",
        Refusal::NotNamed(_) => "chk-not-named",
    }
}

fn sets_ui(ui: &mut Ui, scene: &Scene<'_>, sets: &mut BTreeSet<u8>) {
    fields::section(ui, scene, "chk-sets");
    for (set, id) in [(1, "chk-set-1"), (2, "chk-set-2"), (3, "chk-set-3")] {
        let mut on = sets.contains(&set);
        if fields::tick(ui, true, &mut on, &scene.words.word(id)) {
            if on {
                sets.insert(set)
            } else {
                sets.remove(&set)
            };
        }
    }
}

/// Through which resolver the question goes.
pub fn through_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let said = match targets::resolver(scene.case) {
        Some(resolver) => {
            scene.words.say(&Phrase::new("chk-resolver").text("resolver", &resolver.to_string()))
        }
        None => scene.words.word("chk-resolver-system"),
    };
    ui.add_space(4.0);
    fields::quiet(ui, scene, &said);
}

/// The question about exactly what is ticked.
fn question(scene: &Scene<'_>, view: &BlocklistsView) -> Option<Question> {
    if view.ticked.is_empty() || view.sets.is_empty() {
        return None;
    }
    let addresses: Vec<IpAddr> = view.ticked.iter().filter_map(|t| parse_address(t)).collect();
    let domains = view.ticked.iter().filter(|t| parse_address(t).is_none()).cloned().collect();
    Some(Question::Blocklists(BlocklistQuestion {
        addresses,
        domains,
        sets: view.sets.iter().copied().collect(),
        resolver: targets::resolver(scene.case),
        zones: None,
    }))
}
