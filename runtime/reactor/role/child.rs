//! Child processes as handles: started with their pipes, waited for when they end.
//!
//! A pidfd (Linux 5.3) becomes readable when its process ends. Where there is none, SIGCHLD makes the reactor look at the
//! children that lack one. Only processes that were started here are ever waited for, each by its number, which the
//! kernel gives to nobody else until then. How a child is set up is `crate::child`'s.

use std::os::fd::{OwnedFd, RawFd};

use rustix::fs::OFlags;
use rustix::io::Errno as E;
use rustix::net::sockopt;
use rustix::process::{Pid, PidfdFlags, WaitOptions, pidfd_open, waitpid};

use super::Role;
use crate::child::{ChildStdio, Exit, Spawn, exit_of, launch};
use crate::reactor::Reactor;
use crate::reactor::flags::Flags;
use crate::reactor::transport::Family;
use crate::{Errno, Event, EventKind, HandleId, SystemError, sys};

pub(in crate::reactor) const CHILD_SIGNAL: i32 = libc::SIGCHLD;

/// The state of a handle that stands for a child process: the process that nobody has waited for yet.
#[derive(Debug)]
pub(in crate::reactor) struct ChildProcess(Option<Pid>);

/// A child process that was started.
#[derive(Clone, Debug)]
pub struct Child {
    /// The process: reports `Exited`, then `Closed`. Keeps the loop alive until then, unless `set_ref` says otherwise.
    pub handle: HandleId,
    /// The process id. It is nobody else's until `Exited` is reported.
    pub pid: i32,
    /// Our ends of its standard streams, where there is a pipe: streams that are not being read yet.
    pub pipes: [Option<HandleId>; 3],
    /// Our ends of its further descriptors, where there is a pipe: streams both ways.
    pub extra: Vec<Option<HandleId>>,
    /// Why the program could not be run; the process says so and ends with status 127.
    pub refused: Option<Errno>,
}

impl Reactor {
    /// Starts a child process; see [`crate::child`] for what can go wrong.
    pub fn spawn_child(&mut self, spawn: &Spawn) -> Result<Child, SystemError> {
        sys::keep_zombies();
        for stream in spawn.stdio.iter().chain(spawn.extra.iter().flatten()) {
            if let ChildStdio::Descriptor(raw) = stream {
                self.make_blocking(*raw);
            }
        }
        let launched = launch(spawn)?;
        let mut failure = None;
        let mut open = |pipe: Option<OwnedFd>| {
            let pipe = pipe?;
            let opened = rustix::io::ioctl_fionbio(&pipe, true)
                .map_err(|errno| SystemError::new(errno, "ioctl"))
                .and_then(|()| self.open_fd(pipe));
            opened.map_err(|error| failure = Some(error)).ok()
        };
        let pipes = launched.pipes.map(&mut open);
        let extra: Vec<_> = launched.extra.into_iter().map(open).collect();
        let handle = self.add_child(launched.pid);
        if let Some(error) = failure {
            // Without its pipes it is of no use; it is waited for all the same.
            let _ = sys::kill(launched.pid.as_raw_nonzero().get(), libc::SIGKILL);
            pipes.into_iter().chain(extra).flatten().for_each(|pipe| self.close(pipe));
            return Err(error);
        }
        let pid = launched.pid.as_raw_nonzero().get();
        Ok(Child { handle, pid, pipes, extra, refused: launched.refused })
    }

    /// A descriptor that a child shares must block: programs do not expect otherwise. What this process does with it works
    /// in either mode, except accept(2) on a listening socket, which therefore stays as it is.
    fn make_blocking(&mut self, raw: RawFd) {
        let changed = sys::with_fd(raw, |fd| {
            let mode = rustix::fs::fcntl_getfl(fd)?;
            if !mode.contains(OFlags::NONBLOCK) || sockopt::socket_acceptconn(fd).unwrap_or(false) {
                return Ok(false);
            }
            rustix::io::ioctl_fionbio(fd, false).map(|()| true)
        });
        // A descriptor that is not open is refused when it is duplicated.
        if changed == Ok(true)
            && let Some(handle) = self.handles.with_fd(raw)
            && handle.family == Family::Fd
        {
            handle.flags.insert(Flags::BLOCKING);
        }
    }

    fn add_child(&mut self, pid: Pid) -> HandleId {
        let fd = pidfd_open(pid, PidfdFlags::empty()).ok();
        let has_pidfd = fd.is_some();
        let id = self.insert(fd, Family::Fd, Role::Child(ChildProcess(Some(pid))), Flags::empty());
        if !has_pidfd || self.register(id).is_err() {
            self.watch_by_signal(id);
        }
        id
    }

    /// Leaves it to SIGCHLD to report that a child has ended.
    fn watch_by_signal(&mut self, id: HandleId) {
        if let Some(handle) = self.handles.get_mut(id) {
            handle.fd = None;
        }
        self.signalled_children.push(id);
        // Out of descriptors, the next child's signal, or the next turn, brings it to light.
        let _ = self.listen_for(CHILD_SIGNAL);
        self.check_signalled_children();
    }

    /// Has every child looked at that only SIGCHLD reports: it says that one has ended, not which.
    pub(in crate::reactor) fn check_signalled_children(&mut self) {
        for index in 0..self.signalled_children.len() {
            let id = self.signalled_children[index];
            if let Some(handle) = self.handles.get_mut(id) {
                handle.flags.insert(Flags::READABLE);
                self.enqueue(id, false);
            }
        }
    }

    /// Has this child reported by SIGCHLD, as on a kernel without pidfds.
    #[cfg(test)]
    pub(in crate::reactor) fn without_pidfd(&mut self, id: HandleId) {
        self.watch_by_signal(id);
    }
}

pub(super) fn step(reactor: &mut Reactor, id: HandleId) -> Option<Event> {
    let handle = reactor.handles.get_mut(id)?;
    let Role::Child(child) = &mut handle.role else { return None };
    let exit = match waitpid(Some(child.0?), WaitOptions::NOHANG) {
        Ok(Some((_, status))) => exit_of(status),
        Ok(None) | Err(E::INTR) => {
            handle.flags.remove(Flags::READABLE);
            return None;
        }
        Err(_) => Exit::Unknown,
    };
    child.0 = None;
    reactor.close(id);
    reactor.signalled_children.retain(|other| *other != id);
    reactor.stop_listening(CHILD_SIGNAL);
    Some(reactor.event(id, EventKind::Exited(exit)))
}
