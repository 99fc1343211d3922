//! What the user knows of the site, from a small TOML file.
//!
//! ```toml
//! local_domains = ["contoso.test"]
//! own_servers = ["EX1", "10.0.0.5"]
//! internal = ["10.0.0.0/8"]
//! zone = "Europe/Paris"
//! generation = "2013-SE"
//! working_hours = "08-18 1-5"
//! known_accounts = ['CONTOSO\news']
//! known_clients = ["198.51.100.9"]
//! [clocks]
//! "DC1/Security.evtx" = 420
//! [figures]
//! "guessing.failures_in_1_hour" = 30
//! ```
//!
//! Hours are those of the zone; days count from Monday, 1 to 7. Clocks are seconds ahead.

use crate::analysis::finding::{GENERATIONS, SiteSettings, WorkingHours};
use crate::knowledge::thresholds::Thresholds;
use crate::model::address::Network;
use chrono_tz::Tz;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SiteFile {
    local_domains: Vec<String>,
    own_servers: Vec<String>,
    internal: Vec<String>,
    zone: Option<String>,
    generation: String,
    working_hours: Option<String>,
    known_accounts: Vec<String>,
    known_clients: Vec<String>,
    clocks: BTreeMap<String, i64>,
    figures: BTreeMap<String, u32>,
}

/// Reads a site file.
///
/// # Errors
/// A sentence that names the file and what is wrong in it.
pub fn read(path: &Path) -> Result<SiteSettings, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    parse(&text).map_err(|e| format!("{}: {e}", path.display()))
}

fn parse(text: &str) -> Result<SiteSettings, String> {
    let file: SiteFile = toml::from_str(text).map_err(|e| e.message().to_owned())?;
    let networks = |list: &[String]| list.iter().map(|t| network(t)).collect::<Result<Vec<_>, _>>();
    let zone = |z: String| z.parse().map_err(|_| format!("{z} is no zone such as Europe/Paris"));
    let zone = file.zone.map(zone).transpose()?;
    if let Some(unknown) = file.figures.keys().find(|name| !Thresholds::has(name)) {
        return Err(format!("{unknown} is no figure such as guessing.failures_in_1_hour"));
    }
    Ok(SiteSettings {
        local_domains: file.local_domains.iter().map(|d| d.to_lowercase()).collect(),
        own_servers: file.own_servers,
        internal: networks(&file.internal)?,
        zone,
        generation: if file.generation.is_empty() { String::new() } else { generation(&file.generation)? },
        working_hours: file.working_hours.map(|h| working_hours(&h, zone)).transpose()?,
        known_accounts: file.known_accounts,
        known_clients: networks(&file.known_clients)?,
        clocks: file.clocks.into_iter().collect(),
        figures: file.figures.into_iter().collect(),
        ..SiteSettings::default()
    })
}

fn network(text: &str) -> Result<Network, String> {
    Network::parse(text).ok_or_else(|| format!("{text} is no network such as 10.0.0.0/8"))
}

/// A generation that the program knows.
///
/// # Errors
/// A sentence with the names that are known.
pub fn generation(text: &str) -> Result<String, String> {
    let known = GENERATIONS.iter().find(|known| known.eq_ignore_ascii_case(text));
    known.map(|k| (*k).to_owned()).ok_or_else(|| format!("{text} is none of {}", GENERATIONS.join(", ")))
}

/// Hours such as `8-18` or `08-18 1-5`: from hour to hour in `zone`, and days from Monday (1) to Sunday (7).
///
/// # Errors
/// A sentence with an example.
pub fn working_hours(text: &str, zone: Option<Tz>) -> Result<WorkingHours, String> {
    let wrong = || format!("{text} are no hours such as 8-18 or 8-18 1-5");
    let range = |part: &str| {
        let (from, to) = part.split_once('-')?;
        Some((from.trim().parse::<u8>().ok()?, to.trim().parse::<u8>().ok()?))
    };
    let mut parts = text.split_whitespace();
    let (from, to) = parts.next().and_then(range).ok_or_else(wrong)?;
    let (first, last) = parts.next().map_or(Some((1, 7)), range).ok_or_else(wrong)?;
    if from >= to || to > 24 || first == 0 || first > last || last > 7 || parts.next().is_some() {
        return Err(wrong());
    }
    let days = (first..=last).fold(0, |all, day| all | 1 << (day - 1));
    Ok(WorkingHours { from, to, days, zone: zone.unwrap_or(Tz::UTC) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_file_says_what_is_ours_or_what_is_wrong() {
        let site =
            parse("local_domains = ['Contoso.test']\ninternal = ['10.0.0.0/8']\nzone = 'Europe/Paris'")
                .unwrap();
        assert_eq!(site.local_domains, ["contoso.test"]);
        assert_eq!(site.zone, Some(chrono_tz::Europe::Paris));
        assert!(parse("zone = 'Paris'").unwrap_err().contains("Europe/Paris"));
        assert!(parse("domains = []").unwrap_err().contains("domains"));
    }

    #[test]
    fn a_site_file_may_vouch_for_people_and_change_clocks_hours_and_figures() {
        let site = parse(
            "zone = 'Europe/Paris'\nworking_hours = '8-18 1-5'\ngeneration = '2013-se'\nknown_accounts = ['news']\n\
             known_clients = ['198.51.100.9']\n[clocks]\n'b.evtx' = -30\n[figures]\n'queue-growth.weight' = 3",
        )
        .unwrap();
        let hours = site.working_hours.unwrap();
        assert_eq!((hours.from, hours.to, hours.days), (8, 18, 0b1_1111));
        assert_eq!((site.generation.as_str(), site.clocks[0].1, site.figures[0].1), ("2013-SE", -30, 3));
        assert!(parse("[figures]\n'guessing.nonsense' = 3").unwrap_err().contains("guessing.nonsense"));
        assert!(parse("working_hours = '18-8'").unwrap_err().contains("8-18"));
        assert!(parse("generation = '5.5'").unwrap_err().contains("2013-SE"));
    }
}
