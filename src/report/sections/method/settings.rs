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
    for (id, list) in [
        ("site-domains", &site.local_domains),
        ("site-servers", &site.own_servers),
        ("site-networks", &site.internal),
    ] {
        rows.extend(by_basis(desk, id, list));
    }
    let user = || basis(desk, SiteBasis::User);
    let plain = |list: Vec<String>| shown(desk, &list.iter().map(String::as_str).collect::<Vec<_>>());
    let ignored = shown(desk, &site.ignored_domains.iter().map(String::as_str).collect::<Vec<_>>());
    let clients: Vec<String> =
        said.known_clients.iter().map(|n| format!("{}/{}", n.address, n.prefix)).collect();
    let more = [
        ("site-ignored", ignored, basis(desk, SiteBasis::Configuration)),
        ("site-good-accounts", plain(said.known_accounts.clone()), user()),
        ("site-good-clients", plain(clients), user()),
        (
            "site-generation",
            safe(&site.generation),
            site.generation_basis.map_or_else(String::new, |b| basis(desk, b)),
        ),
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

/// How each source's zone is known, and how far its clock is off; sources of which the same is said share a row.
pub fn zones_and_clocks(desk: &Desk<'_>) -> Vec<Block> {
    let mut groups: Vec<([String; 2], Vec<usize>)> = Vec::new();
    for source in &desk.case.sources {
        let said = [record::zone_words(desk, source), record::clock_words(desk, source)];
        let number = desk.exhibit(source.id);
        match groups.iter_mut().find(|(known, _)| *known == said) {
            Some((_, numbers)) => numbers.push(number),
            None => groups.push((said, vec![number])),
        }
    }
    let row = |([zone, clock], numbers): ([String; 2], Vec<usize>)| {
        vec![record::cell(ranges(&numbers)), record::cell(zone), record::cell(clock)]
    };
    let heads = [
        ("report-record-col-exhibits", Align::Left, 34),
        ("fact-zone", Align::Left, 30),
        ("fact-clock", Align::Left, 36),
    ];
    let table = record::table(desk, "", &heads, groups.into_iter().map(row).collect());
    let zone = Phrase::new("report-record-zone").text("zone", desk.words.zone().name());
    let head = [record::heading(desk, "report-record-zones"), desk.paragraph(&zone)];
    head.into_iter().chain(table).collect()
}

/// `1, 3–8, 12` of numbers that ascend.
fn ranges(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &n in numbers {
        match runs.last_mut() {
            Some((_, last)) if n == last.saturating_add(1) => *last = n,
            _ => runs.push((n, n)),
        }
    }
    let run = |(first, last): &(usize, usize)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn numbers_in_a_row_are_written_as_one_range() {
        assert_eq!(ranges(&[1, 3, 4, 5, 8]), "1, 3–5, 8");
        assert_eq!(ranges(&[]), "");
    }
}
