//! Lists that still list the client, and where to ask for removal; a warning while containment is not proven.

use crate::checks::answer::CheckKind;
use crate::checks::dnsbl::delisting::where_to;
use crate::model::safe_text::SafeText;
use crate::playbook::progress::StepState;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// Steps that stand for proven containment.
const CONTAINED: [&str; 5] = ["CON-05", "CON-06", "CON-07", "VER-01", "VER-02"];

/// One row for each list that lists a target; nothing where none does.
pub fn delisting(desk: &Desk<'_>) -> Vec<Block> {
    let threads = record::answers_by_target(desk.case);
    let answers = threads.iter().map(|t| t.latest.1).filter(|a| a.kind == CheckKind::Blocklists);
    let listed = answers.flat_map(|a| a.results.iter().filter(|r| record::is_listed(r)).map(move |r| (a, r)));
    let rows = listed.map(|(answer, result)| {
        let ask = where_to(&result.subject).map(|to| desk.say(&to)).unwrap_or_else(|| "–".to_owned());
        vec![
            record::cell(SafeText::new(&result.subject)),
            record::cell(SafeText::new(&answer.target)),
            record::cell(format!("{}, {}", desk.word("chk-listed"), record::short_time(desk, result.at))),
            record::cell(ask),
        ]
    });
    let rows: Vec<Vec<Text>> = rows.collect();
    let heads = [
        ("chk-col-list", Align::Left, 22),
        ("chk-col-about", Align::Left, 20),
        ("chk-col-state", Align::Left, 24),
        ("report-record-col-ask", Align::Left, 34),
    ];
    let Some(table) = record::table(desk, "", &heads, rows) else {
        return Vec::new();
    };
    let mut blocks = vec![record::heading(desk, "chk-delist")];
    blocks.extend(too_early(desk));
    blocks.push(table);
    blocks
}

fn too_early(desk: &Desk<'_>) -> Option<Block> {
    let open: Vec<&str> = CONTAINED.into_iter().filter(|id| !is_proven(desk, id)).collect();
    let said = Phrase::new("chk-delist-too-early").list("steps", open.iter().copied());
    (!open.is_empty()).then(|| record::warning(desk.text(&said)))
}

fn is_proven(desk: &Desk<'_>, id: &str) -> bool {
    let step = desk.case.work.step(id);
    match step.state {
        StepState::Done => !step.proofs.is_empty() && record::standing_against(desk.case, id).is_empty(),
        StepState::NotApplicable => true,
        StepState::Todo | StepState::Doing | StepState::Skipped => false,
    }
}
