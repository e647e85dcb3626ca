//! Watched descriptors.

use std::io::{Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;

use super::*;

#[test]
fn readiness_is_told_as_long_as_it_lasts() {
    let mut reactor = Reactor::new().unwrap();
    let (mut ours, mut theirs) = UnixStream::pair().unwrap();
    let watch = reactor.watch_fd(ours.as_raw_fd(), true, false).unwrap();
    assert_eq!(all_for(&mut reactor, 20), Vec::<String>::new());
    theirs.write_all(b"ab").unwrap();
    assert_eq!(next(&mut reactor), "ready true false");
    assert_eq!(next(&mut reactor), "ready true false");
    ours.read_exact(&mut [0; 2]).unwrap();
    assert_eq!(all_for(&mut reactor, 20), Vec::<String>::new());
    // The end is something to read, too.
    drop(theirs);
    assert_eq!(next(&mut reactor), "ready true false");
    reactor.close(watch);
    assert_eq!(next(&mut reactor), "closed false");
    assert!(!reactor.alive());
}

#[test]
fn writers_and_files() {
    let mut reactor = Reactor::new().unwrap();
    let (ours, _theirs) = UnixStream::pair().unwrap();
    let watch = reactor.watch_fd(ours.as_raw_fd(), true, true).unwrap();
    assert_eq!(next(&mut reactor), "ready false true");
    reactor.close(watch);
    assert_eq!(next(&mut reactor), "closed false");
    let file = std::fs::File::open("/proc/self/exe").unwrap();
    let watch = reactor.watch_fd(file.as_raw_fd(), true, false).unwrap();
    assert_eq!(next(&mut reactor), "ready true false");
    reactor.close(watch);
    assert_eq!(next(&mut reactor), "closed false");
    assert_eq!(reactor.watch_fd(-1, true, false).unwrap_err().errno.name(), "EBADF");
}
