//! Questions to the DNS, one at a time, to the system's resolver or the one named by the user.
//!
//! Never asks without a [`Permit`] that still holds; no hosts file, no cache, no search domains. Judges nothing.

use crate::checks::answer::{Speaker, SpokenLine};
use crate::checks::around::Surroundings;
use crate::checks::consent::{Permit, Refusal, Scope, normal};
use crate::model::time::UtcTime;
use hickory_resolver::config::{
    ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts,
};
use hickory_resolver::lookup::Lookup;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{Name, RData, RecordType};
use hickory_resolver::{TokioResolver, system_conf};
use mail_auth::spf::verify::SpfParameters;
use mail_auth::{MessageAuthenticator, Parameters, ResolverCache, SpfResult};
use std::borrow::Borrow;
use std::cell::RefCell;
use std::fmt::Display;
use std::future::Future;
use std::hash::Hash;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::time::{Duration, Instant};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// IPv4 addresses.
    A,
    /// IPv6 addresses.
    Aaaa,
    /// Texts.
    Txt,
    /// Mail exchangers.
    Mx,
    /// Names of an address.
    Ptr,
    /// Another name for a name.
    Cname,
}

impl Kind {
    /// As it is written in a question.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::Aaaa => "AAAA",
            Self::Txt => "TXT",
            Self::Mx => "MX",
            Self::Ptr => "PTR",
            Self::Cname => "CNAME",
        }
    }

    fn record(self) -> RecordType {
        match self {
            Self::A => RecordType::A,
            Self::Aaaa => RecordType::AAAA,
            Self::Txt => RecordType::TXT,
            Self::Mx => RecordType::MX,
            Self::Ptr => RecordType::PTR,
            Self::Cname => RecordType::CNAME,
        }
    }
}

/// How a question ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// There are answers.
    Answered,
    /// The name does not exist.
    NxDomain,
    /// The name exists, without what was asked for.
    NoData,
    /// The server could not.
    ServFail,
    /// The server would not.
    Refused,
    /// Nothing came in time.
    Timeout,
    /// What came cannot be read, or the name cannot be asked.
    Malformed,
    /// No server could be reached.
    Unreachable,
    /// Cancelled, or the limits of the run are used up.
    Stopped,
    /// Any other code of the server.
    Other(String),
}

impl Code {
    /// As it is written in the transcript.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Answered => "NOERROR",
            Self::NxDomain => "NXDOMAIN",
            Self::NoData => "NODATA",
            Self::ServFail => "SERVFAIL",
            Self::Refused => "REFUSED",
            Self::Timeout => "TIMEOUT",
            Self::Malformed => "MALFORMED",
            Self::Unreachable => "UNREACHABLE",
            Self::Stopped => "STOPPED",
            Self::Other(code) => code,
        }
    }

    /// Does it say for sure that there is nothing?
    #[must_use]
    pub fn is_negative(&self) -> bool {
        matches!(self, Self::NxDomain | Self::NoData)
    }
}

/// One record of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// An address.
    Address(IpAddr),
    /// A text, its pieces joined. Raw.
    Text(String),
    /// A mail exchanger: preference, name.
    Exchanger(u16, String),
    /// The name of an address.
    Pointer(String),
    /// Another name.
    Alias(String),
}

/// What came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawAnswer {
    /// How it ended.
    pub code: Code,
    /// The records, in the order they came; at most [`MOST_RECORDS`].
    pub records: Vec<Record>,
    /// Seconds it may be kept.
    pub ttl: u32,
    /// Did the resolver say it checked signatures? Nothing where unknown.
    pub authenticated: Option<bool>,
    /// How long it took.
    pub took: Duration,
    /// When it came.
    pub at: UtcTime,
}

/// Records kept of one answer.
pub const MOST_RECORDS: usize = 50;
/// Characters kept of one text.
const MOST_TEXT: usize = 4_096;

impl RawAnswer {
    /// An answer without records.
    #[must_use]
    pub fn bare(code: Code, at: UtcTime) -> Self {
        Self { code, records: Vec::new(), ttl: 0, authenticated: None, took: Duration::ZERO, at }
    }

    /// The addresses.
    #[must_use]
    pub fn addresses(&self) -> Vec<IpAddr> {
        self.records.iter().filter_map(|r| if let Record::Address(a) = r { Some(*a) } else { None }).collect()
    }

    /// The texts.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        self.records
            .iter()
            .filter_map(|r| if let Record::Text(t) = r { Some(t.as_str()) } else { None })
            .collect()
    }

    /// One line for the reader: code, then records.
    #[must_use]
    pub fn line(&self) -> String {
        let records: Vec<String> = self.records.iter().map(written).collect();
        if records.is_empty() { self.code.name().to_owned() } else { records.join(" | ") }
    }
}

fn written(record: &Record) -> String {
    match record {
        Record::Address(address) => address.to_string(),
        Record::Text(text) => format!("\"{}\"", text.chars().take(300).collect::<String>()),
        Record::Exchanger(preference, name) => format!("{preference} {name}"),
        Record::Pointer(name) => name.clone(),
        Record::Alias(name) => format!("CNAME {name}"),
    }
}

/// Asks the DNS; one runtime and one resolver, on the thread of its check.
pub struct Asker {
    runtime: tokio::runtime::Runtime,
    resolver: TokioResolver,
    servers: Vec<SocketAddr>,
    transcript: Vec<SpokenLine>,
    asked: u32,
    begun: Instant,
}

impl std::fmt::Debug for Asker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Asker({:?}, {} asked)", self.servers, self.asked)
    }
}

fn holds(permit: &Permit, now: UtcTime) -> Result<(), Refusal> {
    if now <= permit.until() { Ok(()) } else { Err(Refusal::Over) }
}

/// Does the permit cover this question? One for SMTP covers the addresses of its own target alone.
fn allows(permit: &Permit, name: &str, kind: Kind, now: UtcTime) -> bool {
    let covered = match permit.scope() {
        Scope::Dns | Scope::Blocklists => true,
        Scope::Smtp | Scope::Relay | Scope::HiddenAuth => {
            matches!(kind, Kind::A | Kind::Aaaa) && normal(name) == permit.target()
        }
    };
    covered && holds(permit, now).is_ok()
}

/// Why there is no [`Asker`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAsker {
    /// It is not allowed.
    Refused(Refusal),
    /// The machine has no resolver we could find. Raw: why.
    NoResolver(String),
}

impl Asker {
    /// One for the system's resolver, or for the server named.
    ///
    /// # Errors
    /// The permit does not cover it, or no resolver is known.
    pub fn new(
        resolver: Option<SocketAddr>,
        permit: &Permit,
        around: &Surroundings<'_>,
    ) -> Result<Self, NoAsker> {
        holds(permit, (around.clock)()).map_err(NoAsker::Refused)?;
        let lost = |e: &dyn Display| NoAsker::NoResolver(e.to_string());
        let config = match resolver {
            Some(server) => named(server),
            None => system_conf::read_system_conf().map_err(|e| lost(&e))?.0,
        };
        let config = ResolverConfig::from_parts(None, Vec::new(), config.name_servers().to_vec());
        let port = |s: &NameServerConfig| s.connections.first().map_or(53, |c| c.port);
        let servers = config.name_servers().iter().map(|s| SocketAddr::new(s.ip, port(s))).collect();
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| lost(&e))?;
        let resolver = TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
            .with_options(options(around))
            .build()
            .map_err(|e| lost(&e))?;
        Ok(Self { runtime, resolver, servers, transcript: Vec::new(), asked: 0, begun: Instant::now() })
    }

    /// Whom it asks.
    #[must_use]
    pub fn servers(&self) -> &[SocketAddr] {
        &self.servers
    }

    /// Whom it asks, in one line.
    #[must_use]
    pub fn through(&self) -> String {
        let names: Vec<String> = self.servers.iter().map(|s| s.to_string()).collect();
        names.join(", ")
    }

    /// Every question and answer so far; leaves none behind.
    pub fn take_transcript(&mut self) -> Vec<SpokenLine> {
        std::mem::take(&mut self.transcript)
    }

    /// Was the run stopped, or are its limits used up?
    #[must_use]
    pub fn is_spent(&self, around: &Surroundings<'_>) -> bool {
        let limits = &around.limits.dns;
        around.task.is_cancelled() || self.asked >= limits.questions || self.begun.elapsed() > limits.whole
    }

    /// Puts one question. `name` is absolute, with or without its final dot.
    pub fn ask(&mut self, name: &str, kind: Kind, permit: &Permit, around: &Surroundings<'_>) -> RawAnswer {
        let now = (around.clock)();
        if !allows(permit, name, kind, now) || self.is_spent(around) {
            return RawAnswer::bare(Code::Stopped, now);
        }
        self.say(now, Speaker::Client, format!("{name} {}", kind.name()));
        let Some(absolute) = absolute(name) else {
            self.say(now, Speaker::Remark, Code::Malformed.name().to_owned());
            return RawAnswer::bare(Code::Malformed, now);
        };
        self.rest(around);
        let began = Instant::now();
        let longest = around.limits.dns.answer.saturating_mul(2 + tries(around));
        let question = self.resolver.lookup(absolute, kind.record());
        let came = self.runtime.block_on(guarded(question, longest, around));
        let mut answer = read(came, kind, (around.clock)());
        answer.took = began.elapsed();
        let line = format!("{} ttl {} ({} ms)", answer.line(), answer.ttl, answer.took.as_millis());
        self.say(answer.at, Speaker::Server, line);
        answer
    }

    fn rest(&mut self, around: &Surroundings<'_>) {
        if self.asked > 0 {
            std::thread::sleep(around.limits.dns.between.min(Duration::from_secs(1)));
        }
        self.asked += 1;
    }

    fn say(&mut self, at: UtcTime, who: Speaker, text: String) {
        self.transcript.push(SpokenLine { at, who, text });
    }

    /// What RFC 7208 makes of mail from `sender` out of `address`; nothing where it was stopped.
    pub fn spf(
        &mut self,
        address: IpAddr,
        helo: &str,
        sender: &str,
        permit: &Permit,
        around: &Surroundings<'_>,
    ) -> Option<&'static str> {
        let now = (around.clock)();
        if !allows(permit, helo, Kind::Txt, now) || self.is_spent(around) {
            return None;
        }
        self.say(now, Speaker::Client, format!("SPF {address} {helo} {sender}"));
        // Up to ten look-ups and those of their MX names, by the RFC.
        self.asked += 10;
        let seen = Seen::default();
        let judge = MessageAuthenticator(self.resolver.clone());
        let parameters = SpfParameters::verify_mail_from(address, helo, helo, sender);
        let parameters: Spf<'_> = Parameters {
            params: parameters,
            cache_txt: Some(&seen),
            cache_mx: Some(&seen),
            cache_ptr: Some(&seen),
            cache_ipv4: Some(&seen),
            cache_ipv6: Some(&seen),
        };
        let longest = around.limits.dns.answer.saturating_mul(6);
        let verdict = async { Ok(judge.verify_spf(parameters).await.result()) };
        let result = self.runtime.block_on(guarded(verdict, longest, around)).ok();
        let word = result.map_or("temperror", spf_word);
        for name in seen.0.into_inner() {
            self.say((around.clock)(), Speaker::Remark, format!("SPF asked {name}"));
        }
        self.say((around.clock)(), Speaker::Server, format!("SPF {word}"));
        Some(word)
    }
}

type Spf<'x> = Parameters<'x, SpfParameters<'x>, Seen, Seen, Seen, Seen, Seen>;

/// Keeps nothing, but notes every name SPF got an answer about, for the transcript.
#[derive(Default)]
struct Seen(RefCell<Vec<String>>);

impl<K: Display, V> ResolverCache<K, V> for Seen {
    fn get<Q>(&self, _: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        None
    }

    fn remove<Q>(&self, _: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        None
    }

    fn insert(&self, key: K, _: V, _: Instant) {
        self.0.borrow_mut().push(key.to_string());
    }
}

fn spf_word(result: SpfResult) -> &'static str {
    match result {
        SpfResult::Pass => "pass",
        SpfResult::Fail => "fail",
        SpfResult::SoftFail => "softfail",
        SpfResult::Neutral => "neutral",
        SpfResult::TempError => "temperror",
        SpfResult::PermError => "permerror",
        SpfResult::None => "none",
    }
}

fn tries(around: &Surroundings<'_>) -> u32 {
    u32::try_from(around.limits.dns.attempts).unwrap_or(2).clamp(1, 5)
}

fn named(server: SocketAddr) -> ResolverConfig {
    let at = |mut connection: ConnectionConfig| {
        connection.port = server.port();
        connection
    };
    let connections = vec![at(ConnectionConfig::udp()), at(ConnectionConfig::tcp())];
    ResolverConfig::from_name_servers(vec![NameServerConfig::new(server.ip(), true, connections)])
}

fn options(around: &Surroundings<'_>) -> ResolverOpts {
    let mut options = ResolverOpts::default();
    options.timeout = around.limits.dns.answer;
    options.attempts = usize::try_from(tries(around) - 1).unwrap_or(1);
    options.cache_size = 0;
    options.use_hosts_file = ResolveHosts::Never;
    options.num_concurrent_reqs = 1;
    options
}

fn absolute(name: &str) -> Option<Name> {
    let mut read = Name::from_utf8(name.trim()).ok()?;
    read.set_fqdn(true);
    Some(read)
}

/// Waits, looks every 100 ms whether to stop, and never longer than `longest`.
async fn guarded<T>(
    question: impl Future<Output = Result<T, NetError>>,
    longest: Duration,
    around: &Surroundings<'_>,
) -> Result<T, NetError> {
    let mut question = pin!(question);
    let began = Instant::now();
    loop {
        match tokio::time::timeout(Duration::from_millis(100), question.as_mut()).await {
            Ok(result) => return result,
            Err(_) if around.task.is_cancelled() => return Err(NetError::Busy),
            Err(_) if began.elapsed() >= longest => return Err(NetError::Timeout),
            Err(_) => {}
        }
    }
}

fn read(came: Result<Lookup, NetError>, kind: Kind, at: UtcTime) -> RawAnswer {
    let lookup = match came {
        Ok(lookup) => lookup,
        Err(error) => return RawAnswer::bare(fault(&error), at),
    };
    let kept = lookup.answers().iter().take(MOST_RECORDS);
    let records: Vec<Record> = kept.filter_map(|r| record(&r.data)).collect();
    let wanted = records.iter().any(|r| kind.is_of(r));
    let code = if wanted { Code::Answered } else { Code::NoData };
    let ttl = lookup.answers().iter().map(|r| r.ttl).min().unwrap_or(0);
    let authenticated = Some(lookup.message().metadata.authentic_data);
    RawAnswer { code, records, ttl, authenticated, took: Duration::ZERO, at }
}

impl Kind {
    /// Is a record of this kind?
    #[must_use]
    pub fn is_of(self, record: &Record) -> bool {
        match self {
            Self::A => matches!(record, Record::Address(IpAddr::V4(_))),
            Self::Aaaa => matches!(record, Record::Address(IpAddr::V6(_))),
            Self::Txt => matches!(record, Record::Text(_)),
            Self::Mx => matches!(record, Record::Exchanger(..)),
            Self::Ptr => matches!(record, Record::Pointer(_)),
            Self::Cname => matches!(record, Record::Alias(_)),
        }
    }
}

fn record(data: &RData) -> Option<Record> {
    Some(match data {
        RData::A(a) => Record::Address(IpAddr::V4(a.0)),
        RData::AAAA(a) => Record::Address(IpAddr::V6(a.0)),
        RData::TXT(txt) => Record::Text(joined(&txt.txt_data)),
        RData::MX(mx) => Record::Exchanger(mx.preference, plain(&mx.exchange)),
        RData::PTR(name) => Record::Pointer(plain(&name.0)),
        RData::CNAME(name) => Record::Alias(plain(&name.0)),
        _ => return None,
    })
}

/// A name without its final dot, in lower case; the root stays a dot.
fn plain(name: &Name) -> String {
    let text = name.to_ascii().to_lowercase();
    if text == "." { text } else { text.trim_end_matches('.').to_owned() }
}

fn joined(pieces: &[Box<[u8]>]) -> String {
    let bytes: Vec<u8> = pieces.iter().flat_map(|p| p.iter().copied()).take(MOST_TEXT).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn fault(error: &NetError) -> Code {
    match error {
        NetError::Dns(DnsError::NoRecordsFound(none)) => told(none.response_code),
        NetError::Dns(DnsError::ResponseCode(code)) => told(*code),
        NetError::Timeout => Code::Timeout,
        NetError::Busy => Code::Stopped,
        NetError::Io(_) | NetError::NoConnections => Code::Unreachable,
        _ => Code::Malformed,
    }
}

fn told(code: ResponseCode) -> Code {
    match code {
        ResponseCode::NXDomain => Code::NxDomain,
        ResponseCode::NoError => Code::NoData,
        ResponseCode::ServFail => Code::ServFail,
        ResponseCode::Refused => Code::Refused,
        ResponseCode::FormErr => Code::Malformed,
        other => Code::Other(other.to_string()),
    }
}
