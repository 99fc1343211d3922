//! `relayscope check` as a user meets it: allowed or not, with a network or without, kept in a case or not.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

fn check(args: &[&str], input: &str) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relayscope"));
    command.arg("check").args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().unwrap();
    running.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let done = running.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { code: done.status.code(), out: text(&done.stdout), err: text(&done.stderr) }
}

/// A server that offers AUTH LOGIN in clear; what it was told, line by line.
fn open_to_guessing() -> (SocketAddr, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let Ok(mut client) = client else { return };
            client.write_all(b"220 mail.contoso.test Microsoft ESMTP MAIL Service ready\r\n").unwrap();
            for line in BufReader::new(client.try_clone().unwrap()).lines() {
                let Ok(line) = line else { break };
                let answer: &[u8] = match line.split(' ').next().unwrap_or_default() {
                    "EHLO" => b"250-mail.contoso.test\r\n250-AUTH NTLM LOGIN\r\n250 SIZE 1000\r\n",
                    "QUIT" => b"221 2.0.0 bye\r\n",
                    _ => b"500 5.3.3 Unrecognized command\r\n",
                };
                let _ = tell.send(line);
                if client.write_all(answer).is_err() {
                    break;
                }
            }
        }
    });
    (address, told)
}

fn json(said: &Said) -> Value {
    serde_json::from_str(&said.out).unwrap_or_else(|e| unreachable!("{e}: {} {}", said.out, said.err))
}

fn codes(answers: &Value) -> Vec<String> {
    let results = answers["answers"][0]["results"].as_array().unwrap();
    results.iter().map(|r| r["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn without_a_name_nothing_is_contacted_and_the_way_out_is_said() {
    let (address, told) = open_to_guessing();
    let said = check(&["smtp", &address.to_string()], "");
    assert_eq!((said.code, said.out.as_str()), (Some(2), ""));
    assert!(said.err.contains("--i-am-authorised-by") && said.err.contains("--offline"), "{}", said.err);
    assert!(told.try_recv().is_err(), "somebody was contacted");
}

#[test]
fn without_a_network_it_says_what_to_run_elsewhere() {
    for (args, shown) in [
        (["smtp", "mail.contoso.test"], "EHLO"),
        (["dnsbl", "192.0.2.25"], "25.2.0.192."),
        (["dns", "contoso.test"], "_dmarc.contoso.test"),
    ] {
        let said = check(&[args[0], args[1], "--offline"], "");
        assert_eq!(said.code, Some(0), "{}", said.err);
        assert!(said.out.contains(shown), "{args:?}: {}", said.out);
        assert!(!said.out.contains("DATA"), "{}", said.out);
    }
}

#[test]
fn an_answer_is_told_kept_in_the_case_with_its_consent_and_asked_again_without() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("kept.relaycase").to_string_lossy().into_owned();
    let (address, told) = open_to_guessing();
    let target = address.to_string();
    let allowed = ["smtp", &target, "--i-am-authorised-by", "A. Martin", "--case", &case, "--json", "-"];
    let said = check(&allowed, "");
    assert_eq!(said.code, Some(1), "{}", said.err);
    let answers = json(&said);
    assert!(codes(&answers).iter().any(|c| c == "AUTH-CLEAR"), "{answers:#}");
    assert_eq!(answers["answers"][0]["worst"], "critical");
    let again = check(&["smtp", &target, "--case", &case, "--json", "-", "--lang", "fr"], "");
    assert_eq!(codes(&json(&again)), codes(&answers), "{}", again.err);
    let heard: Vec<String> = told.try_iter().collect();
    assert!(heard.iter().any(|l| l == "EHLO [127.0.0.1]"), "{heard:?}");
    assert!(heard.iter().all(|l| !l.starts_with("AUTH") && !l.starts_with("DATA")), "{heard:?}");
    let kept = relayscope::case::file::CaseFile::open(
        Path::new(&case),
        "tester",
        relayscope::model::time::UtcTime::from_unix(1_762_136_094, 0),
        &relayscope::task::Task::detached(),
    );
    let work = kept.unwrap().0.face().unwrap().work;
    assert_eq!(work.consent().map(|c| c.authorised_by.as_str()), Some("A. Martin"));
    assert_eq!(work.answers().count(), 2);
}

#[test]
fn what_was_run_elsewhere_is_judged_by_the_same_rules() {
    let session = "220 mail.contoso.test Microsoft ESMTP MAIL Service ready\r\nEHLO pc.example.net\r\n\
                   250-mail.contoso.test\r\n250-AUTH NTLM LOGIN\r\n250 SIZE 1000\r\nQUIT\r\n221 2.0.0 bye\r\n";
    let said =
        check(&["smtp", "mail.contoso.test:25", "--by-hand", "-", "--run-by", "Ben", "--json", "-"], session);
    let answers = json(&said);
    assert!(codes(&answers).iter().any(|c| c == "AUTH-CLEAR"), "{answers:#}");
    assert_eq!(answers["answers"][0]["origin"], "byhand");
    assert_eq!(answers["answers"][0]["by"], "Ben");
    assert_eq!(said.code, Some(1));
}
