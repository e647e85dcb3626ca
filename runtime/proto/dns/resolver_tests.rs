//! The machine against a server that is a function, and a clock that is a number.

use super::*;
use crate::dns::SOCKETS_PER_SERVER;

/// The machine, its open sockets with their servers, and what was sent and not looked at.
struct Bench {
    resolver: Resolver,
    open: HashMap<SocketId, (SocketAddr, bool)>,
    sent: VecDeque<(SocketId, Vec<u8>)>,
    most_open: usize,
}

impl Bench {
    fn new(conf: &str) -> Self {
        let mut state = 0x2545_f491u32;
        let mut resolver = Resolver::new(Box::new(move || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state
        }));
        resolver.set_conf(ResolvConf::parse(conf.as_bytes()));
        Self { resolver, open: HashMap::new(), sent: VecDeque::new(), most_open: 0 }
    }

    fn host(&mut self, name: &str) -> LookupId {
        let request = Request::Addresses { name: name.into(), family: Some(IpFamily::V4) };
        self.resolver.begin(request, 0)
    }

    fn act(&mut self) {
        while let Some(action) = self.resolver.next_action() {
            match action {
                Action::OpenDatagram { socket, server } => assert!(self.open.insert(socket, (server, false)).is_none()),
                Action::OpenStream { socket, server } => assert!(self.open.insert(socket, (server, true)).is_none()),
                Action::Close { socket } => assert!(self.open.remove(&socket).is_some()),
                Action::Send { socket, message } => {
                    assert!(self.open.contains_key(&socket), "sent over a closed socket");
                    self.sent.push_back((socket, message));
                }
            }
            self.most_open = self.most_open.max(self.open.len());
        }
    }

    /// The next query: the socket, its server, the message without the length of streams.
    fn query(&mut self) -> Option<(SocketId, SocketAddr, Vec<u8>)> {
        self.act();
        let (socket, mut message) = self.sent.pop_front()?;
        let Some(&(server, is_stream)) = self.open.get(&socket) else { return self.query() };
        if is_stream {
            message.drain(..2);
        }
        Some((socket, server, message))
    }

    fn results(&mut self) -> Vec<(LookupId, LookupResult)> {
        std::iter::from_fn(|| self.resolver.next_result()).collect()
    }
}

/// The answer to a query: its id and question, this code, and an address when it is 0.
fn answer(query: &[u8], code: u8, last: u8) -> Vec<u8> {
    let end = 12 + query[12..].iter().position(|&byte| byte == 0).expect("a name ends") + 5;
    let mut out = query[..end].to_vec();
    (out[2], out[3]) = (0x81, 0x80 | code);
    out[6..12].copy_from_slice(&[0, u8::from(code == 0), 0, 0, 0, 0]);
    if code == 0 {
        out.extend_from_slice(&[0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 0, 0, last]);
    }
    out
}

fn found(last: u8) -> LookupResult {
    Ok(vec![Record::Address(IpAddr::from([10, 0, 0, last]))])
}

fn name_of(query: &[u8]) -> String {
    let mut at = 12;
    let mut name = String::new();
    while query[at] != 0 {
        let len = usize::from(query[at]);
        name += std::str::from_utf8(&query[at + 1..at + 1 + len]).expect("ASCII");
        name.push('.');
        at += len + 1;
    }
    name
}

#[test]
fn only_what_answers_counts() {
    let mut bench = Bench::new("nameserver 10.0.0.53");
    let id = bench.host("a.example");
    let (socket, server, query) = bench.query().expect("a query");
    assert_eq!(server, "10.0.0.53:53".parse().unwrap());
    assert_eq!(query[11], 1, "EDNS");
    let good = answer(&query, 0, 1);
    let mut forged = good.clone();
    forged[1] ^= 1;
    bench.resolver.datagram(socket, &forged, 1);
    let mut other = good.clone();
    other[13] ^= 1;
    bench.resolver.datagram(socket, &other, 1);
    bench.resolver.datagram(SocketId(99), &good, 1);
    bench.resolver.datagram(socket, &query, 1);
    bench.resolver.datagram(socket, b"", 1);
    bench.resolver.stream(socket, &good, 1);
    assert_eq!(bench.results(), []);
    bench.resolver.datagram(socket, &good, 1);
    assert_eq!(bench.results(), [(id, found(1))]);
    bench.act();
    assert!(bench.open.is_empty() && bench.resolver.deadline_ms().is_none() && bench.resolver.pending() == 0);
    bench.resolver.datagram(socket, &good, 1);
    assert_eq!(bench.results(), []);
}

#[test]
fn servers_take_turns() {
    let mut bench = Bench::new("nameserver 10.0.0.1\nnameserver 10.0.0.2\noptions timeout:3 attempts:2");
    let id = bench.host("a.example");
    let mut asked = Vec::new();
    let mut ids = Vec::new();
    let mut now = 0;
    while let Some((_, server, query)) = bench.query() {
        asked.push(server.ip().to_string());
        ids.push([query[0], query[1]]);
        assert_eq!(bench.resolver.deadline_ms(), Some(now + 3000));
        bench.resolver.expire(now + 2999);
        assert_eq!(bench.results(), []);
        now += 3000;
        bench.resolver.expire(now);
    }
    assert_eq!(asked, ["10.0.0.1", "10.0.0.2", "10.0.0.1", "10.0.0.2"]);
    assert_eq!(bench.results(), [(id, Err(ResolveError::Timeout))]);
    ids.dedup();
    assert_eq!(ids.len(), 4, "each query has an id of its own");

    // What one of them said outlives the silence of the other.
    let id = bench.host("a.example");
    let (socket, _, query) = bench.query().unwrap();
    bench.resolver.datagram(socket, &answer(&query, 5, 0), now);
    for _ in 0..3 {
        bench.query().unwrap();
        now += 3000;
        bench.resolver.expire(now);
    }
    assert_eq!(bench.results(), [(id, Err(ResolveError::Refused))]);

    let mut bench = Bench::new("nameserver 10.0.0.1\nnameserver 10.0.0.2\noptions rotate");
    let first: Vec<_> = (0..4)
        .map(|_| {
            bench.host("a.example");
            bench.query().unwrap().1.ip().to_string()
        })
        .collect();
    assert_eq!(first, ["10.0.0.1", "10.0.0.2", "10.0.0.1", "10.0.0.2"]);
}

#[test]
fn a_closed_port_is_known_at_once() {
    let mut bench = Bench::new("nameserver 10.0.0.1\noptions attempts:2");
    let ids = [bench.host("a.example"), bench.host("b.example")];
    while let Some((socket, _, _)) = bench.query() {
        bench.resolver.lost(socket, ResolveError::ConnectionRefused, 0);
    }
    assert_eq!(bench.results(), ids.map(|id| (id, Err(ResolveError::ConnectionRefused))));
    assert!(bench.open.is_empty());
    bench.resolver.set_servers(Vec::new());
    let id = bench.host("a.example");
    assert_eq!(bench.results(), [(id, Err(ResolveError::ConnectionRefused))]);
}

#[test]
fn cut_answers_are_asked_for_again() {
    let mut bench = Bench::new("nameserver 10.0.0.1");
    let id = bench.host("a.example");
    let (socket, _, query) = bench.query().unwrap();
    let mut cut = answer(&query, 0, 1);
    cut[2] |= 2;
    bench.resolver.datagram(socket, &cut, 0);
    let (stream, server, query) = bench.query().unwrap();
    assert_eq!((bench.open.len(), bench.open[&stream].1, server.port()), (1, true, 53));
    // A message that is not ours first; then ours, octet by octet.
    let mut other = answer(&query, 0, 9);
    other[0] ^= 1;
    let good = answer(&query, 0, 1);
    for message in [other, good] {
        for byte in [&(message.len() as u16).to_be_bytes()[..], &message].concat() {
            assert_eq!(bench.results(), []);
            bench.resolver.stream(stream, &[byte], 0);
        }
    }
    assert_eq!(bench.results(), [(id, found(1))]);
    bench.act();
    assert!(bench.open.is_empty());
}

#[test]
fn old_servers_are_asked_without_edns() {
    let mut bench = Bench::new("nameserver 10.0.0.1\noptions attempts:1");
    let id = bench.host("a.example");
    let (socket, _, query) = bench.query().unwrap();
    bench.resolver.datagram(socket, &answer(&query, 1, 0), 0);
    let (socket, _, query) = bench.query().unwrap();
    assert_eq!(query[11], 0);
    bench.resolver.datagram(socket, &answer(&query, 0, 1), 0);
    assert_eq!(bench.results(), [(id, found(1))]);
    // It is remembered; and FORMERR to a query without EDNS is an error.
    let id = bench.host("a.example");
    let (socket, _, query) = bench.query().unwrap();
    assert_eq!(query[11], 0);
    bench.resolver.datagram(socket, &answer(&query, 1, 0), 0);
    assert_eq!(bench.results(), [(id, Err(ResolveError::FormatError))]);
}

#[test]
fn the_search_list() {
    let mut bench = Bench::new("nameserver 10.0.0.1\nsearch x.example y.example");
    let request = Request::Addresses { name: "www".into(), family: None };
    let id = bench.resolver.begin(request, 0);
    let mut asked = Vec::new();
    while let Some((socket, _, query)) = bench.query() {
        asked.push((name_of(&query), query[query.len() - 14]));
        // x.example has no such name; y.example has it without addresses; www alone does not exist.
        let mut reply = answer(&query, if name_of(&query).contains(".y.") { 0 } else { 3 }, 0);
        reply[7] = 0;
        bench.resolver.datagram(socket, &reply, 0);
    }
    let asked: Vec<_> = asked.iter().map(|(name, kind)| (&name[..], *kind)).collect();
    assert_eq!(asked, [("www.x.example.", 1), ("www.y.example.", 1), ("www.y.example.", 28), ("www.", 1)]);
    assert_eq!(bench.results(), [(id, Err(ResolveError::NoData))]);
}

#[test]
fn what_needs_no_server() {
    let mut bench = Bench::new("");
    bench.resolver.set_hosts(Hosts::parse(b"10.0.0.1 a b\n::5 a\n::6 six\n"));
    let ip = |text: &str| Ok(vec![Record::Address(text.parse().unwrap())]);
    for (name, family, expect) in [
        ("10.1.2.3", None, ip("10.1.2.3")),
        ("::1", Some(IpFamily::V4), Err(ResolveError::NoData)),
        ("A", None, ip("10.0.0.1")),
        ("a.", Some(IpFamily::V6), ip("::5")),
        ("six", None, ip("::6")),
        ("localhost", None, ip("127.0.0.1")),
        ("localhost", Some(IpFamily::V6), ip("::1")),
        ("", None, Err(ResolveError::BadName)),
        ("a..b", None, Err(ResolveError::BadName)),
    ] {
        let id = bench.resolver.begin(Request::Addresses { name: name.into(), family }, 0);
        assert_eq!(bench.results(), [(id, expect)], "{name}");
    }
    let id = bench.resolver.begin(Request::Names { address: "10.0.0.1".parse().unwrap() }, 0);
    assert_eq!(bench.results(), [(id, Ok(vec![Record::Name("a".into()), Record::Name("b".into())]))]);
    assert!(bench.query().is_none());
    bench.resolver.begin(Request::Names { address: "10.0.0.2".parse().unwrap() }, 0);
    assert_eq!(name_of(&bench.query().unwrap().2), "2.0.0.10.in-addr.arpa.");
}

#[test]
fn many_at_once() {
    let mut bench = Bench::new("nameserver 10.0.0.1");
    let ids: Vec<_> = (0..2000).map(|n| bench.host(&format!("n{n}.example"))).collect();
    let mut now = 0;
    let mut asked = Vec::new();
    // The server keeps silent until it has received all of them: no answer is needed for the next question to be asked.
    loop {
        while let Some(query) = bench.query() {
            asked.push(query);
        }
        if asked.len() == ids.len() {
            break;
        }
        now = bench.resolver.deadline_ms().expect("more to ask").max(now);
        bench.resolver.expire(now);
    }
    assert!(now < 2000, "the last went out at {now}");
    assert_eq!(bench.most_open, SOCKETS_PER_SERVER);
    let by_socket: std::collections::HashSet<_> = asked.iter().map(|(socket, ..)| *socket).collect();
    assert_eq!(by_socket.len(), SOCKETS_PER_SERVER);
    for (socket, _, query) in asked.iter().rev() {
        bench.resolver.datagram(*socket, &answer(query, 0, 1), now);
    }
    let mut results = bench.results();
    results.sort_by_key(|(id, _)| id.0);
    assert!(results.iter().zip(&ids).all(|((id, result), expect)| id == expect && *result == found(1)));
    assert_eq!(results.len(), ids.len());
    bench.act();
    assert!(bench.open.is_empty() && bench.resolver.deadline_ms().is_none());
}

#[test]
fn cancelled_look_ups_leave_nothing() {
    let mut bench = Bench::new("nameserver 10.0.0.1");
    let ids: Vec<_> = (0..300).map(|n| bench.host(&format!("n{n}.example"))).collect();
    let literal = bench.host("10.0.0.1");
    bench.act();
    ids.into_iter().chain([literal]).for_each(|id| bench.resolver.cancel(id, 0));
    bench.act();
    assert!(bench.open.is_empty() && bench.results().is_empty() && bench.resolver.pending() == 0);
    assert_eq!(bench.resolver.deadline_ms(), None);
    let id = bench.host("a.example");
    bench.sent.clear();
    let (socket, _, query) = bench.query().expect("room for the next");
    bench.resolver.datagram(socket, &answer(&query, 0, 1), 0);
    assert_eq!(bench.results(), [(id, found(1))]);
}

#[test]
fn streams_wait_for_each_other() {
    let mut bench = Bench::new("nameserver 10.0.0.1");
    let ids: Vec<_> = (0..40).map(|n| bench.host(&format!("n{n}.example"))).collect();
    let mut streams = 0;
    while let Some((socket, _, query)) = bench.query() {
        let is_stream = bench.open[&socket].1;
        streams += usize::from(is_stream);
        let mut reply = answer(&query, 0, 1);
        if is_stream {
            reply.splice(0..0, (reply.len() as u16).to_be_bytes());
            bench.resolver.stream(socket, &reply, 0);
        } else {
            reply[2] |= 2;
            bench.resolver.datagram(socket, &reply, 0);
        }
        assert!(bench.open.values().filter(|(_, is_stream)| *is_stream).count() <= crate::dns::STREAMS_MAX);
    }
    assert_eq!((streams, bench.results().len()), (40, ids.len()));
}
