//! Watched descriptors: told when one can be read or written, for whoever reads and writes it by other ways.
//!
//! As with poll(2) it is told in every turn as long as it is so.

use std::os::fd::RawFd;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno as E;

use crate::reactor::Reactor;
use crate::reactor::handles::{Family, Flags, Handle, Role};
use crate::{Event, EventKind, HandleId, SystemError, sys};

impl Reactor {
    /// Watches a duplicate of the descriptor with this number, for a read or a write that would not block: `Ready`, until
    /// `close`. EBADF when it is not open.
    pub fn watch_fd(&mut self, raw: RawFd, readable: bool, writable: bool) -> Result<HandleId, SystemError> {
        let mut handle = Handle::new(sys::duplicate_fd(raw)?, Role::Watch, Family::Fd);
        let mut wanted = PollFlags::empty();
        wanted.set(PollFlags::IN, readable);
        wanted.set(PollFlags::OUT, writable);
        handle.rare().wanted = Some(wanted);
        // What is so already is told too.
        handle.flags.insert(Flags::READABLE | Flags::WRITABLE);
        let id = self.insert(handle);
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

    pub(in crate::reactor) fn step_watch(&mut self, id: HandleId) -> Option<Event> {
        let handle = self.handles.get_mut(id)?;
        let wanted = handle.rare().wanted?;
        let mut polled = [PollFd::new(handle.fd.as_ref()?, wanted)];
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        let found = match poll(&mut polled, Some(&now)) {
            Ok(_) => polled[0].revents(),
            Err(E::INTR) => PollFlags::empty(),
            Err(errno) => return Some(self.fail_now(id, SystemError::new(errno, "poll"))),
        };
        let trouble = found.intersects(PollFlags::HUP | PollFlags::ERR);
        let readable = wanted.contains(PollFlags::IN) && (trouble || found.contains(PollFlags::IN));
        let writable = wanted.contains(PollFlags::OUT) && (trouble || found.contains(PollFlags::OUT));
        if !readable && !writable {
            self.handles.get_mut(id)?.flags.remove(Flags::READABLE | Flags::WRITABLE);
            return None;
        }
        self.enqueue(id, false);
        Some(self.tell(id, EventKind::Ready { readable, writable }))
    }
}
