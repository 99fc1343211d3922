//! A name server on loopback that answers, lies, or says nothing, as a test wants it. Leaves loopback never.
#![allow(dead_code, clippy::allow_attributes, reason = "each test uses its own part of this")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

pub const A: u16 = 1;
pub const CNAME: u16 = 5;
pub const PTR: u16 = 12;
pub const MX: u16 = 15;
pub const TXT: u16 = 16;
pub const AAAA: u16 = 28;

/// What the server does with a question.
#[derive(Clone, Debug)]
pub enum Reply {
    Addresses(Vec<IpAddr>),
    Texts(Vec<String>),
    Exchangers(Vec<(u16, String)>),
    Pointers(Vec<String>),
    Alias(String, Ipv4Addr),
    NoData,
    Code(u8),
    Raw(Vec<u8>),
    Silence,
}

pub const NXDOMAIN: Reply = Reply::Code(3);
pub const SERVFAIL: Reply = Reply::Code(2);
pub const REFUSED: Reply = Reply::Code(5);

pub fn four(text: &str) -> Reply {
    Reply::Addresses(vec![text.parse().unwrap()])
}

pub fn text(text: &str) -> Reply {
    Reply::Texts(vec![text.to_owned()])
}

/// A running server; it ends with the value.
pub struct Server {
    pub at: SocketAddr,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    asked: Receiver<(String, u16)>,
}

impl Server {
    pub fn start(answer: impl Fn(&str, u16) -> Reply + Send + 'static) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        let at = socket.local_addr().unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let (tell, asked) = channel();
        let ended = Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            let mut buffer = [0_u8; 4096];
            while !ended.load(Ordering::Relaxed) {
                let Ok((length, from)) = socket.recv_from(&mut buffer) else { continue };
                let Some(question) = Question::read(&buffer[..length]) else { continue };
                let _ = tell.send((question.name.clone(), question.kind));
                if let Some(bytes) = question.reply(&answer(&question.name, question.kind)) {
                    let _ = socket.send_to(&bytes, from);
                }
            }
        });
        Self { at, stop, thread: Some(thread), asked }
    }

    /// Every question so far.
    pub fn asked(&self) -> Vec<(String, u16)> {
        self.asked.try_iter().collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Question {
    id: [u8; 2],
    name: String,
    kind: u16,
    section: Vec<u8>,
}

impl Question {
    fn read(bytes: &[u8]) -> Option<Self> {
        let id = [*bytes.first()?, *bytes.get(1)?];
        let mut at = 12;
        let mut labels = Vec::new();
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1;
            if length == 0 {
                break;
            }
            labels.push(String::from_utf8_lossy(bytes.get(at..at + length)?).to_lowercase());
            at += length;
        }
        let kind = u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]);
        Some(Self { id, name: labels.join("."), kind, section: bytes.get(12..at + 4)?.to_vec() })
    }

    fn reply(&self, reply: &Reply) -> Option<Vec<u8>> {
        let records: Vec<(u16, Vec<u8>)> = match reply {
            Reply::Silence => return None,
            Reply::Raw(bytes) => return Some(self.patched(bytes)),
            Reply::Code(_) | Reply::NoData => Vec::new(),
            Reply::Addresses(all) => all.iter().map(|a| address(*a)).collect(),
            Reply::Texts(all) => all.iter().map(|t| (TXT, pieces(t))).collect(),
            Reply::Exchangers(all) => {
                all.iter().map(|(p, n)| (MX, [p.to_be_bytes().to_vec(), name(n)].concat())).collect()
            }
            Reply::Pointers(all) => all.iter().map(|n| (PTR, name(n))).collect(),
            Reply::Alias(other, _) => vec![(CNAME, name(other))],
        };
        let code = if let Reply::Code(code) = reply { *code } else { 0 };
        let mut count = records.len() as u16;
        let mut tail = Vec::new();
        for (kind, data) in records {
            tail.extend(record(&[0xc0, 12], kind, &data));
        }
        if let Reply::Alias(other, at) = reply {
            count += 1;
            tail.extend(record(&name(other), A, &at.octets()));
        }
        let mut bytes = vec![self.id[0], self.id[1], 0x81, 0x80 | code, 0, 1];
        bytes.extend(count.to_be_bytes());
        bytes.extend([0, 0, 0, 0]);
        bytes.extend(&self.section);
        bytes.extend(tail);
        Some(bytes)
    }

    /// A reply made beforehand for `2.3.127.bl.example`, with this question's id and name.
    fn patched(&self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for (place, id) in bytes.iter_mut().zip(self.id) {
            *place = id;
        }
        let (old, new) = (name("2.3.127.bl.example"), name(&self.name));
        match bytes.get(12..12 + old.len()) {
            Some(there) if there == old => [&bytes[..12], &new, &bytes[12 + old.len()..]].concat(),
            _ => bytes,
        }
    }
}

fn record(owner: &[u8], kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = owner.to_vec();
    bytes.extend(kind.to_be_bytes());
    bytes.extend([0, 1, 0, 0, 0, 60]);
    bytes.extend((data.len() as u16).to_be_bytes());
    bytes.extend(data);
    bytes
}

fn address(address: IpAddr) -> (u16, Vec<u8>) {
    match address {
        IpAddr::V4(v4) => (A, v4.octets().to_vec()),
        IpAddr::V6(v6) => (AAAA, Ipv6Addr::octets(&v6).to_vec()),
    }
}

fn pieces(text: &str) -> Vec<u8> {
    text.as_bytes().chunks(255).flat_map(|c| [vec![c.len() as u8], c.to_vec()].concat()).collect()
}

fn name(text: &str) -> Vec<u8> {
    let labels = text.split('.').filter(|l| !l.is_empty());
    let mut bytes: Vec<u8> =
        labels.flat_map(|l| [vec![l.len() as u8], l.as_bytes().to_vec()].concat()).collect();
    bytes.push(0);
    bytes
}
