//! Ctrl-C while the program computes and turns no loop: it is counted, for whoever runs the code to ask between two steps.
//!
//! What cannot be asked for (a native that does not come back) is ended by the second Ctrl-C, with the terminal as it was
//! found.

use std::sync::atomic::Ordering;

use crate::sys::signals::{INTERRUPT_MODE, INTERRUPTS, restore_terminal_before};

/// SIGINT does what it does.
pub(crate) const USUAL: i32 = 0;
/// The first SIGINT is counted and does nothing else.
pub(crate) const COUNTED: i32 = 1;
/// The first SIGINT is counted, and told to who watches it.
pub(crate) const TOLD: i32 = 2;

/// What the second Ctrl-C says on standard error.
pub(crate) const LAST_WORDS: &str =
    "\nnoderu: ended by the second Ctrl-C: what runs inside a native function cannot be interrupted\n";

/// From now on SIGINT is counted. Where it is ignored, it stays so.
pub fn count() {
    start(COUNTED);
}

/// From now on SIGINT is counted, and told to who watches it: a reactor that may never turn again.
pub fn count_and_tell() {
    start(TOLD);
}

fn start(mode: i32) {
    INTERRUPTS.store(0, Ordering::SeqCst);
    INTERRUPT_MODE.store(mode, Ordering::SeqCst);
    restore_terminal_before(libc::SIGINT);
}

/// SIGINT does again what it does.
pub fn stop() {
    INTERRUPT_MODE.store(USUAL, Ordering::SeqCst);
}

/// Whether SIGINT came since it is counted, or since this was asked last.
pub fn came() -> bool {
    INTERRUPTS.load(Ordering::Relaxed) != 0 && INTERRUPTS.swap(0, Ordering::SeqCst) != 0
}
