//! Verification: who allowed it, what was asked, what came back, mail flow, re-tests, requests for removal.
//!
//! What was not checked is said to be unchecked; a check that could not tell is never called good.

mod checks;
mod delisting;
mod flow;
mod retests;

use crate::checks::answer::Origin;
use crate::report::desk::Desk;
use crate::report::document::{Block, Text};
use crate::report::record_support as record;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let mut blocks = consent(desk);
    if desk.case.work.answers().next().is_none() {
        blocks.push(desk.unfinished("report-record-nothing-checked"));
    }
    blocks.extend(checks::checks(desk));
    blocks.extend(delisting::delisting(desk));
    blocks.extend(flow::flow(desk));
    blocks.extend(retests::retests(desk));
    blocks
}

/// The consent as it was recorded; that there is none matters only where something was asked.
fn consent(desk: &Desk<'_>) -> Vec<Block> {
    let Some(consent) = desk.case.work.consent() else {
        let asked = desk.case.work.answers().any(|(_, a)| a.origin == Origin::Asked);
        return asked
            .then(|| record::warning(desk.word("report-record-no-consent").into()))
            .into_iter()
            .collect();
    };
    let scopes: Vec<String> =
        consent.scopes.iter().map(|s| desk.word(&format!("scope-{}", s.key()))).collect();
    let pair = |id: &str, value: String| (desk.word(id), Text::from(value));
    let pairs = vec![
        pair("chk-client", record::typed(&consent.client)),
        pair("chk-authorised-by", record::typed(&consent.authorised_by)),
        pair("chk-given", desk.time(consent.given)),
        pair("chk-until", desk.time(consent.until)),
        pair("chk-targets", record::typed(&consent.targets.join(", "))),
        pair("chk-scopes", scopes.join(", ")),
    ];
    vec![record::heading(desk, "report-record-consent"), Block::Pairs(pairs)]
}
