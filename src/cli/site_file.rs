//! What the user knows of the site, from a small TOML file.
//!
//! ```toml
//! local_domains = ["contoso.test"]
//! own_servers = ["EX1", "10.0.0.5"]
//! internal = ["10.0.0.0/8"]
//! zone = "Europe/Paris"
//! ```

use crate::analysis::finding::SiteSettings;
use crate::model::address::Network;
use serde::Deserialize;
use std::path::Path;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SiteFile {
    local_domains: Vec<String>,
    own_servers: Vec<String>,
    internal: Vec<String>,
    zone: Option<String>,
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
    let network =
        |t: &String| Network::parse(t).ok_or_else(|| format!("{t} is no network such as 10.0.0.0/8"));
    let zone = |z: String| z.parse().map_err(|_| format!("{z} is no zone such as Europe/Paris"));
    Ok(SiteSettings {
        local_domains: file.local_domains.iter().map(|d| d.to_lowercase()).collect(),
        own_servers: file.own_servers,
        internal: file.internal.iter().map(network).collect::<Result<_, _>>()?,
        zone: file.zone.map(zone).transpose()?,
        ..SiteSettings::default()
    })
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
}
