//! The page to paste into a mail: what happened, how sure, the questions people ask, what to do first.
//!
//! In plain words: no event ids, no codes, no references; those stand in the facts below it. For a mail at most
//! 25 lines of at most 160 characters; the report's summary takes it whole. Where the files cannot tell, the page
//! says so and what to collect. Nothing is concluded here: it is all taken from the first verdict and the coverage.

use super::fit::fit;
use crate::analysis::finding::{Answer, Coverage, Reason, Verdict, VerdictKind};
use crate::case::Case;
use crate::model::time::UtcTime;
use crate::words::{Fact, Phrase, Words};

/// Characters in a line.
const WIDTH: usize = 160;
/// Characters of one name from evidence in a line.
const NAME: usize = 40;
/// Names listed in a line.
const NAMES: usize = 3;
/// Further verdicts named.
const OTHERS: usize = 2;

const QUESTIONS: [&str; 9] = [
    "which-account",
    "from-where",
    "since-when",
    "how-many",
    "still-going-on",
    "other-accounts",
    "how-it-was-possible",
    "mailbox-read",
    "listed",
];

/// A question people ask, and what these files answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Which; a key of the coverage.
    pub question: &'static str,
    /// The question in words.
    pub asked: String,
    /// The answer.
    pub said: String,
    /// What to collect for a better one, in a few words.
    pub collect: Option<String>,
}

/// The page, nothing of it cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What happened.
    pub headline: String,
    /// How sure that is.
    pub how_sure: String,
    /// What is seen where nothing is settled.
    pub seen: Vec<String>,
    /// What happened besides.
    pub others: Vec<String>,
    /// The questions, in the order people ask them.
    pub answers: Vec<Answered>,
    /// What would make the verdict fall.
    pub against: String,
    /// What to do first.
    pub steps: Vec<String>,
}

impl Page {
    /// The page of a case; none where nothing was analysed. Names from evidence have at most `name` characters.
    #[must_use]
    pub fn of(case: &Case, words: &Words, name: usize) -> Option<Self> {
        let (verdict, others) = case.analysis.verdicts.split_first()?;
        let writer = Writer { case, words, verdict, name };
        Some(Self {
            headline: words.say(&verdict.headline),
            how_sure: writer.how_sure(),
            seen: writer.seen(),
            others: writer.others(others),
            answers: QUESTIONS.into_iter().map(|question| writer.answered(question)).collect(),
            against: words.say(&writer.against()),
            steps: writer.steps().iter().map(|step| words.say(step)).collect(),
        })
    }
}

/// The lines of the page; none where nothing was analysed.
#[must_use]
pub fn lines(case: &Case, words: &Words) -> Vec<String> {
    let Some(page) = Page::of(case, words, NAME) else {
        return Vec::new();
    };
    let mut lines = vec![page.headline, page.how_sure];
    lines.extend(page.seen);
    lines.extend(page.others);
    lines.push(String::new());
    lines.extend(page.answers.iter().map(|answer| line(answer, words)));
    lines.push(page.against);
    lines.push(String::new());
    lines.push(words.word("page-first"));
    lines.extend(page.steps.iter().zip(1..).map(|(step, n)| format!("  {n}. {step}")));
    lines.iter().map(|line| fit(line, WIDTH)).collect()
}

/// The question, its answer, and what to collect where there is room for it.
fn line(answer: &Answered, words: &Words) -> String {
    let line = format!("{} {}", answer.asked, answer.said);
    let Some(what) = &answer.collect else {
        return line;
    };
    let more = words.say(&Phrase::new("page-collect").text("what", what));
    let whole = format!("{line}{more}");
    if whole.chars().count() > WIDTH { line } else { whole }
}

/// An answer, and whether what to collect belongs behind it.
enum Said {
    Whole(Phrase),
    Open(Phrase),
}

struct Writer<'a> {
    case: &'a Case,
    words: &'a Words,
    verdict: &'a Verdict,
    /// Characters of one name from evidence.
    name: usize,
}

fn cannot_tell() -> Said {
    Said::Open(Phrase::new("page-cannot-tell"))
}

fn word(id: &'static str) -> Said {
    Said::Whole(Phrase::new(id))
}

impl Writer<'_> {
    fn how_sure(&self) -> String {
        if self.verdict.kind == VerdictKind::Undetermined {
            return self.words.word("page-sure-undetermined");
        }
        let phrase = Phrase::new("page-how-sure")
            .word("confidence", format!("confidence-{}", self.verdict.confidence.key()))
            .number("kinds", self.verdict.kinds);
        self.words.say(&phrase)
    }

    /// What is seen though it settles nothing: the most telling reasons.
    fn seen(&self) -> Vec<String> {
        let unsettled = self.verdict.kind == VerdictKind::Undetermined;
        let telling = self.verdict.reasons_for.iter().filter(|r| unsettled && !r.rows.is_empty());
        let say = |r: &Reason| {
            let what = self.words.say(&r.phrase);
            self.words.say(&Phrase::new("page-seen").text("what", &what))
        };
        telling.take(OTHERS).map(say).collect()
    }

    fn others(&self, others: &[Verdict]) -> Vec<String> {
        let named = others.iter().take(OTHERS).map(|v| {
            let what = self.words.say(&v.headline);
            let phrase = Phrase::new("page-besides")
                .text("what", &what)
                .word("confidence", format!("confidence-{}", v.confidence.key()));
            self.words.say(&phrase)
        });
        let mut lines: Vec<String> = named.collect();
        if others.len() > OTHERS {
            let more = Phrase::new("page-besides-more").number("n", others.len() - OTHERS);
            lines.push(self.words.say(&more));
        }
        lines
    }

    fn answered(&self, question: &'static str) -> Answered {
        let (phrase, open) = match self.answer(question) {
            Said::Whole(phrase) => (phrase, false),
            Said::Open(phrase) => (phrase, true),
        };
        Answered {
            question,
            asked: self.words.word(&format!("question-{question}")),
            said: self.words.say(&phrase),
            collect: self.short(question).filter(|_| open),
        }
    }

    fn answer(&self, question: &str) -> Said {
        match question {
            "which-account" => self.account(),
            "from-where" => self.clients(),
            "since-when" => self.since_when(),
            "how-many" => self.how_many(),
            "still-going-on" => self.still(),
            "other-accounts" => self.other_accounts(),
            "how-it-was-possible" => self.how_possible(),
            "mailbox-read" => self.mailbox(),
            _ => self.listed(),
        }
    }

    fn account(&self) -> Said {
        let names = self.accounts(self.verdict);
        match self.verdict.kind {
            _ if !names.is_empty() => Said::Whole(self.beside_forged(&names)),
            VerdictKind::AuthenticatedRelay | VerdictKind::MailboxTakeover | VerdictKind::Undetermined => {
                cannot_tell()
            }
            VerdictKind::OpenRelay => word("page-account-open-relay"),
            VerdictKind::InternalRelay => word("page-account-internal-relay"),
            VerdictKind::ReverseNdr | VerdictKind::Backscatter => word("page-account-nobody"),
            VerdictKind::NoRelaySeen => word("page-account-none"),
        }
    }

    /// The accounts, and whose address merely stands as sender.
    fn beside_forged(&self, names: &[String]) -> Phrase {
        let forged = self.verdict.reasons_against.iter().find(|r| r.phrase.id == "against-forged-locals");
        let forged = forged.and_then(|r| list_of(&r.phrase, "senders"));
        let Some(senders) = forged.filter(|_| names.len() == 1) else {
            return self.named(names);
        };
        Phrase::new("page-names-forged")
            .text("name", &self.enumerate(names))
            .text("senders", &self.enumerate(&senders))
            .number("n", senders.len())
    }

    fn clients(&self) -> Said {
        let addresses: Vec<String> =
            self.verdict.addresses.iter().map(|a| self.case.store.show(*a).to_string()).collect();
        match self.verdict.kind {
            _ if !addresses.is_empty() => Said::Whole(self.named(&addresses)),
            VerdictKind::NoRelaySeen => word("page-nothing"),
            _ => cannot_tell(),
        }
    }

    fn since_when(&self) -> Said {
        let zone = self.words.zone().name();
        let timed = |id: &'static str, first: UtcTime, last: UtcTime| {
            Phrase::new(id).time("first", first).time("last", last).text("zone", zone)
        };
        match (self.verdict.span, self.case.store.span()) {
            (Some(span), _) => Said::Whole(timed("page-since", span.first, span.last)),
            (None, Some(all)) if self.verdict.kind == VerdictKind::NoRelaySeen => {
                Said::Whole(timed("page-since-none", all.first, all.last))
            }
            _ => cannot_tell(),
        }
    }

    fn how_many(&self) -> Said {
        let v = self.verdict;
        let queue = &self.case.analysis.queue;
        let peak = if queue.peak_at == UtcTime::UNKNOWN { 0 } else { queue.peak };
        let counts = Phrase::new("page-how-many")
            .number("messages", v.messages)
            .number("recipients", v.recipients)
            .number("sessions", v.sessions)
            .number("peak", peak);
        match v.kind {
            _ if v.messages > 0 => Said::Whole(counts),
            VerdictKind::NoRelaySeen => word("page-how-many-none"),
            _ if peak > 0 => Said::Open(Phrase::new("page-how-many-queued").number("peak", peak)),
            _ => cannot_tell(),
        }
    }

    fn still(&self) -> Said {
        let told = self.told("still-going-on");
        match (self.verdict.span, told) {
            (Some(span), Answer::Yes) => Said::Whole(Phrase::new("page-still-no").time("last", span.last)),
            (Some(span), _) => Said::Open(Phrase::new("page-still-perhaps").time("last", span.last)),
            (None, _) if self.verdict.kind == VerdictKind::NoRelaySeen => word("page-still-nothing"),
            _ => cannot_tell(),
        }
    }

    fn other_accounts(&self) -> Said {
        let n = self.verdict.accounts.len();
        match self.told("other-accounts") {
            _ if n > 1 => Said::Whole(Phrase::new("page-others-yes").number("n", n)),
            Answer::Yes => word("page-others-none"),
            Answer::Partly => Said::Open(Phrase::new("page-others-partly")),
            Answer::No => cannot_tell(),
        }
    }

    fn how_possible(&self) -> Said {
        match (self.verdict.kind, self.guessed()) {
            (VerdictKind::AuthenticatedRelay, Some(n)) => {
                Said::Whole(Phrase::new("page-how-guessed").number("n", n))
            }
            (VerdictKind::Undetermined, _) => cannot_tell(),
            (VerdictKind::AuthenticatedRelay, None) => {
                Said::Open(Phrase::new("page-how-authenticated-relay"))
            }
            (VerdictKind::NoRelaySeen, _) => word("page-nothing"),
            (kind, _) => Said::Whole(Phrase::new(format!("page-how-{}", kind.key()))),
        }
    }

    fn mailbox(&self) -> Said {
        let why = self.coverage("mailbox-read").map(|c| c.why.id.to_string()).unwrap_or_default();
        match (why.as_str(), self.verdict.kind) {
            ("why-mailbox-read-sign-ins", _) => Said::Open(Phrase::new("page-mailbox-sign-ins")),
            ("why-mailbox-read-sent", _) => Said::Open(Phrase::new("page-mailbox-sent")),
            (_, VerdictKind::AuthenticatedRelay | VerdictKind::MailboxTakeover) => cannot_tell(),
            (_, VerdictKind::Undetermined) => cannot_tell(),
            _ => Said::Open(Phrase::new("page-mailbox-nothing")),
        }
    }

    fn listed(&self) -> Said {
        let why = self.coverage("listed").map(|c| &c.why);
        match why.map_or("", |w| w.id.as_ref()) {
            "why-listed-partly" => {
                let mut facts = why.map(|w| w.facts.clone()).unwrap_or_default();
                for (_, fact) in &mut facts {
                    if let Fact::List(lists) = fact {
                        lists.truncate(NAMES);
                    }
                }
                Said::Open(Phrase { id: "page-listed".into(), facts })
            }
            "why-listed-partly-unnamed" => Said::Open(Phrase::new("page-listed-unnamed")),
            _ => cannot_tell(),
        }
    }

    /// What would make the verdict fall, or what else looks the same.
    fn against(&self) -> Phrase {
        let says = |id: &str| self.verdict.reasons_against.iter().any(|r| r.phrase.id == id);
        let kind = self.verdict.kind;
        let names = self.accounts(self.verdict);
        match (kind, names.as_slice()) {
            _ if says("against-no-domains") => Phrase::new("page-against-no-domains"),
            _ if says("against-vouched") => Phrase::new("page-against-vouched"),
            _ if says("against-by-logon") => Phrase::new("page-against-by-logon"),
            (VerdictKind::AuthenticatedRelay, []) => Phrase::new("page-against-unnamed"),
            (VerdictKind::AuthenticatedRelay, names) => {
                Phrase::new("page-against-authenticated-relay").text("account", &self.enumerate(names))
            }
            _ => Phrase::new(format!("page-against-{}", kind.key())),
        }
    }

    /// Two or three steps; what another verdict asks for first takes the last place.
    fn steps(&self) -> Vec<Phrase> {
        let missing = self.missing();
        // Step 1 and 2 of these are what to collect; there may be one kind alone.
        let collects = self.verdict.kind == VerdictKind::Undetermined;
        let wanted = (1..=3).filter(|n| !collects || *n == 3 || missing.len() >= *n);
        let mut steps: Vec<Phrase> = self.opened().map(ask_owner).into_iter().collect();
        steps.extend(wanted.map(|n| self.step(self.verdict, n, &missing)).take(3 - steps.len()));
        if let Some(other) = self.case.analysis.verdicts.iter().find(|v| v.kind != self.verdict.kind) {
            // That no password needs a reset would contradict the first verdict.
            let n = if other.kind == VerdictKind::Backscatter { 2 } else { 1 };
            steps.truncate(2);
            steps.push(self.step(other, n, &missing));
        }
        steps
    }

    fn step(&self, v: &Verdict, n: usize, missing: &[String]) -> Phrase {
        let names = self.accounts(v);
        let hosts: Vec<String> = v.addresses.iter().map(|a| self.case.store.show(*a).to_string()).collect();
        let unnamed = names.is_empty() && v.kind == VerdictKind::AuthenticatedRelay;
        let key = if unnamed { "unnamed" } else { v.kind.key() };
        Phrase::new(format!("page-do-{key}-{n}"))
            .text("accounts", &self.enumerate(&names))
            .number("n", names.len())
            .text("hosts", &self.enumerate(&hosts))
            .number("from", hosts.len())
            .text("what", missing.get(n - 1).map_or("", String::as_str))
    }

    /// Names of the abused accounts; of a mailbox whose account no log names, its address.
    fn accounts(&self, v: &Verdict) -> Vec<String> {
        let all = if v.accounts.is_empty() { v.account.as_slice() } else { v.accounts.as_slice() };
        let name = |id| self.case.analysis.directory.name(id).to_string();
        let mut names: Vec<String> = all.iter().map(|&id| name(id)).filter(|n| !n.is_empty()).collect();
        if names.is_empty() && v.kind == VerdictKind::MailboxTakeover {
            names.extend(text_of(&v.headline, "mailbox"));
        }
        names
    }

    /// Several names, and how many more.
    fn named(&self, names: &[String]) -> Phrase {
        let more = names.len().saturating_sub(NAMES);
        let shown: Vec<String> = names.iter().take(NAMES).map(|n| fit(n, self.name)).collect();
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        match more {
            0 => Phrase::new("page-names").list("list", shown),
            _ => Phrase::new("page-names-more").text("names", &shown.join(", ")).number("more", more),
        }
    }

    /// Two names at most, for the middle of a sentence.
    fn enumerate(&self, names: &[String]) -> String {
        let shown: Vec<String> = names.iter().take(2).map(|n| fit(n, self.name)).collect();
        let rest = if names.len() > 2 { ", …" } else { "" };
        format!("{}{rest}", shown.join(", "))
    }

    /// How many wrong passwords came before, where the verdict says so.
    fn guessed(&self) -> Option<u64> {
        let reason = self.verdict.reasons_for.iter().find(|r| r.phrase.id == "reason-guessed")?;
        reason.phrase.facts.iter().find_map(|(name, fact)| match fact {
            Fact::Number(n) if *name == "n" => Some(*n),
            _ => None,
        })
    }

    /// An account that was opened after guessing, where only its owner can tell whose mail left.
    fn opened(&self) -> Option<String> {
        let reason = self.verdict.reasons_for.iter().find(|r| r.phrase.id == "reason-other-opened")?;
        text_of(&reason.phrase, "account")
    }

    fn coverage(&self, question: &str) -> Option<&Coverage> {
        self.case.analysis.coverage.iter().find(|c| c.question == question)
    }

    fn told(&self, question: &str) -> Answer {
        self.coverage(question).map_or(Answer::No, |c| c.answer)
    }

    /// What to collect for a question, in a few words.
    fn short(&self, question: &str) -> Option<String> {
        let own = self.coverage(question)?.collect.as_ref().and_then(|p| self.in_short(p));
        // Sources that could tell saw nothing: what is missing elsewhere would say more.
        let unsettled = self.verdict.kind == VerdictKind::Undetermined && self.told(question) != Answer::Yes;
        own.or_else(|| self.missing().into_iter().next().filter(|_| unsettled))
    }

    fn in_short(&self, collect: &Phrase) -> Option<String> {
        let id = format!("{}-short", collect.id);
        self.words.knows(&id).then(|| self.words.word(&id))
    }

    /// What to collect first, each kind once.
    fn missing(&self) -> Vec<String> {
        let all = self.case.analysis.coverage.iter().filter_map(|c| c.collect.as_ref());
        let mut missing: Vec<String> = Vec::new();
        for short in all.filter_map(|p| self.in_short(p)) {
            if !missing.contains(&short) {
                missing.push(short);
            }
        }
        missing
    }
}

fn ask_owner(account: String) -> Phrase {
    Phrase::new("page-do-ask-owner").text("account", &account)
}

fn text_of(phrase: &Phrase, name: &str) -> Option<String> {
    phrase.facts.iter().find_map(|(key, fact)| match fact {
        Fact::Text(text) if *key == name => Some(text.to_string()),
        _ => None,
    })
}

fn list_of(phrase: &Phrase, name: &str) -> Option<Vec<String>> {
    phrase.facts.iter().find_map(|(key, fact)| match fact {
        Fact::List(items) if *key == name => Some(items.iter().map(ToString::to_string).collect()),
        _ => None,
    })
}
