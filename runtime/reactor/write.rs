//! Writing a stream, for whatever role asks.
//!
//! Small writes only fill the queue and mark the handle dirty; the end of the turn makes one writev of them. Large ones
//! are tried at once, straight from the caller's memory. There is no limit to what may wait: a writer that gets `Queued`
//! waits for `Drain`.

use std::os::fd::RawFd;

use rustix::io::Errno as E;

use super::Reactor;
use super::flags::Flags;
use super::queue::{COALESCE_LEN, WriteQueue};
use super::role::Role;
use super::transport::{Channel, Family};
use crate::{HandleId, SystemError, WriteOutcome, sys};

/// Write queues kept for the next writer.
const SPARE_QUEUES_MAX: usize = 64;

impl Reactor {
    /// Takes the bytes into the write queue. `Flushed` while only a small amount waits for the end of the turn;
    /// `Queued` when the kernel did not take all, and then `Drain` follows once when the queue is empty.
    /// EBADF on a stale or closed id, EPIPE after `shutdown`.
    pub fn write(&mut self, id: HandleId, bytes: &[u8]) -> Result<WriteOutcome, SystemError> {
        match self.admit(id, bytes.len())? {
            Admitted::Nothing(outcome) => Ok(outcome),
            Admitted::Keep(outcome) => {
                self.enqueue_bytes(id, |queue| queue.push(bytes));
                Ok(outcome)
            }
            Admitted::Send => Ok(self.send_now(id, bytes, |queue, sent| queue.push(&bytes[sent..]))),
        }
    }

    /// As [`Reactor::write`], without a copy of what is large.
    pub fn write_owned(&mut self, id: HandleId, bytes: Vec<u8>) -> Result<WriteOutcome, SystemError> {
        match self.admit(id, bytes.len())? {
            Admitted::Nothing(outcome) => Ok(outcome),
            Admitted::Keep(outcome) => {
                self.enqueue_bytes(id, |queue| queue.push_owned(bytes));
                Ok(outcome)
            }
            Admitted::Send => {
                // Sent from where it is; only when something is left does the vector move into the queue.
                let mut left = None;
                let outcome = self.send_now(id, &bytes, |_, sent| left = Some(sent));
                if let Some(sent) = left {
                    self.enqueue_bytes(id, |queue| queue.push_rest(bytes, sent));
                }
                Ok(outcome)
            }
        }
    }

    /// As [`Reactor::write`], on a UNIX socket; a duplicate of the descriptor `fd` travels with the first byte.
    /// EINVAL on other streams and for no bytes.
    pub fn write_fd(&mut self, id: HandleId, bytes: &[u8], fd: RawFd) -> Result<WriteOutcome, SystemError> {
        let family = self.handles.get(id).map(|handle| handle.family);
        if bytes.is_empty() || !matches!(family, Some(Family::Unix) | None) {
            return Err(SystemError::new(E::INVAL, "sendmsg"));
        }
        let outcome = match self.admit(id, bytes.len())? {
            Admitted::Nothing(outcome) => return Ok(outcome),
            Admitted::Keep(outcome) => outcome,
            Admitted::Send => WriteOutcome::Flushed,
        };
        let copy = sys::duplicate_fd(fd)?;
        self.enqueue_bytes(id, |queue| queue.push_fd(bytes, copy));
        Ok(outcome)
    }

    /// Bytes that wait to be written.
    pub fn queued(&self, id: HandleId) -> usize {
        self.handles.get(id).and_then(|handle| handle.queue.as_ref()).map_or(0, |queue| queue.len())
    }

    /// Writes out every dirty queue now, one writev each.
    pub fn flush(&mut self) {
        if self.dirty.is_empty() {
            return;
        }
        let mut dirty = std::mem::take(&mut self.dirty);
        for id in dirty.drain(..) {
            self.flush_handle(id);
        }
        if self.dirty.is_empty() {
            self.dirty = dirty;
        }
    }

    /// Writes out everything that is queued, waiting for the peers up to `deadline_ms`. For the end of the process.
    pub fn drain_all(&mut self, deadline_ms: u64) {
        self.update_now();
        let end_us = self.now_us.saturating_add(deadline_ms.saturating_mul(1000));
        loop {
            self.flush();
            if self.unsent == 0 || self.now_us >= end_us {
                return;
            }
            let left = std::time::Duration::from_micros(end_us - self.now_us);
            // A connection still being made has to be found up, which no event does here.
            if self.poll_once(Some(left)).is_err() {
                return;
            }
            self.finish_connecting();
        }
    }

    fn finish_connecting(&mut self) {
        for index in 0..self.ready.len() {
            let id = self.ready[index];
            let Some(handle) = self.handles.get_mut(id) else { continue };
            if handle.flags.contains(Flags::CONNECTING | Flags::WRITABLE) {
                let up =
                    handle.fd.as_ref().is_some_and(|fd| matches!(rustix::net::sockopt::socket_error(fd), Ok(Ok(()))));
                if up {
                    handle.flags.remove(Flags::CONNECTING);
                    self.flush_handle(id);
                } else {
                    self.close(id);
                }
            }
        }
    }

    /// Lets `write` put bytes into the write queue (`WriteQueue::append_with` encodes in place). The handle is flushed at
    /// the end of the turn.
    pub(super) fn enqueue_bytes(&mut self, id: HandleId, write: impl FnOnce(&mut WriteQueue)) {
        let Some(handle) = self.handles.get_mut(id).filter(|handle| handle.is_open()) else { return };
        if handle.queue.is_none() {
            handle.queue = Some(self.spare_queues.pop().unwrap_or_default());
            self.unsent += 1;
        }
        if let Some(queue) = handle.queue.as_deref_mut() {
            write(queue);
        }
        if !handle.flags.contains(Flags::DIRTY) && handle.flags.contains(Flags::WRITABLE) {
            handle.flags.insert(Flags::DIRTY);
            self.dirty.push(id);
        }
    }

    /// Decides how a write goes.
    fn admit(&mut self, id: HandleId, len: usize) -> Result<Admitted, SystemError> {
        let now_ms = self.now_ms() as u32;
        let Some(handle) = self.handles.get_mut(id) else { return Err(SystemError::new(E::BADF, "write")) };
        if handle.flags.intersects(Flags::FAILED | Flags::WRITE_FAILED) {
            // The failure is on its way to the caller, who could not know.
            return Ok(Admitted::Nothing(WriteOutcome::Queued));
        }
        if !handle.is_open() || !handle.role.takes_writes() {
            return Err(SystemError::new(E::BADF, "write"));
        }
        if handle.flags.contains(Flags::SHUTDOWN_ASKED) {
            return Err(SystemError::new(E::PIPE, "write"));
        }
        handle.active_ms = now_ms;
        let full = handle.flags.contains(Flags::CONNECTING) || !handle.flags.contains(Flags::WRITABLE);
        if full && (len > 0 || handle.queue.is_some()) {
            handle.flags.insert(Flags::DRAIN_OWED);
            return Ok(if len == 0 {
                Admitted::Nothing(WriteOutcome::Queued)
            } else {
                Admitted::Keep(WriteOutcome::Queued)
            });
        }
        if len == 0 {
            return Ok(Admitted::Nothing(WriteOutcome::Flushed));
        }
        let queued = handle.queue.as_ref().map_or(0, |queue| queue.len());
        Ok(if queued + len >= COALESCE_LEN { Admitted::Send } else { Admitted::Keep(WriteOutcome::Flushed) })
    }

    /// Sends the queue and `extra` now. What the kernel does not take of `extra` goes to `keep`, with how much it took.
    fn send_now(&mut self, id: HandleId, extra: &[u8], keep: impl FnOnce(&mut WriteQueue, usize)) -> WriteOutcome {
        let Some(handle) = self.handles.get_mut(id) else { return WriteOutcome::Queued };
        let Some(fd) = handle.fd.as_ref() else { return WriteOutcome::Queued };
        let is_blocking = handle.flags.contains(Flags::BLOCKING);
        let mut queue = match handle.queue.take() {
            Some(queue) => queue,
            None => {
                self.unsent += 1;
                self.spare_queues.pop().unwrap_or_default()
            }
        };
        let before = queue.len();
        let channel = Channel { fd, family: handle.family, is_blocking };
        let sent = match handle.transport.write(channel, &mut queue, extra) {
            Ok(sent) => sent,
            Err(errno) => {
                handle.queue = Some(queue);
                self.write_failed(id, SystemError::new(errno, "write"));
                return WriteOutcome::Queued;
            }
        };
        if sent.blocked {
            handle.flags.remove(Flags::WRITABLE);
        }
        let progress = queue.len() < before || sent.extra > 0;
        if sent.extra < extra.len() {
            handle.flags.insert(Flags::DRAIN_OWED);
            keep(&mut queue, sent.extra);
        }
        let left = !queue.is_empty() || sent.extra < extra.len();
        handle.queue = Some(queue);
        if progress {
            self.stamp(id);
        }
        if left {
            return WriteOutcome::Queued;
        }
        self.release_queue(id);
        self.queue_emptied(id);
        WriteOutcome::Flushed
    }

    pub(super) fn flush_handle(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        handle.flags.remove(Flags::DIRTY);
        if handle.flags.contains(Flags::CONNECTING) || !handle.flags.contains(Flags::WRITABLE) {
            return;
        }
        if let Role::Datagram(_) = handle.role {
            return self.flush_datagrams(id);
        }
        if handle.queue.is_some() {
            self.send_now(id, &[], |_, _| {});
        } else {
            self.queue_emptied(id);
        }
    }

    /// What was waiting for the queue to be written.
    fn queue_emptied(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        let flags = handle.flags;
        if flags.contains(Flags::CLOSE_AFTER_FLUSH) {
            return self.close(id);
        }
        if flags.contains(Flags::DRAIN_OWED) {
            handle.flags.remove(Flags::DRAIN_OWED);
            handle.flags.insert(Flags::DRAIN);
            self.enqueue(id, true);
        } else {
            self.flushed(id);
        }
        if flags.contains(Flags::SHUTDOWN_ASKED) {
            self.shutdown_now(id);
        }
    }

    pub(super) fn release_queue(&mut self, id: HandleId) {
        let Some(mut queue) = self.handles.get_mut(id).and_then(|handle| handle.queue.take()) else { return };
        self.unsent -= 1;
        if self.spare_queues.len() < SPARE_QUEUES_MAX {
            queue.reset();
            self.spare_queues.push(queue);
        }
    }
}

/// How a write is done.
enum Admitted {
    /// There is nothing to do.
    Nothing(WriteOutcome),
    /// Into the queue.
    Keep(WriteOutcome),
    /// To the kernel, at once.
    Send,
}
