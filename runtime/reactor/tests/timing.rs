//! Timers, idle timeouts, signals, and when the loop ends.

use std::io::{Read, Write};

use super::*;

#[test]
fn timers_in_order_and_not_early() {
    let mut reactor = Reactor::new().unwrap();
    let start = Instant::now();
    let slow = reactor.timer_start(30, None);
    let stopped = reactor.timer_start(10, None);
    let fast = reactor.timer_start(10, None);
    let twin = reactor.timer_start(10, None);
    assert!(reactor.timer_stop(stopped) && !reactor.timer_stop(stopped));
    let mut fired = Vec::new();
    while reactor.alive() {
        reactor.turn(true).unwrap();
        while let Some(event) = reactor.next_event() {
            let Event::Timer(id) = event else { panic!() };
            fired.push((id, start.elapsed()));
        }
    }
    assert_eq!(fired.iter().map(|fired| fired.0).collect::<Vec<_>>(), [fast, twin, slow]);
    assert!(fired[0].1 >= Duration::from_millis(10) && fired[2].1 >= Duration::from_millis(30));
    assert_eq!(reactor.turn_number, 2, "one wake-up per deadline");
}

#[test]
fn a_timer_can_stop_the_next_one() {
    let mut reactor = Reactor::new().unwrap();
    let ids = [reactor.timer_start(1, None), reactor.timer_start(1, None)];
    reactor.timer_start(5, None);
    let first = until(&mut reactor, |_, event| if let Event::Timer(id) = event { Some(id) } else { None });
    assert_eq!(first, ids[0]);
    assert!(reactor.timer_stop(ids[1]));
    assert_eq!(next(&mut reactor), "timer");
    assert!(!reactor.alive());
}

#[test]
fn repeating_until_stopped() {
    let mut reactor = Reactor::new().unwrap();
    let id = reactor.timer_start(1, Some(1));
    for _ in 0..5 {
        assert_eq!(next(&mut reactor), "timer");
        assert!(reactor.alive());
    }
    assert!(reactor.timer_stop(id));
    assert!(!reactor.alive());
}

#[test]
fn what_is_unreferenced_does_not_hold_the_loop() {
    let mut reactor = Reactor::new().unwrap();
    assert!(!reactor.alive());
    let timer = reactor.timer_start(1000, None);
    reactor.timer_ref(timer, false);
    assert!(!reactor.alive());
    let (listener, _) = listen(&mut reactor);
    assert!(reactor.alive());
    reactor.set_ref(listener, false);
    reactor.set_ref(listener, false);
    assert!(!reactor.alive());
    reactor.close(listener);
    assert!(reactor.alive(), "its Closed is still to be reported");
    assert_eq!(next(&mut reactor), "closed false");
    assert!(!reactor.alive());
    let (stream, _peer) = pair(&mut reactor);
    assert!(reactor.alive(), "an open stream holds the loop, reading or not");
    reactor.set_ref(stream, false);
    reactor.write(stream, b"x").unwrap();
    assert!(reactor.alive(), "unsent bytes do");
    reactor.flush();
    assert!(!reactor.alive());
    reactor.signal_watch(12).unwrap();
    assert!(!reactor.alive());
}

#[test]
fn idle_timeouts() {
    let mut reactor = Reactor::new().unwrap();
    let (quiet, _quiet_peer) = pair(&mut reactor);
    let (busy, mut busy_peer) = pair(&mut reactor);
    let (off, _off_peer) = pair(&mut reactor);
    reactor.read_start(busy);
    reactor.set_timeout(quiet, 250);
    reactor.set_timeout(busy, 250);
    reactor.set_timeout(off, 250);
    reactor.set_timeout(off, 0);
    let beat = reactor.timer_start(50, Some(50));
    let mut timeouts = Vec::new();
    let mut beats = 0;
    until(&mut reactor, |_, event| {
        match event {
            Event::Handle(id, EventKind::Timeout) => timeouts.push(id),
            Event::Timer(id) if id == beat => {
                beats += 1;
                busy_peer.write_all(b"x").unwrap();
            }
            _ => {}
        }
        (beats == 11).then_some(())
    });
    reactor.timer_stop(beat);
    assert!((1..=2).contains(&timeouts.len()), "it repeats: {timeouts:?}");
    assert!(timeouts.iter().all(|id| *id == quiet));
    let last = until(&mut reactor, |_, event| match event {
        Event::Handle(id, EventKind::Timeout) if id != quiet => Some(id),
        _ => None,
    });
    assert_eq!(last, busy);
}

#[test]
fn a_shorter_timeout_counts_at_once() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, _peer) = pair(&mut reactor);
    reactor.set_timeout(stream, 100_000);
    reactor.set_timeout(stream, 10);
    let before = Instant::now();
    assert_eq!(next(&mut reactor), "timeout");
    assert!((10..1000).contains(&before.elapsed().as_millis()));
    reactor.set_timeout(stream, 0);
    assert_eq!(all_for(&mut reactor, 30), [""; 0]);
    reactor.set_timeout(stream, 10);
    assert_eq!(next(&mut reactor), "timeout");
}

#[test]
fn signals() {
    const SIGURG: i32 = 23; // ignored by default, so that its default action can be seen to be back
    let mut reactor = Reactor::new().unwrap();
    reactor.signal_watch(SIGURG).unwrap();
    reactor.signal_watch(SIGURG).unwrap();
    let _hold = reactor.timer_start(60_000, None);
    crate::process::kill(crate::process::pid(), SIGURG).unwrap();
    assert_eq!(next(&mut reactor), "signal 23");
    reactor.signal_unwatch(SIGURG);
    crate::process::kill(crate::process::pid(), SIGURG).unwrap();
    assert_eq!(all_for(&mut reactor, 20), [""; 0]);
    reactor.signal_watch(SIGURG).unwrap();
    crate::process::kill(crate::process::pid(), SIGURG).unwrap();
    assert_eq!(next(&mut reactor), "signal 23");
    for impossible in [9, 19, 0, -1, 65, 1000] {
        assert_eq!(reactor.signal_watch(impossible).unwrap_err().errno.name(), "EINVAL", "{impossible}");
    }
}

/// A watched signal that is not watched any more kills again.
#[test]
fn the_default_action_comes_back() {
    use std::os::unix::process::ExitStatusExt;
    const TERM_SELF: &str = "NODERU_TEST_TERM_SELF";
    const SIGTERM: i32 = 15;
    if std::env::var_os(TERM_SELF).is_some() {
        let mut reactor = Reactor::new().unwrap();
        reactor.signal_watch(SIGTERM).unwrap();
        crate::process::kill(crate::process::pid(), SIGTERM).unwrap();
        assert_eq!(next(&mut reactor), "signal 15");
        reactor.signal_unwatch(SIGTERM);
        crate::process::kill(crate::process::pid(), SIGTERM).unwrap();
        // Another thread may be the one that takes it.
        std::thread::park_timeout(Duration::from_secs(5));
        return;
    }
    let program = std::env::current_exe().unwrap();
    let mut child = std::process::Command::new(program)
        .args(["--exact", "reactor::tests::timing::the_default_action_comes_back"])
        .env(TERM_SELF, "1")
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut seen = String::new();
    child.stdout.take().unwrap().read_to_string(&mut seen).unwrap();
    assert_eq!(child.wait().unwrap().signal(), Some(SIGTERM), "{seen}");
}
