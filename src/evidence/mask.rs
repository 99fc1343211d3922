//! Takes credentials out of text before anyone can see them.
//!
//! Applied where a log line leaves its reader for eyes or files. What is left says that something was there.
//! Answers in an AUTH dialogue, initial responses, bearer tokens, passwords of pasted settings and of URLs
//! go; challenges and account names in clear stay. It rather hides a harmless word of a client's line than
//! shows a password, and leaves all other text alone.

/// Puts in place of each secret.
pub const MASKED: &str = "•••";

/// SASL mechanisms, in capitals: a word after `AUTH` that is none of these is no AUTH command.
pub const MECHANISMS: &[&str] = &[
    "ANONYMOUS",
    "CRAM-MD5",
    "DIGEST-MD5",
    "EXCHANGEAUTH",
    "EXTERNAL",
    "GSS-SPNEGO",
    "GSSAPI",
    "KERBEROS_V4",
    "LOGIN",
    "NTLM",
    "OAUTHBEARER",
    "PLAIN",
    "SCRAM-SHA-1",
    "SCRAM-SHA-256",
    "SPNEGO",
    "XOAUTH",
    "XOAUTH2",
];

/// What may follow a mechanism in an EHLO reply that was put on one line.
const EXTENSIONS: &[&str] = &[
    "8BITMIME",
    "BINARYMIME",
    "CHUNKING",
    "DSN",
    "ENHANCEDSTATUSCODES",
    "ETRN",
    "HELP",
    "OK",
    "PIPELINING",
    "SIZE",
    "SMTPUTF8",
    "STARTTLS",
    "TURN",
    "VRFY",
    "X-ANONYMOUSTLS",
    "X-EXPS",
    "XEXCH50",
    "XOORG",
    "XPROXY",
    "XPROXYFROM",
    "XRDST",
    "XSHADOW",
    "XSHADOWREQUEST",
];

/// Commands that are one word of base64's letters.
const COMMANDS: &[&str] = &[
    "BDAT",
    "DATA",
    "EHLO",
    "ETRN",
    "EXPN",
    "HELO",
    "HELP",
    "MAIL",
    "NOOP",
    "QUIT",
    "RCPT",
    "RSET",
    "STARTTLS",
    "TURN",
    "VRFY",
    "XEXCH50",
    "XPROXY",
    "XPROXYFROM",
    "XSESSIONPARAMS",
    "XSHADOW",
    "XSHADOWREQUEST",
];

/// Names that stand before a secret; compared without case, also as the end of a longer name.
const KEYS: &[&str] = &["password", "passwd", "passphrase", "mot de passe", "motdepasse"];
/// The same, but only as whole words.
const WORD_KEYS: &[&str] = &["pass", "pwd", "mdp"];

/// `text` with credentials of SMTP dialogues and pasted settings replaced by [`MASKED`].
#[must_use]
pub fn mask(text: &str) -> String {
    text.split_inclusive('\n').map(mask_line).collect()
}

/// What a client sent, masked: a lone word of base64 cannot be told from an answer, so it goes too.
#[must_use]
pub fn mask_client(data: &str) -> String {
    if is_answer(data) { MASKED.to_owned() } else { mask_line(data) }
}

/// The mechanism of an AUTH command in capitals, where it is a known one.
#[must_use]
pub fn mechanism_of(command: &str) -> Option<&'static str> {
    let mut words = command.split_whitespace();
    let verb = words.next()?;
    let known = |word: &str| MECHANISMS.iter().copied().find(|m| m.eq_ignore_ascii_case(word));
    (verb.eq_ignore_ascii_case("AUTH") || verb.eq_ignore_ascii_case("X-EXPS"))
        .then(|| words.next().and_then(known))
        .flatten()
}

/// Could a client's whole line be the answer to a challenge?
#[must_use]
pub fn is_answer(data: &str) -> bool {
    let data = data.trim().trim_matches('"');
    let body = data.trim_end_matches('=');
    let alphabet = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_');
    let long = data.len() >= 8 || (data.len() >= 4 && data.len().is_multiple_of(4));
    let command = COMMANDS.iter().any(|c| c.eq_ignore_ascii_case(data));
    let extension = EXTENSIONS.iter().any(|c| c.eq_ignore_ascii_case(data));
    long && !command && !extension && data.len() - body.len() <= 2 && body.bytes().all(alphabet)
}

fn mask_line(line: &str) -> String {
    let line = mask_answers(line);
    let line = mask_initial_responses(&line);
    let line = mask_after_words(&line, "bearer");
    let line = mask_after_words(&line, "basic");
    mask_urls(&mask_keys(&line))
}

/// `,<,d2hv,` of a protocol log and `< host[192.0.2.1]: d2hv` of a verbose mail log.
fn mask_answers(line: &str) -> String {
    let body = line.trim_end_matches(['\r', '\n']);
    if let Some((before, after)) = body.split_once(",<,") {
        let end = after.find(',').unwrap_or(after.len());
        if is_answer(&after[..end]) {
            return format!("{before},<,{MASKED}{}{}", &after[end..], &line[body.len()..]);
        }
    }
    if let Some((before, after)) = body.rsplit_once("]: ")
        && (before.contains("< ") && is_answer(after))
    {
        return format!("{before}]: {MASKED}{}", &line[body.len()..]);
    }
    line.to_owned()
}

/// What follows `AUTH <mechanism>`.
fn mask_initial_responses(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut words = Words::of(line);
    let mut before: [&str; 2] = ["", ""];
    while let Some((gap, word)) = words.next() {
        let [verb, mechanism] = before;
        let verb = verb.rsplit([',', '"', ':', '<', '-']).next().unwrap_or("");
        let is_auth = verb.eq_ignore_ascii_case("auth") || before[0].to_ascii_lowercase().ends_with("x-exps");
        let known = |w: &str| MECHANISMS.iter().any(|m| m.eq_ignore_ascii_case(w));
        out.push_str(gap);
        let end = word.find([',', '"', '<']).unwrap_or(word.len());
        if is_auth && known(mechanism) && is_secret(&word[..end]) {
            out.push_str(MASKED);
            out.push_str(&word[end..]);
        } else {
            out.push_str(word);
        }
        before = [mechanism, word];
    }
    out.push_str(words.rest);
    out
}

/// Not a word of prose (`failed`), of an EHLO reply, or a sign such as `=`.
fn is_secret(word: &str) -> bool {
    let listed = |list: &[&str]| list.iter().any(|e| e.eq_ignore_ascii_case(word));
    let prose = word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_punctuation());
    !prose && !listed(MECHANISMS) && !listed(EXTENSIONS)
}

/// The word after `key`, such as the token of `Bearer …`.
fn mask_after_words(line: &str, key: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut words = Words::of(line);
    let mut armed = false;
    while let Some((gap, word)) = words.next() {
        out.push_str(gap);
        let secret = armed && word.len() >= 8 && is_secret(word);
        out.push_str(if secret { MASKED } else { word });
        let tail = word.len().checked_sub(key.len()).and_then(|at| word.get(at..));
        armed = tail.is_some_and(|t| t.eq_ignore_ascii_case(key));
    }
    out.push_str(words.rest);
    out
}

/// Words of a line with the blanks before each.
struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    fn of(rest: &'a str) -> Self {
        Self { rest }
    }

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let blank = |c: char| c.is_whitespace() || c == '\0' || c == '\u{1}';
        let start = self.rest.find(|c| !blank(c))?;
        let (gap, rest) = self.rest.split_at(start);
        let (word, rest) = rest.split_at(rest.find(blank).unwrap_or(rest.len()));
        self.rest = rest;
        Some((gap, word))
    }
}

/// Values of `password=`, `"Password": "…"`, `<password>…<`.
fn mask_keys(line: &str) -> String {
    // ASCII lower case keeps every byte where it is.
    let lower = line.to_ascii_lowercase();
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(end) = next_key(&lower, at) {
        out.push_str(&line[at..end]);
        let value = secret_value(line, end);
        out.push_str(&line[end..value.0]);
        if value.0 < value.1 {
            out.push_str(MASKED);
        }
        at = value.1;
    }
    out.push_str(&line[at..]);
    out
}

/// End of the next key from `at` on.
fn next_key(lower: &str, at: usize) -> Option<usize> {
    let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let found = |key: &str, whole: bool| {
        lower[at..].match_indices(key).map(|(i, k)| (at + i, at + i + k.len())).find(|(from, to)| {
            let (before, after) = (lower[..*from].chars().next_back(), lower[*to..].chars().next());
            edge(after) && (!whole || edge(before)) && before != Some('/')
        })
    };
    let long = KEYS.iter().filter_map(|k| found(k, false));
    let short = WORD_KEYS.iter().filter_map(|k| found(k, true));
    long.chain(short).min().map(|(_, to)| to)
}

/// Where the value of a key that ends at `end` stands; an empty range where none follows.
fn secret_value(line: &str, end: usize) -> (usize, usize) {
    let none = (end, end);
    let rest = line[end..].trim_start_matches(['"', '\'', '\\']).trim_start();
    let Some(separator) = rest.chars().next().filter(|c| matches!(c, ':' | '=' | '>')) else {
        return none;
    };
    let rest = rest[1..].trim_start_matches('=');
    let rest = rest.trim_start_matches([' ', '\t']);
    let (quoted, rest) = match rest.chars().next() {
        Some(q @ ('"' | '\'')) => (Some(q), &rest[1..]),
        _ => (None, rest),
    };
    let from = line.len() - rest.len();
    let first_on_line =
        line[..end].trim_start().chars().all(|c| c.is_alphanumeric() || "_-. \"'".contains(c));
    let stops = |c: char| match (quoted, separator) {
        (Some(q), _) => c == q,
        (None, '>') => c == '<',
        _ if first_on_line => matches!(c, '\r' | '\n'),
        _ => c.is_whitespace() || matches!(c, ',' | ';' | '&' | '"' | '\'' | '<'),
    };
    let length = rest.find(|c: char| stops(c) || c == '\n').unwrap_or(rest.len());
    (from, from + length)
}

/// Passwords of `smtp://user:password@host`.
fn mask_urls(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        out.push_str(before);
        let end = after
            .find(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '<' | '>' | ','))
            .unwrap_or(after.len());
        let userinfo = after[..end].rfind('@').map_or("", |i| &after[..i]);
        let name = userinfo.find(':').map_or(0, |i| i + 1);
        out.push_str(&after[..name]);
        if name > 0 && name < userinfo.len() {
            out.push_str(MASKED);
            rest = &after[userinfo.len()..];
        } else {
            rest = &after[name..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOB: &str = "aHVudGVyMi1odW50ZXIy";

    #[test]
    fn initial_responses_go_in_any_case_and_spacing() {
        for line in [
            "AUTH PLAIN {}",
            "auth   plain\t{}",
            "2025-11-03T02:10:01.100Z,EX1\\C,08DE,3,10.0.0.5:25,203.0.113.9:4,<,AUTH LOGIN {},",
            "Auth XOAUTH2 {} ",
            "X-EXPS NTLM {}",
            "< host[192.0.2.1]: AUTH CRAM-MD5 {}",
        ] {
            let masked = mask(&line.replace("{}", BLOB));
            assert_eq!(masked, line.replace("{}", MASKED));
        }
    }

    #[test]
    fn answers_of_a_dialogue_go() {
        assert_eq!(mask("a,b,<,dXNlcm5hbWU6,\r\n"), "a,b,<,•••,\r\n");
        assert_eq!(
            mask("mx postfix/smtpd[7]: < unknown[192.0.2.1]: aHVudGVyMg=="),
            "mx postfix/smtpd[7]: < unknown[192.0.2.1]: •••"
        );
        assert_eq!(mask_client(BLOB), MASKED);
        assert_eq!(mask_client("YWJj"), MASKED);
    }

    #[test]
    fn passwords_of_settings_go() {
        for (line, expected) in [
            ("password=hunter2", "password=•••"),
            ("smtp_password: two words", "smtp_password: •••"),
            ("Password: \"hunter2\"", "Password: \"•••\""),
            (
                "{\"User\": \"a\", \"Password\": \"hunter2\", \"x\": 1}",
                "{\"User\": \"a\", \"Password\": \"•••\", \"x\": 1}",
            ),
            ("<password>hunter2</password>", "<password>•••</password>"),
            ("user=a;pass=hunter2;tls=1", "user=a;pass=•••;tls=1"),
            ("smtp://scanner:hunter2@mx.example.net:587/", "smtp://scanner:•••@mx.example.net:587/"),
            ("auth=Bearer hunter2hunter2", "auth=Bearer •••"),
            ("Mot de passe : hunter2", "Mot de passe : •••"),
        ] {
            assert_eq!(mask(line), expected);
        }
    }

    #[test]
    fn ordinary_lines_stay_as_they_are() {
        for line in [
            "250-AUTH LOGIN PLAIN NTLM",
            "250  mx.example.net Hello [192.0.2.1] SIZE 37748736 PIPELINING STARTTLS AUTH LOGIN 8BITMIME BINARYMIME",
            "Inbound AUTH LOGIN failed because of LogonDenied",
            "334 VXNlcm5hbWU6",
            "a,b,<,STARTTLS,",
            "a,b,<,EHLO scanner,",
            "a,b,<,MAIL FROM:<news@example.com> SIZE=100,",
            "535 5.7.3 Authentication unsuccessful",
            "see https://example.com:443/a?mail=b@example.net",
            "BypassAntiSpam and bypass=1 compass: north",
            "your password has expired",
            "été «password» à l’ouest",
        ] {
            assert_eq!(mask(line), line);
        }
    }
}
