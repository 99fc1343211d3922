//! What the field knows, typed and read from `assets/knowledge`: events, codes, lists. No evidence here.

pub mod acts;
pub mod blocklists;
pub mod cmdlets;
pub mod collecting;
pub mod detections;
pub mod dnsbl;
pub mod entra;
pub mod event_messages;
pub mod formats;
pub mod logon;
pub mod providers;
pub mod report;
pub mod signs;
pub mod smtp_checks;
pub mod special_accounts;
pub mod thresholds;
pub mod windows_events;
