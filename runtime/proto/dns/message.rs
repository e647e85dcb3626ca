//! Queries for A and AAAA records, and the check of what comes back (RFC 1035, RFC 5452 section 9.1).
//!
//! The caller sends the datagram, keeps the id and the clock, and asks again over TCP when an answer was cut.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use simple_dns::rdata::RData;
use simple_dns::{CLASS, Name, Packet, PacketFlag, QCLASS, QTYPE, Question, RCODE, TYPE, header_buffer};

/// The addresses that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// IPv4 (A records).
    A,
    /// IPv6 (AAAA records).
    Aaaa,
}

/// The name can't be asked for: an empty label, a label over 63 bytes, a name over 253, or a character that host names
/// do not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameError;

/// What a server said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The addresses in the order of the answer, at least one, at most [`ADDRESSES_MAX`].
    Addresses {
        /// The addresses.
        addresses: Vec<IpAddr>,
        /// For how many seconds they may be kept: the least of the records that led to them.
        ttl_s: u32,
    },
    /// The name exists and has no address of this kind.
    NoData,
    /// There is no such name.
    NotFound,
    /// The answer did not fit: ask again over TCP.
    Truncated,
    /// The server did not answer the question: ask the next one.
    Failed(Failure),
}

/// Why a server did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// FORMERR: it did not understand the query.
    Format,
    /// SERVFAIL.
    Server,
    /// NOTIMP.
    NotImplemented,
    /// REFUSED.
    Refused,
    /// Another code.
    Other,
}

/// The datagram is no answer to the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerError {
    /// Another id, another question, or no answer at all: somebody else's, a late one, or a forged one. Wait on.
    NotOurs,
    /// It can't be read, or its chain of aliases is too long.
    Malformed,
}

/// The query for the addresses of `name`, with recursion. A dot at the end is accepted.
pub fn query(id: u16, name: &str, kind: Kind) -> Result<Vec<u8>, NameError> {
    let mut packet = Packet::new_query(id);
    packet.set_flags(PacketFlag::RECURSION_DESIRED);
    packet.questions.push(Question::new(host_name(name)?, kind.qtype(), QCLASS::CLASS(CLASS::IN), false));
    packet.build_bytes_vec().map_err(|_| NameError)
}

/// Checks `datagram` against the query that was sent and follows the aliases in it.
pub fn check_answer(datagram: &[u8], id: u16, name: &str, kind: Kind) -> Result<Answer, AnswerError> {
    let name = host_name(name).map_err(|_| AnswerError::NotOurs)?;
    let is_answer = header_buffer::has_flags(datagram, PacketFlag::RESPONSE).unwrap_or(false);
    if !is_answer || header_buffer::id(datagram) != Ok(id) {
        return Err(AnswerError::NotOurs);
    }
    let truncated = header_buffer::has_flags(datagram, PacketFlag::TRUNCATION).unwrap_or(false);
    if !counts_fit(datagram) {
        return if truncated { Ok(Answer::Truncated) } else { Err(AnswerError::Malformed) };
    }
    let Ok(packet) = Packet::parse(datagram) else {
        return if truncated { Ok(Answer::Truncated) } else { Err(AnswerError::Malformed) };
    };
    match &packet.questions[..] {
        [question] if question.qname == name && question.qtype == kind.qtype() && is_internet(question.qclass) => {}
        // Servers that understood nothing send the header back alone.
        [] if packet.rcode() != RCODE::NoError => {}
        _ => return Err(AnswerError::NotOurs),
    }
    match packet.rcode() {
        _ if truncated => Ok(Answer::Truncated),
        RCODE::NoError => addresses(&packet, &name, kind),
        RCODE::NameError => Ok(Answer::NotFound),
        RCODE::FormatError => Ok(Answer::Failed(Failure::Format)),
        RCODE::ServerFailure => Ok(Answer::Failed(Failure::Server)),
        RCODE::NotImplemented => Ok(Answer::Failed(Failure::NotImplemented)),
        RCODE::Refused => Ok(Answer::Failed(Failure::Refused)),
        _ => Ok(Answer::Failed(Failure::Other)),
    }
}

/// Records that belong to other names than the chain leads to are not looked at: a server may not slip them in.
fn addresses(packet: &Packet<'_>, name: &Name<'_>, kind: Kind) -> Result<Answer, AnswerError> {
    let mut name = name;
    let mut least_ttl_s = u32::MAX;
    for _ in 0..=ALIASES_MAX {
        let mut alias = None;
        let mut addresses = Vec::new();
        for record in packet.answers.iter().filter(|record| record.class == CLASS::IN && record.name == *name) {
            match (&record.rdata, kind) {
                (RData::A(a), Kind::A) => addresses.push(IpAddr::V4(Ipv4Addr::from(a.address))),
                (RData::AAAA(aaaa), Kind::Aaaa) => addresses.push(IpAddr::V6(Ipv6Addr::from(aaaa.address))),
                (RData::CNAME(cname), _) => alias = Some(&cname.0),
                _ => continue,
            }
            least_ttl_s = least_ttl_s.min(record.ttl);
        }
        if !addresses.is_empty() {
            addresses.truncate(ADDRESSES_MAX);
            return Ok(Answer::Addresses { addresses, ttl_s: least_ttl_s });
        }
        match alias {
            Some(target) => name = target,
            None => return Ok(Answer::NoData),
        }
    }
    Err(AnswerError::Malformed)
}

/// A name made of letters, digits, `-` and `_` (which host names in the wild have).
fn host_name(name: &str) -> Result<Name<'_>, NameError> {
    let name = name.strip_suffix('.').unwrap_or(name);
    let label_fits = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    if name.len() > 253 || !name.split('.').all(label_fits) {
        return Err(NameError);
    }
    Name::new(name).map_err(|_| NameError)
}

impl Kind {
    fn qtype(self) -> QTYPE {
        QTYPE::TYPE(match self {
            Kind::A => TYPE::A,
            Kind::Aaaa => TYPE::AAAA,
        })
    }
}

fn is_internet(class: QCLASS) -> bool {
    class == QCLASS::CLASS(CLASS::IN)
}

/// simple-dns reserves room for as many records as the header announces; a header alone may not ask for megabytes.
fn counts_fit(datagram: &[u8]) -> bool {
    let count = |read: fn(&[u8]) -> simple_dns::Result<u16>| usize::from(read(datagram).unwrap_or(u16::MAX));
    let records =
        count(header_buffer::answers) + count(header_buffer::name_servers) + count(header_buffer::additional_records);
    // A question takes at least five bytes, a record eleven.
    count(header_buffer::questions) * 5 + records * 11 + 12 <= datagram.len()
}

/// Aliases followed from one name to the next; real chains have two or three. It ends loops as well.
const ALIASES_MAX: usize = 16;
/// Addresses taken from one answer.
const ADDRESSES_MAX: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    /// A datagram: id 7, `flags`, question, records as (owner, type, data).
    fn datagram(flags: u16, question: &str, qtype: u16, records: &[(&str, u16, &[u8])]) -> Vec<u8> {
        let mut out = Vec::new();
        for word in [7, flags, 1, records.len() as u16, 0, 0] {
            out.extend_from_slice(&word.to_be_bytes());
        }
        out.extend_from_slice(&wire(question));
        out.extend_from_slice(&qtype.to_be_bytes());
        out.extend_from_slice(&[0, 1]);
        for (index, (owner, rtype, data)) in records.iter().enumerate() {
            out.extend_from_slice(&wire(owner));
            out.extend_from_slice(&rtype.to_be_bytes());
            out.extend_from_slice(&[0, 1, 0, 0, 0, 60 - index as u8]);
            out.extend_from_slice(&(data.len() as u16).to_be_bytes());
            out.extend_from_slice(data);
        }
        out
    }

    fn wire(name: &str) -> Vec<u8> {
        let labels = name.split('.').filter(|label| !label.is_empty());
        labels.flat_map(|label| [&[label.len() as u8], label.as_bytes()].concat()).chain([0]).collect()
    }

    fn check(datagram: &[u8]) -> Result<Answer, AnswerError> {
        let whole = check_answer(datagram, 7, "www.Example.com", Kind::A);
        for len in 0..datagram.len() {
            let cut = check_answer(&datagram[..len], 7, "www.Example.com", Kind::A);
            assert!(matches!(cut, Err(_) | Ok(Answer::Truncated)), "cut at {len}: {cut:?}");
        }
        whole
    }

    fn found(addresses: &[&str], ttl_s: u32) -> Result<Answer, AnswerError> {
        let addresses = addresses.iter().map(|text| text.parse().expect("an address")).collect();
        Ok(Answer::Addresses { addresses, ttl_s })
    }

    const OK: u16 = 0x8180;

    #[test]
    fn a_query_on_the_wire() {
        let expect = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x03www\x07example\x03com\x00\x00\x1c\x00\x01";
        assert_eq!(query(0x1234, "www.example.com", Kind::Aaaa).as_deref(), Ok(&expect[..]));
        assert_eq!(query(0x1234, "www.example.com.", Kind::Aaaa).as_deref(), Ok(&expect[..]));
        let long = "a".repeat(64);
        for name in ["", ".", "a..b", ".a", "a b", "a\\046b", "b\u{fc}cher.de", "a\0b", &long, &"a.".repeat(128)] {
            assert_eq!(query(1, name, Kind::A), Err(NameError), "{name:?}");
        }
    }

    #[test]
    fn answers() {
        let a = |owner| (owner, 1, &[10, 0, 0, 1][..]);
        assert_eq!(check(&datagram(OK, "WWW.example.com", 1, &[a("www.example.COM")])), found(&["10.0.0.1"], 60));
        assert_eq!(
            check(&datagram(OK, "www.example.com", 1, &[a("www.example.com"), ("www.example.com", 1, &[10, 0, 0, 2])])),
            found(&["10.0.0.1", "10.0.0.2"], 59)
        );
        let chain = [("www.example.com", 5, &wire("a.example.net")[..]), a("evil.example.com"), a("a.example.net")];
        assert_eq!(check(&datagram(OK, "www.example.com", 1, &chain)), found(&["10.0.0.1"], 58));
        assert_eq!(check(&datagram(OK, "www.example.com", 1, &chain[..2])), Ok(Answer::NoData));
        assert_eq!(check(&datagram(OK, "www.example.com", 1, &[])), Ok(Answer::NoData));
        let looped = [("www.example.com", 5, &wire("www.example.com")[..])];
        assert_eq!(check(&datagram(OK, "www.example.com", 1, &looped)), Err(AnswerError::Malformed));
        for (code, answer) in [
            (3, Answer::NotFound),
            (1, Answer::Failed(Failure::Format)),
            (2, Answer::Failed(Failure::Server)),
            (4, Answer::Failed(Failure::NotImplemented)),
            (5, Answer::Failed(Failure::Refused)),
            (9, Answer::Failed(Failure::Other)),
        ] {
            assert_eq!(check(&datagram(OK | code, "www.example.com", 1, &[])), Ok(answer));
        }
        let cut = datagram(OK | 0x0200, "www.example.com", 1, &[a("www.example.com")]);
        assert_eq!(check(&cut), Ok(Answer::Truncated));
        assert_eq!(check(&cut[..40]), Ok(Answer::Truncated));
    }

    #[test]
    fn six() {
        let data = "2001:db8::1".parse::<Ipv6Addr>().expect("an address").octets();
        let datagram = datagram(OK, "h", 28, &[("h", 28, &data), ("h", 1, &[10, 0, 0, 1])]);
        assert_eq!(check_answer(&datagram, 7, "h", Kind::Aaaa), found(&["2001:db8::1"], 60));
        assert_eq!(check_answer(&datagram, 7, "h", Kind::A), Err(AnswerError::NotOurs));
    }

    #[test]
    fn what_is_not_an_answer_to_us() {
        let good = datagram(OK, "www.example.com", 1, &[]);
        assert_eq!(check_answer(&good, 8, "www.example.com", Kind::A), Err(AnswerError::NotOurs));
        assert_eq!(check_answer(&good, 7, "example.com", Kind::A), Err(AnswerError::NotOurs));
        assert_eq!(check(&datagram(0x0100, "www.example.com", 1, &[])), Err(AnswerError::NotOurs));
        assert_eq!(check(b""), Err(AnswerError::NotOurs));
        assert_eq!(check(b"\0\x07\x81\x80\xff\xff\xff\xff\xff\xff\xff\xff"), Err(AnswerError::Malformed));
        // A name that points at itself.
        assert_eq!(check(b"\0\x07\x81\x80\0\x01\0\0\0\0\0\0\xc0\x0c\0\x01\0\x01"), Err(AnswerError::Malformed));
    }
}
