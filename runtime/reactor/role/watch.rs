//! Watched descriptors: reported when one can be read or written, for whoever reads and writes it by other ways.
//!
//! As with poll(2) this is reported in every turn as long as it is so. Nothing is read or written here.

use std::os::fd::RawFd;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno as E;

use super::Role;
use crate::reactor::Reactor;
use crate::reactor::flags::Flags;
use crate::reactor::transport::Family;
use crate::{Event, EventKind, HandleId, SystemError, sys};

/// What a watched descriptor is watched for.
#[derive(Clone, Copy, Debug)]
pub(in crate::reactor) struct Interest(PollFlags);

impl Reactor {
    /// Watches a duplicate of the descriptor with this number, for a read or a write that would not block: `Ready`, until
    /// `close`. EBADF when it is not open.
    pub fn watch_fd(&mut self, raw: RawFd, readable: bool, writable: bool) -> Result<HandleId, SystemError> {
        let fd = sys::duplicate_fd(raw)?;
        let mut interest = PollFlags::empty();
        interest.set(PollFlags::IN, readable);
        interest.set(PollFlags::OUT, writable);
        // What is so already is reported too.
        let flags = Flags::READABLE | Flags::WRITABLE;
        let id = self.insert(Some(fd), Family::Fd, Role::Watch(Interest(interest)), flags);
        match self.register(id) {
            Ok(()) => {}
            // A regular file: always ready.
            Err(error) if error.raw_os_error() == Some(E::PERM.raw_os_error()) => {}
            Err(error) => {
                self.discard(id);
                return Err(SystemError::new(error, "epoll_ctl"));
            }
        }
        self.enqueue(id, false);
        Ok(id)
    }
}

pub(super) fn step(reactor: &mut Reactor, id: HandleId) -> Option<Event> {
    let handle = reactor.handles.get_mut(id)?;
    let Role::Watch(Interest(interest)) = handle.role else { return None };
    let mut polled = [PollFd::new(handle.fd.as_ref()?, interest)];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    let found = match poll(&mut polled, Some(&now)) {
        Ok(_) => polled[0].revents(),
        Err(E::INTR) => PollFlags::empty(),
        Err(errno) => return Some(reactor.fail_now(id, SystemError::new(errno, "poll"))),
    };
    let trouble = found.intersects(PollFlags::HUP | PollFlags::ERR);
    let readable = interest.contains(PollFlags::IN) && (trouble || found.contains(PollFlags::IN));
    let writable = interest.contains(PollFlags::OUT) && (trouble || found.contains(PollFlags::OUT));
    if !readable && !writable {
        reactor.handles.get_mut(id)?.flags.remove(Flags::READABLE | Flags::WRITABLE);
        return None;
    }
    reactor.enqueue(id, false);
    Some(reactor.event(id, EventKind::Ready { readable, writable }))
}
