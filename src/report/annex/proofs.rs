//! Files that prove steps: those that lie in the case are put in; of others, name and hash.
//!
//! A picture cannot be redacted, so a redacted annex names them by hash alone.

use super::bundle::Bundle;
use super::{Pen, csv_line};
use crate::case::file::CaseFile;
use crate::case::work::{Item, ItemKey};
use crate::playbook::progress::ProofKind;
use crate::words::Phrase;
use std::collections::BTreeSet;

const COLUMNS: [&str; 7] = ["step", "name", "bytes", "sha256", "attached", "by", "file"];

/// Endings that are kept; all others become `.bin`.
const ENDINGS: [&str; 16] = [
    "png", "jpg", "jpeg", "gif", "pdf", "txt", "log", "csv", "xml", "json", "evtx", "eml", "docx", "xlsx",
    "odt", "zip",
];

/// The files, and a list of them; nothing where no step names a file.
pub fn all(pen: &Pen<'_>) -> Result<Bundle, Phrase> {
    let mut files = Bundle::default();
    let mut list = String::new();
    let mut put = BTreeSet::new();
    let case_file = open(pen);
    for (key, item) in pen.case.work.items() {
        let (ItemKey::Step(step), Item::Step(progress)) = (key, item) else { continue };
        for proof in &progress.proofs {
            let ProofKind::File { path, bytes, sha256, embedded } = &proof.kind else { continue };
            pen.go_on()?;
            let name = name_of(sha256, path);
            let wanted = case_file.as_ref().filter(|_| *embedded && !put.contains(&name));
            if let Some(data) = wanted.and_then(|f| f.proof(sha256).ok().flatten()) {
                files.bytes(&name, data);
                put.insert(name.clone());
            }
            let held = if put.contains(&name) { name.as_str() } else { "" };
            let (path, bytes, by) = (pen.safe(path), bytes.to_string(), pen.safe(&proof.by));
            list.push_str(&csv_line(&[step, &path, &bytes, sha256, &proof.at.rfc3339(), &by, held]));
        }
    }
    if !list.is_empty() {
        files.text("proofs.csv", &format!("{}{list}", csv_line(&COLUMNS)));
    }
    Ok(files)
}

fn open(pen: &Pen<'_>) -> Option<CaseFile> {
    let path = pen.case.home.path.as_ref().filter(|_| pen.redactor.is_none())?;
    CaseFile::open_to_read(path, pen.task).ok()
}

/// `proofs/`, the hash, and an ending that is known.
fn name_of(sha256: &str, path: &str) -> String {
    let hash: String = sha256.chars().filter(char::is_ascii_hexdigit).take(64).collect();
    let ending = path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let ending = ENDINGS.iter().find(|e| **e == ending).unwrap_or(&"bin");
    format!("proofs/{hash}.{ending}")
}
