//! `relayscope check`: blocklists, SMTP, DNS. Nothing is contacted without the name of who authorised it.
//!
//! The questions go through a workbench like those of the window, so that the same consent is asked for and a
//! case keeps the same answers.

use super::args::{Check, CheckWhat, Common, Dns, Dnsbl, Smtp};
use super::{Exit, complain, out, run_to_end};
use crate::case::Case;
use crate::checks;
use crate::checks::answer::{CheckAnswer, CheckResult, Severity, Speaker};
use crate::checks::consent::Scope;
use crate::checks::question::{BlocklistQuestion, DnsQuestion, Question, RelayQuestion, SmtpQuestion};
use crate::model::safe_text::SafeText;
use crate::words::{Phrase, Words};
use crate::workbench::Workbench;
use crate::workbench::command::Command;
use crate::workbench::keeping::system_clock;
use chrono_tz::Tz;
use serde_json::{Value, json};
use std::io::{self, Read, Write};
use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

/// How long the end of a run waits for the case file.
const TO_CLOSE: Duration = Duration::from_secs(60);
/// Bytes of a pasted result that are read.
const MAX_PASTED: u64 = 4 << 20;
/// The ports of a mail server that are looked at where none is named.
const USUAL_PORTS: [u16; 3] = [25, 465, 587];

/// Asks, judges what was asked elsewhere, or says what to run there.
pub fn check(args: &Check) -> Exit {
    let (questions, common) = questions(&args.what);
    let words = Words::new(common.lang.into(), common.zone.unwrap_or(Tz::UTC));
    if common.offline {
        return say_commands(&questions, &words);
    }
    let judged = match &common.by_hand {
        Some(path) => match pasted(path) {
            Ok(text) => Some(text),
            Err(error) => return complain(&format!("{}: {error}", path.display()), Exit::NothingReadable),
        },
        None => None,
    };
    let mut bench = match begin(common, &words) {
        Ok(bench) => bench,
        Err((why, exit)) => return complain(&why, exit),
    };
    let before = bench.case().work.answers().map(|(number, _)| number).max().unwrap_or(0);
    for question in questions {
        match &judged {
            Some(text) => enter(&mut bench, &question, text, common),
            None => ask(&mut bench, question, common),
        }
    }
    run_to_end(&mut bench, &words, common.quiet);
    let done = tell(bench.case(), before, common, &words);
    bench.close(TO_CLOSE);
    done
}

/// A workbench, on the case that was named.
fn begin(common: &Common, words: &Words) -> Result<Workbench, (String, Exit)> {
    let mut bench = Workbench::new(|| {});
    if let Some(path) = &common.case {
        bench = bench.kept(None);
        if path.exists() {
            bench.submit(Command::OpenCase(path.clone()));
            run_to_end(&mut bench, words, common.quiet);
        } else {
            bench.begin_file(path);
        }
        if let Some(why) = bench.case().notice.as_ref() {
            return Err((words.say(why), Exit::NothingReadable));
        }
    }
    Ok(bench)
}

/// Records the consent that the command line states, then asks.
fn ask(bench: &mut Workbench, question: Question, common: &Common) {
    if let Some(name) = &common.authorised_by {
        let needs = question.needs();
        let held = bench.case().work.consent().cloned().unwrap_or_default();
        let targets = held.targets.iter().cloned().chain(needs.iter().map(|(_, target)| target.clone()));
        let scopes: Vec<Scope> = held.scopes.iter().copied().chain(needs.iter().map(|(s, _)| *s)).collect();
        bench.submit(Command::GiveConsent {
            client: common.client.clone().unwrap_or_else(|| name.clone()),
            authorised_by: name.clone(),
            targets: targets.collect(),
            scopes,
        });
        // The consent must hold before the question is asked: with a case file it first goes there.
        while !bench.is_idle() {
            bench.wait(Duration::from_millis(20));
        }
    }
    bench.submit(Command::Check(Box::new(question)));
}

fn enter(bench: &mut Workbench, question: &Question, text: &str, common: &Common) {
    let by = common.run_by.clone().unwrap_or_default();
    for answer in checks::judge(question, text, &by, system_clock()) {
        bench.submit(Command::EnterAnswer(Box::new(answer)));
    }
}

/// What was pasted: a file, or standard input with `-`.
fn pasted(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().take(MAX_PASTED).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(path)?.take(MAX_PASTED).read_to_end(&mut bytes)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What to run on another machine.
fn say_commands(questions: &[Question], words: &Words) -> Exit {
    let mut lines = vec![words.word("check-run-elsewhere")];
    lines.extend(questions.iter().flat_map(checks::by_hand));
    lines.push(words.word("check-bring-back"));
    match out(&lines.iter().map(|line| format!("{}\n", SafeText::new(line))).collect::<String>()) {
        Ok(()) => Exit::Clean,
        Err(_) => Exit::OutputFailed,
    }
}

fn questions(what: &CheckWhat) -> (Vec<Question>, &Common) {
    match what {
        CheckWhat::Dnsbl(args) => (vec![Question::Blocklists(blocklists(args))], &args.common),
        CheckWhat::Smtp(args) => (smtp(args), &args.common),
        CheckWhat::Dns(args) => (vec![Question::Dns(dns(args))], &args.common),
    }
}

fn blocklists(args: &Dnsbl) -> BlocklistQuestion {
    let parsed = args.targets.iter().map(|t| t.parse::<IpAddr>().map_err(|_| t.to_lowercase()));
    let (addresses, domains): (Vec<_>, Vec<_>) = parsed.partition(Result::is_ok);
    BlocklistQuestion {
        addresses: addresses.into_iter().filter_map(Result::ok).collect(),
        domains: domains.into_iter().filter_map(Result::err).collect(),
        sets: if args.sets.is_empty() { vec![1] } else { args.sets.clone() },
        resolver: args.common.resolver,
        zones: (!args.zones.is_empty()).then(|| args.zones.clone()),
    }
}

fn dns(args: &Dns) -> DnsQuestion {
    DnsQuestion {
        domain: args.domain.to_lowercase(),
        addresses: args.addresses.clone(),
        helo: args.helo.clone().unwrap_or_default(),
        selectors: args.selectors.clone(),
        resolver: args.common.resolver,
    }
}

/// The probe, and the relay tests where they were asked for.
fn smtp(args: &Smtp) -> Vec<Question> {
    let (host, port) = host_and_port(&args.host);
    let addresses: Vec<IpAddr> = host.parse().into_iter().chain(args.addresses.iter().copied()).collect();
    let helo = args.helo.clone().unwrap_or_default();
    let resolver = args.common.resolver;
    let probe = SmtpQuestion {
        host: host.clone(),
        addresses: addresses.clone(),
        ports: port.map_or_else(|| USUAL_PORTS.to_vec(), |port| vec![port]),
        helo: helo.clone(),
        hidden_auth: args.hidden_auth,
        resolver,
    };
    let relay = args.relay.then(|| RelayQuestion {
        host,
        addresses,
        port: port.unwrap_or(25),
        helo,
        local_domain: args.local_domain.clone().unwrap_or_default(),
        from_domain: args.test_from.clone().unwrap_or_else(|| "example.com".to_owned()),
        to_domain: args.test_to.clone().unwrap_or_else(|| "example.net".to_owned()),
        control_mailbox: args.mailbox.clone().unwrap_or_default(),
        vantage: args.vantage.into(),
        resolver,
    });
    std::iter::once(Question::Smtp(probe)).chain(relay.map(Question::Relay)).collect()
}

/// `mail.contoso.test:587`, `192.0.2.25`, `[2001:db8::25]:25`, `2001:db8::25`.
fn host_and_port(text: &str) -> (String, Option<u16>) {
    let bare = |host: &str| host.trim_start_matches('[').trim_end_matches(']').to_lowercase();
    if text.parse::<IpAddr>().is_ok() {
        return (text.to_lowercase(), None);
    }
    match text.rsplit_once(':').map(|(host, port)| (host, port.parse::<u16>())) {
        Some((host, Ok(port))) => (bare(host), Some(port)),
        _ => (bare(text), None),
    }
}

fn tell(case: &Case, before: u64, common: &Common, words: &Words) -> Exit {
    let answers: Vec<&CheckAnswer> =
        case.work.answers().filter(|(number, _)| *number > before).map(|(_, answer)| answer).collect();
    if let Some(notice) = &case.notice {
        let _ = writeln!(io::stderr(), "relayscope: {}", words.say(notice));
    }
    if answers.is_empty() {
        let hint = words.word("check-authorise");
        return complain(&hint, Exit::Usage);
    }
    if let Some(path) = &common.json {
        let document = json!({
            "schema": 1,
            "tool": { "name": "relayscope", "version": env!("CARGO_PKG_VERSION") },
            "answers": answers.iter().map(|a| answer_json(a, words)).collect::<Vec<Value>>(),
        });
        let text = format!("{document:#}\n");
        let written = if path == Path::new("-") { out(&text) } else { std::fs::write(path, text) };
        if let Err(error) = written {
            return complain(&error.to_string(), Exit::OutputFailed);
        }
    }
    if common.json.as_deref() != Some(Path::new("-")) && !common.quiet {
        let text: String = answers.iter().map(|a| answer_text(a, words, common.transcript)).collect();
        if out(&text).is_err() {
            return Exit::OutputFailed;
        }
    }
    let sound = answers.iter().all(|a| a.worst() <= Severity::Note && a.cut_short.is_none());
    if sound { Exit::Clean } else { Exit::Warned }
}

fn answer_text(answer: &CheckAnswer, words: &Words, transcript: bool) -> String {
    let head = Phrase::new("check-head")
        .word("check", format!("check-{}", answer.kind.key()))
        .text("target", &answer.target)
        .time("at", answer.begun);
    let mut lines = vec![words.say(&head)];
    lines.extend(answer.worst_first().into_iter().flat_map(|r| result_lines(r, words)));
    lines.extend(answer.cut_short.iter().map(|why| words.say(why)));
    if transcript {
        lines.push(String::new());
        lines.extend(answer.transcript.iter().map(|line| {
            let who = match line.who {
                Speaker::Client => "C:",
                Speaker::Server => "S:",
                Speaker::Remark => "--",
            };
            format!("{} {who} {}", line.at.rfc3339(), SafeText::new(&line.text))
        }));
    }
    lines.push(String::new());
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn result_lines(result: &CheckResult, words: &Words) -> Vec<String> {
    let severity = words.word(&format!("severity-{}", result.severity.key()));
    let reference =
        if result.reference.is_empty() { String::new() } else { format!(" [{}]", result.reference) };
    let subject = SafeText::new(&result.subject);
    let mut lines =
        vec![format!("{:<16} {:<9} {subject}: {}{reference}", result.code, severity, words.say(&result.say))];
    if !result.advice.id.is_empty() && result.severity > Severity::Note {
        lines.push(format!("{:<26} {}", "", words.say(&result.advice)));
    }
    lines
}

fn answer_json(answer: &CheckAnswer, words: &Words) -> Value {
    let say = |phrase: &Phrase| if phrase.id.is_empty() { String::new() } else { words.say(phrase) };
    let results: Vec<Value> = answer
        .results
        .iter()
        .map(|r| {
            json!({
                "subject": SafeText::new(&r.subject).as_str(),
                "code": r.code,
                "severity": r.severity.key(),
                "sentence": say(&r.say),
                "advice": say(&r.advice),
                "raw": SafeText::new(&r.raw).as_str(),
                "reference": r.reference,
                "at": r.at.rfc3339(),
            })
        })
        .collect();
    let transcript: Vec<Value> = answer
        .transcript
        .iter()
        .map(|l| json!({ "at": l.at.rfc3339(), "who": format!("{:?}", l.who).to_lowercase(), "text": SafeText::new(&l.text).as_str() }))
        .collect();
    json!({
        "check": answer.kind.key(),
        "target": SafeText::new(&answer.target).as_str(),
        "begun": answer.begun.rfc3339(),
        "ended": answer.ended.rfc3339(),
        "origin": format!("{:?}", answer.origin).to_lowercase(),
        "by": SafeText::new(&answer.by).as_str(),
        "through": SafeText::new(&answer.through).as_str(),
        "worst": answer.worst().key(),
        "cut_short": answer.cut_short.as_ref().map(say),
        "results": results,
        "transcript": transcript,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_may_name_its_port_in_every_spelling() {
        let read = |text: &str| {
            let (host, port) = host_and_port(text);
            (host, port.unwrap_or(0))
        };
        for (text, host, port) in [
            ("Mail.Contoso.test", "mail.contoso.test", 0),
            ("mail.contoso.test:587", "mail.contoso.test", 587),
            ("192.0.2.25:25", "192.0.2.25", 25),
            ("2001:db8::25", "2001:db8::25", 0),
            ("[2001:DB8::25]:465", "2001:db8::25", 465),
        ] {
            assert_eq!(read(text), (host.to_owned(), port), "{text}");
        }
    }
}
