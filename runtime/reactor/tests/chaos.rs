//! Any sequence of calls and of peers' doings keeps the promises: events only of open handles, `Closed` exactly once and
//! last, no `Data` while paused, `Drain` only when owed; and in the end nothing is left.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use super::*;
use crate::WriteOutcome;

const ROUNDS: usize = 6_000;
const STREAMS_MAX: usize = 24;

#[derive(Default)]
struct Expect {
    reading: bool,
    drain_owed: bool,
    ended: bool,
    closing: bool,
    failed: bool,
}

/// A small generator, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

#[test]
fn anything_goes() {
    if !alone("chaos::anything_goes") {
        return;
    }
    let before = open_descriptors();
    for seed in [1, 0x9e37_79b9, 0xdead_beef_cafe] {
        run(Dice(seed));
    }
    assert_eq!(open_descriptors(), before);
}

fn run(mut dice: Dice) {
    let mut reactor = Reactor::new().unwrap();
    let (listener, addr) = listen(&mut reactor);
    let mut peers: Vec<TcpStream> = Vec::new();
    let mut streams: HashMap<HandleId, Expect> = HashMap::new();
    let mut stale: Vec<HandleId> = Vec::new();
    let mut closed = 0;
    let block = vec![7; 300_000];
    for _ in 0..ROUNDS {
        match dice.roll(5) {
            0 if streams.len() < STREAMS_MAX && peers.len() < STREAMS_MAX => {
                peers.push(TcpStream::connect(addr).unwrap());
                peers.last().unwrap().set_nonblocking(true).unwrap();
            }
            1 => peer_does(&mut dice, &mut peers, &block),
            _ => {}
        }
        let ids: Vec<HandleId> = streams.keys().copied().collect();
        if !ids.is_empty() {
            let id = ids[dice.roll(ids.len())];
            caller_does(&mut dice, &mut reactor, id, streams.get_mut(&id).unwrap(), &block);
        }
        if !stale.is_empty() {
            let id = stale[dice.roll(stale.len())];
            caller_does(&mut dice, &mut reactor, id, &mut Expect::default(), &block);
            assert!(!reactor.is_open(id));
        }
        reactor.turn(false).unwrap();
        for _ in 0..dice.roll(8) {
            let Some(event) = reactor.next_event() else { break };
            let Event::Handle(id, kind) = event else { panic!() };
            if let EventKind::Accepted { stream, .. } = kind {
                assert!(streams.insert(stream, Expect::default()).is_none());
                continue;
            }
            let expect = streams.get_mut(&id).expect("an event of a handle that is open");
            match kind {
                EventKind::Data(bytes) => {
                    assert!(expect.reading && !expect.ended && !expect.closing && !expect.failed && !bytes.is_empty());
                }
                EventKind::End => {
                    assert!(expect.reading && !expect.ended && !expect.closing && !expect.failed);
                    expect.ended = true;
                }
                EventKind::Drain => {
                    assert!(expect.drain_owed && !expect.closing && !expect.failed && reactor.queued(id) == 0);
                    expect.drain_owed = false;
                }
                EventKind::Timeout => assert!(!expect.closing && !expect.failed),
                EventKind::Failed(_) => {
                    assert!(!expect.closing && !expect.failed);
                    expect.failed = true;
                }
                EventKind::Closed { had_error } => {
                    assert_eq!(had_error, expect.failed);
                    streams.remove(&id);
                    stale.push(id);
                    closed += 1;
                }
                EventKind::Accepted { .. }
                | EventKind::Connected
                | EventKind::Fd(_)
                | EventKind::Response(_)
                | EventKind::Datagram { .. }
                | EventKind::Sent { .. }
                | EventKind::Ready { .. }
                | EventKind::Exited(_) => panic!(),
            }
        }
        assert_no_lost_work(&reactor);
    }
    assert!(closed > ROUNDS / 100, "{closed}");
    peers.clear();
    reactor.close(listener);
    while reactor.alive() {
        reactor.turn(true).unwrap();
        while let Some(event) = reactor.next_event() {
            match event {
                Event::Handle(_, EventKind::Accepted { stream, .. }) => drop(streams.insert(stream, Expect::default())),
                Event::Handle(id, EventKind::Closed { .. }) => drop(streams.remove(&id)),
                _ => {}
            }
        }
        for id in streams.keys() {
            reactor.close(*id);
        }
    }
    assert!(streams.is_empty());
    assert_eq!((reactor.active, reactor.unsent, reactor.handles.iter().count()), (0, 0, 0));
}

/// Edges come once: what can go on must stand in a queue.
fn assert_no_lost_work(reactor: &Reactor) {
    for handle in reactor.handles.iter() {
        assert!(!handle.has_work() || handle.flags.contains(Flags::QUEUED), "{handle:?}");
        let can_write = handle.queue.is_some() && handle.flags.contains(Flags::WRITABLE);
        assert!(!can_write || handle.flags.contains(Flags::DIRTY), "{handle:?}");
    }
}

fn caller_does(dice: &mut Dice, reactor: &mut Reactor, id: HandleId, expect: &mut Expect, block: &[u8]) {
    let len = [1, 100, 5_000, 40_000, 300_000][dice.roll(5)];
    match dice.roll(24) {
        0..=4 => {
            reactor.read_start(id);
            expect.reading = true;
        }
        5..=6 => {
            reactor.read_stop(id);
            expect.reading = false;
        }
        7..=11 => note(reactor.write(id, &block[..len]).ok(), expect),
        12..=14 => note(reactor.write_owned(id, block[..len].to_vec()).ok(), expect),
        15 => reactor.shutdown(id),
        16 => {
            reactor.close(id);
            expect.closing = true;
        }
        17 => reactor.close_after_flush(id),
        18 => reactor.set_timeout(id, [0, 1, 5, 1000][dice.roll(4)]),
        19 => reactor.set_ref(id, dice.roll(2) == 0),
        20 => reactor.flush(),
        21 => drop(reactor.set_nodelay(id, true)),
        _ => {}
    }
}

fn note(outcome: Option<WriteOutcome>, expect: &mut Expect) {
    if outcome == Some(WriteOutcome::Queued) {
        expect.drain_owed = true;
    }
}

fn peer_does(dice: &mut Dice, peers: &mut Vec<TcpStream>, block: &[u8]) {
    if peers.is_empty() {
        return;
    }
    let place = dice.roll(peers.len());
    let mut sink = vec![0; 1_000_000];
    match dice.roll(10) {
        0..=2 => drop(peers[place].write(&block[..[1, 1_000, 300_000][dice.roll(3)]])),
        3..=6 => drop(peers[place].read(&mut sink)),
        7 => drop(peers[place].shutdown(Shutdown::Write)),
        8 => drop(peers.swap_remove(place)),
        _ => {
            let peer = peers.swap_remove(place);
            rustix::net::sockopt::set_socket_linger(&peer, Some(Duration::ZERO)).unwrap();
        }
    }
}
