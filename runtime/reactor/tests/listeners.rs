//! Accepting, UNIX paths, shortage of descriptors.

use std::io::Write;
use std::net::TcpStream;
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::*;

fn scratch(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("noderu-{}-{name}", std::process::id()))
}

#[test]
fn bind_errors_come_at_once() {
    let mut reactor = Reactor::new().unwrap();
    let (listener, addr) = listen(&mut reactor);
    let error = reactor.listen_tcp(addr, 128).unwrap_err();
    assert_eq!((error.errno.name(), error.syscall), ("EADDRINUSE", "bind"));
    let error = reactor.listen_tcp("203.0.113.1:80".parse().unwrap(), 128).unwrap_err();
    assert_eq!((error.errno.name(), error.syscall), ("EADDRNOTAVAIL", "bind"));
    reactor.close(listener);
    assert_eq!(next(&mut reactor), "closed false");
    assert!(reactor.listen_tcp(addr, 128).is_ok());
}

#[test]
fn a_turn_accepts_a_limited_number() {
    let mut reactor = Reactor::new().unwrap();
    let (_listener, addr) = listen(&mut reactor);
    let peers: Vec<_> = (0..100).map(|_| TcpStream::connect(addr).unwrap()).collect();
    let mut turns = Vec::new();
    while turns.iter().sum::<usize>() < peers.len() {
        reactor.turn(true).unwrap();
        let mut accepted = 0;
        while let Some(event) = reactor.next_event() {
            let Event::Handle(_, EventKind::Accepted { stream, peer }) = event else { panic!() };
            assert_eq!(reactor.peer_addr(stream), peer.map(Address::Tcp));
            accepted += 1;
        }
        turns.push(accepted);
    }
    assert_eq!(turns, [64, 36]);
}

#[test]
fn unix_paths() {
    let mut reactor = Reactor::new().unwrap();
    let path = scratch("path");
    let listener = reactor.listen_unix(&path, 128).unwrap();
    let error = reactor.listen_unix(&path, 128).unwrap_err();
    assert_eq!(error.to_string(), format!("EADDRINUSE, Address already in use '{}'", path.display()));
    assert_eq!(reactor.local_addr(listener), Some(Address::Unix(Some(path.clone()))));
    let client = reactor.connect_unix(&path).unwrap();
    let mut seen = [next(&mut reactor), next(&mut reactor)];
    seen.sort();
    assert_eq!(seen, ["accepted", "connected"]);
    assert_eq!(reactor.peer_addr(client), Some(Address::Unix(Some(path.clone()))));
    reactor.close(listener);
    assert!(!path.exists(), "what was bound here is unlinked");
    let long = PathBuf::from("/").join("x".repeat(200));
    assert_eq!(reactor.listen_unix(&long, 1).unwrap_err().errno.name(), "ENAMETOOLONG");
}

#[test]
fn inherited_listeners() {
    let mut reactor = Reactor::new().unwrap();
    let path = scratch("inherited");
    let theirs = std::os::unix::net::UnixListener::bind(&path).unwrap();
    let raw = theirs.as_raw_fd();
    let listener = reactor.listen_fd(theirs.into()).unwrap();
    assert_eq!(reactor.raw_fd(listener), Some(raw));
    assert_eq!(reactor.adopt_fd(raw).unwrap_err().errno.name(), "EBADF", "it is a handle's");
    let mut peer = UnixStream::connect(&path).unwrap();
    let stream = accepted(&mut reactor);
    reactor.read_start(stream);
    peer.write_all(b"hi").unwrap();
    assert_eq!(next(&mut reactor), "data hi");
    reactor.close(listener);
    assert!(path.exists(), "what others bound is theirs");
    std::fs::remove_file(&path).unwrap();
    let file = std::fs::File::open("/dev/null").unwrap();
    assert_eq!(reactor.listen_fd(file.into()).unwrap_err().errno.name(), "ENOTSOCK");
}

#[test]
fn out_of_descriptors() {
    if !alone("listeners::out_of_descriptors") {
        return;
    }
    let mut reactor = Reactor::new().unwrap();
    let (listener, addr) = listen(&mut reactor);
    let mut peers: Vec<_> = (0..3).map(|_| TcpStream::connect(addr).unwrap()).collect();
    // One more descriptor than there are: the first accept succeeds, the second finds none.
    let lowest_free = std::fs::File::open("/dev/null").unwrap().as_raw_fd() as u64;
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: Some(lowest_free + 1), maximum: limit.maximum }).unwrap();
    let stream = accepted(&mut reactor);
    assert_eq!(next(&mut reactor), "failed accept EMFILE");
    // Reported once, and tried again only now and then.
    let before = reactor.turn_number;
    assert_eq!(all_for(&mut reactor, 350), [""; 0]);
    let turns = reactor.turn_number.wrapping_sub(before);
    assert!(turns <= 6, "{turns} turns");
    assert!(reactor.is_open(listener));
    reactor.close(stream);
    assert_eq!(next(&mut reactor), "closed false");
    accepted(&mut reactor);
    setrlimit(Resource::Nofile, limit).unwrap();
    accepted(&mut reactor);
    peers.push(TcpStream::connect(addr).unwrap());
    accepted(&mut reactor);
}
