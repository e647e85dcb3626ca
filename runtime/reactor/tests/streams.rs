//! Reading, writing, back-pressure.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use super::*;
use crate::WriteOutcome;

#[test]
fn echo() {
    let mut reactor = Reactor::new().unwrap();
    let (listener, addr) = listen(&mut reactor);
    let client = std::thread::spawn(move || {
        let mut client = TcpStream::connect(addr).unwrap();
        client.write_all(b"hello").unwrap();
        client.shutdown(Shutdown::Write).unwrap();
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

#[test]
fn a_connection_of_ours() {
    let mut reactor = Reactor::new().unwrap();
    let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let client = reactor.connect_tcp(server.local_addr().unwrap()).unwrap();
    // Written before it is up: the bytes wait, and Drain follows Connected.
    assert_eq!(reactor.write(client, b"early").unwrap(), WriteOutcome::Queued);
    assert_eq!(next(&mut reactor), "connected");
    assert_eq!(next(&mut reactor), "drain");
    let mut peer = server.accept().unwrap().0;
    let mut got = [0; 5];
    peer.read_exact(&mut got).unwrap();
    assert_eq!(&got, b"early");
    assert_eq!(reactor.peer_addr(client), Some(Address::Tcp(server.local_addr().unwrap())));
    assert_eq!(reactor.local_addr(client), Some(Address::Tcp(peer.peer_addr().unwrap())));
    peer.write_all(b"late").unwrap();
    drop(peer);
    assert_eq!(all_for(&mut reactor, 20), [""; 0], "nothing is read unless asked");
    reactor.read_start(client);
    assert_eq!(next(&mut reactor), "data late");
    assert_eq!(next(&mut reactor), "end");
    assert!(reactor.is_open(client));
    reactor.close(client);
    assert_eq!(next(&mut reactor), "closed false");
    assert!(!reactor.alive());
}

#[test]
fn half_close() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, mut peer) = pair(&mut reactor);
    reactor.read_start(stream);
    reactor.write(stream, b"all I have").unwrap();
    reactor.shutdown(stream);
    assert_eq!(reactor.write(stream, b"x").unwrap_err().errno.name(), "EPIPE");
    let talk = std::thread::spawn(move || {
        let mut all = String::new();
        peer.read_to_string(&mut all).unwrap();
        peer.write_all(b"and still I write").unwrap();
        all
    });
    assert_eq!(next(&mut reactor), "data and still I write");
    assert_eq!(talk.join().unwrap(), "all I have");
    assert_eq!(next(&mut reactor), "end");
    assert!(reactor.is_open(stream), "closing is the caller's to do");
}

#[test]
fn back_pressure_drains_once() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, mut peer) = pair(&mut reactor);
    let block: Vec<u8> = (0..20_000_000u32).map(|n| (n % 251) as u8).collect();
    assert_eq!(reactor.write(stream, &block).unwrap(), WriteOutcome::Queued);
    assert_eq!(reactor.write(stream, b"small").unwrap(), WriteOutcome::Queued);
    assert_eq!(reactor.write_owned(stream, block.clone()).unwrap(), WriteOutcome::Queued);
    assert!(reactor.queued(stream) > block.len());
    let reader = std::thread::spawn(move || {
        let mut all = Vec::new();
        peer.read_to_end(&mut all).unwrap();
        all
    });
    assert_eq!(next(&mut reactor), "drain");
    assert_eq!(reactor.queued(stream), 0);
    assert_eq!(reactor.write(stream, b"tail").unwrap(), WriteOutcome::Flushed);
    assert_eq!(all_for(&mut reactor, 30), [""; 0]);
    reactor.close_after_flush(stream);
    assert_eq!(next(&mut reactor), "closed false");
    let all = reader.join().unwrap();
    let expect = [&block[..], b"small", &block, b"tail"].concat();
    assert!(all == expect, "{} of {}", all.len(), expect.len());
}

#[test]
fn small_writes_leave_together_and_in_order() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, mut peer) = pair(&mut reactor);
    let mut expect = Vec::new();
    let mut outcome = WriteOutcome::Flushed;
    let mut written = 0;
    while outcome == WriteOutcome::Flushed {
        let line = format!("line {written}\n").repeat(100);
        outcome = reactor.write(stream, line.as_bytes()).unwrap();
        expect.extend_from_slice(line.as_bytes());
        written += 1;
        assert!(reactor.queued(stream) < 16 * 1024 || outcome == WriteOutcome::Queued);
    }
    reactor.close_after_flush(stream);
    let reader = std::thread::spawn(move || {
        let mut all = Vec::new();
        peer.read_to_end(&mut all).unwrap();
        all
    });
    assert_eq!(next(&mut reactor), "closed false");
    assert!(reader.join().unwrap() == expect);
}

#[test]
fn pausing_holds_at_once() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, mut peer) = pair(&mut reactor);
    let writer = std::thread::spawn(move || {
        peer.write_all(&vec![b'x'; 1_000_000]).unwrap();
        drop(peer);
    });
    reactor.read_start(stream);
    let mut got = 0;
    while got < 1_000_000 {
        got += until(&mut reactor, |reactor, event| match event {
            Event::Handle(_, EventKind::Data(bytes)) => {
                assert!(bytes.len() <= READ_LEN);
                reactor.read_stop(stream);
                Some(bytes.len())
            }
            event => panic!("{}", words(&event)),
        });
        assert!(reactor.next_event().is_none());
        reactor.turn(false).unwrap();
        assert!(reactor.next_event().is_none());
        reactor.read_start(stream);
    }
    assert_eq!(next(&mut reactor), "end");
    writer.join().unwrap();
}

#[test]
fn each_ready_stream_reads_once_per_turn() {
    let mut reactor = Reactor::new().unwrap();
    let (one, mut peer_one) = pair(&mut reactor);
    let (two, mut peer_two) = pair(&mut reactor);
    peer_one.write_all(&vec![b'1'; 200_000]).unwrap();
    peer_two.write_all(&vec![b'2'; 200_000]).unwrap();
    for stream in [one, two] {
        reactor.read_start(stream);
        wait_for_input(&reactor, stream, READ_LEN);
    }
    reactor.turn(true).unwrap();
    let mut readers = Vec::new();
    while let Some(Event::Handle(id, EventKind::Data(bytes))) = reactor.next_event() {
        assert_eq!(bytes.len(), READ_LEN);
        readers.push(id);
    }
    readers.sort_by_key(|id| id.index);
    assert_eq!(readers, [one, two]);
}

#[test]
fn closing_another_handle_holds_within_the_turn() {
    let mut reactor = Reactor::new().unwrap();
    let (one, mut peer_one) = pair(&mut reactor);
    let (two, mut peer_two) = pair(&mut reactor);
    for stream in [one, two] {
        reactor.read_start(stream);
    }
    peer_one.write_all(b"x").unwrap();
    peer_two.write_all(b"x").unwrap();
    for stream in [one, two] {
        wait_for_input(&reactor, stream, 1);
    }
    reactor.turn(true).unwrap();
    let Some(Event::Handle(first, EventKind::Data(_))) = reactor.next_event() else { panic!() };
    let other = if first == one { two } else { one };
    reactor.close(other);
    let seen =
        until(&mut reactor, |_, event| Some((words(&event), matches!(event, Event::Handle(id, _) if id == other))));
    assert_eq!(seen, ("closed false".into(), true));
}

#[test]
fn drain_all_writes_out_what_is_queued() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, mut peer) = pair(&mut reactor);
    let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let connecting = reactor.connect_tcp(server.local_addr().unwrap()).unwrap();
    reactor.write(connecting, b"to a new one").unwrap();
    reactor.write(stream, &vec![1; 5_000_000]).unwrap();
    let reader = std::thread::spawn(move || {
        let mut all = vec![0; 5_000_000];
        peer.read_exact(&mut all).unwrap();
        let mut new = [0; 12];
        server.accept().unwrap().0.read_exact(&mut new).unwrap();
        new
    });
    reactor.drain_all(5_000);
    assert_eq!((reactor.queued(stream), reactor.queued(connecting)), (0, 0));
    assert_eq!(&reader.join().unwrap(), b"to a new one");

    // A peer that does not read costs no more than the deadline.
    let (stuck, _peer) = pair(&mut reactor);
    reactor.write(stuck, &vec![1; 20_000_000]).unwrap();
    let before = Instant::now();
    reactor.drain_all(50);
    assert!(reactor.queued(stuck) > 0);
    assert!((50..1000).contains(&before.elapsed().as_millis()));
}
