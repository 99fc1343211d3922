//! A real log of Windows XP, wrapped and not closed cleanly, against an independent reader's count.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use relayscope::case::State;
use relayscope::model::harvest::Fault;
use serde_json::Value;

const SAMPLE: &str = "events/plaso-SysEvent-wrapped-dirty.evt";

#[test]
fn the_stale_header_is_not_believed_and_older_records_stay_apart() {
    let Some(samples) = support::shared() else { return };
    let truth = std::fs::read(samples.join(format!("{SAMPLE}.truth.json"))).unwrap();
    let truth: Value = serde_json::from_slice(&truth).unwrap();
    let bench = support::analysed(&[&samples.join(SAMPLE)]);
    let source = &bench.case().sources[0];
    assert!(matches!(source.state, State::Done));
    assert_eq!(source.format, Some("evt"));
    let b = source.balance;
    assert_eq!((b.read, b.recovered), (truth["records"].as_u64().unwrap(), 438));
    // Its own header, which is stale, says 25 fewer.
    assert_eq!(b.read - (7_430 - 1_392), 25);
    assert_eq!((b.damaged, b.skipped), (0, 0));
    assert!(source.damages.iter().any(|d| d.fault == Fault::NotClosed));
    for (kind, n) in truth["source_slash_eventid_counts"].as_object().unwrap() {
        let (provider, id) = kind.rsplit_once('/').unwrap();
        let key = (provider.to_owned(), id.parse().unwrap());
        assert_eq!(source.event_ids.get(&key), n.as_u64().as_ref(), "{kind}");
    }
    let span = source.span.unwrap();
    let stated = |key: &str| truth[key].as_str().unwrap()[..19].to_owned();
    assert_eq!(span.first.rfc3339()[..19], stated("time_first_utc"));
    assert_eq!(span.last.rfc3339()[..19], stated("time_last_utc"));
}
