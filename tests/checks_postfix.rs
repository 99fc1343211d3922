//! The SMTP checks against Debian's postfix, in an instance of its own on loopback; skipped where it is not installed.
#![allow(clippy::unwrap_used, clippy::allow_attributes, reason = "a test may fail")]

mod support;

use relayscope::checks::answer::{CheckAnswer, Severity};
use relayscope::checks::around::{Limits, SmtpLimits, Surroundings};
use relayscope::checks::consent::{Consent, Scope};
use relayscope::checks::smtp::{self, RelayQuestion, SmtpQuestion, Vantage};
use relayscope::model::time::UtcTime;
use relayscope::task::Task;
use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const HOST: &str = "mail.contoso.test";

fn now() -> UtcTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    UtcTime::from_unix(i64::try_from(since.as_secs()).unwrap(), 0)
}

/// A private postfix; stopped when dropped.
struct Postfix {
    folder: tempfile::TempDir,
    port: u16,
}

const MASTER: &str = "inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
local unix - n n - - local
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
";

impl Postfix {
    /// Nothing where it is not installed, or may not be started.
    fn start(networks: &str) -> Option<Self> {
        if Command::new("postconf").arg("mail_version").output().is_err() {
            support::say("skipped: postfix is not installed");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        write(folder.path(), port, networks);
        let postfix = Self { folder, port };
        let started = postfix.run("start");
        if !started {
            support::say("skipped: postfix may not be started here");
        }
        started.then_some(postfix)
    }

    fn run(&self, what: &str) -> bool {
        let etc = self.folder.path().join("etc");
        Command::new("postfix").arg("-c").arg(etc).arg(what).status().is_ok_and(|s| s.success())
    }

    fn limits(&self) -> Limits {
        let smtp = SmtpLimits {
            after_refusal: Duration::from_millis(1),
            between_connections: Duration::from_millis(1),
            before_retry: Duration::from_millis(100),
            detours: vec![(25, self.port)],
            ..SmtpLimits::default()
        };
        Limits { smtp, ..Limits::default() }
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        self.run("stop");
    }
}

fn write(folder: &Path, port: u16, networks: &str) {
    for name in ["etc", "queue", "data"] {
        fs::create_dir(folder.join(name)).unwrap();
    }
    // Its own user has to get through to its data.
    let _ = Command::new("chmod").arg("755").arg(folder).status();
    let _ = Command::new("chown").arg("postfix").arg(folder.join("data")).status();
    let key = rcgen::generate_simple_self_signed(vec![HOST.to_owned()]).unwrap();
    fs::write(folder.join("etc/cert.pem"), key.cert.pem()).unwrap();
    fs::write(folder.join("etc/key.pem"), key.signing_key.serialize_pem()).unwrap();
    let shown = folder.display();
    let main = format!(
        "compatibility_level = 3.6
queue_directory = {shown}/queue
data_directory = {shown}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = {HOST}
mydestination = contoso.test
mynetworks = {networks}
local_recipient_maps =
alias_maps =
maillog_file = {shown}/data/log
maillog_file_prefixes = {shown}
smtpd_peername_lookup = no
smtpd_tls_security_level = may
smtpd_tls_cert_file = {shown}/etc/cert.pem
smtpd_tls_key_file = {shown}/etc/key.pem
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
"
    );
    fs::write(folder.join("etc/main.cf"), main).unwrap();
    fs::write(folder.join("etc/master.cf"), format!("127.0.0.1:{port} {MASTER}")).unwrap();
}

fn consent() -> Consent {
    Consent::new("Contoso", "A. Martin", [HOST.to_owned()], &Scope::ALL, now())
}

fn ask(postfix: &Postfix, check: impl FnOnce(&mut Surroundings<'_>) -> CheckAnswer) -> CheckAnswer {
    let task = Task::detached();
    let limits = postfix.limits();
    check(&mut Surroundings { limits, task: &task, clock: now, by: "A. Martin", tell: &mut |_| {} })
}

fn relay(postfix: &Postfix) -> CheckAnswer {
    let question = RelayQuestion {
        host: HOST.to_owned(),
        addresses: vec!["127.0.0.1".parse().unwrap()],
        port: 25,
        helo: "check.example.net".to_owned(),
        local_domain: "contoso.test".to_owned(),
        from_domain: "example.com".to_owned(),
        to_domain: "example.net".to_owned(),
        control_mailbox: "postmaster@contoso.test".to_owned(),
        vantage: Vantage::Outside,
        resolver: None,
    };
    let permit = consent().permit(Scope::Relay, HOST, now()).unwrap();
    ask(postfix, |around| smtp::relay(&question, &permit, around))
}

fn severity(answer: &CheckAnswer, code: &str) -> Severity {
    let found = answer.results.iter().find(|r| r.code == code);
    assert!(found.is_some(), "{code}: {answer:#?}");
    found.unwrap().severity
}

#[test]
fn postfix_that_refuses_to_relay_is_closed_and_its_certificate_recorded() {
    let Some(postfix) = Postfix::start("192.0.2.0/24") else { return };
    let question = SmtpQuestion {
        host: HOST.to_owned(),
        addresses: vec!["127.0.0.1".parse().unwrap()],
        ports: vec![25],
        helo: "check.example.net".to_owned(),
        hidden_auth: true,
        resolver: None,
    };
    let (permit, hidden) = (
        consent().permit(Scope::Smtp, HOST, now()).unwrap(),
        consent().permit(Scope::HiddenAuth, HOST, now()).unwrap(),
    );
    let answer = ask(&postfix, |around| smtp::probe(&question, &permit, Some(&hidden), around));
    assert_eq!(severity(&answer, "AUTH-NONE"), Severity::Good);
    assert_eq!(severity(&answer, "AUTH-HIDDEN-NONE"), Severity::Good);
    let tls = answer.results.iter().find(|r| r.code == "TLS-OLD").unwrap();
    assert!(tls.raw.starts_with("TLS 1.3 ") && tls.raw.contains(HOST), "{}", tls.raw);
    assert!(format!("{:?}", tls.say).contains("smtp-cert-self-signed"));
    let banner = answer.results.iter().find(|r| r.code == "BANNER").unwrap();
    assert!(format!("{:?}", banner.say).contains("smtp-product-postfix"));

    let answer = relay(&postfix);
    for code in ["R20", "R01", "R02", "R03", "R04", "R05", "R06", "R17"] {
        assert_eq!(severity(&answer, code), Severity::Good, "{code} {:#?}", answer.transcript);
    }
    assert_ne!(answer.worst(), Severity::Critical);
}

#[test]
fn postfix_with_widened_networks_is_an_open_relay() {
    let Some(postfix) = Postfix::start("0.0.0.0/0") else { return };
    let answer = relay(&postfix);
    assert_eq!(severity(&answer, "R01"), Severity::Critical);
    assert_eq!(answer.cut_short.unwrap().id, "smtp-cut-open");
}
