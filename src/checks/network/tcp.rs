//! One TCP connection of a check, in clear or inside TLS. None without a [`Permit`] for its target.
//!
//! Every wait is cut into short ones, so that a cancelled task ends it; a whole session has an end too.
//! Knows no SMTP: bytes in, bytes out.

use crate::checks::consent::{Permit, Refusal, Scope, normal};
use crate::model::time::UtcTime;
use crate::task::Task;
use rustls::ClientConnection;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Longest wait before the task is asked again.
const SLICE: Duration = Duration::from_millis(100);

/// Why a connection, or a wait on it, ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Nothing came in time.
    TooSlow,
    /// The whole session took too long.
    SessionOver,
    /// The other side closed it.
    Closed,
    /// The task was cancelled.
    Cancelled,
}

/// Why there is no connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotConnected {
    /// It is not permitted.
    Refused(Refusal),
    /// The other side refused: nothing listens.
    Closed,
    /// Nothing came back: filtered.
    Filtered,
    /// There is no way there from here.
    NoWay(String),
    /// As many connections as one run may make were made.
    TooMany,
    /// The task was cancelled.
    Cancelled,
}

/// Whom to reach, and how long to try.
#[derive(Clone, Copy, Debug)]
pub struct Reach<'a> {
    /// What for.
    pub scope: Scope,
    /// Its name, as the permit may have it.
    pub host: &'a str,
    /// Where.
    pub address: SocketAddr,
    /// Wait for the connection.
    pub wait: Duration,
    /// The whole session.
    pub session: Duration,
}

/// A connection.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    tls: Option<Box<ClientConnection>>,
    address: IpAddr,
    task: Task,
    end: Instant,
}

/// Connects, if `permit` allows this very thing with this very target now.
///
/// # Errors
/// It is not permitted, or the other side cannot be reached.
pub fn connect(
    permit: &Permit,
    reach: &Reach<'_>,
    now: UtcTime,
    task: &Task,
) -> Result<Connection, NotConnected> {
    check(permit, reach, now).map_err(NotConnected::Refused)?;
    let end = Instant::now() + reach.session;
    let stream = dial(reach.address, reach.wait, task)?;
    let no_way = |e: io::Error| NotConnected::NoWay(e.kind().to_string());
    stream.set_read_timeout(Some(SLICE)).map_err(no_way)?;
    stream.set_write_timeout(Some(SLICE)).map_err(no_way)?;
    stream.set_nodelay(true).map_err(no_way)?;
    Ok(Connection { stream, tls: None, address: reach.address.ip(), task: task.clone(), end })
}

fn check(permit: &Permit, reach: &Reach<'_>, now: UtcTime) -> Result<(), Refusal> {
    let targets = [normal(reach.host), reach.address.ip().to_canonical().to_string()];
    match () {
        () if permit.scope() != reach.scope => Err(Refusal::NotInScope(reach.scope)),
        () if now > permit.until() => Err(Refusal::Over),
        () if !targets.iter().any(|t| t == permit.target()) => Err(Refusal::NotNamed(targets[0].clone())),
        () => Ok(()),
    }
}

/// A connection attempt cannot be interrupted; it runs beside, and is left to end by itself when cancelled.
fn dial(address: SocketAddr, wait: Duration, task: &Task) -> Result<TcpStream, NotConnected> {
    let (send, receive) = channel();
    let attempt = move || drop(send.send(TcpStream::connect_timeout(&address, wait)));
    let started = std::thread::Builder::new().name("connect".to_owned()).spawn(attempt);
    started.map_err(|e| NotConnected::NoWay(e.kind().to_string()))?;
    let end = Instant::now() + wait + SLICE * 5;
    loop {
        match receive.recv_timeout(SLICE) {
            Ok(tried) => return tried.map_err(|e| of_dialling(&e)),
            Err(RecvTimeoutError::Disconnected) => return Err(NotConnected::Filtered),
            Err(RecvTimeoutError::Timeout) if task.is_cancelled() => return Err(NotConnected::Cancelled),
            Err(RecvTimeoutError::Timeout) if Instant::now() > end => return Err(NotConnected::Filtered),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

fn of_dialling(error: &io::Error) -> NotConnected {
    match error.kind() {
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset => NotConnected::Closed,
        ErrorKind::TimedOut | ErrorKind::WouldBlock => NotConnected::Filtered,
        kind => NotConnected::NoWay(kind.to_string()),
    }
}

/// Sleeps, unless the task is cancelled meanwhile; says whether it slept to the end.
pub fn rest(time: Duration, task: &Task) -> bool {
    let end = Instant::now() + time;
    while let Some(left) = end.checked_duration_since(Instant::now()).filter(|l| !l.is_zero()) {
        if task.is_cancelled() {
            return false;
        }
        std::thread::sleep(left.min(SLICE));
    }
    !task.is_cancelled()
}

impl Connection {
    /// The address reached.
    #[must_use]
    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// Our own address on this connection; empty where the system does not say.
    #[must_use]
    pub fn own_address(&self) -> String {
        self.stream.local_addr().map(|a| a.ip().to_string()).unwrap_or_default()
    }

    /// Some bytes, at most 4 KiB.
    ///
    /// # Errors
    /// Nothing came until `until`, or it ended.
    pub fn receive(&mut self, until: Instant) -> Result<Vec<u8>, Ended> {
        let mut buffer = [0; 4096];
        loop {
            self.may_wait(until)?;
            match self.read(&mut buffer) {
                Ok(0) => return Err(Ended::Closed),
                Ok(n) => return Ok(buffer.get(..n).unwrap_or_default().to_vec()),
                Err(error) if is_pause(&error) => {}
                Err(_) => return Err(Ended::Closed),
            }
        }
    }

    /// Sends all of it.
    ///
    /// # Errors
    /// It did not go out until `until`, or it ended.
    pub fn send(&mut self, bytes: &[u8], until: Instant) -> Result<(), Ended> {
        if let Some(tls) = &mut self.tls {
            tls.writer().write_all(bytes).map_err(|_| Ended::Closed)?;
            return self.flush_tls(until);
        }
        let mut left = bytes;
        while !left.is_empty() {
            self.may_wait(until)?;
            match self.stream.write(left) {
                Ok(0) => return Err(Ended::Closed),
                Ok(n) => left = left.get(n..).unwrap_or_default(),
                Err(error) if is_pause(&error) => {}
                Err(_) => return Err(Ended::Closed),
            }
        }
        Ok(())
    }

    fn flush_tls(&mut self, until: Instant) -> Result<(), Ended> {
        while self.tls.as_ref().is_some_and(|tls| tls.wants_write()) {
            self.may_wait(until)?;
            let Some(tls) = &mut self.tls else { break };
            match tls.write_tls(&mut self.stream) {
                Ok(_) => {}
                Err(error) if is_pause(&error) => {}
                Err(_) => return Err(Ended::Closed),
            }
        }
        Ok(())
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.tls {
            Some(tls) => read_inside(tls, &mut self.stream, buffer),
            None => self.stream.read(buffer),
        }
    }

    fn may_wait(&self, until: Instant) -> Result<(), Ended> {
        let now = Instant::now();
        match () {
            () if self.task.is_cancelled() => Err(Ended::Cancelled),
            () if now >= self.end => Err(Ended::SessionOver),
            () if now >= until => Err(Ended::TooSlow),
            () => Ok(()),
        }
    }

    /// What comes unasked within a short time; it is not kept.
    pub(super) fn listen(&mut self, time: Duration) -> Vec<u8> {
        self.receive(Instant::now() + time).unwrap_or_default()
    }

    /// Carries a handshake through.
    pub(super) fn shake_hands(
        &mut self,
        client: &mut ClientConnection,
        wait: Duration,
    ) -> Result<(), Result<rustls::Error, Ended>> {
        let until = Instant::now() + wait;
        while client.is_handshaking() || client.wants_write() {
            self.may_wait(until).map_err(Err)?;
            let moved = if client.wants_write() {
                client.write_tls(&mut self.stream)
            } else {
                client.read_tls(&mut self.stream)
            };
            match moved {
                Ok(0) => return Err(Err(Ended::Closed)),
                Ok(_) => self.understand(client).map_err(Ok)?,
                Err(error) if is_pause(&error) => {}
                Err(_) => return Err(Err(Ended::Closed)),
            }
        }
        Ok(())
    }

    /// What cannot be understood is answered with an alert, as far as it goes.
    fn understand(&mut self, client: &mut ClientConnection) -> Result<(), rustls::Error> {
        let understood = client.process_new_packets();
        if understood.is_err() {
            let _ = client.write_tls(&mut self.stream);
        }
        understood.map(|_| ())
    }

    /// From here on everything goes through `client`.
    pub(super) fn hold(&mut self, client: ClientConnection) {
        self.tls = Some(Box::new(client));
    }
}

fn is_pause(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}

/// One read, so that a side that sends byte after byte cannot hold us.
fn read_inside(tls: &mut ClientConnection, stream: &mut TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    match tls.reader().read(buffer) {
        Err(error) if is_pause(&error) => {}
        read => return read,
    }
    if tls.read_tls(stream)? == 0 {
        return Ok(0);
    }
    tls.process_new_packets().map_err(io::Error::other)?;
    tls.reader().read(buffer)
}
