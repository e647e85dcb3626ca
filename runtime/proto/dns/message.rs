//! Queries, and the check of what comes back (RFC 1035, RFC 5452 section 9.1, RFC 6891).
//!
//! The caller sends the message, keeps the id and the clock, and asks again over TCP when an answer was cut.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use simple_dns::rdata::RData;
use simple_dns::{CLASS, Name, Packet, RCODE};

use super::name::{NameError, Spelling, to_text, to_wire};
use super::record::{Record, RecordType, Soa};

/// What a server sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The records that were asked for, in the order of the answer, at least one.
    LookupResult(Vec<Record>),
    /// The name exists and has no record of this type.
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

/// The message is no answer to the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerError {
    /// Another id, another question, or no answer at all: somebody else's, a late one, or a forged one. Wait on.
    NotOurs,
    /// Id and question are ours, and the rest can't be read, or its chain of aliases is too long.
    Malformed,
}

/// A question, ready to be sent any number of times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Name, type, class, as on the wire.
    question: Vec<u8>,
    kind: RecordType,
}

impl Query {
    /// A question for the records of `name`.
    pub fn new(name: &str, kind: RecordType, spelling: Spelling) -> Result<Self, NameError> {
        let mut question = to_wire(name, spelling)?;
        question.extend_from_slice(&kind.number().to_be_bytes());
        question.extend_from_slice(&CLASS_INTERNET.to_be_bytes());
        Ok(Self { question, kind })
    }

    /// The message, with recursion desired. With `edns` it says that we take datagrams larger than 512 bytes, which a
    /// few old servers answer with FORMERR.
    pub fn message(&self, id: u16, edns: bool) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER_LEN + self.question.len() + OPT_LEN);
        for word in [id, RECURSION_DESIRED, 1, 0, 0, u16::from(edns)] {
            out.extend_from_slice(&word.to_be_bytes());
        }
        out.extend_from_slice(&self.question);
        if edns {
            // RFC 6891 section 6.1.2: the root, OPT, the size in place of the class, no flags, no options.
            out.push(0);
            for word in [TYPE_OPT, UDP_LEN_MAX, 0, 0, 0] {
                out.extend_from_slice(&word.to_be_bytes());
            }
        }
        out
    }

    /// Checks `message` against the query that was sent under this id, and follows the aliases in it.
    pub fn check(&self, id: u16, message: &[u8]) -> Result<Answer, AnswerError> {
        let Some((header, rest)) = message.split_first_chunk::<HEADER_LEN>() else {
            return Err(AnswerError::NotOurs);
        };
        let word = |at: usize| u16::from_be_bytes([header[at], header[at + 1]]);
        let flags = word(2);
        if word(0) != id || flags & (RESPONSE | OPCODE_MASK) != RESPONSE {
            return Err(AnswerError::NotOurs);
        }
        let code = RCODE::from(flags & RCODE_MASK);
        match word(4) {
            1 if self.is_question(rest) => {}
            // Servers that understood nothing send the header back alone. What a header alone may not say is that a
            // name does not exist.
            0 if matches!(code, RCODE::FormatError | RCODE::NotImplemented) => {
                return Ok(Answer::Failed(failure(code)));
            }
            _ => return Err(AnswerError::NotOurs),
        }
        if flags & TRUNCATED != 0 {
            return Ok(Answer::Truncated);
        }
        // simple-dns reserves room for as many records as the header announces; a header alone may not ask for
        // megabytes. A record takes at least eleven bytes.
        let records = usize::from(word(6)) + usize::from(word(8)) + usize::from(word(10));
        if records * 11 > rest.len() - self.question.len() {
            return Err(AnswerError::Malformed);
        }
        let packet = Packet::parse(message).map_err(|_| AnswerError::Malformed)?;
        // Whose upper bits are in the OPT record.
        match packet.rcode() {
            RCODE::NoError => self.records(&packet),
            RCODE::NameError => Ok(Answer::NotFound),
            code => Ok(Answer::Failed(failure(code))),
        }
    }

    /// Whether the bytes begin with our question: the name without regard to case, the rest to the bit. A server has
    /// nothing in front of it that a compressed name could point at.
    fn is_question(&self, bytes: &[u8]) -> bool {
        let (name, tail) = self.question.split_at(self.question.len() - 4);
        bytes.get(..name.len()).is_some_and(|theirs| theirs.eq_ignore_ascii_case(name))
            && bytes[name.len()..].starts_with(tail)
    }

    /// Records that belong to other names than the chain leads to are not looked at: a server may not slip them in.
    fn records(&self, packet: &Packet<'_>) -> Result<Answer, AnswerError> {
        let Some(question) = packet.questions.first() else { return Err(AnswerError::Malformed) };
        let mut name = &question.qname;
        for _ in 0..=ALIASES_MAX {
            let mut alias = None;
            let mut records = Vec::new();
            for record in packet.answers.iter().filter(|record| record.class == CLASS::IN && record.name == *name) {
                records.extend(record_of(&record.rdata, self.kind));
                if let RData::CNAME(cname) = &record.rdata {
                    alias = Some(&cname.0);
                }
            }
            match alias {
                _ if !records.is_empty() => return Ok(Answer::LookupResult(records)),
                Some(target) => name = target,
                None => return Ok(Answer::NoData),
            }
        }
        Err(AnswerError::Malformed)
    }
}

/// The record, when it is of this type.
fn record_of(data: &RData<'_>, kind: RecordType) -> Option<Record> {
    Some(match (data, kind) {
        (RData::A(a), RecordType::A) => Record::Address(IpAddr::V4(Ipv4Addr::from(a.address))),
        (RData::AAAA(aaaa), RecordType::Aaaa) => Record::Address(IpAddr::V6(Ipv6Addr::from(aaaa.address))),
        (RData::PTR(ptr), RecordType::Ptr) => Record::Name(text(&ptr.0)),
        (RData::NS(ns), RecordType::Ns) => Record::Name(text(&ns.0)),
        (RData::CNAME(cname), RecordType::Cname) => Record::Name(text(&cname.0)),
        (RData::MX(mx), RecordType::Mx) => Record::Mx { priority: mx.preference, exchange: text(&mx.exchange) },
        (RData::TXT(txt), RecordType::Txt) => {
            let joined = String::try_from(txt.clone());
            Record::Txt(joined.map_or_else(|error| error.into_bytes(), String::into_bytes))
        }
        (RData::SRV(srv), RecordType::Srv) => {
            Record::Srv { priority: srv.priority, weight: srv.weight, port: srv.port, name: text(&srv.target) }
        }
        (RData::SOA(soa), RecordType::Soa) => Record::Soa(Box::new(Soa {
            name_server: text(&soa.mname),
            host_master: text(&soa.rname),
            serial: soa.serial,
            // The crate reads these unsigned numbers (RFC 1035 section 3.3.13) as signed ones.
            refresh: soa.refresh as u32,
            retry: soa.retry as u32,
            expire: soa.expire as u32,
            minimum_ttl: soa.minimum,
        })),
        _ => return None,
    })
}

fn text(name: &Name<'_>) -> String {
    to_text(name.as_bytes())
}

fn failure(code: RCODE) -> Failure {
    match code {
        RCODE::FormatError => Failure::Format,
        RCODE::ServerFailure => Failure::Server,
        RCODE::NotImplemented => Failure::NotImplemented,
        RCODE::Refused => Failure::Refused,
        _ => Failure::Other,
    }
}

const HEADER_LEN: usize = 12;
const OPT_LEN: usize = 11;
const RESPONSE: u16 = 0x8000;
const OPCODE_MASK: u16 = 0x7800;
const TRUNCATED: u16 = 0x0200;
const RECURSION_DESIRED: u16 = 0x0100;
const RCODE_MASK: u16 = 0x000f;
const CLASS_INTERNET: u16 = 1;
const TYPE_OPT: u16 = 41;
/// What passes everywhere without being cut into fragments (DNS flag day 2020).
const UDP_LEN_MAX: u16 = 1232;
/// Aliases followed from one name to the next; real chains have two or three. It ends loops as well.
const ALIASES_MAX: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::testing::{datagram, wire};

    fn query(name: &str, kind: RecordType) -> Query {
        Query::new(name, kind, Spelling::Any).expect("a name")
    }

    fn check(datagram: &[u8]) -> Result<Answer, AnswerError> {
        let query = query("www.Example.com", RecordType::A);
        for len in 0..datagram.len() {
            let cut = query.check(7, &datagram[..len]);
            assert!(matches!(cut, Err(_) | Ok(Answer::Truncated | Answer::Failed(_))), "cut at {len}: {cut:?}");
        }
        query.check(7, datagram)
    }

    fn found(addresses: &[&str]) -> Result<Answer, AnswerError> {
        let address = |text: &&str| Record::Address(text.parse().expect("an address"));
        Ok(Answer::LookupResult(addresses.iter().map(address).collect()))
    }

    const OK: u16 = 0x8180;

    #[test]
    fn a_query_on_the_wire() {
        let expect = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x03www\x07example\x03com\x00\x00\x1c\x00\x01";
        let query = query("www.example.com", RecordType::Aaaa);
        assert_eq!(query.message(0x1234, false), expect);
        let edns = query.message(0x1234, true);
        assert_eq!(edns[11], 1);
        assert_eq!(edns[expect.len()..], *b"\0\0\x29\x04\xd0\0\0\0\0\0\0");
    }

    #[test]
    fn answers() {
        let a = |owner| (owner, 1, &[10, 0, 0, 1][..]);
        assert_eq!(check(&datagram(OK, "WWW.example.com", 1, &[a("www.example.COM")])), found(&["10.0.0.1"]));
        assert_eq!(
            check(&datagram(OK, "www.example.com", 1, &[a("www.example.com"), ("www.example.com", 1, &[10, 0, 0, 2])])),
            found(&["10.0.0.1", "10.0.0.2"])
        );
        let chain = [("www.example.com", 5, &wire("a.example.net")[..]), a("evil.example.com"), a("a.example.net")];
        assert_eq!(check(&datagram(OK, "www.example.com", 1, &chain)), found(&["10.0.0.1"]));
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
    fn chains_have_a_limit() {
        let names: Vec<String> =
            std::iter::once("www.example.com".into()).chain((1..20).map(|n| format!("n{n}.example"))).collect();
        let targets: Vec<Vec<u8>> = names.iter().map(|name| wire(name)).collect();
        let chain = |links: usize| {
            let mut records: Vec<(&str, u16, &[u8])> =
                (0..links).map(|link| (&names[link][..], 5, &targets[link + 1][..])).collect();
            records.push((&names[links], 1, &[10, 0, 0, 1]));
            datagram(OK, "www.example.com", 1, &records)
        };
        let query = query("www.example.com", RecordType::A);
        assert_eq!(query.check(7, &chain(16)), found(&["10.0.0.1"]));
        assert_eq!(query.check(7, &chain(17)), Err(AnswerError::Malformed));
    }

    #[test]
    fn six() {
        let data = "2001:db8::1".parse::<Ipv6Addr>().expect("an address").octets();
        let datagram = datagram(OK, "h", 28, &[("h", 28, &data), ("h", 1, &[10, 0, 0, 1])]);
        assert_eq!(query("h", RecordType::Aaaa).check(7, &datagram), found(&["2001:db8::1"]));
        assert_eq!(query("h", RecordType::A).check(7, &datagram), Err(AnswerError::NotOurs));
    }

    #[test]
    fn records_of_every_type() {
        let name = || wire("b.example");
        let mx = [&[0, 10][..], &name()].concat();
        let srv = [&[0, 1, 0, 2, 0x1f, 0x90][..], &name()].concat();
        let soa =
            [&name()[..], &wire("x.y"), &[0xff; 4], &[0, 0, 0, 1], &[0, 0, 0, 2], &[0xff; 4], &[0, 0, 0, 4]].concat();
        let b = || "b.example".to_string();
        let soa_record = Soa {
            name_server: b(),
            host_master: "x.y".into(),
            serial: u32::MAX,
            refresh: 1,
            retry: 2,
            expire: u32::MAX,
            minimum_ttl: 4,
        };
        for (kind, data, record) in [
            (RecordType::Ptr, name(), Record::Name(b())),
            (RecordType::Ns, name(), Record::Name(b())),
            (RecordType::Cname, name(), Record::Name(b())),
            (RecordType::Mx, mx, Record::Mx { priority: 10, exchange: b() }),
            (RecordType::Srv, srv, Record::Srv { priority: 1, weight: 2, port: 8080, name: b() }),
            (RecordType::Txt, b"\x03a=b\x00\x02=\xff".to_vec(), Record::Txt(b"a=b=\xff".to_vec())),
            (RecordType::Soa, soa, Record::Soa(Box::new(soa_record))),
        ] {
            let number = kind.number();
            let whole = datagram(OK, "a.example", number, &[("A.example", number, &data)]);
            let query = query("a.example", kind);
            assert_eq!(query.check(7, &whole), Ok(Answer::LookupResult(vec![record])), "{kind:?}");
            assert_eq!(query.check(7, &whole[..whole.len() - 1]), Err(AnswerError::Malformed), "{kind:?}");
            assert_eq!(RecordType::from_name(kind.name()), Some(kind));
        }
    }

    #[test]
    fn what_is_not_an_answer_to_us() {
        let query = query("www.example.com", RecordType::A);
        let good = datagram(OK, "www.example.com", 1, &[]);
        assert_eq!(query.check(7, &good), Ok(Answer::NoData));
        assert_eq!(query.check(8, &good), Err(AnswerError::NotOurs));
        for (flags, name, kind) in [
            (OK, "example.com", 1),
            (OK, "www.example.con", 1),
            (OK, "www.example.com", 28),
            (0x0100, "www.example.com", 1),
            (OK | 0x2000, "www.example.com", 1),
        ] {
            assert_eq!(query.check(7, &datagram(flags, name, kind, &[])), Err(AnswerError::NotOurs), "{name} {kind}");
        }
        assert_eq!(query.check(7, b""), Err(AnswerError::NotOurs));
        // A header alone: nonsense, but for servers that understood nothing.
        assert_eq!(query.check(7, b"\0\x07\x81\x80\0\0\0\0\0\0\0\0"), Err(AnswerError::NotOurs));
        assert_eq!(query.check(7, b"\0\x07\x81\x83\0\0\0\0\0\0\0\0"), Err(AnswerError::NotOurs));
        assert_eq!(query.check(7, b"\0\x07\x81\x81\0\0\0\0\0\0\0\0"), Ok(Answer::Failed(Failure::Format)));
        assert_eq!(query.check(7, b"\0\x07\x81\x80\xff\xff\xff\xff\xff\xff\xff\xff"), Err(AnswerError::NotOurs));
        // Numbers of records that do not fit.
        let mut many = good.clone();
        many[6..12].fill(0xff);
        assert_eq!(query.check(7, &many), Err(AnswerError::Malformed));
        // A name that points at itself, in the question and in an answer.
        assert_eq!(query.check(7, b"\0\x07\x81\x80\0\x01\0\0\0\0\0\0\xc0\x0c\0\x01\0\x01"), Err(AnswerError::NotOurs));
        let mut looped = datagram(OK, "www.example.com", 1, &[("www.example.com", 5, &[0xc0, 60])]);
        assert_eq!(looped.len(), 62);
        assert_eq!(query.check(7, &looped), Err(AnswerError::Malformed));
        looped[61] = 33;
        assert_eq!(query.check(7, &looped), Err(AnswerError::Malformed), "an alias of itself");
    }
}
