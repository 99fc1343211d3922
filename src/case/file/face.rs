//! What the first frame shows, before the rows are in: verdicts, suspects, findings, coverage, the queue's curve.
//!
//! References to rows are left out, since rows are not there yet. Texts behind symbols and accounts that nothing
//! here names are left out too: symbols and accounts are numbered anew, small.

use super::error::CaseFileError;
use crate::analysis::accounts::{Account, AccountDirectory, AccountId};
use crate::analysis::aftermath::{Aftermath, Contradiction, Sign};
use crate::analysis::finding::{
    Analysis, Clock, Coverage, DepthCurve, DepthPoint, Finding, Noise, SiteView, Suspect, Totals, Verdict,
};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::Span;
use std::collections::BTreeMap;

/// Suspects that are kept; the ranking goes on once the rows are in.
const MAX_SUSPECTS: usize = 1_000;
/// Findings that are kept.
const MAX_FINDINGS: usize = 2_000;
/// Signs of the clean-up that are kept, and as many contradictions.
const MAX_SIGNS: usize = 1_000;
/// Addresses that are kept of one verdict or suspect.
const MAX_ADDRESSES: usize = 200;
/// Points of the queue's curve that are kept.
const MAX_POINTS: usize = 2_000;
/// No case counts more; forged counts must not overflow a sum.
const MOST: u64 = 1 << 40;

/// The part of an analysis that is kept.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
struct Body {
    verdicts: Vec<Verdict>,
    suspects: Vec<Suspect>,
    findings: Vec<Finding>,
    aftermath: Aftermath,
    queue: DepthCurve,
    noise: Vec<Noise>,
    coverage: Vec<Coverage>,
    site: SiteView,
    clocks: Vec<Clock>,
    totals: Totals,
    accounts: Vec<Account>,
    uncovered: [Vec<Span>; 3],
    texts: Vec<String>,
}

/// Numbers symbols and accounts anew, in order of first use.
struct Small<'a> {
    store: &'a EventStore,
    directory: &'a AccountDirectory,
    symbols: BTreeMap<Symbol, Symbol>,
    accounts: BTreeMap<AccountId, AccountId>,
    body: Body,
}

impl Small<'_> {
    fn symbol(&mut self, old: Symbol) -> Symbol {
        if old.is_none() {
            return old;
        }
        let next = Symbol(u32::try_from(self.symbols.len() + 1).unwrap_or(0));
        let text = self.store.raw(old);
        *self.symbols.entry(old).or_insert_with(|| {
            self.body.texts.push(text.to_owned());
            next
        })
    }

    fn symbols(&mut self, old: &[Symbol]) -> Vec<Symbol> {
        old.iter().take(MAX_ADDRESSES).map(|s| self.symbol(*s)).collect()
    }

    fn account(&mut self, old: AccountId) -> AccountId {
        if let Some(known) = self.accounts.get(&old) {
            return *known;
        }
        let new = AccountId(u32::try_from(self.accounts.len()).unwrap_or(u32::MAX));
        self.accounts.insert(old, new);
        let account = self.directory.get(old).cloned().unwrap_or_default();
        let (as_written, sids) = (self.symbols(&account.as_written), self.symbols(&account.sids));
        self.body.accounts.push(Account { name: account.name, as_written, sids });
        new
    }

    fn verdict(&mut self, verdict: &Verdict) -> Verdict {
        let mut kept = verdict.clone();
        kept.addresses = self.symbols(&kept.addresses);
        kept.account = kept.account.map(|a| self.account(a));
        kept.accounts = kept.accounts.iter().take(MAX_ADDRESSES).map(|a| self.account(*a)).collect();
        kept
    }

    fn suspect(&mut self, suspect: &Suspect) -> Suspect {
        let mut kept = suspect.clone();
        kept.addresses = self.symbols(&kept.addresses);
        kept.account = self.account(kept.account);
        kept
    }

    fn finding(&mut self, finding: &Finding) -> Finding {
        let mut kept = finding.clone();
        kept.account = kept.account.map(|a| self.account(a));
        kept
    }

    fn aftermath(&mut self, old: &Aftermath) -> Aftermath {
        let signs = old.signs.iter().take(MAX_SIGNS);
        let signs =
            signs.map(|s| Sign { account: s.account.map(|a| self.account(a)), ..s.clone() }).collect();
        let against = old.contradictions.iter().take(MAX_SIGNS);
        let against =
            against.map(|c| Contradiction { account: c.account.map(|a| self.account(a)), ..c.clone() });
        Aftermath { signs, contradictions: against.collect(), ..*old }
    }
}

/// The face of an analysis, as JSON.
pub fn written(analysis: &Analysis, store: &EventStore) -> Result<String, CaseFileError> {
    let mut small = Small {
        store,
        directory: &analysis.directory,
        symbols: BTreeMap::new(),
        accounts: BTreeMap::new(),
        body: Body::default(),
    };
    let verdicts = analysis.verdicts.iter().map(|v| small.verdict(v)).collect();
    let suspects = analysis.suspects.iter().take(MAX_SUSPECTS).map(|s| small.suspect(s)).collect();
    let findings = analysis.findings.iter().take(MAX_FINDINGS).map(|f| small.finding(f)).collect();
    let aftermath = small.aftermath(&analysis.aftermath);
    let mut queue = analysis.queue.clone();
    (queue.curve, queue.snapshots) = (thinned(&queue.curve), thinned(&queue.snapshots));
    let a = analysis;
    super::small::to_json(&Body {
        verdicts,
        suspects,
        findings,
        aftermath,
        queue,
        noise: a.noise.clone(),
        coverage: a.coverage.clone(),
        site: a.site.clone(),
        clocks: a.clocks.clone(),
        totals: a.totals,
        uncovered: [&a.uncovered_authentications, &a.uncovered_mail, &a.uncovered_depth].map(Clone::clone),
        ..small.body
    })
}

/// At most so many points; of each stretch the deepest stays.
fn thinned(points: &[DepthPoint]) -> Vec<DepthPoint> {
    let stretch = points.len().div_ceil(MAX_POINTS).max(1);
    points.chunks(stretch).filter_map(|some| some.iter().max_by_key(|p| p.depth)).copied().collect()
}

/// The analysis of a face, and a store without rows that holds its texts.
pub fn read(body: &str) -> Result<(Analysis, EventStore), CaseFileError> {
    let body: Body = serde_json::from_str(body).map_err(|e| CaseFileError::damaged("case-part-face", e))?;
    let mut store = EventStore::default();
    let symbols: Vec<Symbol> =
        std::iter::once(Symbol::NONE).chain(body.texts.iter().map(|t| store.text.intern(t))).collect();
    let known = |list: &mut Vec<Symbol>| {
        list.iter_mut().for_each(|s| *s = symbols.get(s.0 as usize).copied().unwrap_or_default());
    };
    let mut directory = AccountDirectory { accounts: body.accounts, ..AccountDirectory::default() };
    for (id, account) in (0..).map(AccountId).zip(&mut directory.accounts) {
        known(&mut account.as_written);
        known(&mut account.sids);
        let names = account.as_written.iter().chain(&account.sids);
        directory.by_symbol.extend(names.map(|s| (*s, id)));
    }
    let (mut verdicts, mut suspects) = (body.verdicts, body.suspects);
    for v in &mut verdicts {
        known(&mut v.addresses);
        [&mut v.messages, &mut v.recipients, &mut v.sessions].into_iter().for_each(bound);
    }
    for s in &mut suspects {
        known(&mut s.addresses);
        let counts = [&mut s.failures, &mut s.successes, &mut s.sessions, &mut s.messages, &mut s.recipients];
        counts.into_iter().for_each(bound);
    }
    let [uncovered_authentications, uncovered_mail, uncovered_depth] = body.uncovered;
    let analysis = Analysis {
        verdicts,
        suspects,
        findings: body.findings,
        aftermath: body.aftermath,
        queue: body.queue,
        noise: body.noise,
        coverage: body.coverage,
        site: body.site,
        clocks: body.clocks,
        totals: body.totals,
        directory,
        uncovered_authentications,
        uncovered_mail,
        uncovered_depth,
        ..Analysis::default()
    };
    Ok((analysis, store))
}

fn bound(count: &mut u64) {
    *count = (*count).min(MOST);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::safe_text::SafeText;
    use crate::model::time::UtcTime;
    use crate::words::Phrase;

    #[test]
    fn signs_of_the_clean_up_come_back_with_their_accounts() {
        let account = |name: &str| Account { name: SafeText::new(name), ..Account::default() };
        let directory = AccountDirectory {
            accounts: vec![account("CONTOSO\\a"), account("CONTOSO\\fax"), account("CONTOSO\\scanner")],
            ..AccountDirectory::default()
        };
        let say = Phrase::new("aftermath-password-reset").time("at", UtcTime(7));
        let sign = Sign { kind: "password-reset", account: Some(AccountId(2)), say, ..Sign::default() };
        let against = vec!["password-reset"];
        let back = Contradiction {
            kind: "used-after-reset",
            against,
            account: Some(AccountId(1)),
            ..Contradiction::default()
        };
        let last_abuse = Some(UtcTime(9));
        let aftermath = Aftermath {
            signs: vec![sign.clone()],
            contradictions: vec![back],
            last_abuse,
            covered_until: None,
        };
        let analysis = Analysis { aftermath, directory, ..Analysis::default() };
        let (kept, _) = read(&written(&analysis, &EventStore::default()).unwrap()).unwrap();
        let name = |id: Option<AccountId>| kept.directory.name(id.unwrap()).to_string();
        let (one, two) = (&kept.aftermath.signs[0], &kept.aftermath.contradictions[0]);
        assert_eq!((one.kind, &one.say, kept.aftermath.last_abuse), (sign.kind, &sign.say, last_abuse));
        assert_eq!((two.kind, two.against.as_slice()), ("used-after-reset", &["password-reset"][..]));
        assert_eq!([name(one.account), name(two.account)], ["CONTOSO\\scanner", "CONTOSO\\fax"]);
        assert_eq!(kept.directory.accounts.len(), 2, "nobody else is kept");
        // A face from before there were signs.
        assert!(read("{}").unwrap().0.aftermath.signs.is_empty());
    }
}
