//! What only people know and checks need: host, addresses that send, resolver, the consultant's own domains.
//!
//! A field goes into the case when it is left, if what stands in it is sound.

use super::fields::{self, Prefilled};
use super::read;
use crate::app::panel::{Scene, Wish};
use crate::app::widgets::typed;
use crate::case::work::Brief;
use crate::knowledge::dnsbl::is_public_resolver;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::Ui;

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    Host,
    Public,
    Resolver,
    From,
    To,
    Mailbox,
    Selectors,
    Mx,
}

impl Entry {
    const ALL: [Self; 8] = [
        Self::Host,
        Self::Public,
        Self::Resolver,
        Self::From,
        Self::To,
        Self::Mailbox,
        Self::Selectors,
        Self::Mx,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Host => "chk-brief-host",
            Self::Public => "chk-brief-public",
            Self::Resolver => "chk-brief-resolver",
            Self::From => "chk-brief-from",
            Self::To => "chk-brief-to",
            Self::Mailbox => "chk-brief-mailbox",
            Self::Selectors => "chk-brief-selectors",
            Self::Mx => "chk-brief-mx",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Host => "mail.contoso.test",
            Self::Public => "203.0.113.25, 2001:db8::25",
            Self::Resolver => "192.0.2.53",
            Self::From => "example.com",
            Self::To => "example.net",
            Self::Mailbox => "test@contoso.test",
            Self::Selectors => "selector1, selector2",
            Self::Mx => "mx.example.net",
        }
    }

    /// Id of a sentence about it, where it needs one.
    fn why(self) -> Option<&'static str> {
        match self {
            Self::Public => Some("chk-brief-public-why"),
            Self::Resolver => Some("chk-brief-resolver-why"),
            Self::To => Some("chk-brief-test-why"),
            Self::Mailbox => Some("chk-brief-mailbox-why"),
            Self::Selectors => Some("chk-brief-selectors-why"),
            Self::Host | Self::From | Self::Mx => None,
        }
    }

    fn get(self, brief: &Brief) -> String {
        match self {
            Self::Host => brief.host.clone(),
            Self::Public => brief.public.join(", "),
            Self::Resolver => brief.resolver.clone(),
            Self::From => brief.test_from.clone(),
            Self::To => brief.test_to.clone(),
            Self::Mailbox => brief.test_mailbox.clone(),
            Self::Selectors => brief.selectors.join(", "),
            Self::Mx => brief.mx.clone(),
        }
    }

    fn check(self, text: &str) -> Result<(), Phrase> {
        match self {
            Self::Host | Self::Mx => read::host(text),
            Self::Public => read::addresses(text).map(drop),
            Self::Resolver => read::resolver(text).map(drop),
            Self::From | Self::To => read::domain(text),
            Self::Mailbox => read::mailbox(text),
            Self::Selectors => read::selectors(text).map(drop),
        }
    }

    fn set(self, brief: &mut Brief, text: &str) {
        let line = text.trim().to_owned();
        match self {
            Self::Host => brief.host = line,
            Self::Mx => brief.mx = line,
            Self::Resolver => brief.resolver = line,
            Self::From => brief.test_from = line,
            Self::To => brief.test_to = line,
            Self::Mailbox => brief.test_mailbox = line,
            Self::Public => {
                let all = read::addresses(text).unwrap_or_default();
                brief.public = all.iter().map(ToString::to_string).collect();
            }
            Self::Selectors => brief.selectors = read::selectors(text).unwrap_or_default(),
        }
    }
}

/// What stands in the fields.
#[derive(Debug, Default)]
pub struct BriefForm {
    fields: [Prefilled; 8],
}

/// Draws the card.
pub fn brief_ui(ui: &mut Ui, scene: &Scene<'_>, form: &mut BriefForm, wishes: &mut Vec<Wish>) {
    fields::head(ui, scene, "chk-brief");
    fields::why(ui, scene, "chk-brief-why");
    let brief = scene.case.work.brief();
    for (entry, field) in Entry::ALL.into_iter().zip(&mut form.fields) {
        field.follow(&entry.get(&brief));
        if entry_ui(ui, scene, entry, field) {
            let mut brief = brief.clone();
            entry.set(&mut brief, &field.text);
            // What the case keeps is spelled its own way.
            field.text = entry.get(&brief);
            wishes.push(Wish::Do(Command::Brief(Box::new(brief))));
        }
    }
    let mut hybrid = brief.hybrid;
    ui.add_space(6.0);
    if fields::tick(ui, true, &mut hybrid, &scene.words.word("chk-brief-hybrid")) {
        wishes.push(Wish::Do(Command::Brief(Box::new(Brief { hybrid, ..brief }))));
    }
}

/// One field; true when it is to go into the case.
fn entry_ui(ui: &mut Ui, scene: &Scene<'_>, entry: Entry, field: &mut Prefilled) -> bool {
    let width = ui.available_width();
    let edit = fields::field(ui, scene, (entry.word(), entry.hint()), &mut field.text, width);
    let read = entry.check(&field.text);
    fields::slip(ui, scene, &read);
    let resolver = (entry == Entry::Resolver).then(|| read::resolver(&field.text).ok().flatten()).flatten();
    if resolver.is_some_and(|r| is_public_resolver(r.ip())) {
        fields::warn(ui, scene, &scene.words.word("chk-brief-resolver-public"));
    } else if let Some(why) = entry.why() {
        fields::why(ui, scene, why);
    }
    let left = edit.lost_focus() || typed::entered(ui, &edit);
    left && read.is_ok() && field.is_edited()
}
