//! Sentences with values in them, read back by the text they were made from.

/// Most strings of a sentence.
const MAX_STRINGS: usize = 9;

/// A message in one line, with single blanks.
#[must_use]
pub fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The strings %1, %2 … by which `template` gives a part of `line`; `%0` stands for anything. Each takes as
/// little as it can; what follows the template's end is not looked at, but a value at its end takes all.
pub(super) fn read(template: &str, line: &str) -> Option<Vec<String>> {
    let mut pieces = template.split('%');
    let mut rest = behind(line, pieces.next()?)?;
    let mut strings: Vec<String> = Vec::new();
    for piece in pieces {
        let number = piece.get(..1)?.parse::<usize>().ok().filter(|n| *n <= MAX_STRINGS)?;
        let literal = piece.get(1..)?;
        let (value, after) = match literal {
            "" => (rest, ""),
            _ => rest.split_once(literal)?,
        };
        rest = after;
        if number > 0 {
            strings.resize(strings.len().max(number), String::new());
            if let Some(slot) = strings.get_mut(number - 1) {
                *slot = value.trim().trim_end_matches('.').to_owned();
            }
        }
    }
    Some(strings)
}

fn behind<'a>(line: &'a str, literal: &str) -> Option<&'a str> {
    line.find(literal).and_then(|at| line.get(at + literal.len()..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_gives_its_values_back() {
        let template = "error %1 for %2. The IP%0[%4]";
        let line =
            "It failed with error LogonDenied for Default EX1. The IP of the client is [203.0.113.9]. Bye";
        assert_eq!(read(template, line).unwrap(), ["LogonDenied", "Default EX1", "", "203.0.113.9"]);
        assert_eq!(read(template, "error none"), None);
        assert_eq!(read("name was %3", "the name was CONTOSO\\guest.").unwrap(), ["", "", "CONTOSO\\guest"]);
    }
}
