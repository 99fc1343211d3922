//! How bytes are laid out, apart from what fields mean: lines, comma-separated rows, CLIXML, printed lists.
//!
//! A shape knows no Exchange and no Windows. Formats pick the shapes they need.

pub mod blocks;
pub mod clixml;
pub mod csv;
pub mod format_list;
pub mod format_table;
pub mod json;
pub mod lines;
pub mod object;
pub mod syslog;
pub mod w3c;
