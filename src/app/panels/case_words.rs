//! What is said of the case as a whole: its name, whether it is saved, what its file might be called.

use crate::app::dialogs::CASE;
use crate::app::settings::Recent;
use crate::app::widgets::icons::Icon;
use crate::case::Case;
use crate::case::saved::Saved;
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::words::{Phrase, Words};
use std::path::Path;

/// The name of the case.
#[must_use]
pub fn name(case: &Case, words: &Words) -> String {
    name_of(case.home.path.as_deref(), case.home.named, case.is_demo, words)
}

/// The name of a recent case.
#[must_use]
pub fn recent_name(recent: &Recent, words: &Words) -> String {
    name_of(Some(&recent.path), recent.named, recent.is_demo, words)
}

fn name_of(path: Option<&Path>, named: bool, is_demo: bool, words: &Words) -> String {
    let stem = path.filter(|_| named).and_then(Path::file_stem);
    match stem {
        Some(stem) => SafeText::new(&stem.to_string_lossy()).into(),
        None if is_demo => words.word("top-case-demo"),
        None => words.word("top-case-untitled"),
    }
}

/// The state of the saving: icon, few words, whole sentence, and whether it is a warning.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Icon.
    pub icon: Icon,
    /// Few words.
    pub short: String,
    /// The whole sentence.
    pub whole: String,
    /// Is something amiss?
    pub warns: bool,
}

/// How safe the case is; `None` while there is nothing to save.
#[must_use]
pub fn standing(case: &Case, words: &Words) -> Option<Standing> {
    let (icon, short, whole, warns) = match &case.home.saved {
        Saved::Nothing => return None,
        Saved::Saving => (Icon::Waiting, Phrase::new("saved-saving"), Phrase::new("saved-saving-why"), false),
        Saved::At(at) => {
            let whole = Phrase::new("saved-at-why").time("time", *at).text("path", &path(case));
            (Icon::Check, Phrase::new("saved-at").text("time", &clock(*at, words)), whole, false)
        }
        Saved::Failed(why) => {
            let why = words.say(why);
            let whole = Phrase::new("saved-failed-why").text("why", &why).text("path", &path(case));
            (Icon::Warning, Phrase::new("saved-failed").text("why", &why), whole, true)
        }
        Saved::ReadOnly { holder, since } => {
            (Icon::Lock, held(holder, *since, words), not_ours(holder), true)
        }
    };
    Some(Standing { icon, short: words.say(&short), whole: words.say(&whole), warns })
}

fn held(holder: &str, since: Option<UtcTime>, words: &Words) -> Phrase {
    match since {
        _ if holder.is_empty() => Phrase::new("saved-read-only-damaged"),
        Some(since) => {
            Phrase::new("saved-read-only-since").text("who", holder).text("time", &clock(since, words))
        }
        None => Phrase::new("saved-read-only").text("who", holder),
    }
}

fn not_ours(holder: &str) -> Phrase {
    match holder {
        "" => Phrase::new("saved-read-only-damaged-why"),
        _ => Phrase::new("saved-read-only-why").text("who", holder),
    }
}

fn path(case: &Case) -> String {
    case.home.path.as_deref().map_or_else(String::new, |p| p.to_string_lossy().into_owned())
}

/// Hour and minute in the site's zone.
fn clock(at: UtcTime, words: &Words) -> String {
    at.in_zone(words.zone(), "%H:%M")
}

/// A file name from what the case is about: the domain or account, and the day: `contoso-2025-11-03.relaycase`.
#[must_use]
pub fn suggested_name(case: &Case, words: &Words) -> String {
    let about = about(case).unwrap_or_else(|| plain(&words.word("case-file")));
    let day =
        case.analysis.verdicts.first().and_then(|v| v.span).or_else(|| case.store.span()).map(|s| s.first);
    let day = day.filter(|d| d.is_plausible()).map(|d| d.in_zone(words.zone(), "-%Y-%m-%d"));
    format!("{about}{}.{CASE}", day.unwrap_or_default())
}

/// The domain or the account that a case is about, as a part of a file name.
#[must_use]
pub fn about(case: &Case) -> Option<String> {
    let verdict = case.analysis.verdicts.first();
    let domain = case.analysis.site.local_domains.first().map(|(d, _)| d.clone());
    let account = verdict.and_then(|v| v.account).map(|a| case.analysis.directory.name(a).to_string());
    let about = domain.as_deref().and_then(|d| d.trim_start_matches("*.").split('.').next());
    let about = about.map(str::to_owned).or(account).map(|text| plain(&text));
    about.filter(|t| !t.is_empty())
}

/// Letters and digits only, the rest as dashes: a name that every file system takes.
#[must_use]
pub fn plain(text: &str) -> String {
    let dashed: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).take(40).collect();
    let parts: Vec<&str> = dashed.split('-').filter(|p| !p.is_empty()).collect();
    parts.join("-").to_lowercase()
}
