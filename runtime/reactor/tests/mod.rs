//! Behaviour over loopback sockets: what a caller of the reactor can see.

mod chaos;
mod children;
mod closing;
mod datagrams;
mod descriptors;
mod jobs;
mod listeners;
mod readiness;
mod streams;
mod timing;

use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use super::*;
use crate::{Address, EventKind};

/// Turns until `wanted` takes an event; what it returns. Panics when the loop ends or 10 s pass before.
fn until<T>(reactor: &mut Reactor, mut wanted: impl FnMut(&mut Reactor, Event) -> Option<T>) -> T {
    let guard = reactor.timer_start(10_000, None);
    loop {
        while let Some(event) = reactor.next_event() {
            assert!(!matches!(event, Event::Timer(id) if id == guard), "the event did not come");
            if let Some(found) = wanted(reactor, event) {
                reactor.timer_stop(guard);
                return found;
            }
        }
        reactor.turn(true).unwrap();
    }
}

/// The next event, whatever it is, in words.
fn next(reactor: &mut Reactor) -> String {
    until(reactor, |_, event| Some(words(&event)))
}

/// Takes all events for a while, in words.
fn all_for(reactor: &mut Reactor, ms: u64) -> Vec<String> {
    let end = reactor.timer_start(ms, None);
    let mut seen = Vec::new();
    until(reactor, |_, event| match event {
        Event::Timer(id) if id == end => Some(()),
        event => {
            seen.push(words(&event));
            None
        }
    });
    seen
}

fn words(event: &Event) -> String {
    match event {
        Event::Handle(_, kind) => match kind {
            EventKind::Accepted { .. } => "accepted".into(),
            EventKind::Connected => "connected".into(),
            EventKind::Data(bytes) => format!("data {}", String::from_utf8_lossy(bytes)),
            EventKind::Fd(_) => "fd".into(),
            EventKind::Response(_) => "response".into(),
            EventKind::Datagram { bytes, .. } => format!("datagram {}", String::from_utf8_lossy(bytes)),
            EventKind::Sent { serial, result } => format!("sent {serial} {result:?}"),
            EventKind::End => "end".into(),
            EventKind::Drain => "drain".into(),
            EventKind::Ready { readable, writable } => format!("ready {readable} {writable}"),
            EventKind::Exited(exit) => format!("exited {exit:?}"),
            EventKind::Timeout => "timeout".into(),
            EventKind::Failed(error) => format!("failed {} {}", error.syscall, error.errno.name()),
            EventKind::Closed { had_error } => format!("closed {had_error}"),
        },
        Event::Http { .. } => "http".into(),
        Event::Timer(_) => "timer".into(),
        Event::Job(..) => "job".into(),
        Event::Resolved(..) => "resolved".into(),
        Event::Signal(signo) => format!("signal {signo}"),
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

/// A stream of the reactor and the other end of it; the listener is gone.
fn pair(reactor: &mut Reactor) -> (HandleId, TcpStream) {
    let (listener, addr) = listen(reactor);
    let peer = TcpStream::connect(addr).unwrap();
    peer.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let stream = accepted(reactor);
    reactor.close(listener);
    assert_eq!(next(reactor), "closed false");
    (stream, peer)
}

/// Waits until the kernel has so many bytes for a stream, or its end.
fn wait_for_input(reactor: &Reactor, id: HandleId, len: usize) {
    use rustix::event::{PollFd, PollFlags, poll};
    let fd = reactor.handles.get(id).unwrap().fd.as_ref().unwrap();
    loop {
        let mut polled = [PollFd::new(fd, PollFlags::IN | PollFlags::RDHUP)];
        poll(&mut polled, None).unwrap();
        let ended = polled[0].revents().intersects(PollFlags::RDHUP | PollFlags::HUP | PollFlags::ERR);
        if (len == 0 && ended) || (len > 0 && rustix::io::ioctl_fionread(fd).unwrap() >= len as u64) {
            return;
        }
        std::thread::yield_now();
    }
}

/// Runs a test of this binary alone in a process of its own: for what concerns the whole process.
/// True in that process; false in the one that ran it, and the test is over.
fn alone(name: &str) -> bool {
    const ALONE: &str = "NODERU_TEST_ALONE";
    if std::env::var_os(ALONE).is_some() {
        return true;
    }
    let program = std::env::current_exe().unwrap();
    let path = format!("reactor::tests::{name}");
    let output = std::process::Command::new(program).args(["--exact", &path]).env(ALONE, "1").output().unwrap();
    let seen = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && seen.contains("1 passed"), "{seen}");
    false
}

fn open_descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}
