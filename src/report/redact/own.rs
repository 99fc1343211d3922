//! What names nobody: accounts and domains built into Windows, words and hosts of our own sentences.

use crate::knowledge::special_accounts;
use crate::words::AREAS;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Steps of the clean-up speak too.
const PLAYBOOK: [&str; 5] = [
    include_str!("../../../assets/playbook/contain.toml"),
    include_str!("../../../assets/playbook/eradicate.toml"),
    include_str!("../../../assets/playbook/recover.toml"),
    include_str!("../../../assets/playbook/verify.toml"),
    include_str!("../../../assets/playbook/lessons.toml"),
];
const BLOCKLISTS: &str = include_str!("../../../assets/knowledge/dnsbl.toml");

/// Domains that every Windows has.
const BUILT_IN: &[&str] = &[
    "nt authority",
    "autorite nt",
    "nt-autorität",
    "builtin",
    "nt service",
    "window manager",
    "font driver host",
    "workgroup",
    "iis apppool",
    "nt virtual machine",
    "hklm",
    "hkcu",
    "hku",
    "hkcr",
    "hkey_local_machine",
    "hkey_current_user",
    "hkey_users",
    "hklm:",
    "hkcu:",
    "cert:",
    "env:",
];

/// Accounts that every Windows has, and words that logs put where an account stands.
const NOBODY: &[&str] = &[
    "system",
    "système",
    "local service",
    "network service",
    "service local",
    "service réseau",
    "anonymous logon",
    "anonymous",
    "everyone",
    "tout le monde",
    "localhost",
    "local",
    "unknown",
    "null",
    "none",
    "nobody",
    "n/a",
    "security",
    "application",
    "setup",
    "postmaster",
    "mailer-daemon",
    "s-1-0-0",
    "self",
    "authenticated users",
];

/// Parts of paths and of names of log files that every site has.
const PATHS: &[&str] = &[
    "home",
    "users",
    "user",
    "tmp",
    "temp",
    "var",
    "log",
    "logs",
    "windows",
    "winnt",
    "system32",
    "logfiles",
    "winevt",
    "program",
    "files",
    "desktop",
    "documents",
    "downloads",
    "mnt",
    "media",
    "opt",
    "srv",
    "data",
    "root",
    "public",
    "transportroles",
    "protocollog",
    "smtpreceive",
    "smtpsend",
    "hub",
    "frontend",
    "edge",
    "mailbox",
    "messagetracking",
    "connectivity",
    "queue",
    "queues",
    "exchange",
    "exchsrvr",
    "microsoft",
    "server",
    "mailroot",
    "badmail",
    "smtpsvc",
    "recv",
    "send",
    "msgtrk",
    "msgtrkmd",
    "msgtrkma",
    "msgtrkms",
    "maillog",
    "mail",
    "evtx",
    "evt",
    "security",
    "application",
    "system",
    "sysevent",
    "secevent",
    "appevent",
    "message",
    "messages",
    "trace",
    "tracking",
    "signin",
    "signins",
    "mainlog",
    "rejectlog",
    "paniclog",
    "postfix",
    "exim",
    "sendmail",
    "zip",
    "private",
    "folders",
    "appdata",
    "local",
    "roaming",
    "relayscope",
    "demo",
    "case",
    "cases",
    "evidence",
    "export",
    "exports",
    "csv",
    "xml",
    "json",
    "txt",
    "collected",
    "eml",
    "out",
    "work",
    "src",
    "lib",
    "usr",
    "etc",
    "cache",
];

/// What our own texts say, read once.
pub static OWN: LazyLock<Own> = LazyLock::new(Own::read);

/// Words and hosts of our own texts.
#[derive(Debug)]
pub struct Own {
    words: HashSet<String>,
    hosts: HashSet<String>,
}

impl Own {
    /// Reads our texts.
    fn read() -> Self {
        let mut own = Self { words: HashSet::new(), hosts: HashSet::new() };
        AREAS.iter().flat_map(|(_, english, french)| [*english, *french]).for_each(|t| own.learn(t));
        PLAYBOOK.iter().for_each(|t| own.learn(t));
        own.learn_hosts(BLOCKLISTS);
        own
    }

    fn learn(&mut self, text: &str) {
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let parts = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '@' | '\\' | '_' | '$'));
            let whole = line.split(parts).map(|t| t.trim_matches('.'));
            let words = whole.filter(|t| !t.is_empty() && t.chars().all(char::is_alphabetic));
            self.words.extend(words.map(str::to_lowercase));
        }
        self.learn_hosts(text);
    }

    fn learn_hosts(&mut self, text: &str) {
        let parts = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        for host in text.split(parts).map(|t| t.trim_matches('.')).filter(|t| t.contains('.')) {
            // A host and all domains it lies in, but not the last label alone.
            let mut rest = host;
            while rest.contains('.') {
                self.hosts.insert(rest.to_lowercase());
                rest = rest.split_once('.').map_or("", |(_, rest)| rest);
            }
        }
    }

    /// Is it a word of our own sentences?
    pub fn says(&self, plain: &str) -> bool {
        self.words.contains(plain)
    }

    /// Is it a host, or the domain of a host, that our own sentences name?
    pub fn names(&self, plain: &str) -> bool {
        self.hosts.contains(plain)
    }

    /// Does this part of a path stand on every machine?
    pub fn is_common_path(&self, plain: &str) -> bool {
        let words = plain.split(|c: char| !c.is_alphabetic());
        words.filter(|w| w.chars().count() > 2).all(|w| PATHS.contains(&w) || self.says(w))
    }
}

/// Is it a domain that every Windows has?
pub fn is_built_in(plain: &str) -> bool {
    BUILT_IN.contains(&plain)
}

/// Is it an account that every Windows has, or no account at all?
pub fn is_nobody(plain: &str) -> bool {
    let by_name = || special_accounts::by_name(plain).is_some_and(|k| k.names.iter().any(|n| n == plain));
    NOBODY.contains(&plain) || by_name() || plain.starts_with("dwm-") || plain.starts_with("umfd-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_words_are_known_and_names_in_examples_are_none() {
        let own = Own::read();
        assert!(own.says("mail") && own.says("courrier") && own.says("account"));
        assert!(!own.says("contoso") && !own.says("dubois"));
        assert!(own.names("zen.spamhaus.org") && own.names("spamhaus.org") && !own.names("org"));
        assert!(is_nobody("administrateur") && is_nobody("système") && !is_nobody("scanner"));
        assert!(own.is_common_path("recv2025110302-1.log") && !own.is_common_path("contoso-logs"));
    }
}
