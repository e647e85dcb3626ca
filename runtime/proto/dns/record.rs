//! What can be asked for, what is found, and why nothing is.
//!
//! Names out of a message come as text that cannot break out of a line; other types of records are not decoded.

use std::fmt;
use std::net::IpAddr;

/// The types of records that can be asked for (RFC 1035 section 3.2.2, RFC 2782, RFC 3596).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordType {
    /// IPv4 addresses.
    A,
    /// IPv6 addresses.
    Aaaa,
    /// Mail exchanges.
    Mx,
    /// Texts.
    Txt,
    /// Services.
    Srv,
    /// The name behind an address.
    Ptr,
    /// Name servers.
    Ns,
    /// The name that an alias stands for.
    Cname,
    /// The start of a zone.
    Soa,
}

impl RecordType {
    /// Every type.
    pub const ALL: [Self; 9] =
        [Self::A, Self::Aaaa, Self::Mx, Self::Txt, Self::Srv, Self::Ptr, Self::Ns, Self::Cname, Self::Soa];

    /// The type by its name, in capitals, such as `AAAA`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::Aaaa => "AAAA",
            Self::Mx => "MX",
            Self::Txt => "TXT",
            Self::Srv => "SRV",
            Self::Ptr => "PTR",
            Self::Ns => "NS",
            Self::Cname => "CNAME",
            Self::Soa => "SOA",
        }
    }

    /// Its number in a question.
    pub(super) fn number(self) -> u16 {
        match self {
            Self::A => 1,
            Self::Ns => 2,
            Self::Cname => 5,
            Self::Soa => 6,
            Self::Ptr => 12,
            Self::Mx => 15,
            Self::Txt => 16,
            Self::Aaaa => 28,
            Self::Srv => 33,
        }
    }
}

/// One record of an answer. Names are in text, with `\.` for a dot inside a label and `\DDD` for an octet that does
/// not print (RFC 1035 section 5.1): nothing that a server sends can break out of a line or a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A or AAAA.
    Address(IpAddr),
    /// PTR, NS or CNAME.
    Name(String),
    /// MX.
    Mx {
        /// The lower the sooner.
        priority: u16,
        /// The host.
        exchange: String,
    },
    /// TXT: its character strings, joined.
    Txt(Vec<u8>),
    /// SRV.
    Srv {
        /// The lower the sooner.
        priority: u16,
        /// The share among those of equal priority.
        weight: u16,
        /// The port.
        port: u16,
        /// The host.
        name: String,
    },
    /// SOA.
    Soa(Box<Soa>),
}

/// The start of a zone. Times are in seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Soa {
    /// The primary server.
    pub name_server: String,
    /// The mailbox of who is responsible, `@` written as a dot.
    pub host_master: String,
    /// The version of the zone.
    pub serial: u32,
    /// How often a secondary server looks for a new version.
    pub refresh: u32,
    /// How soon it looks again when it could not.
    pub retry: u32,
    /// When it gives the zone up.
    pub expire: u32,
    /// How long it may be kept that a name does not exist.
    pub minimum_ttl: u32,
}

/// Which addresses are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IpFamily {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

/// Why nothing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResolveError {
    /// The name does not exist.
    NotFound,
    /// The name exists but has no record of the wanted type.
    NoData,
    /// The name cannot be one: too long, an empty label, an odd character.
    BadName,
    /// No server answered in time.
    Timeout,
    /// The servers failed (SERVFAIL).
    ServerFailed,
    /// The servers do not answer us (REFUSED).
    Refused,
    /// The servers did not understand the query (FORMERR).
    FormatError,
    /// The servers do not support such queries (NOTIMP).
    NotImplemented,
    /// The servers answered with nonsense.
    BadResponse,
    /// No server could be reached.
    ConnectionRefused,
}

impl ResolveError {
    /// Whether a server said so, in contrast to silence.
    pub(super) fn is_said(self) -> bool {
        !matches!(self, Self::Timeout | Self::ConnectionRefused)
    }
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFound => "Domain name not found",
            Self::NoData => "DNS server returned answer with no data",
            Self::BadName => "Misformatted domain name",
            Self::Timeout => "Timeout while contacting DNS servers",
            Self::ServerFailed => "DNS server returned general failure",
            Self::Refused => "DNS server refused query",
            Self::FormatError => "DNS server claims query was misformatted",
            Self::NotImplemented => "DNS server does not implement requested operation",
            Self::BadResponse => "Misformatted DNS reply",
            Self::ConnectionRefused => "Could not contact DNS servers",
        })
    }
}

impl std::error::Error for ResolveError {}
