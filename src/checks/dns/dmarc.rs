//! DMARC by the walk up the tree (RFC 9989), and the DNS part of MTA-STS and TLS reports.

use super::Posture;
use super::dkim::tag;
use crate::checks::dnsbl::names;
use crate::checks::network::dns::{Kind, RawAnswer};

/// Questions of the walk, by the RFC.
const MOST_STEPS: usize = 8;

pub(super) fn look(posture: &mut Posture<'_, '_, '_>) {
    let domain = posture.domain.clone();
    for at in walk(&domain) {
        let name = format!("_dmarc.{at}");
        let answer = posture.ask(&name, Kind::Txt);
        if posture.failed(&name, &answer) {
            return;
        }
        let records: Vec<String> =
            answer.texts().into_iter().filter(|t| is_dmarc(t)).map(str::to_owned).collect();
        match records.as_slice() {
            [] => {}
            [one] => return record(posture, &at, one, &answer),
            [..] => return posture.put("DMARC-SEVERAL", &name, &records.join(" | "), &answer),
        }
    }
    let answer = RawAnswer::bare(crate::checks::network::dns::Code::NxDomain, (posture.around.clock)());
    posture.put("DMARC-NONE", &domain, "", &answer);
}

/// The domain, then each above it; a long one goes on with its last seven labels.
fn walk(domain: &str) -> Vec<String> {
    let labels: Vec<&str> = domain.split('.').collect();
    let mut steps = vec![domain.to_owned()];
    let first = if labels.len() > MOST_STEPS { labels.len() - 7 } else { 1 };
    steps.extend((first..labels.len()).map(|from| labels[from..].join(".")));
    steps.truncate(MOST_STEPS);
    steps
}

fn is_dmarc(text: &str) -> bool {
    text.split(';').next().is_some_and(|v| v.split_whitespace().collect::<String>() == "v=DMARC1")
}

fn record(posture: &mut Posture<'_, '_, '_>, at: &str, record: &str, answer: &RawAnswer) {
    let domain = posture.domain.clone();
    let above = at != domain;
    if above {
        posture.put("DMARC-PARENT", &domain, at, answer);
    }
    let own = tag(record, "p").map(str::to_lowercase);
    let below = tag(record, "sp").map(str::to_lowercase).filter(|_| above);
    let code = match below.or(own).as_deref() {
        Some("quarantine" | "reject") => "DMARC-OK",
        Some("none") => "DMARC-WATCH",
        _ => "DMARC-BROKEN",
    };
    posture.put(code, at, record, answer);
    if ["pct", "rf", "ri"].iter().any(|t| tag(record, t).is_some()) {
        posture.put("DMARC-OLD-TAGS", at, record, answer);
    }
    reports(posture, at, record, answer);
}

fn reports(posture: &mut Posture<'_, '_, '_>, at: &str, record: &str, answer: &RawAnswer) {
    let Some(rua) = tag(record, "rua") else {
        return posture.put("DMARC-NO-REPORTS", at, "", answer);
    };
    for to in rua.split(',').take(5).filter_map(mailbox_domain) {
        let related = to == at || to.ends_with(&format!(".{at}")) || at.ends_with(&format!(".{to}"));
        if related {
            continue;
        }
        let name = format!("{at}._report._dmarc.{to}");
        let allowed = posture.ask(&name, Kind::Txt);
        if !posture.failed(&name, &allowed) && !allowed.texts().into_iter().any(is_dmarc) {
            posture.put("DMARC-REPORTS-REFUSED", at, &to, &allowed);
        }
    }
}

/// The domain of a `mailto:` address, without the size limit behind it.
fn mailbox_domain(uri: &str) -> Option<String> {
    let (_, domain) = uri.trim().rsplit_once('@')?;
    names::domain(domain.split('!').next().unwrap_or(domain))
}

/// Is there a policy for TLS, and does anybody get reports?
pub(super) fn tls(posture: &mut Posture<'_, '_, '_>) {
    let domain = posture.domain.clone();
    one(posture, &format!("_mta-sts.{domain}"), "v=STSv1", ["MTA-STS-FOUND", "MTA-STS-NONE"]);
    one(posture, &format!("_smtp._tls.{domain}"), "v=TLSRPTv1", ["TLS-RPT-FOUND", "TLS-RPT-NONE"]);
}

fn one(posture: &mut Posture<'_, '_, '_>, name: &str, version: &str, codes: [&'static str; 2]) {
    let answer = posture.ask(name, Kind::Txt);
    if posture.failed(name, &answer) {
        return;
    }
    let found = answer.texts().into_iter().find(|t| t.starts_with(version)).map(str::to_owned);
    let code = if found.is_some() { codes[0] } else { codes[1] };
    posture.put(code, name, found.as_deref().unwrap_or(""), &answer);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_walk_goes_up_and_shortens_long_names() {
        assert_eq!(walk("mail.contoso.test"), ["mail.contoso.test", "contoso.test", "test"]);
        let long = walk("a.b.c.d.e.f.g.h.i.contoso.test");
        assert_eq!((long.len(), long[1].as_str()), (8, "e.f.g.h.i.contoso.test"));
    }

    #[test]
    fn records_are_read() {
        assert!(is_dmarc("v=DMARC1; p=none") && is_dmarc("v = DMARC1;p=none"));
        assert!(!is_dmarc("v=DMARC12; p=none") && !is_dmarc("hello"));
        assert_eq!(mailbox_domain("mailto:a@example.net!10m").as_deref(), Some("example.net"));
    }
}
