//! All that we ever say to an SMTP server. A closed list: there is no way to say DATA, BDAT, VRFY or a password.
//!
//! What is put into a command is cut to plain ASCII without spaces, so no argument can begin a second command.

use crate::checks::consent::{Permit, Scope};
use crate::model::time::UtcTime;

/// One command. Made by the functions below only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command(Verb);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Verb {
    Ehlo(String),
    Helo(String),
    StartTls,
    Mail(String),
    Rcpt(String),
    Rset,
    Quit,
    AuthLogin,
    Cancel,
}

/// The leave to begin AUTH LOGIN and to cancel it at once.
#[derive(Clone, Copy, Debug)]
pub struct HiddenAuth(());

impl HiddenAuth {
    /// The leave that a permit gives: one for this very thing, for this target, still valid.
    #[must_use]
    pub fn allowed(permit: &Permit, targets: &[String], now: UtcTime) -> Option<Self> {
        let named = targets.iter().any(|t| t == permit.target());
        (permit.scope() == Scope::HiddenAuth && named && now <= permit.until()).then_some(Self(()))
    }
}

impl Command {
    /// `EHLO name`.
    #[must_use]
    pub fn ehlo(name: &str) -> Self {
        Self(Verb::Ehlo(plain(name)))
    }

    /// `HELO name`.
    #[must_use]
    pub fn helo(name: &str) -> Self {
        Self(Verb::Helo(plain(name)))
    }

    /// `STARTTLS`.
    #[must_use]
    pub fn starttls() -> Self {
        Self(Verb::StartTls)
    }

    /// `MAIL FROM:<reverse path>`; the path may be empty.
    #[must_use]
    pub fn mail(reverse_path: &str) -> Self {
        Self(Verb::Mail(plain(reverse_path)))
    }

    /// `RCPT TO:<recipient>`.
    #[must_use]
    pub fn rcpt(recipient: &str) -> Self {
        Self(Verb::Rcpt(plain(recipient)))
    }

    /// `RSET`.
    #[must_use]
    pub fn rset() -> Self {
        Self(Verb::Rset)
    }

    /// `QUIT`.
    #[must_use]
    pub fn quit() -> Self {
        Self(Verb::Quit)
    }

    /// `AUTH LOGIN`, which is cancelled whatever the answer.
    #[must_use]
    pub fn auth_login(_leave: HiddenAuth) -> Self {
        Self(Verb::AuthLogin)
    }

    /// `*`: RFC 4954 4, cancels an exchange.
    #[must_use]
    pub fn cancel() -> Self {
        Self(Verb::Cancel)
    }

    /// Is it QUIT?
    #[must_use]
    pub fn is_quit(&self) -> bool {
        self.0 == Verb::Quit
    }

    /// Its line, without line end.
    #[must_use]
    pub fn line(&self) -> String {
        match &self.0 {
            Verb::Ehlo(name) => format!("EHLO {name}"),
            Verb::Helo(name) => format!("HELO {name}"),
            Verb::StartTls => "STARTTLS".to_owned(),
            Verb::Mail(path) => format!("MAIL FROM:<{path}>"),
            Verb::Rcpt(path) => format!("RCPT TO:<{path}>"),
            Verb::Rset => "RSET".to_owned(),
            Verb::Quit => "QUIT".to_owned(),
            Verb::AuthLogin => "AUTH LOGIN".to_owned(),
            Verb::Cancel => "*".to_owned(),
        }
    }
}

/// Printable ASCII without spaces and angle brackets, at most 255 characters.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_graphic() && !"<>".contains(*c)).take(255).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::consent::Consent;

    #[test]
    fn no_argument_begins_a_second_command() {
        let hostile = "a@example.com>\r\nDATA\r\n<b é\u{202e}\0";
        for command in
            [Command::ehlo(hostile), Command::helo(hostile), Command::mail(hostile), Command::rcpt(hostile)]
        {
            let line = command.line();
            assert!(line.chars().all(|c| c == ' ' || c.is_ascii_graphic()), "{line}");
            assert!(!line.starts_with("DATA") && line.len() < 300);
        }
        assert_eq!(
            Command::rcpt("\"a@example.net\"@contoso.test").line(),
            "RCPT TO:<\"a@example.net\"@contoso.test>"
        );
        assert_eq!(Command::mail("").line(), "MAIL FROM:<>");
    }

    #[test]
    fn auth_needs_its_own_permit() {
        let now = UtcTime::from_unix(1_764_000_000, 0);
        let targets = ["mx.contoso.test".to_owned(), "192.0.2.25".to_owned()];
        let consent =
            Consent::new("Contoso", "A. Martin", targets.clone(), &[Scope::Smtp, Scope::HiddenAuth], now);
        let permit = |scope| consent.permit(scope, "mx.contoso.test", now).unwrap();
        assert!(HiddenAuth::allowed(&permit(Scope::HiddenAuth), &targets, now).is_some());
        assert!(HiddenAuth::allowed(&permit(Scope::Smtp), &targets, now).is_none());
        assert!(HiddenAuth::allowed(&permit(Scope::HiddenAuth), &targets[1..], now).is_none());
        let late = consent.until.plus_seconds(1);
        assert!(HiddenAuth::allowed(&permit(Scope::HiddenAuth), &targets, late).is_none());
    }
}
