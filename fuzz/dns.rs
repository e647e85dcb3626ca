//! Answers of DNS servers, the machine that asks them, and the files of the resolver.

use std::collections::HashMap;
use std::net::IpAddr;

use noderu_proto::dns::{
    Action, Answer, AnswerError, Hosts, IpFamily, Query, Record, RecordType, Request, ResolvConf, ResolveError,
    Resolver, SOCKETS_MAX, STREAMS_MAX, SocketId, Spelling, hosts_entries,
};

/// A datagram from the network: responses to us alone are taken, and they hold what was asked for.
pub fn dns(data: &[u8]) {
    let id = u16::from_be_bytes([data.first().copied().unwrap_or(0), data.get(1).copied().unwrap_or(0)]);
    for name in ["www.example.com", "a"] {
        for kind in RecordType::ALL {
            let query = Query::new(name, kind, Spelling::Host).expect("a name");
            if let Ok(Answer::LookupResult(records)) = query.check(id, data) {
                assert!(!records.is_empty());
                assert!(records.iter().all(|record| is_of(record, kind)));
            }
            assert_eq!(query.check(!id, data), Err(AnswerError::NotOurs));
        }
    }
    // The bytes as a name: a query for it is either refused or can be read back.
    if let Ok(name) = std::str::from_utf8(data) {
        for spelling in [Spelling::Host, Spelling::Any] {
            if let Ok(query) = Query::new(name, RecordType::A, spelling) {
                let mut message = query.message(id, true);
                message[2] |= 0x80;
                assert_eq!(query.check(id, &message), Ok(Answer::NoData));
            }
        }
    }
}

/// Whether a record is of this type, and its names print.
fn is_of(record: &Record, kind: RecordType) -> bool {
    let prints = |name: &str| {
        assert!(name.bytes().all(|byte| byte.is_ascii_graphic()), "{name:?}");
        true
    };
    match (record, kind) {
        (Record::Address(IpAddr::V4(_)), RecordType::A) | (Record::Address(IpAddr::V6(_)), RecordType::Aaaa) => true,
        (Record::Name(name), RecordType::Ptr | RecordType::Ns | RecordType::Cname) => prints(name),
        (Record::Mx { exchange, .. }, RecordType::Mx) => prints(exchange),
        (Record::Txt(_), RecordType::Txt) => true,
        (Record::Srv { name, .. }, RecordType::Srv) => prints(name),
        (Record::Soa(soa), RecordType::Soa) => prints(&soa.name_server) && prints(&soa.host_master),
        _ => false,
    }
}

/// The machine, driven by a script: what it asks for is answered, delayed, forged, cut and lost as the bytes say. Every
/// look-up ends exactly once, no socket is used that is not open, and their number stays bounded.
pub fn resolver(script: &[u8]) {
    let mut random = 0x9e37u32;
    let mut machine = Resolver::new(Box::new(move || {
        random = random.wrapping_mul(0x0019_660d).wrapping_add(0x3c6e_f35f);
        random >> 8
    }));
    machine
        .set_conf(ResolvConf::parse(b"nameserver 10.0.0.1\nnameserver 10.0.0.2\nsearch x.example\noptions timeout:1"));
    machine.set_hosts(Hosts::parse(b"10.0.0.3 known\n"));
    let mut now_ms = 0;
    let mut waiting = Vec::new();
    let mut bench = Sockets::default();
    for pair in script.chunks(2) {
        let (order, detail) = (pair[0], pair.get(1).copied().unwrap_or(0));
        match order % 8 {
            0 => waiting.push(machine.begin(request(detail), now_ms)),
            1 => {
                now_ms += u64::from(detail) * 16;
                machine.expire(now_ms);
            }
            2 if !waiting.is_empty() => {
                let id = waiting.swap_remove(usize::from(detail) % waiting.len());
                machine.cancel(id, now_ms);
            }
            3 => {
                if let Some(socket) = bench.any(detail) {
                    machine.lost(socket, ResolveError::ConnectionRefused, now_ms);
                }
            }
            _ => bench.reply(&mut machine, order, detail, now_ms),
        }
        bench.act(&mut machine);
        while let Some((id, found)) = machine.next_result() {
            let place = waiting.iter().position(|waiting| *waiting == id).expect("a result for each look-up, once");
            waiting.swap_remove(place);
            assert!(!found.is_ok_and(|records| records.is_empty()));
        }
    }
    // Silence ends the rest.
    while let Some(at) = machine.deadline_ms() {
        now_ms = now_ms.max(at);
        machine.expire(now_ms);
        bench.act(&mut machine);
        while let Some((id, _)) = machine.next_result() {
            waiting.retain(|waiting| *waiting != id);
        }
    }
    assert!(waiting.is_empty() && bench.open.is_empty() && machine.pending() == 0 && machine.sockets() == 0);
}

fn request(detail: u8) -> Request {
    let name = ["www", "a.example", "known", "10.0.0.1", "a..b", "b.example."][usize::from(detail) % 6].to_string();
    match detail >> 6 {
        0 => Request::Addresses { name, family: None },
        1 => Request::Addresses { name, family: Some(IpFamily::V6) },
        2 => Request::Records { name, kind: RecordType::ALL[usize::from(detail) % 9] },
        _ => Request::Names { address: IpAddr::from([10, 0, 0, detail]) },
    }
}

/// The sockets that the machine has, and the last message over each.
#[derive(Default)]
struct Sockets {
    open: HashMap<SocketId, (bool, Vec<u8>)>,
}

impl Sockets {
    fn act(&mut self, machine: &mut Resolver) {
        while let Some(action) = machine.next_action() {
            match action {
                Action::OpenDatagram { socket, .. } => assert!(self.open.insert(socket, (false, vec![])).is_none()),
                Action::OpenStream { socket, .. } => assert!(self.open.insert(socket, (true, vec![])).is_none()),
                Action::Send { socket, message } => self.open.get_mut(&socket).expect("an open socket").1 = message,
                Action::Close { socket } => assert!(self.open.remove(&socket).is_some()),
            }
            assert!(self.open.len() <= SOCKETS_MAX + 2 + STREAMS_MAX);
        }
    }

    fn any(&self, detail: u8) -> Option<SocketId> {
        let mut ids: Vec<_> = self.open.keys().copied().collect();
        ids.sort_by_key(|id| id.0);
        ids.get(usize::from(detail) % ids.len().max(1)).copied()
    }

    /// Echoes the last question with flags, a record and faults as the bytes say.
    fn reply(&self, machine: &mut Resolver, order: u8, detail: u8, now_ms: u64) {
        let Some(socket) = self.any(detail) else { return };
        let (is_stream, sent) = &self.open[&socket];
        let mut reply = sent.get(if *is_stream { 2 } else { 0 }..).unwrap_or_default().to_vec();
        if reply.len() < 12 {
            return;
        }
        let end = reply.len() - if reply[11] == 1 { 11 } else { 0 };
        reply.truncate(end);
        (reply[2], reply[3], reply[11]) = (0x81, 0x80, 0);
        match order % 8 {
            4 => {
                reply[7] = 1;
                reply.extend_from_slice(&[0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 0, 0, detail]);
            }
            5 => reply[3] |= detail & 15,
            6 => reply[2] |= 2,
            _ => {
                let at = usize::from(order) % reply.len();
                reply[at] ^= detail;
            }
        }
        if *is_stream {
            reply.splice(0..0, (reply.len() as u16).to_be_bytes());
            for byte in reply {
                machine.stream(socket, &[byte], now_ms);
            }
        } else {
            machine.datagram(socket, &reply, now_ms);
        }
    }
}

/// Any file gives servers to ask and sane numbers.
pub fn resolv_conf(data: &[u8]) {
    let mut conf = ResolvConf::parse(data);
    if let Ok(text) = std::str::from_utf8(data) {
        conf.amend(None, Some(text));
    }
    assert!((1..=3).contains(&conf.servers.len()));
    assert!(conf.ndots <= 15 && (1..=30).contains(&conf.timeout_s) && (1..=5).contains(&conf.attempts));
    for name in ["a", "a.b", "a.b.", ""] {
        assert!(conf.candidates(name).iter().any(|candidate| candidate == name));
        assert!(conf.candidates(name).len() <= conf.search.len() + 1);
    }
}

/// Every name of every entry is found again.
pub fn hosts(data: &[u8]) {
    let hosts = Hosts::parse(data);
    for entry in hosts_entries(data).take(20) {
        let mut names = entry.names().peekable();
        assert!(names.peek().is_some());
        for name in names.take(20).filter(|name| !name.ends_with('.')) {
            assert!(hosts.addresses(name).contains(&entry.address));
            assert!(hosts.names(entry.address).iter().any(|other| &**other == name));
        }
    }
    assert!(hosts.addresses("").is_empty());
    assert!(hosts.names(IpAddr::from([203, 0, 113, 9])).iter().all(|name| !name.is_empty()));
}
