//! The tables, one file each. No table knows a format of files.

pub mod actions;
pub mod authentications;
pub mod custody;
pub mod evidence;
pub mod findings;
pub mod indicators;
pub mod messages;
pub mod queues;
pub mod sessions;
pub mod steps;
pub mod suspects;
