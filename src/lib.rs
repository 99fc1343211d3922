#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
//! relayscope: which account relays spam through this Exchange server, from where, since when, and why.
//!
//! Layers, from the ground up; imports only descend (`tests/architecture.rs` holds the table, ARCHITECTURE.md
//! explains it):
//!
//! 1. [`model`], [`words`], [`task`]: facts and the store; sentences; a job's handle
//! 2. [`knowledge`]: what the field knows, from `assets/knowledge`
//! 3. [`evidence`], [`analysis`], [`checks`], [`playbook`], [`demo`]: crafts that never import one another
//! 4. [`case`]: all that one investigation knows
//! 5. [`report`]: what goes to the client: report, tables, annex
//! 6. [`workbench`]: the one place where a case changes
//! 7. [`app`], [`cli`]: the window and the command line

pub mod model;
pub mod task;
pub mod words;

pub mod knowledge;

pub mod analysis;
pub mod checks;
pub mod demo;
pub mod evidence;
pub mod playbook;

pub mod case;

pub mod report;

pub mod workbench;

pub mod app;
pub mod cli;
