//! Datagram sockets: whole messages, their order, floods, full receivers, closing.

use std::net::Ipv4Addr;

use super::*;
use crate::{DatagramOption, SendOutcome};

fn udp(reactor: &mut Reactor) -> (HandleId, Address) {
    let id = reactor.open_udp(false).unwrap();
    reactor.bind_udp(id, (Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    reactor.read_start(id);
    let address = reactor.local_addr(id).unwrap();
    (id, address)
}

#[test]
fn whole_and_from_whom() {
    let mut reactor = Reactor::new().unwrap();
    let (one, one_address) = udp(&mut reactor);
    let (two, two_address) = udp(&mut reactor);
    let large = vec![7; 65_507];
    for bytes in [&b"text"[..], b"", &large] {
        assert_eq!(reactor.send_to(one, bytes, &two_address), Ok(SendOutcome::Sent(bytes.len())));
        let (id, got, from) = until(&mut reactor, |_, event| match event {
            Event::Handle(id, EventKind::Datagram { bytes, from }) => Some((id, bytes, from)),
            other => panic!("{other:?}"),
        });
        assert!(id == two && got[..] == *bytes && from == one_address);
    }
    let error = reactor.send_to(one, &[0; 65_508], &two_address).unwrap_err();
    assert_eq!((error.errno.name(), error.syscall), ("EMSGSIZE", "sendto"));
    reactor.set_datagram_option(one, DatagramOption::Ttl(3)).unwrap();
    reactor.close(one);
    assert_eq!(reactor.send_to(one, b"x", &two_address).unwrap_err().errno.name(), "EBADF");
    assert_eq!(next(&mut reactor), "closed false");
}

#[test]
fn a_flood_leaves_others_their_share() {
    let mut reactor = Reactor::new().unwrap();
    let (flooded, flooded_address) = udp(&mut reactor);
    let (quiet, quiet_address) = udp(&mut reactor);
    for _ in 0..100 {
        reactor.send_to(quiet, b"f", &flooded_address).unwrap();
    }
    reactor.send_to(flooded, b"q", &quiet_address).unwrap();
    reactor.turn(true).unwrap();
    let mut seen = Vec::new();
    while let Some(Event::Handle(id, EventKind::Datagram { .. })) = reactor.next_event() {
        seen.push(id);
    }
    assert_eq!(seen.iter().filter(|id| **id == flooded).count(), 64);
    // Its turn comes with the first of the other, not after all of them.
    assert!(seen.iter().position(|id| *id == quiet).unwrap() <= 1);
    reactor.turn(true).unwrap();
    assert_eq!(std::iter::from_fn(|| reactor.next_event()).count(), 36);
}

#[test]
fn a_full_receiver_is_waited_for() {
    let folder = std::env::temp_dir().join(format!("noderu-dgram-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("socket");
    let mut reactor = Reactor::new().unwrap();
    let receiver = reactor.open_unix_datagram().unwrap();
    reactor.bind_unix_datagram(receiver, &path).unwrap();
    let sender = reactor.open_unix_datagram().unwrap();
    reactor.set_ref(sender, false);
    let to = Address::Unix(Some(path.clone()));
    let mut queued = 0;
    // The kernel keeps a few (net.unix.max_dgram_qlen), whoever they are for.
    for n in 0..2000u32 {
        if let SendOutcome::Queued(serial) = reactor.send_to(sender, &n.to_be_bytes(), &to).unwrap() {
            queued += 1;
            assert_eq!(serial, queued);
        }
    }
    assert!(queued > 0);
    // What waits is sent although the socket is closed, and reported before that is.
    reactor.close_after_flush(sender);
    assert!(reactor.send_to(sender, b"x", &to).is_err());
    reactor.read_start(receiver);
    let (mut received, mut sent) = (0u32, 0);
    until(&mut reactor, |_, event| {
        match event {
            Event::Handle(id, EventKind::Datagram { bytes, from }) => {
                assert!(id == receiver && from == Address::Unix(None) && bytes[..] == received.to_be_bytes());
                received += 1;
            }
            Event::Handle(id, EventKind::Sent { serial, result }) => {
                sent += 1;
                assert!(id == sender && serial == sent && result == Ok(4));
            }
            Event::Handle(id, EventKind::Closed { .. }) => assert!(id == sender && sent == queued),
            other => panic!("{other:?}"),
        }
        (received == 2000 && sent == queued).then_some(())
    });

    // A path in use is refused; one that was left behind is not.
    let other = reactor.open_unix_datagram().unwrap();
    let error = reactor.bind_unix_datagram(other, &path).unwrap_err();
    assert_eq!((error.errno.name(), error.path.as_deref()), ("EADDRINUSE", Some(&*path)));
    reactor.close(receiver);
    assert!(!path.exists());
    drop(std::os::unix::net::UnixDatagram::bind(&path).unwrap());
    assert!(path.exists());
    reactor.bind_unix_datagram(other, &path).unwrap();
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, "text").unwrap();
    let third = reactor.open_unix_datagram().unwrap();
    assert_eq!(reactor.bind_unix_datagram(third, &path).unwrap_err().errno.name(), "EADDRINUSE");
    assert!(path.exists());
    drop(reactor);
    std::fs::remove_dir_all(&folder).unwrap();
}
