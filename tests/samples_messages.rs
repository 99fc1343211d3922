//! Real message files: all are read, reports are known, and the hop of the Windows SMTP service is found.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot read its samples has failed, or says that it was skipped"
)]

use relayscope::evidence::intake::{self, Loaded};
use relayscope::model::provenance::SourceId;
use relayscope::model::rows::HeldMessage;
use relayscope::model::text::Symbol;
use relayscope::task::Task;
use std::path::Path;

/// Every file of a folder, by name, as it was read; `None` where there are no samples.
fn loaded(folder: &str) -> Option<Vec<(String, Loaded)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/queues").join(folder);
    if !folder.is_dir() {
        println!("skipped: no samples beside the checkout");
        return None;
    }
    let task = Task::detached();
    let found = intake::find(&[folder], &task);
    let read = found.into_iter().map(|candidate| {
        let candidate = candidate.unwrap();
        let name = candidate.name.rsplit('/').next().unwrap().to_owned();
        let loaded = intake::load(&candidate, SourceId(0), Default::default(), &task);
        assert_eq!(loaded.format, Some("message-file"), "{name}");
        assert_eq!((loaded.harvest.balance.read, loaded.harvest.balance.total), (1, 1), "{name}");
        assert!(loaded.result.is_ok(), "{name}");
        let raw = intake::raw(&candidate, "message-file", row(&loaded).place, &task).unwrap();
        assert!(raw.fields.len() > 5, "{name}");
        (name, loaded)
    });
    let read: Vec<_> = read.collect();
    assert_eq!(read.len(), 12);
    Some(read)
}

fn row(loaded: &Loaded) -> HeldMessage {
    loaded.harvest.tables.held.row(0)
}

fn text(loaded: &Loaded, of: impl Fn(HeldMessage) -> Symbol) -> &str {
    loaded.harvest.text.get(of(row(loaded)))
}

#[test]
fn every_delivery_report_is_known_as_one() {
    for (name, loaded) in loaded("messages-ndr").unwrap_or_default() {
        assert!(row(&loaded).is_report, "{name}");
        assert_eq!(text(&loaded, |r| r.reverse_path), "<>", "{name}");
        assert!(row(&loaded).time.is_plausible(), "{name}");
        assert_eq!(row(&loaded).n_recipients, 1, "{name}");
        // Two have a folded line that lost its fold.
        let is_unfolded = name.ends_with("office365-08.eml") || name.ends_with("office365-10.eml");
        let damages = &loaded.harvest.damages;
        assert_eq!(damages.len(), usize::from(is_unfolded), "{name}: {damages:?}");
        // The one the reports enclose is another message: its own words are not taken.
        assert_eq!(text(&loaded, |r| r.account), "", "{name}");
    }
}

#[test]
fn a_report_reads_the_same_with_each_kind_of_line_end() {
    let Some(all) = loaded("messages-ndr") else { return };
    let of = |start: &str| {
        let (_, loaded) =
            all.iter().find(|(n, _)| n.starts_with(start) && n.ends_with("exchange2003-01.eml")).unwrap();
        (
            row(loaded).time.rfc3339(),
            text(loaded, |r| r.subject).to_owned(),
            text(loaded, |r| r.header_from).to_owned(),
        )
    };
    assert_eq!(of("sisimai_bsd").1, "Undeliverable: Kijitora Cat");
    assert_eq!(of("sisimai_bsd"), of("sisimai_dos"));
    assert_eq!(of("sisimai_bsd"), of("sisimai_mac"));
}

#[test]
fn received_spam_shows_the_hop_of_the_windows_smtp_service() {
    for (name, loaded) in loaded("messages-received").unwrap_or_default() {
        let via = text(&loaded, |r| r.via);
        let address = text(&loaded, |r| r.address);
        // One has such a hop in its body alone, another was picked up from a folder: no client connected.
        let (hop, client) = (!name.contains("_00403_"), !name.contains("_00504_"));
        assert_eq!(via.starts_with("Microsoft SMTPSVC"), hop, "{name}: {via}");
        assert_eq!(!address.is_empty(), hop && client, "{name}: {address}");
        assert!(!row(&loaded).is_report, "{name}");
        assert!(row(&loaded).time.is_plausible(), "{name}");
        assert_eq!(text(&loaded, |r| r.account), "", "{name}");
    }
}
