//! An account that signs in to SMTP from outside for the first time, after a life inside.
//!
//! **What it sees:** accepted SMTP AUTH from outside by an account whose earlier ones all came from inside.
//! **Why it matters:** a device or service account does not travel; whoever uses it from outside took it.
//! **What else looks like it:** a user who begins to work from home.

use crate::analysis::attempts::is_over_smtp;
use crate::analysis::citing;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::analysis::site::Origin;
use crate::knowledge::detections::Figures;
use crate::model::time::Span;
use crate::words::Phrase;

pub(super) fn look(scene: &Scene<'_>, _: &Figures) -> Vec<Finding> {
    let origin = |a: &&crate::analysis::attempts::Attempt| scene.ground.site.origin(a.address);
    let found = scene.attempts.iter().filter_map(|(&account, tally)| {
        let smtp = || tally.accepted.iter().filter(|a| is_over_smtp(scene.ground, scene.mail, a));
        let first = smtp().find(|a| origin(a) == Origin::Outside)?;
        let before =
            smtp().take_while(|a| a.time < first.time).filter(|a| origin(a) == Origin::Internal).count();
        (before > 0).then(|| Finding {
            account: Some(account),
            sentence: Phrase::new("finding-first-use-from-outside")
                .text("account", scene.ground.directory.name(account).as_str())
                .time("at", first.time)
                .text("address", scene.ground.store.raw(first.address))
                .number("before", before),
            span: Some(Span::between(first.time, first.time)),
            rows: citing::attempt(scene, first),
            ..Finding::default()
        })
    });
    found.collect()
}
