//! What the field knows, typed and read from `assets/knowledge`: events, codes, lists. No evidence here.

pub mod blocklists;
pub mod collecting;
pub mod detections;
pub mod entra;
pub mod event_messages;
pub mod formats;
pub mod logon;
pub mod thresholds;
pub mod windows_events;
