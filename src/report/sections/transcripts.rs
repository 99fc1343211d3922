//! Dialogues of the checks, as they were recorded. Never holds a credential.

use crate::report::desk::Desk;
use crate::report::document::Block;
use crate::report::record_support as record;
use crate::words::Phrase;

/// Lines of one dialogue.
const MOST: usize = 400;

/// The section; nothing where no check has answered.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (number, answer) in desk.case.work.answers() {
        blocks.push(Block::Heading(record::answer_name(desk, number, answer)));
        let lines: Vec<String> =
            answer.transcript.iter().take(MOST).map(|line| record::spoken(desk, line)).collect();
        let said = Phrase::new("report-record-dialogue").time("at", answer.begun).text("who", &answer.by);
        blocks.push(desk.paragraph(&said));
        blocks.push(match lines.is_empty() {
            true => desk.paragraph(&Phrase::new("chk-no-transcript")),
            false => Block::Lines(lines),
        });
        let rest = answer.transcript.len().saturating_sub(MOST);
        if rest > 0 {
            blocks.push(desk.paragraph(&Phrase::new("report-record-more-lines").number("n", rest)));
        }
    }
    if !blocks.is_empty() {
        blocks.insert(0, desk.paragraph(&Phrase::new("report-record-speakers")));
    }
    blocks
}
