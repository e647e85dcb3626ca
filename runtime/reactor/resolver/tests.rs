//! Look-ups through real sockets, against servers on loopback; what the machine decides is tested beside it.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::sync::mpsc::{Receiver, channel};

use super::*;
use noderu_proto::dns::{IpFamily, LookupResult, Record, ResolveError};

/// What a server does with a question.
#[derive(Clone, Copy)]
enum Reply {
    Silence,
    Code(u8),
    Addr(u8),
    Cut(u8),
}

/// A server on loopback; sends the ports that questions came from.
fn server(answer: impl Fn(&str) -> Reply + Send + 'static) -> (SocketAddr, Receiver<u16>) {
    // The port that UDP gives may be somebody else's in TCP.
    let (socket, tcp) = (0..100)
        .find_map(|_| {
            let socket = UdpSocket::bind("127.0.0.1:0").ok()?;
            let tcp = TcpListener::bind(socket.local_addr().ok()?).ok()?;
            Some((socket, tcp))
        })
        .unwrap();
    let addr = socket.local_addr().unwrap();
    let (ports, receiver) = channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 512];
        while let Ok((len, from)) = socket.recv_from(&mut buffer) {
            let (name, end) = question(&buffer[..len]);
            let _ = ports.send(from.port());
            match answer(&name) {
                Reply::Silence => {}
                Reply::Code(code) => drop(socket.send_to(&reply(&buffer[..end], code, None), from)),
                Reply::Addr(last) => {
                    // A forged one first: it must be ignored.
                    let mut forged = reply(&buffer[..end], 0, Some(99));
                    forged[0] ^= 1;
                    socket.send_to(&forged, from).unwrap();
                    socket.send_to(&reply(&buffer[..end], 0, Some(last)), from).unwrap();
                }
                Reply::Cut(last) => {
                    let mut cut = reply(&buffer[..end], 0, None);
                    cut[2] |= 2;
                    socket.send_to(&cut, from).unwrap();
                    let (mut stream, _) = tcp.accept().unwrap();
                    let mut asked = vec![0; 2 + len];
                    stream.read_exact(&mut asked).unwrap();
                    let whole = reply(&asked[2..2 + end], 0, Some(last));
                    stream.write_all(&(whole.len() as u16).to_be_bytes()).unwrap();
                    stream.write_all(&whole).unwrap();
                }
            }
        }
    });
    (addr, receiver)
}

fn question(query: &[u8]) -> (String, usize) {
    let mut at = 12;
    let mut name = String::new();
    while query[at] != 0 {
        let len = usize::from(query[at]);
        name.push_str(std::str::from_utf8(&query[at + 1..at + 1 + len]).unwrap());
        name.push('.');
        at += 1 + len;
    }
    (name, at + 5)
}

fn reply(query: &[u8], code: u8, last: Option<u8>) -> Vec<u8> {
    let mut out = query.to_vec();
    (out[2], out[3]) = (0x81, 0x80 | code);
    out[6..12].copy_from_slice(&[0, u8::from(last.is_some()), 0, 0, 0, 0]);
    if let Some(last) = last {
        out.extend_from_slice(&[0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 1, 2, 3, last]);
    }
    out
}

fn host(reactor: &mut Reactor, name: &str) -> LookupId {
    reactor.look_up(Request::Addresses { name: name.into(), family: Some(IpFamily::V4) })
}

/// Turns until so many look-ups are over; what came of them in the order in which they began.
fn results(reactor: &mut Reactor, count: usize) -> Vec<LookupResult> {
    let mut results = Vec::new();
    while results.len() < count {
        assert!(reactor.alive(), "{} of {count} came", results.len());
        reactor.turn(true).unwrap();
        while let Some(event) = reactor.next_event() {
            match event {
                Event::Resolved(id, found) => results.push((id.0, found)),
                other => panic!("{other:?}"),
            }
        }
    }
    results.sort_by_key(|(id, _)| *id);
    results.into_iter().map(|(_, found)| found).collect()
}

fn found(last: u8) -> LookupResult {
    Ok(vec![Record::Address(IpAddr::from([1, 2, 3, last]))])
}

#[test]
fn servers_answer() {
    let (first, _) = server(|name| match name {
        "up.example." => Reply::Addr(7),
        "big.example." => Reply::Cut(8),
        "none.example." => Reply::Code(3),
        "broken.example." => Reply::Code(2),
        _ => Reply::Code(0),
    });
    let (second, _) = server(|name| if name == "broken.example." { Reply::Addr(9) } else { Reply::Code(2) });
    let mut reactor = Reactor::new().unwrap();
    reactor.set_dns_servers(vec![first, second]);
    assert_eq!(reactor.dns_servers(), [first, second]);
    for (name, expect) in [
        ("up.example.", found(7)),
        ("big.example.", found(8)),
        ("broken.example.", found(9)),
        ("none.example.", Err(ResolveError::NotFound)),
        ("empty.example.", Err(ResolveError::NoData)),
        ("a..b.", Err(ResolveError::BadName)),
        ("10.1.2.3", Ok(vec![Record::Address(Ipv4Addr::new(10, 1, 2, 3).into())])),
    ] {
        host(&mut reactor, name);
        assert_eq!(results(&mut reactor, 1), [expect], "{name}");
        assert!(!reactor.alive());
    }
}

#[test]
fn a_closed_port_is_told_at_once() {
    let closed = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut reactor = Reactor::new().unwrap();
    reactor.set_dns_servers(vec![closed]);
    host(&mut reactor, "x.example.");
    assert_eq!(results(&mut reactor, 1), [Err(ResolveError::ConnectionRefused)]);
    // A server behind a closed port is never asked over it.
    let (up, _) = server(|_| Reply::Addr(1));
    reactor.set_dns_servers(vec![closed, up]);
    host(&mut reactor, "x.example.");
    assert_eq!(results(&mut reactor, 1), [found(1)]);
}

#[test]
fn questions_come_from_different_ports() {
    let (up, ports) = server(|_| Reply::Addr(1));
    let mut reactor = Reactor::new().unwrap();
    reactor.set_dns_servers(vec![up]);
    for _ in 0..20 {
        host(&mut reactor, "x.example.");
        assert_eq!(results(&mut reactor, 1), [found(1)]);
    }
    let mut seen: Vec<u16> = ports.try_iter().collect();
    assert_eq!(seen.len(), 20);
    seen.sort_unstable();
    seen.dedup();
    // The kernel may choose one twice, of 28,000; hardly so often.
    assert!(seen.len() >= 15, "{seen:?}");
}

#[test]
fn two_thousand_at_once() {
    let (up, ports) = server(|_| Reply::Addr(1));
    let mut reactor = Reactor::new().unwrap();
    reactor.set_dns_servers(vec![up]);
    for n in 0..2000 {
        host(&mut reactor, &format!("n{n}.example."));
    }
    let open = reactor.handles.iter().count();
    assert!(open <= 8, "{open} sockets");
    assert_eq!(results(&mut reactor, 2000), vec![found(1); 2000]);
    assert_eq!(reactor.handles.iter().count(), 0);
    assert!(ports.try_iter().count() >= 2000);
}

#[test]
fn a_cancelled_look_up_is_not_told() {
    let (silent, _) = server(|_| Reply::Silence);
    let mut reactor = Reactor::new().unwrap();
    reactor.set_dns_servers(vec![silent]);
    let id = host(&mut reactor, "x.example.");
    let literal = host(&mut reactor, "10.0.0.1");
    assert!(reactor.alive());
    reactor.cancel_look_up(id);
    reactor.cancel_look_up(literal);
    assert!(!reactor.alive() && reactor.handles.iter().count() == 0);
    reactor.turn(false).unwrap();
    assert!(reactor.next_event().is_none());
}

#[test]
fn look_ups_that_need_no_server_starve_nobody() {
    let mut reactor = Reactor::new().unwrap();
    let timer = reactor.timer_start(1, None);
    host(&mut reactor, "10.0.0.1");
    loop {
        reactor.turn(true).unwrap();
        while let Some(event) = reactor.next_event() {
            match event {
                Event::Timer(id) if id == timer => return,
                Event::Resolved(..) => drop(host(&mut reactor, "10.0.0.1")),
                other => panic!("{other:?}"),
            }
        }
    }
}
