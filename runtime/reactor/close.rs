//! Half close, close, and failures, which close too.
//!
//! A descriptor is closed at once; `Closed` is reported in a later turn, and until then the slot is not used again. A failed
//! write first lets the reader see what the peer sent before it went away.

use std::os::fd::AsRawFd;

use mio::unix::SourceFd;

use super::Reactor;
use super::flags::Flags;
use super::transport::{Channel, ShutdownOutcome};
use crate::{Event, EventKind, HandleId, SystemError};

impl Reactor {
    /// Sends FIN once the queue is written: the half close. Further writes are EPIPE.
    pub fn shutdown(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id).filter(|handle| handle.is_open()) else { return };
        handle.flags.insert(Flags::SHUTDOWN_ASKED);
        if handle.queue.is_none() && !handle.flags.contains(Flags::CONNECTING) {
            self.shutdown_now(id);
        }
    }

    /// Closes at once and drops the queue. `Closed` follows; no other event of this handle does.
    pub fn close(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        handle.flags.remove(Flags::FAILED | Flags::WRITE_FAILED);
        if handle.is_open() {
            self.close_descriptor(id);
            self.enqueue(id, false);
        }
    }

    /// Closes once the queue is written.
    pub fn close_after_flush(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id).filter(|handle| handle.is_open()) else { return };
        if handle.wants_flush() || handle.role.has_unreported() {
            handle.flags.insert(Flags::CLOSE_AFTER_FLUSH | Flags::SHUTDOWN_ASKED);
        } else if let Some(error) = self.take_write_failure(id) {
            self.fail(id, error);
        } else {
            self.close(id);
        }
    }

    pub(super) fn shutdown_now(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        if handle.flags.contains(Flags::SHUT) {
            return;
        }
        handle.flags.insert(Flags::SHUT);
        let Some(fd) = &handle.fd else { return };
        let is_blocking = handle.flags.contains(Flags::BLOCKING);
        if handle.transport.shutdown(Channel { fd, family: handle.family, is_blocking }) == ShutdownOutcome::NeedsClose
        {
            self.close(id);
        }
    }

    /// A write failed. While the caller reads, what the peer sent before is delivered first where that is of use; then, or
    /// otherwise at once, `Failed` is reported.
    pub(super) fn write_failed(&mut self, id: HandleId, error: SystemError) {
        self.release_queue(id);
        let Some(handle) = self.handles.get_mut(id) else { return };
        let reads = handle.role.reads_on_after_failed_write()
            && handle.flags.contains(Flags::READING)
            && !handle.flags.intersects(Flags::ENDED | Flags::CLOSE_AFTER_FLUSH);
        if !reads {
            return self.fail(id, error);
        }
        handle.rare().error = Some(error);
        handle.flags.insert(Flags::WRITE_FAILED | Flags::READABLE);
        handle.flags.remove(Flags::DRAIN | Flags::DRAIN_OWED);
        self.enqueue(id, true);
    }

    /// The error of a failed write that waited for the reads to come to their end.
    pub(super) fn take_write_failure(&mut self, id: HandleId) -> Option<SystemError> {
        let handle = self.handles.get_mut(id).filter(|handle| handle.flags.contains(Flags::WRITE_FAILED))?;
        handle.flags.remove(Flags::WRITE_FAILED);
        handle.rare().error.take()
    }

    /// Closes; `Failed` and `Closed` are to be reported.
    pub(super) fn fail(&mut self, id: HandleId, error: SystemError) {
        self.close_descriptor(id);
        if let Some(handle) = self.handles.get_mut(id) {
            handle.flags.insert(Flags::FAILED);
            handle.rare().error = Some(error);
            self.enqueue(id, false);
        }
    }

    /// Closes; returns the `Failed` event, and `Closed` is to be reported.
    pub(super) fn fail_now(&mut self, id: HandleId, error: SystemError) -> Event {
        self.close_descriptor(id);
        if let Some(handle) = self.handles.get_mut(id) {
            handle.flags.insert(Flags::HAD_ERROR);
            self.enqueue(id, false);
        }
        self.event(id, EventKind::Failed(error))
    }

    pub(super) fn close_descriptor(&mut self, id: HandleId) {
        self.release_queue(id);
        let Some(handle) = self.handles.get_mut(id) else { return };
        if handle.role.close() {
            self.unsent -= 1;
        }
        handle.flags.insert(Flags::CLOSED);
        handle.flags.remove(Flags::DRAIN | Flags::DRAIN_OWED | Flags::CONNECTING);
        handle.timeout_ms = 0;
        let registered = handle.flags.contains(Flags::REGISTERED);
        handle.flags.remove(Flags::REGISTERED);
        if let Some(fd) = handle.fd.take()
            && registered
        {
            // Others may hold the same open file, and then closing alone would leave it in the poll.
            let _ = self.poll.registry().deregister(&mut SourceFd(&fd.as_raw_fd()));
        }
        if let Some(rare) = handle.rare_mut() {
            rare.fds.clear();
            rare.held = None;
        }
        self.recount(id);
    }
}
