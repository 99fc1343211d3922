//! What the program says of a case, as a person reads it: the snapshot.

use super::Run;
use relayscope::analysis::accounts::AccountId;
use relayscope::analysis::finding::{Analysis, Reason, Suspect, Verdict};
use relayscope::case::Case;
use relayscope::words::{Fact, Language, Phrase, Words};

/// The sentences of a case.
pub fn snapshot(run: &Run) -> String {
    let (case, analysis) = (&run.case, &run.case.analysis);
    let words = Words::new(Language::English, run.case.settings.zone.unwrap_or(chrono_tz::UTC));
    let title = if run.told.is_twin {
        format!("# twin: {}", run.told.says)
    } else {
        format!("# {}", run.told.scenario.title)
    };
    let mut lines = vec![title];
    analysis.verdicts.iter().for_each(|v| lines.extend(of_verdict(case, &words, v)));
    lines.extend(analysis.suspects.iter().flat_map(|s| of_suspect(analysis, &words, s)));
    lines.extend(
        analysis
            .findings
            .iter()
            .map(|f| format!("finding {} {}: {}", f.weight, f.kind, words.say(&f.sentence))),
    );
    lines.join("\n") + "\n"
}

/// An account's name.
pub fn name(case: &Case, id: AccountId) -> String {
    case.analysis.directory.name(id).to_string()
}

fn of_verdict(case: &Case, words: &Words, v: &Verdict) -> Vec<String> {
    let names: Vec<String> = v.accounts.iter().map(|&id| name(case, id)).collect();
    let addresses: Vec<&str> = v.addresses.iter().map(|&a| case.store.raw(a)).collect();
    let mut lines = vec![
        format!("{}, {}: {}", v.kind.key(), v.confidence.key(), words.say(&v.headline)),
        format!("  accounts [{}] addresses [{}]", names.join(", "), addresses.join(", ")),
        format!("  {} messages, {} recipients, {} sessions", v.messages, v.recipients, v.sessions),
    ];
    if !v.subline.id.is_empty() {
        lines.push(format!("  {}", words.say(&v.subline)));
    }
    lines.extend(v.reasons_for.iter().map(|r| format!("  + {}", words.say(&r.phrase))));
    lines.extend(v.reasons_against.iter().map(|r| format!("  - {}", words.say(&r.phrase))));
    lines
}

fn of_suspect(analysis: &Analysis, words: &Words, s: &Suspect) -> Vec<String> {
    let mut lines = vec![format!("suspect {} {}", s.weight, analysis.directory.name(s.account))];
    let said = |mark: &str, r: &Reason| format!("  {mark} {}", words.say(&r.phrase));
    lines.extend(s.reasons.iter().map(|r| said("+", r)));
    lines.extend(s.against.iter().map(|r| said("-", r)));
    lines
}

/// All sentences of a case.
pub fn phrases(analysis: &Analysis) -> Vec<&Phrase> {
    let mut all: Vec<&Phrase> = Vec::new();
    for v in &analysis.verdicts {
        all.extend([&v.headline, &v.subline, &v.pill]);
        all.extend(v.reasons_for.iter().chain(&v.reasons_against).map(|r| &r.phrase));
    }
    for s in &analysis.suspects {
        all.extend(s.reasons.iter().chain(&s.against).map(|r| &r.phrase));
    }
    for f in &analysis.findings {
        all.push(&f.sentence);
        all.extend(&f.innocent);
    }
    all.extend(analysis.coverage.iter().flat_map(|c| std::iter::once(&c.why).chain(&c.collect)));
    all.retain(|p| !p.id.is_empty());
    all
}

/// Ids in a sentence: its own, and those of words it uses.
pub fn ids(phrase: &Phrase) -> Vec<String> {
    let words = phrase.facts.iter().filter_map(|(_, fact)| match fact {
        Fact::Word(id) => Some(id.to_string()),
        _ => None,
    });
    std::iter::once(phrase.id.to_string()).chain(words).collect()
}

/// Facts of a sentence that say nothing, by name.
pub fn empty_facts(phrase: &Phrase) -> Vec<&str> {
    let empty = phrase.facts.iter().filter(|(_, fact)| match fact {
        Fact::Text(text) => text.as_str().is_empty(),
        Fact::List(list) => list.is_empty(),
        _ => false,
    });
    empty.map(|(name, _)| name.as_ref()).collect()
}
