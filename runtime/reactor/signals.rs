//! Signals as events: a socket that becomes readable when one comes. The handlers themselves are in `sys/signals.rs`.
//!
//! While nobody watches, what was before holds again: the default action, or what the process was started with (nohup(1)
//! has SIGHUP ignored, every Rust program SIGPIPE).

use std::io::Read;
use std::os::fd::AsRawFd;

use mio::unix::SourceFd;
use mio::{Interest, Token};

use super::role::child::CHILD_SIGNAL;
use super::{Reactor, WAKE};
use crate::SystemError;
use crate::sys::signals::{self, Watch};

pub(super) use crate::sys::signals::SIGNALS;

/// A signal that was watched at least once.
#[derive(Debug)]
pub(super) struct WatchedSignal {
    pub(super) signo: i32,
    /// None while nobody watches.
    watch: Option<Watch>,
    /// Whether it is for the reactor's caller; SIGCHLD may be for the reactor alone.
    pub(super) is_reported: bool,
}

impl WatchedSignal {
    /// A signal that is not watched yet.
    pub(super) fn new(signo: i32) -> Self {
        Self { signo, watch: None, is_reported: false }
    }

    /// Starts to listen. What came in an earlier time is forgotten. EINVAL for numbers that are no signal, and for signals
    /// that cannot be caught.
    fn watch(&mut self) -> Result<(), SystemError> {
        if self.watch.is_none() {
            self.watch = Some(signals::watch(self.signo).map_err(|errno| SystemError::new(errno, "sigaction"))?);
            self.take();
        }
        Ok(())
    }

    /// Gives the signal its action back. What came before and was not reported yet is forgotten.
    fn unwatch(&mut self) {
        if let Some(watch) = self.watch.take() {
            signals::unwatch(watch);
        }
    }

    /// Empties the socket. True when the signal came since the last time.
    pub(super) fn take(&mut self) -> bool {
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

impl Reactor {
    /// Watches a signal: `Event::Signal` instead of its default action. EINVAL where that is impossible.
    pub fn signal_watch(&mut self, signo: i32) -> Result<(), SystemError> {
        self.listen_for(signo)?.is_reported = true;
        Ok(())
    }

    /// Starts to listen for a signal, whoever it is for.
    pub(super) fn listen_for(&mut self, signo: i32) -> Result<&mut WatchedSignal, SystemError> {
        let index = match self.signals.iter().position(|watched| watched.signo == signo) {
            Some(index) => index,
            None => {
                self.signals.push(WatchedSignal::new(signo));
                self.signals.len() - 1
            }
        };
        let watched = &mut self.signals[index];
        if watched.watch.is_some() {
            return Ok(watched);
        }
        watched.watch()?;
        if let Some(watch) = &watched.watch {
            let token = Token(WAKE.0 - signo as usize);
            let mut source = SourceFd(&watch.reader.as_raw_fd());
            let registered = self.poll.registry().register(&mut source, token, Interest::READABLE);
            if let Err(error) = registered {
                watched.unwatch();
                return Err(SystemError::new(error, "epoll_ctl"));
            }
        }
        Ok(watched)
    }

    /// Gives a signal its default action back.
    pub fn signal_unwatch(&mut self, signo: i32) {
        if let Some(watched) = self.signals.iter_mut().find(|watched| watched.signo == signo) {
            watched.is_reported = false;
            self.signals_came.retain(|came| *came != signo);
            self.stop_listening(signo);
        }
    }

    /// Stops to listen for a signal that nobody needs any more.
    pub(super) fn stop_listening(&mut self, signo: i32) {
        let for_children = signo == CHILD_SIGNAL && !self.signalled_children.is_empty();
        let Some(watched) = self.signals.iter_mut().find(|watched| watched.signo == signo) else { return };
        if watched.is_reported || for_children {
            return;
        }
        if let Some(watch) = &watched.watch {
            // The socket stays open: it waits for the next watcher.
            let _ = self.poll.registry().deregister(&mut SourceFd(&watch.reader.as_raw_fd()));
        }
        watched.unwatch();
    }
}

impl Drop for WatchedSignal {
    fn drop(&mut self) {
        self.unwatch();
    }
}
