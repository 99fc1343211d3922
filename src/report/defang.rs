//! Addresses of attackers written so that no program and no reader follows them by mistake.
//!
//! `203[.]0[.]113[.]9`, `hxxp://a[.]example`, `user[@]a[.]example`, `2001[:]db8[:][:]1`. For values alone: never for
//! sentences, file names or names of accounts.

/// The value, made harmless. What is harmless already stays as it is.
#[must_use]
pub fn defang(value: &str) -> String {
    let colons = value.parse::<std::net::Ipv6Addr>().is_ok();
    let mut out = String::with_capacity(value.len() + 8);
    let mut before = ' ';
    for c in value.chars() {
        match c {
            '.' | '@' if before != '[' => out.extend(['[', c, ']']),
            ':' if colons => out.extend(['[', c, ']']),
            _ => out.push(c),
        }
        before = c;
    }
    scheme(&out)
}

/// `http` gives way to `hxxp` at the beginning.
fn scheme(value: &str) -> String {
    let is_web = value.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"));
    let rest = value.get(4..).unwrap_or_default();
    let follows = rest.starts_with("://") || rest.get(..4).is_some_and(|r| r.eq_ignore_ascii_case("s://"));
    if is_web && follows { format!("hxxp{rest}") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::defang;

    #[test]
    fn nothing_that_can_be_followed_is_left() {
        assert_eq!(defang("203.0.113.9"), "203[.]0[.]113[.]9");
        assert_eq!(defang("2001:db8::1"), "2001[:]db8[:][:]1");
        assert_eq!(defang("https://a.example/x"), "hxxps://a[.]example/x");
        assert_eq!(defang("offer@shop.example"), "offer[@]shop[.]example");
        assert_eq!(defang("http"), "http");
        assert_eq!(defang(""), "");
    }

    #[test]
    fn what_is_harmless_stays() {
        for value in ["203.0.113.9", "2001:db8::1", "http://a.example", "é@b.example"] {
            assert_eq!(defang(&defang(value)), defang(value));
        }
    }
}
