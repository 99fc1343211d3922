//! Sign-ins of Microsoft Entra: the portal's JSON and CSV downloads and Microsoft Graph's answer.
//!
//! Only sign-ins by "Authenticated SMTP" are mail that a stolen password sends; other apps are skipped and
//! counted. Whether a refused password was right is known for the codes of `entra_errors.toml` and guessed
//! for no other. All times are UTC.

use crate::evidence::dates::DateReader;
use crate::evidence::dump;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::hints::Hints;
use crate::evidence::mask::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::object::Object;
use crate::evidence::source::Source;
use crate::evidence::tracking::address;
use crate::knowledge::entra;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{Authentication, Outcome, Witness};
use crate::model::time::{Span, UtcTime, ZoneBasis};
use crate::task::Task;
use chrono_tz::Tz;
use std::io;

/// Longest reason kept, in characters.
const MAX_REASON: usize = 300;

/// The format.
#[derive(Debug)]
pub struct SignInLog;

impl Format for SignInLog {
    fn key(&self) -> &'static str {
        "sign-in-log"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let names = dump::names(head, dump::serialisation(head.text)?);
        let why = match () {
            () if dump::has_all(&names, &["createdDateTime", "userPrincipalName", "clientAppUsed"]) => {
                "why-sign-in-json"
            }
            () if dump::has_all(&names, &["Date (UTC)", "Username", "Client app", "IP address"]) => {
                "why-sign-in-csv"
            }
            () => return None,
        };
        Some(Recognised { certainty: 80, why })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut hints = source.hints.clone();
        (hints.zone, hints.zone_basis) = (Some(Tz::UTC), ZoneBasis::Set);
        unwrap(source)?;
        let mut dates = DateReader::default();
        let result = dump::harvest(source, out, task, &mut |object, out| {
            let app = object.get(&["clientAppUsed", "Client app"]);
            let smtp = entra::is_smtp(app);
            if smtp {
                take(object, app, &mut dates, &hints, out);
            }
            smtp
        });
        if out.balance.skipped > 0 {
            out.warn(Place::FILE, Fault::Note("note-sign-in-other-apps"));
        }
        (out.zone, out.zone_basis) = (None, ZoneBasis::Stated);
        out.covered = out.span.into_iter().collect();
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        unwrap(source)?;
        dump::raw(source, place)
    }
}

/// Passes over what Graph puts before its list: `{"@odata.context":"…","value":[`.
fn unwrap(source: &mut Source) -> Result<(), ReadError> {
    let head = source.head()?;
    let blanks = |b: &[u8]| b.iter().take_while(|b| b.is_ascii_whitespace()).count();
    let wrapped = head.iter().find(|b| !b.is_ascii_whitespace() && !matches!(b, 0xEF | 0xBB | 0xBF));
    let mut list = None;
    if wrapped == Some(&b'{')
        && let Some(at) = memchr::memmem::find(head, b"\"value\"")
    {
        let colon = at + 7 + blanks(head.get(at + 7..).unwrap_or_default());
        let bracket = colon + 1 + blanks(head.get(colon + 1..).unwrap_or_default());
        list = (head.get(colon) == Some(&b':') && head.get(bracket) == Some(&b'[')).then_some(bracket as u64);
        // A list inside the first sign-in is none of sign-ins.
        list = list.filter(|_| memchr::memmem::find(head, b"\"createdDateTime\"").is_none_or(|c| c > at));
    }
    if let Some(before) = list {
        io::copy(&mut io::Read::take(source, before), &mut io::sink())?;
    }
    Ok(())
}

fn take(object: &Object, app: &str, dates: &mut DateReader, hints: &Hints, out: &mut Harvest) {
    let when = object.get(&["createdDateTime", "Date (UTC)"]);
    let time: UtcTime = dates.tell(when, hints, object.place, out);
    let status = object.get(&["status"]);
    let code = match object.get(&["Sign-in error code"]) {
        "" => dump::inner(status, &["errorCode"]),
        code => code.to_owned(),
    };
    let code = code.trim().parse::<u32>().ok();
    let reason = match object.get(&["Failure reason"]) {
        "" => dump::inner(status, &["failureReason"]),
        reason => reason.to_owned(),
    };
    let outcome = match code {
        Some(0) => Outcome::Success,
        None if status.eq_ignore_ascii_case("Success") => Outcome::Success,
        Some(code) if entra::password_was_right(code) => Outcome::RightPasswordRefused,
        _ => Outcome::Failure,
    };
    let said = match (outcome, code) {
        (Outcome::Success, _) => String::new(),
        (_, Some(code)) => format!("{code} {reason}"),
        (_, None) => reason,
    };
    let said: String = mask(said.trim()).chars().take(MAX_REASON).collect();
    let row = Authentication {
        time,
        source: out.source,
        place: object.place,
        outcome,
        witness: Witness::Smtp,
        account: out.text.intern(object.get(&["userPrincipalName", "Username"])),
        address: address(object.get(&["ipAddress", "IP address"]), out),
        mechanism: out.text.intern(app),
        status_text: out.text.intern(&said),
        ..Authentication::default()
    };
    Span::grow(&mut out.span, time);
    out.tables.authentications.push(row);
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = r#"{"createdDateTime":"2025-11-03T02:14:55Z","userPrincipalName":"scanner@contoso.test","clientAppUsed":"Authenticated SMTP","ipAddress":"203.0.113.9","status":{"errorCode":50126,"failureReason":"Invalid username or password."}}"#;

    fn read(text: &str) -> Harvest {
        let head = Head { bytes: text.as_bytes(), text, whole: true };
        assert!(SignInLog.recognise(&head).is_some());
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        let mut out = Harvest::default();
        SignInLog.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert!(out.balance.holds());
        out
    }

    #[test]
    fn only_smtp_is_taken_and_a_right_password_is_told_from_a_wrong_one() {
        let mfa = ONE.replace("50126", "50076");
        let good = ONE.replace("50126", "0");
        let browser = ONE.replace("Authenticated SMTP", "Browser");
        for text in [
            format!("[{ONE},{mfa},{good},{browser}]"),
            format!("{{\"@odata.context\":\"x\",\"value\": [{ONE},{mfa},{good},{browser}]}}"),
        ] {
            let out = read(&text);
            let outcomes = &out.tables.authentications.outcome;
            assert_eq!(*outcomes, [Outcome::Failure, Outcome::RightPasswordRefused, Outcome::Success]);
            assert_eq!((out.balance.skipped, out.balance.total), (1, 4));
            let row = out.tables.authentications.row(0);
            assert_eq!(out.text.get(row.status_text), "50126 Invalid username or password.");
            assert_eq!(row.witness, Witness::Smtp);
        }
    }
}
