//! Child processes: their pipes, their end, and that nothing of them stays behind.

use std::collections::HashMap;

use super::*;
use crate::Child;
use crate::child::{ChildStdio, Exit, Spawn, own_environment};

fn shell(reactor: &mut Reactor, script: &str, stdio: [ChildStdio; 3]) -> Child {
    let args = vec!["-c".into(), script.into()];
    let spawn = Spawn { program: "sh".into(), args, env: own_environment(), stdio, ..Spawn::default() };
    reactor.spawn_child(&spawn).unwrap()
}

/// How a child ended.
fn exit(reactor: &mut Reactor, child: Child) -> Exit {
    let exit = until(reactor, |_, event| match event {
        Event::Handle(id, EventKind::Exited(exit)) if id == child.handle => Some(exit),
        _ => None,
    });
    assert!(
        matches!(
            rustix::process::waitpid(rustix::process::Pid::from_raw(child.pid), rustix::process::WaitOptions::NOHANG),
            Err(rustix::io::Errno::CHILD)
        ),
        "a zombie"
    );
    exit
}

#[test]
fn input_and_output_pass_through_pipes() {
    let mut reactor = Reactor::new().unwrap();
    let child = shell(&mut reactor, "cat; echo err >&2; exit 7", [ChildStdio::Pipe; 3]);
    let [Some(stdin), Some(stdout), Some(stderr)] = child.pipes else { panic!("no pipes") };
    let input = vec![b'x'; 1 << 20];
    reactor.write(stdin, &input).unwrap();
    reactor.shutdown(stdin);
    reactor.read_start(stdout);
    reactor.read_start(stderr);
    let mut seen = HashMap::new();
    let mut ended = None;
    let mut ends = 0;
    while ended.is_none() || ends < 2 {
        let exit = until(&mut reactor, |reactor, event| match event {
            Event::Handle(id, EventKind::Data(bytes)) => {
                seen.entry(id.index).or_insert_with(Vec::new).extend_from_slice(&bytes);
                None
            }
            Event::Handle(id, EventKind::End) => {
                reactor.close(id);
                Some(None)
            }
            Event::Handle(_, EventKind::Exited(exit)) => Some(Some(exit)),
            _ => None,
        });
        match exit {
            Some(exit) => ended = Some(exit),
            None => ends += 1,
        }
    }
    assert_eq!(ended, Some(Exit::Code(7)));
    assert_eq!(seen[&stdout.index].len(), input.len());
    assert_eq!(seen[&stderr.index], b"err\n");
}

#[test]
fn ends_are_told_with_and_without_pidfds() {
    if !alone("children::ends_are_told_with_and_without_pidfds") {
        return;
    }
    let mut reactor = Reactor::new().unwrap();
    let none = [ChildStdio::Null; 3];
    for script in ["exit 3", "sleep 0.05; exit 3"] {
        let child = shell(&mut reactor, script, none);
        assert_eq!(exit(&mut reactor, child), Exit::Code(3));
        let child = shell(&mut reactor, script, none);
        reactor.without_pidfd(child.handle);
        assert_eq!(exit(&mut reactor, child), Exit::Code(3));
    }
    let child = shell(&mut reactor, "kill -TERM $$", none);
    assert_eq!(exit(&mut reactor, child), Exit::Signal(libc::SIGTERM));
    while reactor.alive() {
        reactor.turn(true).unwrap();
        while reactor.next_event().is_some() {}
    }

    // A caller that watches SIGCHLD gets it, and whoever stops watching takes nothing from the children.
    reactor.signal_watch(libc::SIGCHLD).unwrap();
    let child = shell(&mut reactor, "sleep 0.05", none);
    reactor.without_pidfd(child.handle);
    until(&mut reactor, |_, event| matches!(event, Event::Signal(_)).then_some(()));
    let child = shell(&mut reactor, "sleep 0.05", none);
    reactor.without_pidfd(child.handle);
    reactor.signal_unwatch(libc::SIGCHLD);
    assert_eq!(exit(&mut reactor, child), Exit::Code(0));
}

#[test]
fn many_in_a_row_leave_nothing_behind() {
    if !alone("children::many_in_a_row_leave_nothing_behind") {
        return;
    }
    let mut reactor = Reactor::new().unwrap();
    let mut before = 0;
    for round in 0..60 {
        let child = shell(&mut reactor, "exit 1", [ChildStdio::Pipe; 3]);
        child.pipes.into_iter().flatten().for_each(|pipe| reactor.close(pipe));
        assert_eq!(exit(&mut reactor, child), Exit::Code(1));
        while reactor.alive() {
            reactor.turn(true).unwrap();
            while reactor.next_event().is_some() {}
        }
        if round == 0 {
            before = open_descriptors();
        }
    }
    assert_eq!(open_descriptors(), before);
}

#[test]
fn a_stranger_is_not_waited_for() {
    let mut reactor = Reactor::new().unwrap();
    let mut stranger = std::process::Command::new("true").spawn().unwrap();
    let child = shell(&mut reactor, "exit 0", [ChildStdio::Null; 3]);
    reactor.without_pidfd(child.handle);
    assert_eq!(exit(&mut reactor, child), Exit::Code(0));
    assert!(stranger.wait().unwrap().success());
}
