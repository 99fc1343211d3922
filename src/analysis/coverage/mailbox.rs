//! Was the mailbox read? What the sources at hand let us say of that.
//!
//! Logs of web, phone and mailbox access are not read today, so the answer is never yes. The Security log
//! tells sign-ins of the account by the services behind them; before Windows 2008 it names no program, and
//! mail that left the mailbox itself shows that somebody was in it.

use crate::analysis::finding::{Answer, Verdict, VerdictKind};
use crate::analysis::scene::Scene;
use crate::knowledge::collecting::Generation;
use crate::model::rows::{Authentication, Outcome, Witness};
use crate::words::Phrase;

/// Programs that open mailboxes for people, as the Security log ends their names.
const PROGRAMS: [&str; 3] = ["w3wp.exe", "microsoft.exchange.imap4.exe", "microsoft.exchange.pop3.exe"];

/// Can these sources tell whether the mailbox was read?
#[must_use]
pub fn answer(scene: &Scene<'_>, generation: Generation, verdict: Option<&Verdict>) -> (Answer, Phrase) {
    let of_account = accepted(scene, verdict);
    let opened = of_account.iter().filter(|row| is_mailbox_program(scene.ground.store.raw(row.process)));
    let n = opened.count();
    let partly = |phrase| (Answer::Partly, phrase);
    match () {
        () if n > 0 => partly(Phrase::new("why-mailbox-read-sign-ins").number("n", n)),
        () if verdict.is_some_and(|v| v.kind == VerdictKind::MailboxTakeover) => {
            partly(Phrase::new("why-mailbox-read-sent"))
        }
        () if generation == Generation::Exchange2003 && !of_account.is_empty() => {
            partly(Phrase::new("why-mailbox-read-undivided"))
        }
        () => (Answer::No, Phrase::new("why-mailbox-read-no")),
    }
}

/// Accepted logons of the abused accounts in the Security log.
fn accepted(scene: &Scene<'_>, verdict: Option<&Verdict>) -> Vec<Authentication> {
    let accounts = verdict.map_or(&[][..], |v| v.accounts.as_slice());
    let table = &scene.ground.store.tables.authentications;
    let rows = table.rows().filter(|r| r.outcome == Outcome::Success && r.witness == Witness::Logon);
    let abused = |r: &Authentication| {
        scene.ground.directory.of(r.account).is_some_and(|account| accounts.contains(&account))
    };
    rows.filter(abused).collect()
}

fn is_mailbox_program(process: &str) -> bool {
    let process = process.to_ascii_lowercase();
    let file = process.rsplit(['\\', '/']).next().unwrap_or_default();
    PROGRAMS.contains(&file) || PROGRAMS.iter().any(|p| p.strip_suffix(".exe") == Some(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_known_by_their_file_alone() {
        assert!(is_mailbox_program("C:\\Windows\\System32\\inetsrv\\w3wp.exe"));
        assert!(is_mailbox_program("C:\\Exchange\\V15\\ClientAccess\\PopImap\\Microsoft.Exchange.Imap4.exe"));
        assert!(!is_mailbox_program("C:\\Exchange\\V15\\Bin\\MSExchangeFrontendTransport.exe"));
        assert!(!is_mailbox_program(""));
    }
}
