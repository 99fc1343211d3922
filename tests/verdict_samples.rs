//! Real files of everyday servers: nobody may be accused on them, alone or all together.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use relayscope::analysis::finding::{Analysis, VerdictKind};
use std::path::{Path, PathBuf};

/// Folders whose files are no evidence of a server, and say so.
const NO_EVIDENCE: [&str; 1] = ["bad"];

fn accusing(analysis: &Analysis) -> Vec<String> {
    let accuses = |kind: VerdictKind| {
        !matches!(kind, VerdictKind::NoRelaySeen | VerdictKind::Undetermined | VerdictKind::Backscatter)
    };
    let told = analysis.verdicts.iter().filter(|v| accuses(v.kind));
    told.map(|v| {
        format!("{} of {:?}", v.kind.key(), v.account.map(|a| analysis.directory.name(a).to_string()))
    })
    .collect()
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(of).unwrap().flatten().map(|e| e.path());
    let mut found: Vec<PathBuf> = entries.filter(|p| p.is_dir()).collect();
    found.retain(|p| !NO_EVIDENCE.iter().any(|n| p.ends_with(n)));
    found.sort();
    found
}

fn files(of: &Path, found: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(of).unwrap().flatten().map(|e| e.path()) {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
    found.sort();
}

#[test]
fn real_files_without_an_incident_accuse_nobody() {
    let Some(samples) = support::shared() else { return };
    let mut faults = Vec::new();
    let mut judged = 0;
    let mut judge = |name: String, paths: &[&Path]| {
        let bench = support::analysed(paths);
        judged += 1;
        faults.extend(accusing(&bench.case().analysis).into_iter().map(|told| format!("{name}: {told}")));
    };
    for folder in folders(&samples) {
        let mut own = Vec::new();
        files(&folder, &mut own);
        own.iter().for_each(|file| judge(file.display().to_string(), &[file]));
        judge(folder.display().to_string(), &[&folder]);
    }
    support::say(&format!("{judged} files and folders judged"));
    assert!(judged > 50, "{judged}");
    assert!(faults.is_empty(), "{faults:#?}");
}
