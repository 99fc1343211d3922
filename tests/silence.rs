//! Nothing leaves the machine without a recorded consent: whole sessions are watched for any socket of the Internet.
//!
//! The system call that opens a socket is watched, which comes before any packet.

#![expect(
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test may fail, and says when it was skipped"
)]

use std::path::Path;
use std::process::{Command, Stdio};

/// Runs the program under `strace`; the calls that open or use sockets of the Internet.
fn internet_calls(folder: &Path, args: &[&str]) -> Vec<String> {
    let log = folder.join("calls");
    let mut run = Command::new("strace");
    run.args(["-f", "-qq", "-e", "trace=network", "-o"]).arg(&log).arg(env!("CARGO_BIN_EXE_relayscope"));
    run.args(args).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    run.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    let calls = std::fs::read_to_string(&log).unwrap();
    calls.lines().filter(|line| line.contains("AF_INET")).map(str::to_owned).collect()
}

/// Can system calls be watched here?
fn can_watch(folder: &Path) -> bool {
    let trial = Command::new("strace").args(["-qq", "-o"]).arg(folder.join("trial")).arg("true").status();
    trial.is_ok_and(|status| status.success())
}

#[test]
fn a_session_without_consent_opens_no_socket_of_the_internet() {
    let folder = tempfile::tempdir().unwrap();
    if !can_watch(folder.path()) {
        eprintln!("skipped: strace is not installed, or may not watch here");
        return;
    }
    let logs = folder.path().join("logs").to_string_lossy().into_owned();
    let case = folder.path().join("kept.relaycase").to_string_lossy().into_owned();
    for args in [
        vec!["demo", &logs],
        vec!["analyse", &logs, "--case", &case],
        vec!["analyse", &case, "--json", "-"],
        vec!["verify", &case],
        vec!["--demo"],
        vec!["check", "smtp", "127.0.0.1:9"],
        vec!["check", "dnsbl", "192.0.2.25", "--resolver", "127.0.0.1:9"],
        vec!["check", "dns", "contoso.test", "--resolver", "127.0.0.1:9", "--case", &case],
        vec!["check", "smtp", "mail.contoso.test", "--relay", "--local-domain", "contoso.test", "--offline"],
    ] {
        let calls = internet_calls(folder.path(), &args);
        assert!(calls.is_empty(), "{args:?} opened {calls:#?}");
    }
    let allowed = internet_calls(
        folder.path(),
        &["check", "smtp", "127.0.0.1:9", "--i-am-authorised-by", "A. Martin", "--quiet"],
    );
    assert!(!allowed.is_empty(), "the watch sees nothing at all");
}
