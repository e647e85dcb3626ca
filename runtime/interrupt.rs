//! Ctrl-C while the program computes and turns no loop: it is counted, for whoever runs the code to ask between two steps.
//!
//! What cannot be asked for (a native that does not come back) is ended by the second Ctrl-C, with the terminal as it was
//! found.

use std::sync::atomic::Ordering;

use crate::sys::signals::{INTERRUPTS, InterruptMode, restore_terminal_before, set_interrupt_mode};

/// From now on SIGINT is counted and has no other effect. Where it is ignored, it stays so.
pub fn count() {
    start(InterruptMode::Counted);
}

/// From now on SIGINT is counted, and also reported to whoever watches it: a reactor that may never turn again.
pub fn count_and_report() {
    start(InterruptMode::CountedAndReported);
}

fn start(mode: InterruptMode) {
    INTERRUPTS.store(0, Ordering::SeqCst);
    set_interrupt_mode(mode);
    restore_terminal_before(libc::SIGINT);
}

/// SIGINT has its usual effect again: its default action, or an event for whoever watches it.
pub fn stop() {
    set_interrupt_mode(InterruptMode::Usual);
}

/// Whether SIGINT came since it is counted, or since the last call of this.
pub fn came() -> bool {
    INTERRUPTS.load(Ordering::Relaxed) != 0 && INTERRUPTS.swap(0, Ordering::SeqCst) != 0
}
