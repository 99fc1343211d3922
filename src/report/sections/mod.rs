//! The sections of the report in their order, one file each. A section sees the desk alone; none imports another.

pub mod accounts;
pub mod actions;
pub mod checklist;
pub mod cover;
pub mod evidence;
pub mod facts;
pub mod headers;
pub mod how;
pub mod impact;
pub mod indicators;
pub mod method;
pub mod outstanding;
pub mod personal_data;
pub mod recommendations;
pub mod records;
pub mod signatures;
pub mod summary;
pub mod tables;
pub mod timeline;
pub mod transcripts;
pub mod verification;
pub mod words;

use super::desk::Desk;
use super::document::Block;

/// A section of the report.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Name; `report-section-<key>` words its heading.
    pub key: &'static str,
    /// Writes it; nothing where it has nothing to say.
    pub write: fn(&mut Desk<'_>) -> Vec<Block>,
    /// Has it a number? Annexes carry a letter in their heading.
    pub numbered: bool,
    /// Does it begin on a new page?
    pub new_page: bool,
    /// May a user leave it out? Not the summary, and not the records that others refer to.
    pub may_be_left_out: bool,
}

/// All, in their order. The records come last, for they list what the others cite.
pub const ALL: &[Member] = &[
    Member { key: "summary", write: summary::write, numbered: true, new_page: true, may_be_left_out: false },
    Member { key: "facts", write: facts::write, numbered: true, new_page: true, may_be_left_out: true },
    Member { key: "timeline", write: timeline::write, numbered: true, new_page: true, may_be_left_out: true },
    Member {
        key: "accounts",
        write: accounts::write,
        numbered: true,
        new_page: false,
        may_be_left_out: true,
    },
    Member { key: "how", write: how::write, numbered: true, new_page: false, may_be_left_out: true },
    Member {
        key: "indicators",
        write: indicators::write,
        numbered: true,
        new_page: false,
        may_be_left_out: true,
    },
    Member { key: "impact", write: impact::write, numbered: true, new_page: false, may_be_left_out: true },
    Member {
        key: "personal-data",
        write: personal_data::write,
        numbered: true,
        new_page: true,
        may_be_left_out: true,
    },
    Member { key: "actions", write: actions::write, numbered: true, new_page: true, may_be_left_out: true },
    Member {
        key: "verification",
        write: verification::write,
        numbered: true,
        new_page: false,
        may_be_left_out: true,
    },
    Member {
        key: "outstanding",
        write: outstanding::write,
        numbered: true,
        new_page: false,
        may_be_left_out: true,
    },
    Member {
        key: "recommendations",
        write: recommendations::write,
        numbered: true,
        new_page: false,
        may_be_left_out: true,
    },
    Member { key: "method", write: method::write, numbered: true, new_page: true, may_be_left_out: true },
    Member { key: "evidence", write: evidence::write, numbered: true, new_page: true, may_be_left_out: true },
    Member {
        key: "signatures",
        write: signatures::write,
        numbered: true,
        new_page: true,
        may_be_left_out: true,
    },
    Member { key: "tables", write: tables::write, numbered: false, new_page: true, may_be_left_out: true },
    Member { key: "headers", write: headers::write, numbered: false, new_page: false, may_be_left_out: true },
    Member {
        key: "transcripts",
        write: transcripts::write,
        numbered: false,
        new_page: false,
        may_be_left_out: true,
    },
    Member { key: "words", write: words::write, numbered: false, new_page: false, may_be_left_out: true },
    Member {
        key: "checklist",
        write: checklist::write,
        numbered: false,
        new_page: true,
        may_be_left_out: true,
    },
    Member { key: "records", write: records::write, numbered: false, new_page: true, may_be_left_out: false },
];
