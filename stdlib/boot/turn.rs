//! The loop.

use boa_engine::{Context, JsError};
use noderu_runtime::Event;

use crate::host::{Host, Uncaught, host};
use crate::timers;

/// Turns the loop until nothing is active, or the program exits.
pub fn run(uncaught: Uncaught, cx: &mut Context) {
    let host = host(cx);
    after_callback(&host, uncaught, cx);
    loop {
        if host.exiting.get().is_some() || host.unlooped.replace(false) {
            return;
        }
        let pending = host.has_ticks() || timers::has_immediates(cx);
        if !pending && !host.reactor.borrow().alive() {
            return;
        }
        let turned = host.reactor.borrow_mut().turn(!pending);
        if let Err(error) = turned {
            // The poll itself cannot fail for a reason that a later turn would mend.
            panic!("the reactor cannot poll: {error}");
        }
        after_callback(&host, uncaught, cx);
        loop {
            if host.exiting.get().is_some() {
                return;
            }
            let Some(event) = host.reactor.borrow_mut().next_event() else { break };
            let result = match event {
                Event::Handle(id, kind) => host.deliver(id, kind, cx),
                Event::Http { server, connection, what } => host.deliver_http(server, connection, what, cx),
                Event::Timer(id) => timers::deliver(id, cx),
                Event::Job(id, task) => host.deliver_job(id, task, cx),
                Event::Resolved(id, found) => host.deliver_resolved(id, found, cx),
                Event::Signal(signo) => crate::process::deliver_signal(signo, cx),
            };
            if let Err(error) = result
                && !uncaught(error, cx)
            {
                return;
            }
            after_callback(&host, uncaught, cx);
        }
        if !timers::has_immediates(cx) {
            continue;
        }
        let mut after = |thrown: Option<JsError>, cx: &mut Context| {
            if let Some(error) = thrown {
                uncaught(error, cx);
            }
            after_callback(&host, uncaught, cx);
        };
        timers::run_immediates(&mut after, cx);
    }
}

/// Runs the ticks queued so far. One that throws takes no other with it.
pub fn run_ticks(host: &Host, uncaught: Uncaught, cx: &mut Context) {
    let thrown = |error, cx: &mut Context| {
        uncaught(error, cx);
    };
    host.run_ticks(thrown, cx);
}

/// Runs the ticks queued so far, then promise jobs.
fn after_callback(host: &Host, uncaught: Uncaught, cx: &mut Context) {
    run_ticks(host, uncaught, cx);
    loop {
        // No code of the program runs: what waits for the end of objects may.
        cx.enqueue_finalizations();
        while !host.jobs.is_empty() {
            if let Err(error) = cx.run_jobs() {
                uncaught(error, cx);
            }
        }
        let rejected = host.rejections.take();
        if rejected.is_empty() {
            return;
        }
        // Their listeners may queue promise jobs again.
        for promise in rejected {
            crate::process::unhandled_rejection(&promise, uncaught, cx);
        }
    }
}
