//! The terminal that this process has changed, and how it is put back as it was found.
//!
//! Every way of ending does so: on exit, on a panic, and before a signal that nobody watches ends the process. [`restore`]
//! takes no lock that it could wait for and allocates nothing, so that a signal handler may call it. Which modes there are
//! is `crate::tty`'s.

use std::os::fd::RawFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::io::Errno as E;
use rustix::termios::{OptionalActions, Termios};

use super::with_fd;

/// A terminal that is not as it was found.
pub(crate) struct Changed {
    pub(crate) fd: RawFd,
    pub(crate) before: Termios,
}

static CHANGED: Mutex<Option<Changed>> = Mutex::new(None);
/// Whether there is something in `CHANGED`: the usual exit looks no further.
static IS_CHANGED: AtomicBool = AtomicBool::new(false);
/// Whether the terminal was asked to mark what is pasted.
static MARKS_PASTES: AtomicBool = AtomicBool::new(false);

/// Asks an xterm or its like to mark what is pasted, or no longer.
const MARK_PASTES: [&[u8]; 2] = [b"\x1b[?2004l", b"\x1b[?2004h"];

/// The changed terminal, locked: one at a time can be other than it was found.
pub(crate) fn changed() -> ChangedTerminal {
    ChangedTerminal(CHANGED.lock().unwrap_or_else(PoisonError::into_inner))
}

/// See [`changed`].
pub(crate) struct ChangedTerminal(MutexGuard<'static, Option<Changed>>);

impl ChangedTerminal {
    /// The terminal that is changed, if one is.
    pub(crate) fn get(&self) -> Option<&Changed> {
        self.0.as_ref()
    }

    /// A terminal was changed; it is put back when the process ends.
    pub(crate) fn remember(&mut self, changed: Changed) {
        *self.0 = Some(changed);
        IS_CHANGED.store(true, Ordering::SeqCst);
    }

    /// It is as it was found.
    pub(crate) fn forget(&mut self) {
        *self.0 = None;
        IS_CHANGED.store(false, Ordering::SeqCst);
    }
}

/// Sets the modes of a terminal at once.
pub(crate) fn set(fd: RawFd, termios: &Termios) -> Result<(), E> {
    with_fd(fd, |fd| rustix::termios::tcsetattr(fd, OptionalActions::Now, termios))
}

/// Asks the terminal behind standard output to mark what is pasted, or no longer.
pub(crate) fn mark_pastes(on: bool) {
    MARKS_PASTES.store(on, Ordering::SeqCst);
    // A terminal that is gone marks nothing.
    let _ = rustix::io::write(rustix::stdio::stdout(), MARK_PASTES[usize::from(on)]);
}

/// Puts the terminal back as it was found. Safe to call in a signal handler.
pub(crate) fn restore() {
    if MARKS_PASTES.swap(false, Ordering::SeqCst) {
        let _ = rustix::io::write(rustix::stdio::stdout(), MARK_PASTES[0]);
    }
    if !IS_CHANGED.swap(false, Ordering::SeqCst) {
        return;
    }
    // Taken only by this process's own `tty::set_mode`, for a few system calls: then it is about to be set right anyway.
    if let Ok(changed) = CHANGED.try_lock()
        && let Some(Changed { fd, before }) = &*changed
    {
        let _ = with_fd(*fd, |fd| {
            // A process in the background would be stopped for trying, and the shell has its own idea of the terminal.
            if rustix::termios::tcgetpgrp(fd) == Ok(rustix::process::getpgrp()) {
                rustix::termios::tcsetattr(fd, OptionalActions::Now, before)?;
            }
            Ok(())
        });
    }
}
