//! What a greeting says: name, product, clock; and whether a firewall has overwritten it.

use super::reply::Reply;
use crate::knowledge::smtp_checks::{self, Banner};
use crate::model::time::UtcTime;
use chrono::DateTime;

/// What a greeting says.
#[derive(Clone, Copy, Debug)]
pub struct Greeting<'a> {
    /// The name it gives itself; empty where none.
    pub host: &'a str,
    /// Its product, where known.
    pub product: Option<&'static Banner>,
    /// The time it states.
    pub time: Option<UtcTime>,
    /// A firewall has overwritten it.
    pub masked: bool,
}

/// Reads a greeting.
#[must_use]
pub fn read(reply: &Reply) -> Greeting<'_> {
    let text = reply.texts().next().unwrap_or("");
    Greeting {
        host: text.split_whitespace().next().filter(|word| word.contains('.')).unwrap_or(""),
        product: smtp_checks::product_of(text),
        time: time_in(text),
        masked: is_masked(text),
    }
}

/// Stars in place of letters: `220 *****2***0`.
fn is_masked(text: &str) -> bool {
    let stars = text.bytes().filter(|b| *b == b'*').count();
    stars >= 5 && stars * 2 >= text.len()
}

/// A date as mail writes it, at the end of the greeting: after `ready at`, `;` or the name of the product.
fn time_in(text: &str) -> Option<UtcTime> {
    let days = ["Mon,", "Tue,", "Wed,", "Thu,", "Fri,", "Sat,", "Sun,"];
    let begin = days.iter().filter_map(|day| text.find(day)).min()?;
    let stated = text.get(begin..)?.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
    let time = DateTime::parse_from_rfc2822(&stated).ok()?;
    Some(UtcTime::from_unix(time.timestamp(), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(line: &str) -> Reply {
        Reply { code: 220, raw: vec![format!("220 {line}")], ..Reply::default() }
    }

    #[test]
    fn a_greeting_gives_name_product_and_clock() {
        let reply = reply(
            "mail.contoso.test Microsoft ESMTP MAIL Service, Version: 6.0.3790.4675 ready at  Mon, 3 Nov 2025 02:14:54 +0100",
        );
        let greeting = read(&reply);
        assert_eq!(greeting.host, "mail.contoso.test");
        assert_eq!(greeting.product.unwrap().product, "windows-2003");
        assert_eq!(greeting.time.unwrap().rfc3339(), "2025-11-03T01:14:54Z");
        assert!(!greeting.masked);
    }

    #[test]
    fn stars_are_a_mask() {
        assert!(read(&reply("*****2***0*2*0*******0*00")).masked);
        assert!(!read(&reply("mx ** welcome **")).masked);
        assert!(read(&reply("mx \u{e9}Mon, 99 x")).time.is_none());
    }
}
