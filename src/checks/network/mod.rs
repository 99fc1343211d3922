//! The one place with sockets, TLS and a resolver. Each connection needs a [`Permit`](super::consent::Permit).

pub mod dns;
pub mod tcp;
pub mod tls;
