//! A mail server on loopback that plays a profile, and remembers every line it was told.
#![allow(dead_code, clippy::allow_attributes, reason = "each test uses its own part of this")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use rcgen::{CertificateParams, DnType, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What happens when TLS is to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// A certificate of its own, for the right name.
    SelfSigned,
    /// A certificate for another name.
    OtherName,
    /// A certificate whose time is over.
    Expired,
    /// The alert of a server that knows nothing newer than TLS 1.1.
    Old,
    /// The line is closed.
    Breaks,
    /// 454.
    Refused,
    /// Lines in clear after the 220, then an honest handshake.
    Injects,
}

/// How a server behaves.
#[derive(Clone)]
pub struct Profile {
    pub banner: &'static str,
    pub banner_delay: Duration,
    pub ehlo: &'static [&'static str],
    /// What it offers inside TLS.
    pub inside: &'static [&'static str],
    pub ehlo_refused: bool,
    pub tls: Tls,
    pub implicit: bool,
    pub reply_delay: Duration,
    pub auth: &'static str,
    /// The answer to RCPT: from sender, recipient, whether inside TLS, how often it was asked this.
    pub rcpt: fn(&str, &str, bool, usize) -> &'static str,
    /// After so many refusals: 421.
    pub most_errors: usize,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            banner: "220 mail.contoso.test Microsoft ESMTP MAIL Service ready at Mon, 3 Nov 2025 02:14:54 +0100",
            banner_delay: Duration::ZERO,
            ehlo: &["SIZE 37748736", "PIPELINING"],
            inside: &["SIZE 37748736"],
            ehlo_refused: false,
            tls: Tls::SelfSigned,
            implicit: false,
            reply_delay: Duration::ZERO,
            auth: "504 5.7.4 Unrecognized authentication type",
            rcpt: |_, _, _, _| "550 5.7.1 Unable to relay",
            most_errors: 5,
        }
    }
}

/// A running server; it ends with the test's process.
pub struct Server {
    pub port: u16,
    pub heard: Arc<Mutex<Vec<String>>>,
    pub connections: Arc<Mutex<usize>>,
}

impl Server {
    pub fn play(profile: Profile) -> Self {
        Self::on("127.0.0.1:0", profile).unwrap()
    }

    pub fn on(address: &str, profile: Profile) -> Option<Self> {
        let listener = TcpListener::bind(address).ok()?;
        let port = listener.local_addr().unwrap().port();
        let (heard, connections) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<Mutex<usize>>::default());
        let (lines, count, asked) = (Arc::clone(&heard), Arc::clone(&connections), Arc::default());
        let config = config(profile.tls);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                *count.lock().unwrap() += 1;
                let session = Session {
                    profile: profile.clone(),
                    heard: Arc::clone(&lines),
                    asked: Arc::clone(&asked),
                    config: Arc::clone(&config),
                    errors: 0,
                    sender: String::new(),
                };
                std::thread::spawn(move || session.run(stream));
            }
        });
        Some(Self { port, heard, connections })
    }

    pub fn lines(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

struct Session {
    profile: Profile,
    heard: Arc<Mutex<Vec<String>>>,
    asked: Arc<Mutex<Vec<String>>>,
    config: Arc<ServerConfig>,
    errors: usize,
    sender: String,
}

trait Line: Read + Write {}
impl<T: Read + Write> Line for T {}

impl Session {
    fn run(mut self, stream: TcpStream) -> Option<()> {
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        if self.profile.implicit {
            let mut inside = self.secure(stream)?;
            self.greet(&mut inside)?;
            self.talk(inside, true);
            return None;
        }
        let mut stream = stream;
        self.greet(&mut stream)?;
        let stream = self.talk(stream, false)?;
        if self.profile.tls == Tls::Old {
            let mut stream = stream;
            let mut hello = [0; 512];
            let _ = stream.read(&mut hello);
            let _ = stream.write_all(&[21, 3, 1, 0, 2, 2, 70]);
            return None;
        }
        if self.profile.tls == Tls::Breaks {
            return None;
        }
        let inside = self.secure(stream)?;
        self.talk(inside, true);
        None
    }

    fn secure(&self, stream: TcpStream) -> Option<StreamOwned<ServerConnection, TcpStream>> {
        Some(StreamOwned::new(ServerConnection::new(Arc::clone(&self.config)).ok()?, stream))
    }

    fn greet(&self, line: &mut impl Line) -> Option<()> {
        std::thread::sleep(self.profile.banner_delay);
        line.write_all(format!("{}\r\n", self.profile.banner).as_bytes()).ok()
    }

    /// Until the line ends, or TLS begins: then it is handed back.
    fn talk<L: Line>(&mut self, line: L, inside: bool) -> Option<L> {
        let mut line = BufReader::new(line);
        loop {
            let mut text = String::new();
            if line.read_line(&mut text).ok()? == 0 {
                return None;
            }
            let text = text.trim_end().to_owned();
            self.heard.lock().unwrap().push(text.clone());
            std::thread::sleep(self.profile.reply_delay);
            let mut answer = self.answer(&text, inside);
            if answer.starts_with('5') {
                self.errors += 1;
                if self.errors >= self.profile.most_errors {
                    answer = "421 4.7.0 Too many errors on this connection".to_owned();
                }
            }
            let begins = text == "STARTTLS" && answer.starts_with("220");
            line.get_mut().write_all(format!("{answer}\r\n").as_bytes()).ok()?;
            line.get_mut().flush().ok()?;
            if answer.starts_with("221") || answer.starts_with("421") {
                return None;
            }
            if begins {
                return Some(line.into_inner());
            }
        }
    }

    fn answer(&mut self, text: &str, inside: bool) -> String {
        let verb = text.split([' ', ':']).next().unwrap_or("").to_uppercase();
        match verb.as_str() {
            "EHLO" if self.profile.ehlo_refused => "502 5.5.1 no".to_owned(),
            "EHLO" => self.offer(inside),
            "HELO" => "250 mail.contoso.test".to_owned(),
            "STARTTLS" if self.profile.tls == Tls::Refused => "454 4.7.0 TLS not available".to_owned(),
            "STARTTLS" if self.profile.tls == Tls::Injects => {
                "220 go\r\n250-forged\r\n250 AUTH PLAIN".to_owned()
            }
            "STARTTLS" => "220 2.0.0 ready".to_owned(),
            "AUTH" => self.profile.auth.to_owned(),
            "*" => "501 5.7.0 cancelled".to_owned(),
            "MAIL" => {
                self.sender = between(text);
                "250 2.1.0 Sender OK".to_owned()
            }
            "RCPT" => self.recipient(&between(text), inside),
            "RSET" => "250 2.0.0 reset".to_owned(),
            "QUIT" => "221 2.0.0 bye".to_owned(),
            _ => "500 5.3.3 Unrecognized command".to_owned(),
        }
    }

    fn recipient(&self, recipient: &str, inside: bool) -> String {
        let mut asked = self.asked.lock().unwrap();
        let this = format!("{} {recipient} {inside}", self.sender);
        let times = asked.iter().filter(|a| **a == this).count();
        asked.push(this);
        (self.profile.rcpt)(&self.sender, recipient, inside, times).to_owned()
    }

    fn offer(&self, inside: bool) -> String {
        let offered = if inside { self.profile.inside } else { self.profile.ehlo };
        let mut lines = vec!["mail.contoso.test Hello".to_owned()];
        lines.extend(offered.iter().map(|l| (*l).to_owned()));
        let last = lines.len() - 1;
        let mark = |(i, line): (usize, &String)| format!("250{}{line}", if i == last { ' ' } else { '-' });
        lines.iter().enumerate().map(mark).collect::<Vec<_>>().join("\r\n")
    }
}

fn between(text: &str) -> String {
    let path = text.split_once('<').and_then(|(_, rest)| rest.rsplit_once('>'));
    path.map(|(path, _)| path.to_owned()).unwrap_or_default()
}

/// A server's TLS with a certificate as the profile wants it.
pub fn config(tls: Tls) -> Arc<ServerConfig> {
    let name = if tls == Tls::OtherName { "other.example.net" } else { "mail.contoso.test" };
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = rcgen::date_time_ymd(2020, 1, 1);
    params.not_after = rcgen::date_time_ymd(if tls == Tls::Expired { 2021 } else { 2045 }, 1, 1);
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    let chain = vec![certificate.der().clone()];
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    Arc::new(builder.with_no_client_auth().with_single_cert(chain, key).unwrap())
}
