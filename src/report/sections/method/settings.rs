//! What the analysis took for granted: the site with the basis of each entry, zones and clocks of the sources.

use crate::analysis::finding::SiteBasis;
use crate::case::remedy::{self, PlatformBasis};
use crate::model::safe_text::SafeText;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// Entries of a list that are named; the rest is counted.
const MOST: usize = 40;

/// The site as understood.
pub fn settings(desk: &Desk<'_>) -> Vec<Block> {
    let site = &desk.case.analysis.site;
    let said = &desk.case.settings;
    let mut rows: Vec<Vec<Text>> = Vec::new();
    for (id, list) in
        [("site-domains", &site.local_domains), ("site-servers", &site.own_servers), ("site-networks", &site.internal)]
    {
        rows.extend(by_basis(desk, id, list));
    }
    let user = || basis(desk, SiteBasis::User);
    let plain = |list: Vec<String>| shown(desk, &list.iter().map(String::as_str).collect::<Vec<_>>());
    let ignored = shown(desk, &site.ignored_domains.iter().map(String::as_str).collect::<Vec<_>>());
    let clients: Vec<String> = said.known_clients.iter().map(|n| format!("{}/{}", n.address, n.prefix)).collect();
    let more = [
        ("site-ignored", ignored, basis(desk, SiteBasis::Configuration)),
        ("site-good-accounts", plain(said.known_accounts.clone()), user()),
        ("site-good-clients", plain(clients), user()),
        ("site-generation", safe(&site.generation), site.generation_basis.map_or_else(String::new, |b| basis(desk, b))),
        ("site-hours", hours(desk), site.working_hours.map_or_else(String::new, |(_, b)| basis(desk, b))),
    ];
    rows.extend(more.into_iter().filter(|(_, v, _)| !v.is_empty()).map(|(id, v, b)| row(desk, id, v, b)));
    rows.push(zone(desk));
    rows.push(platform(desk));
    let heads = [
        ("report-record-col-setting", Align::Left, 26),
        ("report-record-col-value", Align::Left, 48),
        ("report-record-col-basis", Align::Left, 26),
    ];
    let table = record::table(desk, "", &heads, rows);
    std::iter::once(record::heading(desk, "report-record-settings")).chain(table).collect()
}

fn row(desk: &Desk<'_>, id: &str, value: String, basis: String) -> Vec<Text> {
    vec![record::cell(desk.word(id)), record::cell(value), record::cell(basis)]
}

fn safe(raw: &str) -> String {
    SafeText::new(raw).into()
}

/// On paper "you" would be the reader.
fn basis(desk: &Desk<'_>, basis: SiteBasis) -> String {
    match basis {
        SiteBasis::User => desk.word("report-record-basis-user"),
        other => desk.word(&format!("basis-{}", other.key())),
    }
}

/// One row for each basis that entries of the list have.
fn by_basis(desk: &Desk<'_>, id: &str, list: &[(String, SiteBasis)]) -> Vec<Vec<Text>> {
    let all = [SiteBasis::User, SiteBasis::Configuration, SiteBasis::Evidence, SiteBasis::Default];
    let of = |wanted| list.iter().filter(move |(_, b)| *b == wanted).map(|(name, _)| name.as_str());
    let entries = all.map(|b| (b, of(b).collect::<Vec<_>>()));
    let stated = entries.into_iter().filter(|(_, names)| !names.is_empty());
    stated.map(|(b, names)| row(desk, id, shown(desk, &names), basis(desk, b))).collect()
}

fn shown(desk: &Desk<'_>, names: &[&str]) -> String {
    let list: Vec<String> = names.iter().take(MOST).map(|n| safe(n)).collect();
    let rest = names.len().saturating_sub(MOST);
    let more = desk.say(&Phrase::new("report-cited-more").number("n", rest));
    let list = list.join(", ");
    if rest > 0 { format!("{list} {more}") } else { list }
}

fn hours(desk: &Desk<'_>) -> String {
    let Some((hours, _)) = desk.case.analysis.site.working_hours else {
        return String::new();
    };
    let days = (0..7_u8).filter(|day| hours.days & (1 << day) != 0);
    let days: Vec<String> = days.map(|day| desk.word(&format!("day-{day}"))).collect();
    let phrase = Phrase::new("report-record-hours")
        .text("days", &days.join(", "))
        .number("from", hours.from)
        .number("to", hours.to)
        .text("zone", hours.zone.name());
    desk.say(&phrase)
}

fn zone(desk: &Desk<'_>) -> Vec<Text> {
    let said = desk.case.settings.zone.is_some();
    let basis = if said { "report-record-basis-user" } else { "basis-default" };
    row(desk, "top-zone", desk.words.zone().name().to_owned(), desk.word(basis))
}

fn platform(desk: &Desk<'_>) -> Vec<Text> {
    let (platform, basis) = remedy::platform_and_basis(desk.case);
    let id = match basis {
        PlatformBasis::Chosen => "report-record-basis-user",
        PlatformBasis::Evidence => "basis-evidence",
        PlatformBasis::Assumed => "report-record-basis-assumed",
    };
    row(desk, "rem-platform", desk.word(&format!("platform-{}", platform.key())), desk.word(id))
}

/// How each source's zone is known, and how far its clock is off.
pub fn zones_and_clocks(desk: &Desk<'_>) -> Vec<Block> {
    let row = |source: &crate::case::CaseSource| {
        vec![
            record::cell(desk.number_of(desk.exhibit(source.id))),
            record::cell(crate::report::desk::source_name(source)),
            record::cell(record::zone_words(desk, source)),
            record::cell(record::clock_words(desk, source)),
        ]
    };
    let heads = [
        ("report-record-col-exhibit", Align::Right, 8),
        ("investigate-col-file", Align::Left, 36),
        ("fact-zone", Align::Left, 24),
        ("fact-clock", Align::Left, 32),
    ];
    let rows = desk.case.sources.iter().map(row).collect();
    let table = record::table(desk, "", &heads, rows);
    let zone = Phrase::new("report-record-zone").text("zone", desk.words.zone().name());
    let head = [record::heading(desk, "report-record-zones"), desk.paragraph(&zone)];
    head.into_iter().chain(table).collect()
}
