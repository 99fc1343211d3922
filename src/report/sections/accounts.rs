//! The accounts: those that were abused or opened with all that is known of them, those merely attacked, what was set
//! aside as harmless. Addresses that stand as senders are no accounts and are not named here.

use crate::analysis::finding::{Reason, Suspect};
use crate::case::remedy::abuse;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::sections_support::{account, column, listed, table, texts};
use crate::words::Phrase;

/// Accounts told in full.
const WHOLE: usize = 12;
/// Attacked accounts listed.
const ATTACKED: usize = 20;
/// Spellings and addresses listed.
const LISTED: usize = 8;
/// Reasons by which an account is more than attacked.
const MORE_THAN_ATTACKED: [&str; 3] = ["suspect-abused", "suspect-opened", "suspect-right-password"];

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    if case.analysis.verdicts.is_empty() {
        return Vec::new();
    }
    let abused = abuse::accounts(case);
    let serious = |s: &&Suspect| {
        abused.contains(&s.account)
            || s.reasons.iter().any(|r| MORE_THAN_ATTACKED.contains(&r.phrase.id.as_ref()))
    };
    let (whole, attacked): (Vec<&Suspect>, Vec<&Suspect>) = case.analysis.suspects.iter().partition(serious);
    let mut blocks = Vec::new();
    if whole.is_empty() {
        blocks.push(desk.paragraph(&Phrase::new("investigate-no-suspects")));
    }
    for suspect in whole.iter().take(WHOLE) {
        blocks.push(Block::Heading(account(desk, suspect.account)));
        blocks.push(Block::Pairs(told(desk, suspect, abused.contains(&suspect.account))));
    }
    let rest: Vec<&Suspect> = whole.into_iter().skip(WHOLE).chain(attacked).collect();
    blocks.extend(merely_attacked(desk, &rest));
    blocks.extend(set_aside(desk));
    blocks.extend(known_good(desk));
    blocks
}

fn told(desk: &mut Desk<'_>, s: &Suspect, abused: bool) -> Vec<(String, Text)> {
    let written = desk.case.analysis.directory.get(s.account).map(|a| texts(desk, &a.as_written));
    let role = if abused { "report-story-is-abused" } else { "report-story-is-suspect" };
    let time = |t: Option<crate::model::time::UtcTime>| t.map_or("–".to_owned(), |t| desk.time(t));
    let figures = [
        ("report-story-role", desk.word(role)),
        ("report-story-written", listed(desk, &written.unwrap_or_default(), LISTED)),
        ("report-story-first-failure", time(s.first_failure)),
        ("report-story-first-success", time(s.first_success)),
        ("report-story-last-success", time(s.last_success)),
        ("report-story-addresses", listed(desk, &texts(desk, &s.addresses), LISTED)),
        ("report-story-counts", counts(desk, s)),
    ];
    let mut pairs: Vec<(String, Text)> =
        figures.into_iter().map(|(label, value)| (desk.word(label), value.into())).collect();
    pairs.extend(reasons(desk, "report-story-why", &s.reasons));
    pairs.extend(reasons(desk, "cli-against", &s.against));
    pairs
}

fn counts(desk: &Desk<'_>, s: &Suspect) -> String {
    let phrase = Phrase::new("investigate-suspect-counts")
        .number("failures", s.failures)
        .number("successes", s.successes)
        .number("messages", s.messages)
        .number("recipients", s.recipients)
        .number("sessions", s.sessions);
    desk.say(&phrase)
}

/// Reasons under one label.
fn reasons(desk: &mut Desk<'_>, label: &str, reasons: &[Reason]) -> Vec<(String, Text)> {
    let label = desk.word(label);
    let labels = std::iter::once(label).chain(std::iter::repeat(String::new()));
    labels.zip(reasons.iter()).map(|(label, r)| (label, desk.cite(&r.phrase, &r.rows))).collect()
}

fn merely_attacked(desk: &mut Desk<'_>, suspects: &[&Suspect]) -> Option<Block> {
    let mut rows = Vec::new();
    for s in suspects.iter().take(ATTACKED) {
        let name = account(desk, s.account);
        let cited: Vec<_> = s.reasons.iter().flat_map(|r| r.rows.iter().copied()).collect();
        let name = desk.cite_words(name, &cited);
        rows.push(vec![
            name,
            desk.number_of(s.failures).into(),
            desk.number_of(s.successes).into(),
            s.first_failure.map_or("–".to_owned(), |t| desk.time(t)).into(),
            desk.number_of(s.messages).into(),
        ]);
    }
    let columns = vec![
        column(desk, "investigate-col-account", Align::Left, 4),
        column(desk, "investigate-refused", Align::Right, 1),
        column(desk, "investigate-accepted", Align::Right, 1),
        column(desk, "report-story-first-failure", Align::Left, 3),
        column(desk, "investigate-messages", Align::Right, 1),
    ];
    let more = suspects.len().saturating_sub(ATTACKED);
    (!rows.is_empty()).then(|| Block::Table(table(desk, "report-story-attacked", columns, rows, more)))
}

fn set_aside(desk: &Desk<'_>) -> Option<Block> {
    let noise = &desk.case.analysis.noise;
    let rows = noise.iter().filter(|n| n.count > 0);
    let rows =
        rows.map(|n| vec![desk.word(&format!("noise-{}", n.reason)).into(), desk.number_of(n.count).into()]);
    let rows: Vec<Vec<Text>> = rows.collect();
    let columns = vec![
        column(desk, "report-story-reason", Align::Left, 4),
        column(desk, "investigate-authentications", Align::Right, 1),
    ];
    (!rows.is_empty()).then(|| Block::Table(table(desk, "report-story-set-aside", columns, rows, 0)))
}

/// What the client vouches for.
fn known_good(desk: &Desk<'_>) -> Option<Block> {
    let settings = &desk.case.settings;
    let accounts = settings.known_accounts.iter().cloned();
    let clients = settings.known_clients.iter().map(|n| format!("{}/{}", n.address, n.prefix));
    let names: Vec<String> = accounts.chain(clients).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let phrase = Phrase::new("report-story-known-good").list("names", names.iter().copied());
    (!names.is_empty()).then(|| desk.paragraph(&phrase))
}
