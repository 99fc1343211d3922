//! A workbench without a window, driven step by step.
#![allow(dead_code, clippy::allow_attributes, reason = "each test uses its own part of this")]

use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
use std::time::Duration;

/// Waits until nothing is under way.
pub fn finish(bench: &mut Workbench) {
    while !bench.is_idle() {
        bench.wait(Duration::from_millis(20));
    }
}

/// Asks for something and waits until it is done.
pub fn submit(bench: &mut Workbench, command: Command) {
    bench.submit(command);
    finish(bench);
}
