//! A signal that the reactor watches, or has watched: a socket that becomes readable when it comes.
//!
//! While nobody watches, what was before holds again: the default action, or what the process was started with (nohup(1)
//! has SIGHUP ignored, every Rust program SIGPIPE).

use std::io::Read;

use crate::SystemError;
use crate::sys::signals::{self, Watch};

pub(crate) use crate::sys::signals::SIGNALS;

/// A signal that was watched at least once.
#[derive(Debug)]
pub(crate) struct Watched {
    pub signo: i32,
    /// None while nobody watches.
    pub watch: Option<Watch>,
    /// Whether it is for the reactor's caller; SIGCHLD may be for the reactor alone.
    pub told: bool,
}

impl Watched {
    /// A signal that is not watched yet.
    pub fn new(signo: i32) -> Watched {
        Watched { signo, watch: None, told: false }
    }

    /// Starts to listen. What came in an earlier time is forgotten. EINVAL for numbers that are no signal, and for signals
    /// that cannot be caught.
    pub fn watch(&mut self) -> Result<(), SystemError> {
        if self.watch.is_none() {
            self.watch = Some(signals::watch(self.signo).map_err(|errno| SystemError::new(errno, "sigaction"))?);
            self.take();
        }
        Ok(())
    }

    /// Gives the signal its action back. What came before and was not told yet is forgotten.
    pub fn unwatch(&mut self) {
        if let Some(watch) = self.watch.take() {
            signals::unwatch(watch);
        }
    }

    /// Empties the socket. True when the signal came since the last time.
    pub fn take(&mut self) -> bool {
        let mut came = false;
        let mut sink = [0; 64];
        if let Some(watch) = &mut self.watch {
            loop {
                match watch.reader.read(&mut sink) {
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
