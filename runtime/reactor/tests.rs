//! Behaviour over loopback sockets.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use super::*;
use crate::{Address, EventKind, WriteOutcome};

/// Turns until an event that `wanted` takes; its answer.
fn until<T>(reactor: &mut Reactor, mut wanted: impl FnMut(&mut Reactor, Event) -> Option<T>) -> T {
    reactor.update_now();
    let give_up_ms = reactor.now_ms() + 10_000;
    loop {
        while let Some(event) = reactor.next_event() {
            if let Some(found) = wanted(reactor, event) {
                return found;
            }
        }
        assert!(reactor.now_ms() < give_up_ms, "the event did not come");
        assert!(reactor.alive(), "the loop ended before the event came");
        reactor.turn(true).unwrap();
    }
}

fn listen(reactor: &mut Reactor) -> (HandleId, SocketAddr) {
    let listener = reactor.listen_tcp("127.0.0.1:0".parse().unwrap(), 128).unwrap();
    let Some(Address::Tcp(addr)) = reactor.local_addr(listener) else { panic!("no address") };
    (listener, addr)
}

fn accepted(reactor: &mut Reactor) -> HandleId {
    until(reactor, |_, event| match event {
        Event::Handle(_, EventKind::Accepted { stream, .. }) => Some(stream),
        _ => None,
    })
}

#[test]
fn echo() {
    let mut reactor = Reactor::new().unwrap();
    let (listener, addr) = listen(&mut reactor);
    let client = std::thread::spawn(move || {
        let mut client = TcpStream::connect(addr).unwrap();
        client.write_all(b"hello").unwrap();
        client.shutdown(std::net::Shutdown::Write).unwrap();
        let mut all = String::new();
        client.read_to_string(&mut all).unwrap();
        all
    });
    let stream = accepted(&mut reactor);
    reactor.read_start(stream);
    until(&mut reactor, |reactor, event| match event {
        Event::Handle(id, EventKind::Data(bytes)) => {
            assert_eq!(reactor.write(id, &bytes).unwrap(), WriteOutcome::Flushed);
            None
        }
        Event::Handle(id, EventKind::End) => {
            reactor.write(id, b" and bye").unwrap();
            reactor.close_after_flush(id);
            reactor.close(listener);
            None
        }
        Event::Handle(id, EventKind::Closed { had_error: false }) if id == stream => Some(()),
        _ => None,
    });
    assert_eq!(client.join().unwrap(), "hello and bye");
    while reactor.alive() {
        reactor.turn(true).unwrap();
        while reactor.next_event().is_some() {}
    }
    assert!(!reactor.is_open(stream) && !reactor.is_open(listener));
}
