//! One file a format: what its fields mean. Members never import each other.

pub mod event_xml;
pub mod evtx;
