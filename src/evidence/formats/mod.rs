//! One file a format: what its fields mean. Members never import each other.

pub mod receive_log;
pub mod tracking_log;
