//! DNS: what the records of a mail domain say of it and of the addresses that send.

use super::ask::{self, Folds};
use super::byhand::{Elsewhere, elsewhere_ui};
use super::fields::{self, Prefilled};
use super::{blocklists, consent, read, targets};
use crate::app::panel::{Scene, Wish};
use crate::checks::answer::CheckKind;
use crate::checks::consent::normal;
use crate::checks::question::{DnsQuestion, Question};
use eframe::egui::Ui;

/// What stands in the fields.
#[derive(Debug, Default)]
pub struct DnsView {
    domain: Prefilled,
    addresses: Prefilled,
    helo: Prefilled,
    selectors: Prefilled,
    folds: Folds,
    elsewhere: Elsewhere,
}

impl DnsView {
    fn follow(&mut self, scene: &Scene<'_>) {
        let brief = scene.case.work.brief();
        self.domain.follow(&targets::domain(scene.case));
        self.addresses.follow(&brief.public.join(", "));
        self.helo.follow(&brief.host);
        self.selectors.follow(&brief.selectors.join(", "));
    }

    fn question(&self, scene: &Scene<'_>) -> Option<Question> {
        let domain = normal(&self.domain.text);
        let sound =
            !domain.is_empty() && read::domain(&domain).is_ok() && read::host(&self.helo.text).is_ok();
        let addresses = read::addresses(&self.addresses.text).ok().filter(|_| sound)?;
        Some(Question::Dns(DnsQuestion {
            domain,
            addresses,
            helo: normal(&self.helo.text),
            selectors: read::selectors(&self.selectors.text).ok()?,
            resolver: targets::resolver(scene.case),
        }))
    }
}

/// Draws the page; true where it leads to the consent.
pub fn dns_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut DnsView, wishes: &mut Vec<Wish>) -> bool {
    view.follow(scene);
    let to_consent = consent::gate_ui(ui, scene);
    fields::card(ui, scene, |ui| {
        fields::head(ui, scene, "chk-dns-ask");
        fields::why(ui, scene, "chk-dns-why");
        fields_ui(ui, scene, view);
        blocklists::through_ui(ui, scene);
        let question = view.question(scene);
        ask::ask_ui(ui, scene, ("chk-ask-now", "chk-dns-missing"), question.clone(), wishes);
        elsewhere_ui(ui, scene, (&mut view.elsewhere, question.as_ref()), wishes);
    });
    ask::answers_ui(ui, scene, &[CheckKind::Dns], &mut view.folds, wishes);
    to_consent
}

fn fields_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut DnsView) {
    let mut all = [
        ("chk-domain", "contoso.test", &mut view.domain.text),
        ("chk-brief-public", "203.0.113.25", &mut view.addresses.text),
        ("chk-server-helo", "mail.contoso.test", &mut view.helo.text),
        ("chk-brief-selectors", "selector1", &mut view.selectors.text),
    ];
    fields::grid(ui, scene, 200.0, &mut all);
    fields::slip(ui, scene, &read::domain(&view.domain.text));
    fields::slip(ui, scene, &read::addresses(&view.addresses.text));
    fields::slip(ui, scene, &read::host(&view.helo.text));
    fields::slip(ui, scene, &read::selectors(&view.selectors.text));
    if view.selectors.text.trim().is_empty() {
        fields::why(ui, scene, "chk-brief-selectors-why");
    }
}
