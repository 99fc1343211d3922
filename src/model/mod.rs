//! What the evidence says, in rows: times, places, names and the columns that hold them.
//!
//! No file is opened here, no format known, no thread started. Files inside only import downwards, in the
//! order of the list below.

pub mod time;

pub mod text;

pub mod safe_text;

pub mod provenance;

pub mod account;

pub mod address;

pub mod columns;

pub mod repeats;
pub mod rows;

pub mod harvest;

pub mod store;
