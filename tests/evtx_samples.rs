//! Real event logs against what independent readers found in them.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail, and says what it skips")]

use relayscope::evidence::detect;
use relayscope::evidence::source::Source;
use relayscope::model::harvest::Harvest;
use relayscope::model::rows::{Authentication, Outcome};
use relayscope::task::Task;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where we read more than the independent reader, how many are read and recovered, and why.
const KNOWN_DIFFERENCES: &[(&str, (u64, u64), &str)] = &[
    (
        "evtxrs-bad-chunk-magic.evtx",
        (298, 82),
        "libevtx stops at a hole in a chunk (267); evtx_dump also counts 3 records that zeros cut in half (301). \
         Those recovered stand in two chunks without header; their templates are taken from sound chunks",
    ),
    (
        "plaso-System2-truncated-200000.evtx",
        (283, 0),
        "libevtx leaves out the chunk that is cut (194); its 89 whole records are read, as libevtx does once \
         the file is padded",
    ),
];

fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/events");
    folder.is_dir().then_some(folder)
}

fn read(path: &Path) -> Harvest {
    let mut source = Source::of_bytes("sample", std::fs::read(path).unwrap());
    let mut out = Harvest::default();
    let (format, _) = detect(&mut source).unwrap().unwrap();
    assert_eq!(format.key(), "evtx", "{}", path.display());
    format.read(&mut source, &mut out, &Task::detached()).unwrap();
    assert!(out.balance.holds(), "{}", path.display());
    out
}

/// Rows by "event id account", as the truth counts them.
fn by_account(out: &Harvest, counts: impl Fn(&Authentication) -> bool) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    for row in out.tables.authentications.rows().filter(counts) {
        let account = out.text.get(row.account);
        let name = account.rsplit_once('\\').map_or(account, |(_, name)| name);
        *found.entry(format!("{} {name}", row.event_id)).or_default() += 1;
    }
    found
}

/// The truth writes `DOMAIN\name`; domains with a dot or none are written in several ways there.
fn truth_by_account(truth: &Value, key: &str) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    for (key, n) in truth[key].as_object().into_iter().flatten() {
        let (id, account) = key.split_once(' ').unwrap();
        let name = account.rsplit_once('\\').map_or(account, |(_, name)| name);
        *found.entry(format!("{id} {name}")).or_default() += n.as_u64().unwrap();
    }
    found
}

#[test]
fn every_sample_gives_what_independent_readers_found() {
    let Some(folder) = samples() else {
        println!("skipped: no samples");
        return;
    };
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "evtx"));
    paths.sort();
    assert!(paths.len() > 20);
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let truth = std::fs::read(path.with_extension("evtx.truth.json")).unwrap();
        let truth: Value = serde_json::from_slice(&truth).unwrap();
        let out = read(&path);
        let known = KNOWN_DIFFERENCES.iter().find(|(file, _, _)| *file == name);
        let records = known.map_or_else(|| (truth["records"].as_u64().unwrap(), 0), |(_, n, _)| *n);
        println!("{name} {:?} {:?}", out.balance, out.damages.iter().take(4).collect::<Vec<_>>());
        assert_eq!((out.balance.read, out.balance.recovered), records, "{name}");
        if known.is_some() {
            continue;
        }
        let mut ids: BTreeMap<String, u64> = BTreeMap::new();
        for ((_, id), n) in &out.event_ids {
            *ids.entry(id.to_string()).or_default() += n;
        }
        let expected: BTreeMap<String, u64> = truth["event_id_counts"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(id, n)| (id.clone(), n.as_u64().unwrap()))
            .collect();
        assert_eq!(ids, expected, "{name}");
        let refused = |row: &Authentication| row.outcome != Outcome::Success && row.event_id != 4648;
        let accepted = |row: &Authentication| row.outcome == Outcome::Success && row.event_id != 4648;
        assert_eq!(by_account(&out, refused), truth_by_account(&truth, "failures_by_account"), "{name}");
        assert_eq!(by_account(&out, accepted), truth_by_account(&truth, "successes_by_account"), "{name}");
    }
}
