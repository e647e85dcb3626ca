//! What a stack overflow and an allocation that failed say before they end the process.
//!
//! The engine recurses natively where a script can make it (chains of proxies), and takes memory without asking (a
//! string that doubles for ever); neither can be made an exception. Without this the process would die by a signal.

use super::terminal;
use libc::{SIGABRT, SIGBUS, SIGSEGV, c_int, c_void, siginfo_t};

/// As after an uncaught exception.
const STATUS: c_int = 1;

const OVERFLOW: &[u8] = b"noderu: stack overflow: the program recursed deeper than the engine can follow\n";
/// As node says it.
const HEAP_IS_FULL: &[u8] = b"FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n";

/// Makes both end with a line on standard error: an overflow with status 1, memory as [`heap_is_full`]. Signals that
/// another process sends keep their default action.
pub(crate) fn install() {
    for signo in [SIGSEGV, SIGBUS, SIGABRT] {
        let handler: extern "C" fn(c_int, *mut siginfo_t, *mut c_void) = speak;
        // SAFETY: all-zero bytes are a valid `sigaction` (no flags, empty mask), whose fields are then set; the handler
        // has the signature that SA_SIGINFO asks for and calls only what signal-safety(7) allows. std gives every
        // thread of ours an alternate stack, which SA_ONSTACK uses when the own one is used up.
        unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = handler as usize;
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
            libc::sigaction(signo, &action, std::ptr::null_mut());
        }
    }
}

/// Ends the process because somebody asked for `size` bytes at once. Allocates nothing.
#[cold]
pub(crate) fn refuse_memory(size: usize) -> ! {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut left = size;
    while at > 0 && (left > 0 || at == digits.len()) {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
    }
    let (before, behind): (&[u8], &[u8]) =
        (b"noderu: out of memory: ", b" bytes at once (a string that grows for ever?)\n");
    for words in [before, &digits[at..], behind] {
        // SAFETY: write gets the bytes of a slice that outlives the call.
        unsafe {
            libc::write(2, words.as_ptr().cast(), words.len());
        }
    }
    terminal::restore();
    // SAFETY: takes a number and does not return.
    unsafe { libc::_exit(STATUS) }
}

/// Ends the process because there is no memory: with a line, and by SIGABRT, as node does. Allocates nothing.
#[cold]
pub(crate) fn heap_is_full() -> ! {
    terminal::restore();
    // SAFETY: write gets static bytes, signal a number; abort ends the process.
    unsafe {
        libc::write(2, HEAP_IS_FULL.as_ptr().cast(), HEAP_IS_FULL.len());
        libc::signal(SIGABRT, libc::SIG_DFL);
        libc::abort()
    }
}

extern "C" fn speak(signo: c_int, information: *mut siginfo_t, _: *mut c_void) {
    // SAFETY: the kernel hands a valid siginfo to a handler with SA_SIGINFO; signal, raise, write and _exit are
    // async-signal-safe and get numbers and static bytes.
    unsafe {
        if (*information).si_code == libc::SI_USER {
            libc::signal(signo, libc::SIG_DFL);
            libc::raise(signo);
            return;
        }
        if signo == SIGABRT {
            // An allocation of many bytes that nobody had thought could fail.
            heap_is_full();
        }
        libc::write(2, OVERFLOW.as_ptr().cast(), OVERFLOW.len());
        terminal::restore();
        libc::_exit(STATUS)
    }
}
