//! Values out of evidence, made safe for a shell: whoever pastes the line runs what we meant, nothing else.
//!
//! A value is quoted so that the shell reads exactly that value, or it is refused. It is never changed: a
//! command with another name than the one in the evidence would be worse than none.

use crate::model::address::parse_address;
use crate::model::safe_text::SafeText;

/// Where a value stands in a line of PowerShell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spot {
    /// A whole argument by itself.
    #[default]
    Argument,
    /// A part of a bare word.
    Word,
    /// Inside `'…'`.
    Single,
    /// Inside `"…"`.
    Double,
    /// Inside `'…'` that stands inside `"…"`: a filter.
    SingleInDouble,
}

/// Longer values are none.
const LONGEST: usize = 256;

/// Characters that PowerShell takes for a single quote.
const SINGLE: [char; 5] = ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];

/// Characters that PowerShell takes for a double quote.
const DOUBLE: [char; 4] = ['"', '\u{201c}', '\u{201d}', '\u{201e}'];

/// Can it be shown as it is? Nothing that moves, reorders or hides, and no endless text.
#[must_use]
pub fn is_showable(value: &str) -> bool {
    !value.is_empty() && value.chars().count() <= LONGEST && SafeText::new(value).as_str() == value
}

/// The value for PowerShell; `None` where nothing makes it safe.
#[must_use]
pub fn powershell(value: &str, spot: Spot) -> Option<String> {
    if !is_showable(value) {
        return None;
    }
    match spot {
        Spot::Argument if is_bare(value) => Some(value.to_owned()),
        Spot::Argument => Some(format!("'{}'", doubled(value))),
        Spot::Word => is_bare(value).then(|| value.to_owned()),
        Spot::Single => Some(doubled(value)),
        Spot::Double => Some(escaped(value)),
        Spot::SingleInDouble => Some(escaped(&doubled(value))),
    }
}

/// Is it one plain word to PowerShell: no operator, no parameter, no splat, no number?
fn is_bare(value: &str) -> bool {
    let plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "._@-".contains(c));
    let begins = value.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    plain && (begins || parse_address(value).is_some() || is_date(value))
}

/// `2025-11-03`
fn is_date(value: &str) -> bool {
    value.len() == 10 && value.chars().all(|c| c.is_ascii_digit() || c == '-')
}

fn doubled(value: &str) -> String {
    let twice = |c: char| std::iter::repeat_n(c, if SINGLE.contains(&c) { 2 } else { 1 });
    value.chars().flat_map(twice).collect()
}

fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 8);
    for c in value.chars() {
        if matches!(c, '`' | '$') || DOUBLE.contains(&c) {
            out.push('`');
        }
        out.push(c);
    }
    out
}

/// The value for cmd.exe, where `quoted` inside `"…"` that the line has itself; `None` where nothing makes it
/// safe: cmd.exe reads `%` and `!` inside quotes too, and code pages turn strange quotes into plain ones.
#[must_use]
pub fn cmd(value: &str, quoted: bool) -> Option<String> {
    let known = |c: char| c.is_alphanumeric() || " ._@-\\:/'#$+=,;~".contains(c);
    let ends = value.starts_with(['-', '/']) || value.ends_with('\\') || value.trim() != value;
    if !is_showable(value) || ends || !value.chars().all(known) {
        return None;
    }
    let bare = |c: char| c.is_alphanumeric() || "._@-\\:/".contains(c);
    let as_is = quoted || value.chars().all(bare);
    Some(if as_is { value.to_owned() } else { format!("\"{value}\"") })
}

/// Follows the quotes of a line of ours, so that each placeholder knows where it stands.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// Quotes that are open, the outermost first; `(` for `$(…)` inside a string.
    open: Vec<char>,
    /// Inside `"…"`: is a `'…'` open?
    inner: bool,
    before: char,
}

impl Reader {
    /// Reads a piece of PowerShell between placeholders.
    pub fn read(&mut self, text: &str) {
        for c in text.chars() {
            self.step(c);
        }
    }

    fn step(&mut self, c: char) {
        let before = std::mem::replace(&mut self.before, c);
        match (self.open.last(), c) {
            (Some('"'), _) if before == '`' => self.before = ' ',
            (Some('"'), '"') => self.close(),
            (Some('"'), '\'') => self.inner = !self.inner,
            (Some('"'), '(') if before == '$' => self.open.push('('),
            (Some('\''), '\'') => self.close(),
            (None | Some('('), '"' | '\'') => self.open.push(c),
            (Some('('), '(') => self.open.push('('),
            (Some('('), ')') => self.close(),
            _ => {}
        }
    }

    fn close(&mut self) {
        if self.open.pop() == Some('"') {
            self.inner = false;
        }
    }

    /// Where a placeholder stands that comes now and is followed by `next`.
    #[must_use]
    pub fn spot(&self, next: Option<char>) -> Spot {
        let ends = |c: char| c.is_whitespace() || "(){},;|=".contains(c);
        let whole = (self.before == '\0' || ends(self.before)) && next.is_none_or(ends);
        match self.open.last() {
            Some('"') if self.inner => Spot::SingleInDouble,
            Some('"') => Spot::Double,
            Some('\'') => Spot::Single,
            _ if whole => Spot::Argument,
            _ => Spot::Word,
        }
    }

    /// A value stands here now.
    pub fn pass(&mut self) {
        self.before = 'x';
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: [&str; 20] = [
        "x\" & del *",
        "'; Remove-Mailbox *; '",
        "$(calc)",
        "a`b",
        "‘; calc; ’",
        "“; calc; ”",
        "„x‚y‛",
        "%PATH%",
        "a\nb",
        "x\u{202e}y",
        "-Confirm",
        "@args",
        "a b",
        "o'brien",
        "a;b|c",
        "{calc}",
        "1e5",
        "$env:x",
        "#x",
        "!x!^",
    ];

    /// What PowerShell makes of one argument: strings joined, or `None` where it would run or expand anything.
    fn read(argument: &str) -> Option<String> {
        let mut chars = argument.chars().peekable();
        let first = *chars.peek()?;
        let mut out = String::new();
        if SINGLE.contains(&first) || DOUBLE.contains(&first) {
            let (quotes, single): (&[char], bool) =
                if SINGLE.contains(&first) { (&SINGLE, true) } else { (&DOUBLE, false) };
            chars.next();
            loop {
                match chars.next()? {
                    '`' if !single => out.push(chars.next()?),
                    '$' if !single => return None,
                    c if quotes.contains(&c) => match chars.next() {
                        Some(again) if quotes.contains(&again) => out.push(c),
                        None => return Some(out),
                        Some(_) => return None,
                    },
                    c => out.push(c),
                }
            }
        }
        let plain = argument.chars().all(|c| c.is_ascii_alphanumeric() || "._@-".contains(c));
        (plain && !first.is_ascii_digit() && !"-@".contains(first)).then(|| argument.to_owned())
    }

    #[test]
    fn powershell_reads_every_hostile_value_as_itself_or_it_is_refused() {
        for value in HOSTILE {
            let arguments = [
                powershell(value, Spot::Argument),
                powershell(value, Spot::Single).map(|v| format!("'{v}'")),
                powershell(value, Spot::Double).map(|v| format!("\"{v}\"")),
            ];
            for argument in arguments {
                assert_eq!(argument.is_some(), is_showable(value), "{value}");
                let Some(argument) = argument else { continue };
                assert_eq!(read(&argument).as_deref(), Some(value), "{argument}");
            }
        }
        assert_eq!(powershell(&"x".repeat(300), Spot::Argument), None);
        assert_eq!(powershell("", Spot::Argument), None);
    }

    #[test]
    fn a_filter_inside_a_string_is_read_as_itself_by_both_readers() {
        for value in HOSTILE.into_iter().filter(|v| is_showable(v)) {
            let inner = powershell(value, Spot::SingleInDouble).unwrap();
            let filter = read(&format!("\"FromAddress -eq '{inner}'\"")).unwrap();
            let literal = filter.strip_prefix("FromAddress -eq ").unwrap();
            assert_eq!(read(literal).as_deref(), Some(value), "{filter}");
        }
    }

    #[test]
    fn a_part_of_a_bare_word_must_be_plain() {
        for value in HOSTILE {
            let taken = powershell(value, Spot::Word);
            assert!(taken.is_none_or(|t| read(&t).as_deref() == Some(value)), "{value}");
        }
        assert_eq!(powershell("CONTOSO", Spot::Word).as_deref(), Some("CONTOSO"));
        assert_eq!(powershell("2025-11-03", Spot::Argument).as_deref(), Some("2025-11-03"));
        assert_eq!(powershell("203.0.113.9", Spot::Argument).as_deref(), Some("203.0.113.9"));
        assert_eq!(powershell("12345", Spot::Argument).as_deref(), Some("'12345'"), "no number");
    }

    #[test]
    fn cmd_gets_no_character_that_it_reads_inside_quotes() {
        for value in HOSTILE {
            if let Some(taken) = cmd(value, false) {
                let inside = taken.trim_matches('"');
                assert_eq!(inside, value);
                assert!(!inside.contains(['"', '%', '!', '^', '&', '|', '<', '>', '(', ')', '*']), "{value}");
                assert!(!inside.contains(' ') || taken.starts_with('"'), "{value}");
            }
        }
        assert_eq!(cmd("jean dupont", false).as_deref(), Some("\"jean dupont\""));
        assert_eq!(cmd("jean dupont", true).as_deref(), Some("jean dupont"));
        assert_eq!(cmd("CONTOSO\\scanner", false).as_deref(), Some("CONTOSO\\scanner"));
        for refused in ["a&b", "%PATH%", "a\"b", "“x”", "x\\", "/delete", "a\nb", "＂x", "*"] {
            assert_eq!(cmd(refused, false), None, "{refused}");
        }
    }

    #[test]
    fn the_reader_knows_where_a_placeholder_stands() {
        let spot = |line: &str| {
            let (head, tail) = line.split_once('§').unwrap();
            let mut reader = Reader::default();
            reader.read(head);
            reader.spot(tail.chars().next())
        };
        assert_eq!(spot("Get-X -Identity § -Y"), Spot::Argument);
        assert_eq!(spot("Get-X -Identity §"), Spot::Argument);
        assert_eq!(spot("Get-X \"§\\Default\""), Spot::Double);
        assert_eq!(spot("Get-X -Filter \"A -eq '§'\""), Spot::SingleInDouble);
        assert_eq!(spot("Get-X -Filter {A -eq '§'}"), Spot::Single);
        assert_eq!(spot("Get-X {$_.T -gt [datetime]'§'}"), Spot::Single);
        assert_eq!(spot("Get-X \"$($c.Issuer)\" -Fqdn §"), Spot::Argument);
        assert_eq!(spot("Get-X \"a`\"§\""), Spot::Double);
        assert_eq!(spot("Get-X \"it's\" -B §"), Spot::Argument);
        assert_eq!(spot("Get-X §\\gmsa"), Spot::Word);
    }
}
