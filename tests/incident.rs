//! From the demo incident's files to its verdict: what the story knows is what the analysis says.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its own files has failed"
)]

use relayscope::analysis::finding::{Analysis, Confidence, SiteSettings, SourceFact, VerdictKind};
use relayscope::demo::{self, Options, Story};
use relayscope::evidence;
use relayscope::evidence::source::Source;
use relayscope::model::harvest::Harvest;
use relayscope::model::provenance::SourceId;
use relayscope::model::store::EventStore;
use relayscope::task::Task;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found)
        } else {
            found.push(path)
        }
    }
}

/// Reads every file that a format claims.
fn read(dir: &Path) -> (EventStore, Vec<SourceFact>) {
    let (mut paths, mut harvests, mut facts) = (Vec::new(), Vec::new(), Vec::new());
    files(dir, &mut paths);
    for (n, path) in paths.iter().enumerate() {
        let name = path.strip_prefix(dir).unwrap().to_string_lossy();
        let mut source = Source::of_bytes(&name, fs::read(path).unwrap());
        source.id = SourceId(u16::try_from(n).unwrap());
        let Some((format, _)) = evidence::detect(&mut source).unwrap() else {
            continue;
        };
        let mut harvest = Harvest::new(source.id);
        format.read(&mut source, &mut harvest, &Task::detached()).unwrap();
        let server = harvest.text.get(harvest.server).to_owned();
        facts.push(SourceFact {
            source: harvest.source,
            format: format.key(),
            span: harvest.span,
            read: harvest.balance.read,
            server,
        });
        harvests.push((harvest.tables, harvest.text));
    }
    (EventStore::default().with(harvests), facts)
}

fn incident(seed: u64) -> (Story, EventStore, Vec<SourceFact>, Analysis) {
    let dir = tempfile::tempdir().unwrap();
    let story = demo::write(dir.path(), &Options { scale: 1, seed }).unwrap();
    let (store, facts) = read(dir.path());
    let analysis =
        relayscope::analysis::run(&store, &SiteSettings::default(), &facts, &Task::detached()).unwrap();
    (story, store, facts, analysis)
}

fn check(seed: u64) {
    let (story, store, facts, a) = incident(seed);
    let v = a.verdicts.first().unwrap();
    let context = format!(
        "seed {seed}: {:?}",
        facts.iter().map(|f| f.format).collect::<BTreeSet<_>>()
    );
    assert_eq!(
        (v.kind, v.confidence),
        (VerdictKind::AuthenticatedRelay, Confidence::Established),
        "{context}"
    );
    assert_eq!(a.verdicts.len(), 1, "{context}");
    assert_eq!(
        a.directory.name(v.account.unwrap()).as_str(),
        story.account,
        "{context}"
    );
    assert_eq!(v.accounts.len(), 1, "{context}");
    let from: BTreeSet<&str> = v.addresses.iter().map(|&s| store.raw(s)).collect();
    let told: Vec<String> = story.addresses.iter().map(ToString::to_string).collect();
    assert_eq!(from, told.iter().map(String::as_str).collect(), "{context}");
    let span = v.span.unwrap();
    assert_eq!(
        (span.first, span.last),
        (story.first_success, story.last_success),
        "{context}"
    );
    assert_eq!(
        (v.messages, v.recipients, v.sessions),
        (story.messages, story.recipients, story.sessions),
        "{context}"
    );
    assert_eq!(u64::from(a.queue.peak), story.queue_peak, "{context}");
    let s = a.suspects.first().unwrap();
    assert_eq!(Some(s.account), v.account, "{context}");
    assert_eq!(s.failures, story.failures, "{context}");
    assert_eq!(
        s.first_failure.unwrap().seconds_since(story.first_failure),
        0,
        "{context}"
    );
    let innocent = |f: &&relayscope::analysis::finding::Suspect| {
        a.directory.name(f.account).as_str() == story.mistyping_account
    };
    assert_eq!(a.suspects.iter().find(innocent), None, "{context}");
}

#[test]
fn the_demo_incident_is_explained_as_its_story_has_it() {
    check(1);
}

#[test]
fn so_are_twenty_others() {
    (2..22).for_each(check);
}
