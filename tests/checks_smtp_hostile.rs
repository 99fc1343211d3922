//! Hostile servers against the SMTP probe: each ends in time, and nothing raw gets out.
#![allow(clippy::unwrap_used, clippy::allow_attributes, reason = "a test may fail")]

#[path = "support/smtp_server.rs"]
mod smtp_server;
mod support;

use chrono_tz::Tz;
use relayscope::checks::answer::CheckAnswer;
use relayscope::checks::around::{Limits, SmtpLimits, Surroundings};
use relayscope::checks::consent::{Consent, Scope};
use relayscope::checks::smtp::{self, SmtpQuestion};
use relayscope::model::safe_text::SafeText;
use relayscope::model::time::UtcTime;
use relayscope::task::Task;
use relayscope::words::{Language, Words};
use rustls::{ServerConnection, StreamOwned};
use serde_json::Value;
use smtp_server::Tls;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

fn now() -> UtcTime {
    UtcTime::from_unix(1_795_000_000, 0)
}

type Heard = Arc<Mutex<Vec<u8>>>;

enum Line {
    Clear(TcpStream),
    Inside(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Line {
    fn send(&mut self, bytes: &[u8]) -> Option<()> {
        match self {
            Self::Clear(stream) => stream.write_all(bytes).ok(),
            Self::Inside(stream) => stream.write_all(bytes).ok(),
        }
    }

    fn expect(&mut self, verb: &str, heard: &Heard) -> Option<()> {
        let (mut buffer, mut line) = ([0; 1024], Vec::new());
        loop {
            let n = match self {
                Self::Clear(stream) => stream.read(&mut buffer).ok()?,
                Self::Inside(stream) => stream.read(&mut buffer).ok()?,
            };
            heard.lock().unwrap().extend(&buffer[..n]);
            line.extend(&buffer[..n]);
            if n == 0 || line.starts_with(verb.as_bytes()) {
                return (n > 0).then_some(());
            }
        }
    }

    fn secure(self, kind: &str) -> Option<Self> {
        let Self::Clear(mut stream) = self else { return None };
        let tls = match kind {
            "stall" => {
                std::thread::sleep(Duration::from_secs(20));
                return None;
            }
            "tls10" => {
                let mut hello = [0; 512];
                let _ = stream.read(&mut hello);
                let _ = stream.write_all(&[21, 3, 1, 0, 2, 2, 70]);
                return None;
            }
            "expired" => Tls::Expired,
            "wrong-name" => Tls::OtherName,
            _ => Tls::SelfSigned,
        };
        let mut connection = ServerConnection::new(smtp_server::config(tls)).ok()?;
        while connection.is_handshaking() {
            connection.complete_io(&mut stream).ok()?;
        }
        Some(Self::Inside(Box::new(StreamOwned::new(connection, stream))))
    }
}

fn play(stream: TcpStream, steps: &[Value], heard: &Heard) -> Option<()> {
    stream.set_read_timeout(Some(Duration::from_secs(8))).ok()?;
    stream.set_write_timeout(Some(Duration::from_secs(8))).ok()?;
    let mut line = Line::Clear(stream);
    for step in steps {
        let (what, argument) = (step[0].as_str()?, &step[1]);
        match what {
            "send" => line.send(argument.as_str()?.as_bytes())?,
            "sendb64" => line.send(&bytes(argument.as_str()?))?,
            "wait" => std::thread::sleep(Duration::from_secs_f64(argument.as_f64()?.min(8.0))),
            "expect" => line.expect(argument.as_str()?, heard)?,
            "starttls" => line = line.secure(argument.as_str()?)?,
            "repeat" => {
                let (text, times) = (argument[0].as_str()?, argument[1].as_u64()?);
                let between = Duration::from_secs_f64(argument[2].as_f64()?);
                for _ in 0..if times == 0 { 100_000 } else { times } {
                    line.send(text.as_bytes())?;
                    std::thread::sleep(between);
                }
            }
            _ => return None,
        }
    }
    Some(())
}

fn bytes(base64: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut out, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for value in base64.bytes().filter_map(|b| LETTERS.iter().position(|l| *l == b)) {
        bits = (bits << 6) | u32::try_from(value).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from((bits >> held) & 0xff).unwrap());
        }
    }
    out
}

fn probe(steps: Vec<Value>) -> (CheckAnswer, Vec<u8>, Duration) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = Heard::default();
    let kept = Arc::clone(&heard);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            play(stream, &steps, &heard);
        }
    });
    let host = "mail.contoso.test";
    let consent = Consent::new("Contoso", "A. Martin", [host.to_owned()], &Scope::ALL, now());
    let question = SmtpQuestion {
        host: host.to_owned(),
        addresses: vec!["127.0.0.1".parse().unwrap()],
        ports: vec![25],
        helo: "check.example.net".to_owned(),
        hidden_auth: false,
        resolver: None,
    };
    let second = Duration::from_secs(1);
    let smtp = SmtpLimits {
        connect: second,
        banner: second,
        reply: second,
        quit: second / 4,
        session: second * 4,
        after_refusal: second / 100,
        between_connections: second / 100,
        detours: vec![(25, port)],
        ..SmtpLimits::default()
    };
    let (task, limits) = (Task::detached(), Limits { smtp, ..Limits::default() });
    let mut around = Surroundings { limits, task: &task, clock: now, by: "A. Martin", tell: &mut |_| {} };
    let begun = Instant::now();
    let permit = consent.permit(Scope::Smtp, host, now()).unwrap();
    let answer = smtp::probe(&question, &permit, None, &mut around);
    let heard = kept.lock().unwrap().clone();
    (answer, heard, begun.elapsed())
}

fn script() -> Option<Value> {
    let maker = support::shared()?.join("bad/make_bad.py");
    let folder = tempfile::tempdir().unwrap();
    let made =
        Command::new("python3").arg(&maker).args(["--only", "script", "--out"]).arg(folder.path()).output();
    let text = std::fs::read_to_string(folder.path().join("script/smtp.json"));
    let (Ok(_), Ok(text)) = (made, text) else {
        support::say("skipped: the hostile scripts could not be made");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

#[test]
fn every_hostile_server_ends_in_time_and_nothing_raw_gets_out() {
    let Some(Value::Object(scripts)) = script() else { return };
    assert!(scripts.len() > 40);
    let words = [Language::English, Language::French].map(|l| Words::new(l, Tz::UTC));
    std::thread::scope(|scope| {
        for (name, steps) in &scripts {
            let words = &words;
            scope.spawn(move || {
                let (answer, heard, taken) = probe(steps.as_array().unwrap().clone());
                assert!(taken < Duration::from_secs(15), "{name}: {taken:?}");
                let heard = String::from_utf8_lossy(&heard).to_uppercase();
                assert!(!heard.contains("DATA") && !heard.contains("AUTH"), "{name}: {heard}");
                assert!(!answer.results.is_empty(), "{name}");
                assert!(answer.transcript.len() < 1_000, "{name}: {}", answer.transcript.len());
                check_shown(name, &answer, words);
                check_codes(name, &answer);
            });
        }
    });
}

fn check_shown(name: &str, answer: &CheckAnswer, words: &[Words]) {
    let raw = answer.results.iter().map(|r| r.raw.as_str());
    let raw = raw.chain(answer.transcript.iter().map(|l| l.text.as_str()));
    let shown = raw.map(|text| SafeText::new(text).to_string());
    let said = answer.results.iter().flat_map(|r| words.iter().map(|w| w.say(&r.say)));
    for text in shown.chain(said) {
        let bad = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!text.contains(bad), "{name}: {text:?}");
        assert!(!text.contains("[smtp-"), "{name}: {text}");
    }
}

/// What some of them must be called.
fn check_codes(name: &str, answer: &CheckAnswer) {
    let expected = match name {
        "silent" | "banner-slow" | "banner-slow-lines" | "bare-cr" => "SILENT",
        "banner-endless-lines" | "banner-endless-line" | "ehlo-10k" => "ENDLESS",
        "close-at-once" | "reset-at-once" | "cut-in-line" => "BROKEN-OFF",
        "code-999" | "code-text" | "code-negative" | "banner-formula" => "NOT-SMTP",
        "banner-nul" | "banner-ansi" | "code-mixed" | "bare-lf" | "reply-flood" => "PROTOCOL",
        "421" => "CLOSING",
        "554" => "TURNED-AWAY",
        "starttls-injected" => "INJECTED",
        "starttls-refused" | "starttls-garbage" | "tls-stall" => "TLS-BROKEN",
        "starttls-absent" => "AUTH-CLEAR",
        "tls-tls10" | "tls-expired" | "tls-wrong-name" | "tls-self-signed" => "TLS-OLD",
        _ => "OPEN",
    };
    let codes: Vec<&str> = answer.results.iter().map(|r| r.code.as_str()).collect();
    assert!(codes.contains(&expected), "{name}: {codes:?} {:#?}", answer.transcript);
}
