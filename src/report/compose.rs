//! A case becomes a document. Pure: the same case, words and circumstances give the same document.

use super::desk::{Circumstances, CitedRecord, Desk};
use super::document::{Cover, Document, Section};
use super::redact::Redactor;
use super::sections;
use crate::case::Case;
use crate::model::time::{TICKS_PER_SECOND, UtcTime};
use crate::words::{Phrase, Words};

/// A report and the records it cites.
#[derive(Clone, Debug)]
pub struct Composed {
    /// The report.
    pub document: Document,
    /// Every record it cites, by number.
    pub cited: Vec<CitedRecord>,
}

/// The report of a case in the language of `words`, its times in the zone of `words`.
#[must_use]
pub fn compose(case: &Case, words: &Words, around: &Circumstances) -> Composed {
    let settings = case.work.report();
    let mut desk = Desk::new(case, words, &settings, around);
    let cover = sections::cover::write(&desk);
    let wanted = sections::ALL.iter().filter(|s| !s.may_be_left_out || !settings.without.contains(s.key));
    let (mut chapter, mut annexes) = (0, 'A'..='Z');
    let mut written: Vec<Section> = Vec::new();
    for member in wanted {
        let blocks = (member.write)(&mut desk);
        if blocks.is_empty() {
            continue;
        }
        let title = desk.word(&format!("report-section-{}", member.key));
        let title = if member.numbered {
            chapter += 1;
            format!("{chapter}. {title}")
        } else {
            let letter = annexes.next().unwrap_or('Z').to_string();
            desk.say(&Phrase::new("report-annex").text("letter", &letter).text("title", &title))
        };
        written.push(Section { key: member.key, title, new_page: member.new_page, blocks });
    }
    let cited = desk.cited().to_vec();
    let mut document = frame(&desk, cover, written);
    if settings.redact {
        Redactor::of(case).document(&mut document);
    }
    Composed { document, cited }
}

fn frame(desk: &Desk<'_>, cover: Cover, sections: Vec<Section>) -> Document {
    let settings = desk.settings;
    let safe = |text: &str| crate::model::safe_text::SafeText::new(text.trim()).as_str().to_owned();
    let zone = desk.words.zone().name();
    let foot = Phrase::new("report-foot").text("case", &fingerprint(desk.case)).text("zone", zone);
    Document {
        language: desk.words.language(),
        paper: settings.paper,
        title: cover.title.clone(),
        author: safe(&settings.consultant.company),
        watermark: if settings.finished { String::new() } else { desk.word("report-draft") },
        head: safe(&settings.client.company),
        head_right: cover.title.clone(),
        foot: desk.say(&foot),
        page_n_of: desk.word("report-page-n-of"),
        contents: desk.word("report-contents"),
        cover,
        sections,
        made_at: seconds(desk.around.now),
    }
}

fn seconds(time: UtcTime) -> i64 {
    time.seconds_since(UtcTime::from_unix(0, 0)).clamp(0, i64::MAX / TICKS_PER_SECOND)
}

/// What tells this evidence from any other, short enough to compare by eye: the first 16 digits of the SHA-256
/// over the hashes of all sources in their order, in groups of four. Others can work it out from the hash list.
#[must_use]
pub fn fingerprint(case: &Case) -> String {
    use sha2::{Digest, Sha256};
    let mut sum = Sha256::new();
    for hash in case.sources.iter().filter_map(|s| s.sha256.as_deref()) {
        sum.update(hash.as_bytes());
        sum.update(b"\n");
    }
    let digits: String = sum.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect();
    let groups: Vec<&str> = digits.as_bytes().chunks(4).filter_map(|c| std::str::from_utf8(c).ok()).collect();
    groups.join(" ")
}
