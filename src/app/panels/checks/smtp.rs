//! SMTP: what a server offers, and whether it relays. Up to RCPT: never DATA, never a password.

use super::ask::{self, Folds};
use super::byhand::{Elsewhere, elsewhere_ui};
use super::fields::{self, Prefilled};
use super::{blocklists, consent, read, targets};
use crate::app::panel::{Scene, Wish};
use crate::app::widgets::parts;
use crate::checks::answer::CheckKind;
use crate::checks::consent::normal;
use crate::checks::question::{Question, RelayQuestion, SmtpQuestion, Vantage};
use eframe::egui::{Popup, Ui};
use std::collections::BTreeSet;

/// Ports to look at: mail, submission over TLS, submission, and one that should not be published.
const PORTS: [u16; 4] = [25, 465, 587, 2525];

/// What stands in the fields.
#[derive(Debug)]
pub struct SmtpView {
    host: Prefilled,
    addresses: String,
    helo: String,
    ports: BTreeSet<u16>,
    hidden_auth: bool,
    port: u16,
    local: Prefilled,
    from: Prefilled,
    to: Prefilled,
    mailbox: Prefilled,
    vantage: Vantage,
    folds: Folds,
    probe_elsewhere: Elsewhere,
    relay_elsewhere: Elsewhere,
}

impl Default for SmtpView {
    fn default() -> Self {
        Self {
            host: Prefilled::default(),
            addresses: String::new(),
            helo: String::new(),
            ports: BTreeSet::from([25, 465, 587]),
            hidden_auth: false,
            port: 25,
            local: Prefilled::default(),
            from: Prefilled::default(),
            to: Prefilled::default(),
            mailbox: Prefilled::default(),
            vantage: Vantage::Outside,
            folds: Folds::default(),
            probe_elsewhere: Elsewhere::default(),
            relay_elsewhere: Elsewhere::default(),
        }
    }
}

impl SmtpView {
    fn follow(&mut self, scene: &Scene<'_>) {
        let brief = scene.case.work.brief();
        let or = |said: &str, usual: &str| if said.is_empty() { usual.to_owned() } else { said.to_owned() };
        self.host.follow(&targets::host(scene.case));
        self.local.follow(&targets::domain(scene.case));
        self.from.follow(&or(&brief.test_from, "example.com"));
        self.to.follow(&or(&brief.test_to, "example.net"));
        self.mailbox.follow(&brief.test_mailbox);
    }

    /// Host and addresses, where both are sound.
    fn server(&self) -> Option<(String, Vec<std::net::IpAddr>)> {
        let host = normal(&self.host.text);
        let sound = !host.is_empty() && read::host(&host).is_ok() && read::host(&self.helo).is_ok();
        let addresses = read::addresses(&self.addresses).ok();
        addresses.filter(|_| sound).map(|addresses| (host, addresses))
    }

    fn probe(&self, scene: &Scene<'_>) -> Option<Question> {
        let (host, addresses) = self.server().filter(|_| !self.ports.is_empty())?;
        Some(Question::Smtp(SmtpQuestion {
            host,
            addresses,
            ports: self.ports.iter().copied().collect(),
            helo: self.helo.trim().to_owned(),
            hidden_auth: self.hidden_auth,
            resolver: targets::resolver(scene.case),
        }))
    }

    fn relay(&self, scene: &Scene<'_>) -> Option<Question> {
        let (host, addresses) = self.server()?;
        let domains = [&self.local.text, &self.from.text, &self.to.text];
        let sound = domains.iter().all(|d| !d.trim().is_empty() && read::domain(d).is_ok());
        let sound = sound && read::mailbox(&self.mailbox.text).is_ok();
        let clean = |text: &str| text.trim().to_lowercase();
        sound.then(|| {
            Question::Relay(RelayQuestion {
                host,
                addresses,
                port: self.port,
                helo: self.helo.trim().to_owned(),
                local_domain: clean(&self.local.text),
                from_domain: clean(&self.from.text),
                to_domain: clean(&self.to.text),
                control_mailbox: self.mailbox.text.trim().to_owned(),
                vantage: self.vantage,
                resolver: targets::resolver(scene.case),
            })
        })
    }
}

/// Draws the page; true where it leads to the consent.
pub fn smtp_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut SmtpView, wishes: &mut Vec<Wish>) -> bool {
    view.follow(scene);
    let to_consent = consent::gate_ui(ui, scene);
    if ui.available_width() < WIDE {
        probe_card(ui, scene, view, wishes);
        relay_card(ui, scene, view, wishes);
    } else {
        fields::two(ui, 0.5, |left, right| {
            probe_card(left, scene, view, wishes);
            relay_card(right, scene, view, wishes);
        });
    }
    ask::answers_ui(ui, scene, &[CheckKind::Smtp, CheckKind::Relay], &mut view.folds, wishes);
    to_consent
}

/// From this width on, probe and relay tests stand side by side.
const WIDE: f32 = 860.0;

fn probe_card(ui: &mut Ui, scene: &Scene<'_>, view: &mut SmtpView, wishes: &mut Vec<Wish>) {
    fields::card(ui, scene, |ui| {
        fields::head(ui, scene, "chk-smtp-probe");
        fields::why(ui, scene, "chk-smtp-why");
        server_ui(ui, scene, view);
        ports_ui(ui, scene, view);
        blocklists::through_ui(ui, scene);
        let question = view.probe(scene);
        ask::ask_ui(ui, scene, ("chk-probe", "chk-smtp-missing"), question.clone(), wishes);
        ui.push_id("probe", |ui| {
            elsewhere_ui(ui, scene, (&mut view.probe_elsewhere, question.as_ref()), wishes);
        });
    });
}

fn relay_card(ui: &mut Ui, scene: &Scene<'_>, view: &mut SmtpView, wishes: &mut Vec<Wish>) {
    fields::card(ui, scene, |ui| {
        fields::head(ui, scene, "chk-relay");
        fields::why(ui, scene, "chk-relay-why");
        relay_ui(ui, scene, view);
        let question = view.relay(scene);
        ask::ask_ui(ui, scene, ("chk-relay-ask", "chk-relay-missing"), question.clone(), wishes);
        ui.push_id("relay", |ui| {
            elsewhere_ui(ui, scene, (&mut view.relay_elsewhere, question.as_ref()), wishes);
        });
    });
}

fn server_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut SmtpView) {
    let mut all = [
        ("chk-host", "mail.contoso.test", &mut view.host.text),
        ("chk-addresses", "203.0.113.25", &mut view.addresses),
        ("chk-helo", "pc7.example.net", &mut view.helo),
    ];
    fields::grid(ui, scene, 140.0, &mut all);
    fields::slip(ui, scene, &read::host(&view.host.text));
    fields::slip(ui, scene, &read::addresses(&view.addresses));
    fields::slip(ui, scene, &read::host(&view.helo));
    fields::why(ui, scene, "chk-addresses-why");
}

fn ports_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut SmtpView) {
    ui.horizontal_wrapped(|ui| {
        ui.label(parts::quiet(scene.words.word("chk-ports"), scene.theme));
        for port in PORTS {
            let mut on = view.ports.contains(&port);
            if fields::tick(ui, true, &mut on, &port.to_string()) {
                if on {
                    view.ports.insert(port)
                } else {
                    view.ports.remove(&port)
                };
            }
        }
    });
    fields::tick(ui, true, &mut view.hidden_auth, &scene.words.word("chk-hidden-auth"));
}

fn relay_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut SmtpView) {
    let mut all = [
        ("chk-local-domain", "contoso.test", &mut view.local.text),
        ("chk-brief-mailbox", "test@contoso.test", &mut view.mailbox.text),
        ("chk-brief-from", "example.com", &mut view.from.text),
        ("chk-brief-to", "example.net", &mut view.to.text),
    ];
    fields::grid(ui, scene, 190.0, &mut all);
    for domain in [&view.local.text, &view.from.text, &view.to.text] {
        fields::slip(ui, scene, &read::domain(domain));
    }
    fields::slip(ui, scene, &read::mailbox(&view.mailbox.text));
    if view.mailbox.text.trim().is_empty() {
        fields::warn(ui, scene, &scene.words.word("chk-no-control"));
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(parts::quiet(scene.words.word("chk-vantage"), scene.theme));
        vantage_ui(ui, scene, view);
        ui.add_space(8.0);
        ui.label(parts::quiet(scene.words.word("chk-port"), scene.theme));
        for port in PORTS {
            if parts::choice(ui, scene.theme, &port.to_string(), view.port == port) {
                view.port = port;
            }
        }
    });
}

fn vantage_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut SmtpView) {
    let word = |vantage: Vantage| scene.words.word(&format!("vantage-{}", vantage.key()));
    let button = fields::seen(parts::menu_button(ui, scene.theme, &word(view.vantage)));
    let button = button.on_hover_text(scene.words.word("chk-vantage"));
    Popup::menu(&button).show(|ui| {
        for vantage in Vantage::ALL {
            if ui.selectable_label(view.vantage == vantage, word(vantage)).clicked() {
                view.vantage = vantage;
                ui.close();
            }
        }
    });
}
