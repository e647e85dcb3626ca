//! Resets, failures, stale ids, leaks.

use std::io::{Read, Write};
use std::net::TcpStream;

use super::*;
use crate::WriteOutcome;

/// Closes with a reset: SO_LINGER of zero.
fn reset(peer: TcpStream) {
    rustix::net::sockopt::set_socket_linger(&peer, Some(Duration::ZERO)).unwrap();
    drop(peer);
}

#[test]
fn a_reset_while_reading() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, peer) = pair(&mut reactor);
    let addr = reactor.peer_addr(stream);
    reactor.read_start(stream);
    reset(peer);
    assert_eq!(next(&mut reactor), "failed read ECONNRESET");
    assert_eq!(reactor.peer_addr(stream), addr, "the address outlives the reset");
    assert_eq!(next(&mut reactor), "closed true");
    assert!(!reactor.alive());
}

#[test]
fn writing_to_a_reset_peer() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, peer) = pair(&mut reactor);
    reset(peer);
    wait_for_input(&reactor, stream, 0);
    // The stream does not read, so the write is what finds out; and no signal kills us.
    assert_eq!(reactor.write(stream, b"x").unwrap(), WriteOutcome::Flushed);
    assert_eq!(next(&mut reactor), "failed write ECONNRESET");
    assert_eq!(next(&mut reactor), "closed true");

    let (stream, peer) = pair(&mut reactor);
    reset(peer);
    wait_for_input(&reactor, stream, 0);
    let big = vec![0; 100_000];
    assert_eq!(reactor.write(stream, &big).unwrap(), WriteOutcome::Queued, "tried at once; the failure is reported");
    assert_eq!(reactor.write(stream, &big).unwrap(), WriteOutcome::Queued, "nothing is reported twice");
    assert_eq!(reactor.queued(stream), 0);
    assert!(reactor.alive());
    assert_eq!(next(&mut reactor), "failed write ECONNRESET");
    assert_eq!(reactor.write(stream, b"x").unwrap_err().errno.name(), "EBADF");
    assert_eq!(next(&mut reactor), "closed true");
    assert!(!reactor.alive());
}

/// A peer that responds early and goes away while we still write: its response comes before the failure.
#[test]
fn the_last_words_of_a_peer_come_before_the_failure() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, mut peer) = pair(&mut reactor);
    reactor.write(stream, &vec![0; 10_000_000]).unwrap();
    peer.peek(&mut [0]).unwrap();
    peer.write_all(b"413").unwrap();
    drop(peer); // with unread bytes: a reset
    wait_for_input(&reactor, stream, 0);
    reactor.read_start(stream);
    let seen = [next(&mut reactor), next(&mut reactor), next(&mut reactor)];
    assert_eq!(seen[0], "data 413");
    assert!(seen[1].starts_with("failed"), "{seen:?}");
    assert_eq!(seen[2], "closed true");
}

#[test]
fn refused() {
    let mut reactor = Reactor::new().unwrap();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let stream = reactor.connect_tcp(free).unwrap();
    reactor.write(stream, b"never").unwrap();
    assert_eq!(next(&mut reactor), "failed connect ECONNREFUSED");
    assert_eq!(next(&mut reactor), "closed true");
    let missing = reactor.connect_unix("/no/such/socket".as_ref()).unwrap();
    assert!(!reactor.is_open(missing));
    assert_eq!(next(&mut reactor), "failed connect ENOENT");
    assert_eq!(next(&mut reactor), "closed true");
    assert!(!reactor.alive());
}

#[test]
fn closed_is_told_once_and_last() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, mut peer) = pair(&mut reactor);
    reactor.read_start(stream);
    reactor.set_timeout(stream, 5);
    reactor.write(stream, &vec![0; 10_000_000]).unwrap();
    peer.write_all(b"unread").unwrap();
    wait_for_input(&reactor, stream, 6);
    reactor.close(stream);
    reactor.close(stream);
    assert!(!reactor.is_open(stream) && reactor.alive());
    assert_eq!(all_for(&mut reactor, 30), ["closed false"]);
    let mut rest = Vec::new();
    let _ = peer.read_to_end(&mut rest);
    assert!(rest.len() < 10_000_000, "the queue was dropped");

    // Closing before a failure was reported keeps it from being reported.
    let missing = reactor.connect_unix("/no/such/socket".as_ref()).unwrap();
    reactor.close(missing);
    assert_eq!(all_for(&mut reactor, 10), ["closed false"]);
}

#[test]
fn stale_ids_reach_nothing() {
    let mut reactor = Reactor::new().unwrap();
    let (_listener, addr) = listen(&mut reactor);
    let _old_peer = TcpStream::connect(addr).unwrap();
    let old = accepted(&mut reactor);
    reactor.close(old);
    assert_eq!(next(&mut reactor), "closed false");
    let mut peer = TcpStream::connect(addr).unwrap();
    let new = accepted(&mut reactor);
    assert_eq!(old.index, new.index, "the slot is used again");
    reactor.read_start(old);
    reactor.shutdown(old);
    reactor.close(old);
    reactor.close_after_flush(old);
    reactor.set_timeout(old, 1);
    reactor.set_ref(old, false);
    for outcome in [reactor.write(old, b"x"), reactor.write_owned(old, vec![1]), reactor.write_fd(old, b"x", 0)] {
        assert_eq!(outcome.unwrap_err().errno.name(), "EBADF");
    }
    assert_eq!(reactor.set_nodelay(old, true).unwrap_err().errno.name(), "EBADF");
    assert_eq!((reactor.local_addr(old), reactor.peer_addr(old), reactor.raw_fd(old)), (None, None, None));
    peer.write_all(b"x").unwrap();
    assert_eq!(all_for(&mut reactor, 20), [""; 0]);
    assert!(reactor.is_open(new));
    reactor.read_start(new);
    assert_eq!(next(&mut reactor), "data x");
}

/// 1,000 connections of every kind of end: descriptors, table and memory return to where they were.
#[test]
fn nothing_leaks() {
    if !alone("closing::nothing_leaks") {
        return;
    }
    let mut reactor = Reactor::new().unwrap();
    let (_listener, addr) = listen(&mut reactor);
    let before = open_descriptors();
    for round in 0..1_000 {
        let mut peer = TcpStream::connect(addr).unwrap();
        peer.write_all(b"hello").unwrap();
        let stream = accepted(&mut reactor);
        reactor.set_timeout(stream, 60_000);
        reactor.read_start(stream);
        match round % 4 {
            0 => drop(peer),
            1 => reset(peer),
            2 => reactor.close(stream),
            _ => {
                reactor.write(stream, &vec![0; 1_000_000]).unwrap();
                drop(peer);
            }
        }
        until(&mut reactor, |reactor, event| match event {
            Event::Handle(id, EventKind::End) => {
                reactor.write(id, b"bye").unwrap();
                reactor.close_after_flush(id);
                None
            }
            Event::Handle(id, EventKind::Closed { .. }) => {
                assert_eq!(id, stream);
                Some(())
            }
            _ => None,
        });
    }
    assert_eq!(open_descriptors(), before);
    assert_eq!(reactor.handles.iter().count(), 1);
    assert!(stream_slots(&mut reactor) <= 2);
    assert_eq!((reactor.active, reactor.unsent), (1, 0));
}

fn stream_slots(reactor: &mut Reactor) -> u32 {
    (0..).find(|index| reactor.handles.at(*index).is_none()).unwrap()
}
