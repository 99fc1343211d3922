//! TLS of the SMTP probe: the certificate is recorded and judged, never trusted, and the probe goes on.
//!
//! No secret is ever sent inside, so a certificate that is not valid harms nobody; it is a finding. Versions
//! before TLS 1.2 are not spoken here: a server that has nothing newer shows as a failed handshake.

use super::tcp::{Connection, Ended};
use crate::model::time::UtcTime;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    AlertDescription, CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, Error,
    RootCertStore, SignatureScheme,
};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use x509_parser::prelude::{GeneralName, X509Certificate};

/// What a handshake showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TlsFacts {
    /// `TLS 1.3`.
    pub version: String,
    /// Name of the cipher suite.
    pub cipher: String,
    /// The server's own certificate.
    pub certificate: Certificate,
    /// Certificates that came with it.
    pub others: usize,
    /// Why it would not be trusted; empty where it would.
    pub faults: Vec<CertificateFault>,
}

/// A certificate, as it says of itself. Raw: show its texts as safe text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// Whose.
    pub subject: String,
    /// By whom.
    pub issuer: String,
    /// Names and addresses it holds for.
    pub names: Vec<String>,
    /// From when.
    pub not_before: UtcTime,
    /// Until when.
    pub not_after: UtcTime,
    /// SHA-256 of the whole, in hexadecimal.
    pub sha256: String,
}

/// Why a certificate would not be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CertificateFault {
    /// Its time is over.
    Expired,
    /// Its time has not come.
    NotYetValid,
    /// It is for another name.
    OtherName,
    /// Signed by itself.
    SelfSigned,
    /// No root that the world trusts stands behind it.
    UnknownIssuer,
    /// Its key or signature is too weak, or of an unknown kind.
    Weak,
    /// It cannot be read, or is no certificate for servers.
    Unreadable,
}

impl CertificateFault {
    /// Id of its words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Expired => "smtp-cert-expired",
            Self::NotYetValid => "smtp-cert-not-yet",
            Self::OtherName => "smtp-cert-other-name",
            Self::SelfSigned => "smtp-cert-self-signed",
            Self::UnknownIssuer => "smtp-cert-unknown-issuer",
            Self::Weak => "smtp-cert-weak",
            Self::Unreadable => "smtp-cert-unreadable",
        }
    }
}

/// Why TLS did not come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TlsFailure {
    /// The two sides have no version or cipher in common: older than TLS 1.2, most likely.
    NothingInCommon(String),
    /// What came is no handshake.
    Broken(String),
    /// The other side closed, or said nothing in time.
    Ended(Ended),
}

/// Longest wait for bytes that come in clear where only the handshake may come.
const LISTEN: Duration = Duration::from_millis(150);

/// Begins TLS on a connection. Bytes that came in clear before are thrown away and handed back.
pub fn secure(
    connection: &mut Connection,
    host: &str,
    now: UtcTime,
    wait: Duration,
) -> (Result<TlsFacts, TlsFailure>, Vec<u8>) {
    let injected = connection.listen(LISTEN);
    let result = handshake(connection, host, now, wait);
    (result, injected)
}

fn handshake(
    connection: &mut Connection,
    host: &str,
    now: UtcTime,
    wait: Duration,
) -> Result<TlsFacts, TlsFailure> {
    let name = server_name(host, connection.address());
    let judge = Arc::new(Judge::new(now, world_roots()).map_err(failure)?);
    let mut client = client(&judge, name).map_err(failure)?;
    connection.shake_hands(&mut client, wait).map_err(of_shaking)?;
    let facts = judge.facts(&client);
    connection.hold(client);
    Ok(facts)
}

fn of_shaking(ended: Result<Error, Ended>) -> TlsFailure {
    match ended {
        Ok(error) => failure(error),
        Err(ended) => TlsFailure::Ended(ended),
    }
}

fn failure(error: Error) -> TlsFailure {
    use AlertDescription::{HandshakeFailure, InsufficientSecurity, ProtocolVersion};
    let text = error.to_string();
    match error {
        Error::PeerIncompatible(_)
        | Error::AlertReceived(HandshakeFailure | ProtocolVersion | InsufficientSecurity) => {
            TlsFailure::NothingInCommon(text)
        }
        _ => TlsFailure::Broken(text),
    }
}

/// The name asked for: the host where it is one, else the address.
fn server_name(host: &str, address: IpAddr) -> ServerName<'static> {
    ServerName::try_from(host.trim_end_matches('.').to_owned())
        .unwrap_or_else(|_| ServerName::IpAddress(address.into()))
}

fn world_roots() -> RootCertStore {
    webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect()
}

fn client(judge: &Arc<Judge>, name: ServerName<'static>) -> Result<ClientConnection, Error> {
    let config = ClientConfig::builder_with_provider(Arc::clone(&judge.provider))
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(judge) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    ClientConnection::new(Arc::new(config), name)
}

/// Records what it is shown and says yes, so that the probe goes on; the finding is in what it recorded.
#[derive(Debug)]
struct Judge {
    now: UtcTime,
    provider: Arc<CryptoProvider>,
    world: Arc<WebPkiServerVerifier>,
    seen: Mutex<TlsFacts>,
}

impl Judge {
    fn new(now: UtcTime, roots: RootCertStore) -> Result<Self, Error> {
        let provider = Arc::new(ring::default_provider());
        let world = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
            .build()
            .map_err(|e| Error::General(e.to_string()))?;
        Ok(Self { now, provider, world, seen: Mutex::default() })
    }

    fn facts(&self, client: &ClientConnection) -> TlsFacts {
        let mut facts = self.with_seen(|seen| seen.clone());
        facts.version = match client.protocol_version() {
            Some(rustls::ProtocolVersion::TLSv1_3) => "TLS 1.3".to_owned(),
            Some(rustls::ProtocolVersion::TLSv1_2) => "TLS 1.2".to_owned(),
            other => other.map(|v| format!("{v:?}")).unwrap_or_default(),
        };
        facts.cipher =
            client.negotiated_cipher_suite().map(|s| format!("{:?}", s.suite())).unwrap_or_default();
        facts.faults.sort();
        facts.faults.dedup();
        facts
    }

    /// A poisoned lock holds facts all the same.
    fn with_seen<T>(&self, act: impl FnOnce(&mut TlsFacts) -> T) -> T {
        act(&mut self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    fn look_at(&self, own: &CertificateDer<'_>, others: &[CertificateDer<'_>], name: &ServerName<'_>) {
        let mut faults = Vec::new();
        let certificate = described(own, self.now, &mut faults);
        if let Ok(parsed) = ParsedCertificate::try_from(own)
            && verify_server_name(&parsed, name).is_err()
        {
            faults.push(CertificateFault::OtherName);
        }
        faults.extend(self.distrust(own, others, name));
        let self_signed = faults.contains(&CertificateFault::SelfSigned);
        faults.retain(|f| !(self_signed && *f == CertificateFault::UnknownIssuer));
        self.with_seen(|seen| {
            seen.certificate = certificate;
            seen.others = others.len();
            seen.faults = faults;
        });
    }

    /// What those who trust the world's roots would say.
    fn distrust(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
    ) -> Option<CertificateFault> {
        let seconds = u64::try_from(self.now.seconds_since(UtcTime::from_unix(0, 0))).unwrap_or(0);
        let now = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        match self.world.verify_server_cert(own, others, name, &[], now).err()? {
            Error::InvalidCertificate(fault) => Some(named(&fault)),
            _ => Some(CertificateFault::Unreadable),
        }
    }

    fn weak<T>(&self, checked: Result<T, Error>) -> HandshakeSignatureValid {
        if checked.is_err() {
            self.with_seen(|seen| seen.faults.push(CertificateFault::Weak));
        }
        HandshakeSignatureValid::assertion()
    }
}

impl ServerCertVerifier for Judge {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        self.look_at(own, others, name);
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        Ok(self.weak(verify_tls12_signature(message, certificate, signed, known)))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        Ok(self.weak(verify_tls13_signature(message, certificate, signed, known)))
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

fn named(fault: &CertificateError) -> CertificateFault {
    use CertificateError as E;
    match fault {
        E::Expired | E::ExpiredContext { .. } => CertificateFault::Expired,
        E::NotValidYet | E::NotValidYetContext { .. } => CertificateFault::NotYetValid,
        E::NotValidForName | E::NotValidForNameContext { .. } => CertificateFault::OtherName,
        E::BadEncoding | E::UnhandledCriticalExtension | E::InvalidPurpose => CertificateFault::Unreadable,
        E::InvalidPurposeContext { .. } => CertificateFault::Unreadable,
        E::BadSignature => CertificateFault::Weak,
        _ => CertificateFault::UnknownIssuer,
    }
}

fn described(der: &[u8], now: UtcTime, faults: &mut Vec<CertificateFault>) -> Certificate {
    let sha256 = hexadecimal(&Sha256::digest(der));
    let Ok((_, parsed)) = x509_parser::parse_x509_certificate(der) else {
        faults.push(CertificateFault::Unreadable);
        return Certificate { sha256, ..Certificate::default() };
    };
    let at = |time: x509_parser::time::ASN1Time| UtcTime::from_unix(time.timestamp(), 0);
    let validity = parsed.validity();
    let (not_before, not_after) = (at(validity.not_before), at(validity.not_after));
    faults.extend((now < not_before).then_some(CertificateFault::NotYetValid));
    faults.extend((now > not_after).then_some(CertificateFault::Expired));
    let own = parsed.subject().as_raw() == parsed.issuer().as_raw();
    faults.extend(own.then_some(CertificateFault::SelfSigned));
    Certificate {
        subject: parsed.subject().to_string(),
        issuer: parsed.issuer().to_string(),
        names: names(&parsed),
        not_before,
        not_after,
        sha256,
    }
}

/// Names a certificate holds for, a hundred at most.
fn names(parsed: &X509Certificate<'_>) -> Vec<String> {
    let Ok(Some(alternative)) = parsed.subject_alternative_name() else { return Vec::new() };
    alternative.value.general_names.iter().filter_map(name).take(100).collect()
}

fn name(general: &GeneralName<'_>) -> Option<String> {
    match general {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(bytes) => address(bytes).map(|a| a.to_string()),
        _ => None,
    }
}

fn address(bytes: &[u8]) -> Option<IpAddr> {
    let four = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
    four.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from)).ok()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
