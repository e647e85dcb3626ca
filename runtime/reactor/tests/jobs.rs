//! Jobs of the pool: many, fast, stuck, cancelled.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use super::until;
use crate::{Event, Reactor};

#[test]
fn jobs() {
    let mut reactor = Reactor::new().unwrap();
    let ids: Vec<_> = (0..100u32).map(|n| reactor.spawn(move || n * 2)).collect();
    assert!(reactor.alive());
    let mut results = Vec::new();
    while results.len() < 100 {
        let result = until(&mut reactor, |_, event| match event {
            Event::Job(id, mut task) => Some((id, task.take::<u32>().unwrap())),
            _ => None,
        });
        results.push(result);
    }
    results.sort_by_key(|(_, value)| *value);
    assert!(results.into_iter().eq(ids.into_iter().zip((0..100).map(|n| n * 2))));
    assert!(!reactor.alive());
}

/// Jobs that do not end hold nobody up behind them.
#[test]
fn stuck_jobs() {
    let mut reactor = Reactor::new().unwrap();
    let (open_gate, gate) = mpsc::channel::<()>();
    let gate = Arc::new(std::sync::Mutex::new(gate));
    for _ in 0..30 {
        let gate = Arc::clone(&gate);
        reactor.spawn(move || gate.lock().unwrap().recv().is_ok());
    }
    let quick = reactor.spawn(|| ());
    let job = |_: &mut Reactor, event| match event {
        Event::Job(id, _) => Some(id),
        _ => None,
    };
    assert_eq!(until(&mut reactor, job), quick);
    for _ in 0..30 {
        open_gate.send(()).unwrap();
        until(&mut reactor, job);
    }
    assert!(!reactor.alive());
}

/// Three of the four threads are stuck, and still four jobs run at the same time.
#[test]
fn some_stuck_jobs() {
    let mut reactor = Reactor::new().unwrap();
    let (open_gate, gate) = mpsc::channel::<()>();
    let gate = Arc::new(std::sync::Mutex::new(gate));
    for _ in 0..3 {
        let gate = Arc::clone(&gate);
        reactor.spawn(move || gate.lock().unwrap().recv().is_ok());
    }
    for _ in 0..5 {
        let together = Arc::new(std::sync::Barrier::new(4));
        for _ in 0..4 {
            let together = Arc::clone(&together);
            reactor.spawn(move || together.wait().is_leader());
        }
        for _ in 0..4 {
            until(&mut reactor, |_, event| matches!(event, Event::Job(..)).then_some(()));
        }
    }
    for _ in 0..3 {
        open_gate.send(()).unwrap();
        until(&mut reactor, |_, event| matches!(event, Event::Job(..)).then_some(()));
    }
    assert!(!reactor.alive());
}

#[test]
fn cancelled_jobs() {
    let mut reactor = Reactor::new().unwrap();
    let ran = Arc::new(AtomicUsize::new(0));
    let (open_gate, gate) = mpsc::channel::<()>();
    let gate = Arc::new(std::sync::Mutex::new(gate));
    let (begin, begun) = mpsc::channel();
    // All threads are busy, so the jobs behind them have not begun.
    let busy: Vec<_> = (0..4)
        .map(|_| {
            let (gate, begin) = (Arc::clone(&gate), begin.clone());
            reactor.spawn(move || {
                begin.send(()).unwrap();
                gate.lock().unwrap().recv().is_ok()
            })
        })
        .collect();
    begun.iter().take(4).count();
    let waiting: Vec<_> = (0..10)
        .map(|_| {
            let ran = Arc::clone(&ran);
            reactor.spawn(move || ran.fetch_add(1, Ordering::SeqCst))
        })
        .collect();
    for id in waiting.iter().chain(&busy[..2]) {
        reactor.cancel(*id);
    }
    for _ in 0..4 {
        open_gate.send(()).unwrap();
    }
    let mut seen = Vec::new();
    while reactor.alive() {
        reactor.turn(true).unwrap();
        while let Some(Event::Job(id, _)) = reactor.next_event() {
            seen.push(id);
        }
    }
    seen.sort();
    assert_eq!(seen, busy[2..]);
    assert_eq!(ran.load(Ordering::SeqCst), 0);
}

/// A reactor whose pool has found out that jobs take no time.
fn with_brisk_pool() -> Reactor {
    let mut reactor = Reactor::new().unwrap();
    for _ in 0..20 {
        (0..100).for_each(|_| _ = reactor.spawn(|| ()));
        (0..100).for_each(|_| next_job(&mut reactor));
    }
    reactor
}

fn next_job(reactor: &mut Reactor) {
    until(reactor, |_, event| matches!(event, Event::Job(..)).then_some(()));
}

/// Fast jobs are run by one thread; one that does not end holds the others up for a moment only.
#[test]
fn a_stuck_job_among_brisk_ones() {
    let mut reactor = with_brisk_pool();
    for place in [0, 1, 100, 199] {
        let (open_gate, gate) = mpsc::channel::<()>();
        let mut gate = Some(gate);
        for n in 0..200 {
            match gate.take_if(|_| n == place) {
                Some(gate) => reactor.spawn(move || gate.recv().is_ok()),
                None => reactor.spawn(|| true),
            };
        }
        (0..199).for_each(|_| next_job(&mut reactor));
        assert!(reactor.alive());
        open_gate.send(()).unwrap();
        next_job(&mut reactor);
        assert!(!reactor.alive());
    }
}

/// Jobs that wait for the end of the turn begin all the same when the caller is about to block.
#[test]
fn jobs_are_handed_over_before_the_caller_blocks() {
    let mut reactor = with_brisk_pool();
    let (open_gate, gate) = mpsc::channel::<()>();
    let (sender, receiver) = mpsc::channel::<()>();
    reactor.spawn(move || gate.recv().is_ok());
    reactor.spawn(move || sender.send(()).is_ok());
    reactor.hand_over_jobs();
    receiver.recv().unwrap();
    open_gate.send(()).unwrap();
    next_job(&mut reactor);
    next_job(&mut reactor);
    assert!(!reactor.alive());
}

/// A job that was not handed over yet can be taken back too.
#[test]
fn fast_jobs_are_cancelled() {
    let mut reactor = with_brisk_pool();
    let ids: Vec<_> = (0..10).map(|n| reactor.spawn(move || n)).collect();
    for id in &ids[5..] {
        reactor.cancel(*id);
    }
    let mut seen = Vec::new();
    while reactor.alive() {
        reactor.turn(true).unwrap();
        while let Some(Event::Job(_, mut task)) = reactor.next_event() {
            seen.push(task.take::<i32>().unwrap());
        }
    }
    seen.sort();
    assert_eq!(seen, [0, 1, 2, 3, 4]);
}
