//! Ctrl-C while the program computes and turns no loop: it raises a flag, which what computes looks at.
//!
//! What does not look (a native that does not come back) is ended by the second Ctrl-C, with the terminal as it was found.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use crate::sys::signals::{INTERRUPT_MODE, INTERRUPTS, restore_terminal_before};

/// SIGINT does what it does.
pub(crate) const USUAL: i32 = 0;
/// The first SIGINT raises the flag and does nothing else.
pub(crate) const COUNTED: i32 = 1;
/// The first SIGINT is told to who watches it.
pub(crate) const TOLD: i32 = 2;

/// What the second Ctrl-C says on standard error.
pub(crate) const LAST_WORDS: &str =
    "\nnoderu: ended by the second Ctrl-C: what runs inside a native function cannot be interrupted\n";

/// The bit of the flag that is set when SIGINT came.
pub const BIT: u32 = 1;

/// The flag of the program: [`raise`] is called by a signal handler, so it is never replaced.
static FLAG: OnceLock<Arc<AtomicU32>> = OnceLock::new();

/// From now on SIGINT sets [`BIT`] of `flag`, which is the same at each call. Where it is ignored, it stays so.
pub fn raise_flag(flag: Arc<AtomicU32>) {
    FLAG.get_or_init(|| flag);
    start(COUNTED);
}

/// From now on SIGINT is counted, and told to who watches it: a reactor that may never turn again.
pub fn count_and_tell() {
    start(TOLD);
}

fn start(mode: i32) {
    came();
    INTERRUPT_MODE.store(mode, Ordering::SeqCst);
    restore_terminal_before(libc::SIGINT);
}

/// SIGINT does again what it does. Whether it came meanwhile; the flag is taken back.
pub fn stop() -> bool {
    INTERRUPT_MODE.store(USUAL, Ordering::SeqCst);
    came()
}

fn came() -> bool {
    let came = INTERRUPTS.swap(0, Ordering::SeqCst) != 0;
    if let Some(flag) = FLAG.get() {
        flag.fetch_and(!BIT, Ordering::SeqCst);
    }
    came
}

/// What the handler of SIGINT does for who computes. Async-signal-safe.
pub(crate) fn raise() {
    if let Some(flag) = FLAG.get() {
        flag.fetch_or(BIT, Ordering::SeqCst);
    }
}
