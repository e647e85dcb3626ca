//! Pipes, files, and descriptors that travel.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;

use rustix::fs::{OFlags, fcntl_getfl};

use super::*;
use crate::WriteOutcome;

#[test]
fn descriptors_travel_with_their_bytes() {
    let mut reactor = Reactor::new().unwrap();
    let (ours, theirs) = UnixStream::pair().unwrap();
    let sender = reactor.open_fd(ours.into()).unwrap();
    let receiver = reactor.open_fd(theirs.into()).unwrap();
    let (mut pipe_out, pipe_in) = std::io::pipe().unwrap();
    reactor.write(sender, b"before ").unwrap();
    reactor.write_fd(sender, b"with", pipe_in.as_raw_fd()).unwrap();
    reactor.write(sender, b" after").unwrap();
    drop(pipe_in); // a duplicate travels
    reactor.read_start(receiver);
    let mut seen = Vec::new();
    let arrived = until(&mut reactor, |_, event| {
        seen.push(words(&event));
        if let Event::Handle(_, EventKind::Fd(fd)) = event { Some(fd) } else { None }
    });
    // The kernel hands it out with the read that reaches its byte.
    assert_eq!(next(&mut reactor), "data before with after");
    assert_eq!(seen, ["fd"]);
    let flags = rustix::io::fcntl_getfd(&arrived).unwrap();
    assert!(flags.contains(rustix::io::FdFlags::CLOEXEC));
    File::from(arrived).write_all(b"through the pipe").unwrap();
    let mut text = String::new();
    pipe_out.read_to_string(&mut text).unwrap();
    assert_eq!(text, "through the pipe");

    assert_eq!(reactor.write_fd(sender, b"", 0).unwrap_err().errno.name(), "EINVAL");
    assert_eq!(reactor.write_fd(sender, b"x", 999).unwrap_err().errno.name(), "EBADF");
    let (tcp, _peer) = pair(&mut reactor);
    assert_eq!(reactor.write_fd(tcp, b"x", 0).unwrap_err().errno.name(), "EINVAL");
}

#[test]
fn a_blocking_pipe_stays_blocking() {
    let mut reactor = Reactor::new().unwrap();
    let (out, mut into) = std::io::pipe().unwrap();
    let watch = out.try_clone().unwrap();
    let stream = reactor.open_fd(out.into()).unwrap();
    reactor.read_start(stream);
    into.write_all(b"one").unwrap();
    assert_eq!(next(&mut reactor), "data one");
    // Nothing there: the turn must not hang in read(2).
    assert_eq!(all_for(&mut reactor, 20), [""; 0]);
    into.write_all(b"two").unwrap();
    assert_eq!(next(&mut reactor), "data two");
    drop(into);
    assert_eq!(next(&mut reactor), "end");
    assert!(!fcntl_getfl(&watch).unwrap().contains(OFlags::NONBLOCK));
    reactor.close(stream);
    assert_eq!(next(&mut reactor), "closed false");
}

#[test]
fn a_blocking_pipe_is_written_without_blocking() {
    let mut reactor = Reactor::new().unwrap();
    let (mut out, into) = std::io::pipe().unwrap();
    let stream = reactor.open_fd(into.into()).unwrap();
    let block = vec![7; 1_000_000];
    assert_eq!(reactor.write(stream, &block).unwrap(), WriteOutcome::Queued);
    assert!(reactor.queued(stream) > 0);
    reactor.shutdown(stream);
    let reader = std::thread::spawn(move || {
        let mut all = Vec::new();
        out.read_to_end(&mut all).unwrap();
        all
    });
    // A pipe's half close is its close.
    let seen = until(&mut reactor, |_, event| Some(words(&event)).filter(|seen| seen != "drain"));
    assert_eq!(seen, "closed false");
    assert!(reader.join().unwrap() == block);
}

#[test]
fn files_are_read_through_the_pool() {
    let mut reactor = Reactor::new().unwrap();
    let path = std::env::temp_dir().join(format!("noderu-{}-file", std::process::id()));
    let content: Vec<u8> = (0..300_000u32).map(|n| (n % 253) as u8).collect();
    std::fs::write(&path, &content).unwrap();
    let stream = reactor.open_fd(File::open(&path).unwrap().into()).unwrap();
    std::fs::remove_file(&path).unwrap();
    reactor.read_start(stream);
    let mut all = Vec::new();
    until(&mut reactor, |reactor, event| match event {
        Event::Handle(_, EventKind::Data(bytes)) => {
            all.extend_from_slice(&bytes);
            // Pausing holds; what was read ahead waits.
            reactor.read_stop(stream);
            reactor.timer_start(1, None);
            None
        }
        Event::Timer(_) => {
            reactor.read_start(stream);
            None
        }
        Event::Handle(_, EventKind::End) => Some(()),
        event => panic!("{}", words(&event)),
    });
    assert!(all == content);
    reactor.close(stream);
    assert_eq!(next(&mut reactor), "closed false");
    assert!(!reactor.alive());

    let null = reactor.open_fd(File::open("/dev/null").unwrap().into()).unwrap();
    reactor.read_start(null);
    assert_eq!(next(&mut reactor), "end");
    let folder = reactor.open_fd(File::open("/").unwrap().into()).unwrap();
    reactor.read_start(folder);
    assert_eq!(next(&mut reactor), "failed read EISDIR");
    assert_eq!(next(&mut reactor), "closed true");
}

#[test]
fn files_are_written() {
    let mut reactor = Reactor::new().unwrap();
    let path = std::env::temp_dir().join(format!("noderu-{}-written", std::process::id()));
    let stream = reactor.open_fd(File::create(&path).unwrap().into()).unwrap();
    assert_eq!(reactor.write(stream, b"small ").unwrap(), WriteOutcome::Flushed);
    assert_eq!(reactor.write(stream, &vec![b'x'; 100_000]).unwrap(), WriteOutcome::Flushed);
    reactor.write(stream, b" end").unwrap();
    reactor.close_after_flush(stream);
    assert_eq!(next(&mut reactor), "closed false");
    let written = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(written.len() == 100_010 && written.starts_with(b"small xx") && written.ends_with(b"x end"));
}

#[test]
fn descriptors_by_number() {
    use std::os::fd::IntoRawFd;
    let reactor = Reactor::new().unwrap();
    assert_eq!(reactor.adopt_fd(-1).unwrap_err().errno.name(), "EBADF");
    assert_eq!(reactor.adopt_fd(99_999).unwrap_err().errno.name(), "EBADF");
    let raw = File::open("/dev/null").unwrap().into_raw_fd();
    let copy = crate::duplicate_fd(raw).unwrap();
    let adopted = reactor.adopt_fd(raw).unwrap();
    assert_eq!(adopted.as_raw_fd(), raw);
    assert_ne!(copy.as_raw_fd(), raw);
}
