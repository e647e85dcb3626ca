//! Watched signals: one socket pair each, which signal-hook's handler writes to and the poll listens on.
//!
//! signal-hook never gives a signal back, so "default action restored" is an action of ours: it is registered with
//! the first watch and plays the default while nobody watches.

use std::io::Read;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustix::io::Errno as E;
use signal_hook::SigId;
use signal_hook::low_level;

use crate::{Errno, SystemError};

/// Highest signal number plus one.
pub(crate) const SIGNALS: usize = 65;

/// A signal that was watched at least once.
#[derive(Debug)]
pub(crate) struct Watched {
    pub signo: i32,
    /// Readable when the signal came. None while nobody watches.
    pub pipe: Option<UnixStream>,
    id: Option<SigId>,
}

/// What the process knows of a signal that anybody ever watched.
struct DefaultAction {
    /// Whether the default action is to be played.
    plays: Arc<AtomicBool>,
    watchers: usize,
}

/// By signal number. Signals belong to the process, so this is the one thing reactors share.
static DEFAULTS: Mutex<[Option<DefaultAction>; SIGNALS]> = Mutex::new([const { None }; SIGNALS]);

impl Watched {
    /// Prepares a signal. EINVAL for numbers that are none and for signals that cannot be caught.
    pub fn new(signo: i32) -> Result<Watched, SystemError> {
        let possible = signo > 0 && (signo as usize) < SIGNALS && !signal_hook::consts::FORBIDDEN.contains(&signo);
        if !possible {
            return Err(SystemError::new(E::INVAL, "sigaction"));
        }
        Ok(Watched { signo, pipe: None, id: None })
    }

    /// Starts to listen.
    pub fn watch(&mut self) -> Result<(), SystemError> {
        if self.id.is_some() {
            return Ok(());
        }
        let failed = |error: std::io::Error| SystemError::new(Errno::from(error), "sigaction");
        let (ours, handlers) = UnixStream::pair().map_err(failed)?;
        ours.set_nonblocking(true).map_err(failed)?;
        self.id = Some(low_level::pipe::register(self.signo, handlers).map_err(failed)?);
        self.pipe = Some(ours);
        self.count(true);
        Ok(())
    }

    /// Gives the signal its default action back. What came before and was not told yet is forgotten.
    pub fn unwatch(&mut self) {
        if let Some(id) = self.id.take() {
            self.count(false);
            low_level::unregister(id);
        }
        self.pipe = None;
    }

    /// Counts the watchers; with none the default action plays.
    fn count(&self, more: bool) {
        let mut defaults = DEFAULTS.lock().unwrap_or_else(PoisonError::into_inner);
        let action = defaults[self.signo as usize].get_or_insert_with(|| {
            let plays = Arc::new(AtomicBool::new(false));
            if self.signo == signal_hook::consts::SIGABRT {
                crate::sys::last_words::leave_abort_to_watchers();
            }
            // A real-time signal has no default that could be played; it is ignored while unwatched.
            let _ = signal_hook::flag::register_conditional_default(self.signo, Arc::clone(&plays));
            DefaultAction { plays, watchers: 0 }
        });
        action.watchers = if more { action.watchers + 1 } else { action.watchers - 1 };
        action.plays.store(action.watchers == 0, Ordering::SeqCst);
    }

    /// Empties the pipe. True when the signal came since the last time.
    pub fn take(&mut self) -> bool {
        let mut came = false;
        let mut sink = [0; 64];
        if let Some(pipe) = &mut self.pipe {
            loop {
                match pipe.read(&mut sink) {
                    Ok(read) if read > 0 => came = true,
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                    _ => break,
                }
            }
        }
        came
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.unwatch();
    }
}
