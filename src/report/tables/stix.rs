//! Indicators as a STIX 2.1 bundle: who says so, each indicator with its pattern, and what was observed.
//!
//! Written by hand: the crates for STIX are all young and little used, and the part we need is a dozen lines of JSON.
//! Identifiers follow from the values (UUID version 5), so the same case gives the same bytes, and one value has
//! one identifier in every case. Times of making are those of the evidence, for no clock is asked.
//!
//! Left out: values that were redacted or hold characters that are marked, since no pattern could match them; and
//! forged addresses of our own, for whoever blocked them would lose honest mail.
//!
//! Source: OASIS, "STIX Version 2.1", sections 2.9, 3.2, 4.5, 4.7, 4.14, 6 and 9.

use super::indicators::{Indicator, IndicatorKind, Role};
use super::{ExportError, Rows};
use crate::model::time::UtcTime;
use serde_json::{Value, json};
use std::io::Write;
use uuid::Uuid;

/// Names of ours, for identifiers of what only we say.
const OURS: Uuid = Uuid::from_u128(0x6b1f_0c52_97a4_4d0e_8c39_52f0_7d1e_a6b3);
/// The standard's own, for things that everybody names alike.
const OBSERVABLES: Uuid = Uuid::from_u128(0x00ab_edb4_aa42_466c_9c01_fed2_3315_a9b7);
/// When the program first said who it is.
const MADE: &str = "2026-01-01T00:00:00.000Z";
/// Most that `number_observed` may say.
const MOST: u64 = 999_999_999;

/// Writes the bundle; answers how many indicators it holds.
pub fn write(rows: &Rows<'_>, out: &mut (dyn Write + Send)) -> Result<u64, ExportError> {
    let said_by = id("identity", "relayscope");
    let mut objects = vec![identity(&said_by)];
    let mut written = 0;
    for stretch in rows.stretches() {
        let list = rows.book.indicators.get(stretch?).unwrap_or_default();
        let fit = |x: &&Indicator| x.role != Role::ForgedOwn && rows.book.shown(&x.value) == x.value;
        for indicator in list.iter().filter(fit) {
            objects.extend(told(indicator, &said_by));
            written += 1;
        }
    }
    let ids = objects.iter().map(|o| format!("{} {}", o["id"], o["modified"]));
    let bundle = id("bundle", &ids.collect::<Vec<_>>().join("\n"));
    let bundle = json!({ "type": "bundle", "id": bundle, "objects": objects });
    serde_json::to_writer_pretty(&mut *out, &bundle).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(written)
}

fn id(kind: &str, name: &str) -> String {
    format!("{kind}--{}", Uuid::new_v5(&OURS, format!("{kind}\n{name}").as_bytes()))
}

fn identity(id: &str) -> Value {
    json!({
        "type": "identity",
        "spec_version": "2.1",
        "id": id,
        "created": MADE,
        "modified": MADE,
        "name": "relayscope",
        "identity_class": "system",
    })
}

/// An indicator, the thing it is about, that it was observed, and that the one rests on the other.
fn told(x: &Indicator, said_by: &str) -> [Value; 4] {
    let name = format!("{}\n{}", x.role.key(), x.value);
    let (indicator, observed) = (id("indicator", &name), id("observed-data", &name));
    let thing = observable(x);
    let (first, last) = (moment(x.first), moment(x.last));
    let common = |kind: &str, id: &str| {
        json!({
            "type": kind, "spec_version": "2.1", "id": id, "created_by_ref": said_by,
            "created": last, "modified": last,
        })
    };
    let with = |mut object: Value, more: Value| {
        if let (Value::Object(object), Value::Object(more)) = (&mut object, more) {
            object.extend(more);
        }
        object
    };
    let pattern = json!({
        "name": x.value,
        "indicator_types": [class(x.role)],
        "labels": [x.role.key()],
        "pattern": pattern(x),
        "pattern_type": "stix",
        "valid_from": first,
    });
    let seen = json!({
        "first_observed": first,
        "last_observed": last,
        "number_observed": x.rows.clamp(1, MOST),
        "object_refs": [thing["id"]],
    });
    let rests = json!({ "relationship_type": "based-on", "source_ref": indicator, "target_ref": observed });
    [
        with(common("indicator", &indicator), pattern),
        thing,
        with(common("observed-data", &observed), seen),
        with(common("relationship", &id("relationship", &name)), rests),
    ]
}

fn class(role: Role) -> &'static str {
    match role {
        Role::Abused => "compromised",
        Role::Forged | Role::ForgedOwn => "anomalous-activity",
        Role::Relayed | Role::Guessed | Role::Helo => "malicious-activity",
    }
}

fn pattern(x: &Indicator) -> String {
    let property = if x.kind == IndicatorKind::Account { "account_login" } else { "value" };
    let value = x.value.replace('\\', "\\\\").replace('\'', "\\'");
    format!("[{}:{property} = '{value}']", x.kind.key())
}

/// The thing itself; its identifier follows from what makes it that thing, its members sorted by name.
fn observable(x: &Indicator) -> Value {
    let kind = x.kind.key();
    let makes = match x.kind {
        IndicatorKind::Account => json!({ "account_login": x.value }),
        _ => json!({ "value": x.value }),
    };
    let id = format!("{kind}--{}", Uuid::new_v5(&OBSERVABLES, makes.to_string().as_bytes()));
    let mut thing = json!({ "type": kind, "spec_version": "2.1", "id": id });
    if let (Value::Object(thing), Value::Object(makes)) = (&mut thing, makes) {
        thing.extend(makes);
    }
    thing
}

/// Three digits of a second, as the standard wants times of making; an unknown one is the beginning of time.
fn moment(time: UtcTime) -> String {
    let time = if time.is_plausible() { time } else { UtcTime::from_unix(0, 0) };
    time.to_utc().map(|utc| utc.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()).unwrap_or_default()
}
