//! DKIM: the keys of the selectors found in signed messages (RFC 6376).

use super::{MOST, Posture};
use crate::checks::dnsbl::names;
use crate::checks::network::dns::{Code, Kind, RawAnswer};
use x509_parser::prelude::FromDer;
use x509_parser::public_key::PublicKey;
use x509_parser::x509::SubjectPublicKeyInfo;

pub(super) fn look(posture: &mut Posture<'_, '_, '_>) {
    let selectors = posture.question.selectors.clone();
    let domain = posture.domain.clone();
    if selectors.is_empty() {
        let now = (posture.around.clock)();
        posture.put("DKIM-NO-SELECTOR", &domain, "", &RawAnswer::bare(Code::NoData, now));
    }
    for selector in selectors.iter().take(MOST) {
        if let Some(name) = names::domain(&format!("{}._domainkey.{domain}", selector.trim())) {
            key(posture, &name);
        }
    }
}

fn key(posture: &mut Posture<'_, '_, '_>, name: &str) {
    let answer = posture.ask(name, Kind::Txt);
    if posture.failed(name, &answer) {
        return;
    }
    let record = answer.texts().into_iter().find(|t| tag(t, "p").is_some()).map(str::to_owned);
    let Some(record) = record else { return posture.put("DKIM-NONE", name, "", &answer) };
    let (code, value) = judged(&record);
    posture.put(code, name, &value, &answer);
    if tag(&record, "t").is_some_and(|flags| flags.split(':').any(|f| f.trim() == "y")) {
        posture.put("DKIM-TEST", name, "", &answer);
    }
}

/// The value of a tag of a record, without spaces at its ends.
pub(super) fn tag<'r>(record: &'r str, name: &str) -> Option<&'r str> {
    let pairs = record.split(';').filter_map(|pair| pair.split_once('='));
    pairs.map(|(n, v)| (n.trim(), v.trim())).find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v)
}

fn judged(record: &str) -> (&'static str, String) {
    let key = tag(record, "p").unwrap_or("");
    if key.is_empty() {
        return ("DKIM-REVOKED", String::new());
    }
    let bytes = decoded(key);
    if tag(record, "k").is_some_and(|k| k.eq_ignore_ascii_case("ed25519")) {
        let whole = bytes.is_some_and(|b| b.len() == 32);
        return (if whole { "DKIM-OK" } else { "DKIM-BROKEN" }, "Ed25519".to_owned());
    }
    match bytes.as_deref().and_then(rsa_bits) {
        None => ("DKIM-BROKEN", String::new()),
        Some(bits) if bits < 1024 => ("DKIM-WEAK", format!("RSA {bits}")),
        Some(bits) if bits < 2048 => ("DKIM-SHORT", format!("RSA {bits}")),
        Some(bits) => ("DKIM-OK", format!("RSA {bits}")),
    }
}

fn rsa_bits(bytes: &[u8]) -> Option<usize> {
    let (_, info) = SubjectPublicKeyInfo::from_der(bytes).ok()?;
    match info.parsed().ok()? {
        PublicKey::RSA(key) => Some(key.key_size()),
        _ => None,
    }
}

/// Base64, with spaces in it as records have them.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut gathered, mut bits) = (0_u32, 0_u32);
    for c in text.bytes().filter(|c| !c.is_ascii_whitespace() && *c != b'=') {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        gathered = (gathered << 6 | u32::from(value)) & 0xff_ffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((gathered >> bits & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_judged() {
        assert_eq!(judged("v=DKIM1; p=").0, "DKIM-REVOKED");
        assert_eq!(judged("v=DKIM1; p=!!!").0, "DKIM-BROKEN");
        assert_eq!(judged("v=DKIM1; p=AAAA").0, "DKIM-BROKEN");
        let ed = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
        assert_eq!(judged(ed), ("DKIM-OK", "Ed25519".to_owned()));
        // An RSA key of 512 bits, made for this test.
        let weak = "p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL///////////////////////////////////////////////////\
                    /////////////////////////////////8CAwEAAQ==";
        assert!(["DKIM-WEAK", "DKIM-BROKEN"].contains(&judged(weak).0));
    }
}
