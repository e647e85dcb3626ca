//! Ctrl-C while the program computes and turns no loop: it raises a flag, which what computes looks at.
//!
//! What does not look (a native that does not come back) is ended by the second Ctrl-C, with the terminal as it was found.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::sys::signals::{INTERRUPT_FLAG, INTERRUPTS, InterruptMode, restore_terminal_before, set_interrupt_mode};

pub use crate::sys::signals::INTERRUPT_BIT as BIT;

/// From now on SIGINT sets [`BIT`] of `flag`, which is the same at each call. Where it is ignored, it stays so.
pub fn raise_flag(flag: Arc<AtomicU32>) {
    INTERRUPT_FLAG.get_or_init(|| flag);
    start(InterruptMode::Counted);
}

/// From now on SIGINT is counted, and also reported to whoever watches it: a reactor that may never turn again.
pub fn count_and_report() {
    start(InterruptMode::CountedAndReported);
}

fn start(mode: InterruptMode) {
    came();
    set_interrupt_mode(mode);
    restore_terminal_before(libc::SIGINT);
}

/// SIGINT has its usual effect again: its default action, or an event for whoever watches it. Whether it came meanwhile;
/// the flag is taken back.
pub fn stop() -> bool {
    set_interrupt_mode(InterruptMode::Usual);
    came()
}

fn came() -> bool {
    let came = INTERRUPTS.swap(0, Ordering::SeqCst) != 0;
    if let Some(flag) = INTERRUPT_FLAG.get() {
        flag.fetch_and(!BIT, Ordering::SeqCst);
    }
    came
}
