//! What a server offers: the lines of its EHLO reply, as sets of names. Does not judge.

use super::reply::Reply;

/// What an EHLO or HELO reply offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Extension names in upper case, in the order of the reply.
    pub extensions: Vec<String>,
    /// AUTH mechanisms, from `AUTH ...` and the old `AUTH=...`, in upper case, each once.
    pub auth: Vec<String>,
    /// Mechanisms for other Exchange servers (`X-EXPS`).
    pub exchange_auth: Vec<String>,
    /// EHLO was refused and HELO taken.
    pub by_helo: bool,
    /// The reply as it came, one line.
    pub raw: String,
}

impl Offer {
    /// Reads an EHLO reply. The first line is the server's name.
    #[must_use]
    pub fn read(reply: &Reply) -> Self {
        let mut offer = Self { raw: reply.one_line(), ..Self::default() };
        for text in reply.texts().skip(1) {
            offer.take(&text.trim().to_uppercase());
        }
        offer
    }

    /// A HELO reply offers nothing.
    #[must_use]
    pub fn helo(reply: &Reply) -> Self {
        Self { by_helo: true, raw: reply.one_line(), ..Self::default() }
    }

    fn take(&mut self, line: &str) {
        let mut words = line.split(|c: char| c.is_whitespace() || c == '=').filter(|w| !w.is_empty());
        let Some(name) = words.next() else { return };
        add(&mut self.extensions, name);
        let into = match name {
            "AUTH" => &mut self.auth,
            "X-EXPS" => &mut self.exchange_auth,
            _ => return,
        };
        words.for_each(|mechanism| add(into, mechanism));
    }

    /// Is the extension offered?
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.extensions.iter().any(|e| e == name)
    }

    /// A password would be sent as it is: LOGIN or PLAIN.
    #[must_use]
    pub fn takes_passwords(&self) -> bool {
        self.auth.iter().any(|m| m == "LOGIN" || m == "PLAIN")
    }

    /// NTLM, alone or inside GSS-SPNEGO.
    #[must_use]
    pub fn has_ntlm(&self) -> bool {
        self.auth.iter().any(|m| m == "NTLM")
    }

    /// Is AUTH offered at all? A bare `AUTH` without mechanism counts.
    #[must_use]
    pub fn has_auth(&self) -> bool {
        self.has("AUTH")
    }

    /// A firewall has overwritten extension names: `XXXXXXXA`.
    #[must_use]
    pub fn is_masked(&self) -> bool {
        let masked = |e: &&String| e.len() >= 6 && e.bytes().filter(|b| *b == b'X').count() + 1 >= e.len();
        self.extensions.iter().any(|e| masked(&e))
    }
}

fn add(list: &mut Vec<String>, name: &str) {
    if !list.iter().any(|n| n == name) {
        list.push(name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(lines: &[&str]) -> Offer {
        let raw = std::iter::once(&"mx.contoso.test").chain(lines).map(|l| format!("250-{l}")).collect();
        Offer::read(&Reply { code: 250, raw, ..Reply::default() })
    }

    #[test]
    fn both_spellings_of_auth_are_one_list_and_x_exps_is_another() {
        let old =
            offer(&["AUTH GSSAPI NTLM LOGIN", "AUTH=LOGIN", "X-EXPS GSSAPI NTLM LOGIN", "X-EXPS=LOGIN"]);
        assert_eq!(old.auth, ["GSSAPI", "NTLM", "LOGIN"]);
        assert_eq!(old.exchange_auth, ["GSSAPI", "NTLM", "LOGIN"]);
        assert!(old.takes_passwords() && old.has_ntlm());
        let exps_only = offer(&["X-EXPS GSSAPI NTLM", "starttls"]);
        assert!(!exps_only.has_auth() && exps_only.has("STARTTLS"));
        assert!(offer(&["auth=login"]).takes_passwords());
    }

    #[test]
    fn masked_names_are_seen() {
        assert!(offer(&["SIZE", "XXXXXXXA"]).is_masked());
        assert!(!offer(&["XEXCH50", "XRDST", "X-EXPS NTLM"]).is_masked());
    }
}
