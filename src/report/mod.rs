//! What goes to the client, and what others go on working with: the report, tables, the evidence annex.
//!
//! Reads a case, changes nothing in it. Bytes are made here; where they go is the workbench's business.
//!
//! | module | what it does |
//! |---|---|
//! | [`document`] | the report as data: headings, tables, figures; knows no engine |
//! | [`desk`] | what a section writes with: case, words, numbers of exhibits and cited records |
//! | [`page`] | the summary on one page, as the command line prints it too |
//! | [`timeline`] | the figure |
//! | [`sections`] | one file a section, and their order; `sections_support` holds what several of them say |
//! | [`compose`] | a case becomes a document |
//! | [`defang`] | addresses that nobody follows by mistake |
//! | [`redact`] | names and addresses give way to aliases |
//! | [`forms`] | a document becomes PDF, pages on screen, HTML, text |
//! | [`tables`] | every table as CSV, JSON lines, Timesketch, Parquet; indicators as STIX |
//! | [`annex`] | the cited raw records with a list of hashes, as a ZIP or folder |

pub mod annex;
pub mod compose;
pub mod defang;
pub mod desk;
pub mod document;
mod fit;
pub mod forms;
pub mod page;
mod record_support;
pub mod redact;
pub mod sections;
mod sections_support;
pub mod tables;
pub mod timeline;
