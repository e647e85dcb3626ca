//! Reading a stream: one read at a time, for whatever role asks, and what follows from it for the handle.
//!
//! Knows no role: whoever reads decides what the bytes mean. Readiness that a read disproves goes here and nowhere else.

use rustix::io::Errno as E;

use super::flags::Flags;
use super::transport::{Channel, Family, ReadBuffer};
use super::{READ_LEN, Reactor};
use crate::event::copied;
use crate::{Bytes, HandleId, SystemError};

/// What one read gave.
#[derive(Debug)]
pub(super) enum ReadOutcome {
    /// So many bytes, at the start of the buffer.
    Bytes(usize),
    /// Nothing for now; readiness is cleared.
    Nothing,
    /// FIN.
    End,
    /// The read failed.
    Failed(SystemError),
}

impl Reactor {
    /// Starts to deliver `Data`, `Fd` and `End`.
    pub fn read_start(&mut self, id: HandleId) {
        if let Some(handle) = self.handles.get_mut(id) {
            handle.flags.insert(Flags::READING);
            if handle.has_work() {
                self.enqueue(id, false);
            }
        }
    }

    /// Stops to deliver them; what arrives waits in the kernel.
    pub fn read_stop(&mut self, id: HandleId) {
        if let Some(handle) = self.handles.get_mut(id) {
            handle.flags.remove(Flags::READING);
            if handle.flags.contains(Flags::WRITE_FAILED) {
                // Nobody waits for the rest of the input any more, so the failure is due.
                if let Some(error) = self.take_write_failure(id) {
                    self.fail(id, error);
                }
            }
        }
    }

    /// Reads into the shared buffer and copies what came: the common case of small reads.
    pub(super) fn read_exact_size(&mut self, id: HandleId) -> (ReadOutcome, Bytes) {
        let mut buffer = self.take_buffer();
        let outcome = self.read_once(id, &mut buffer);
        let bytes = match outcome {
            ReadOutcome::Bytes(len) => copied(&buffer[..len]),
            _ => Bytes::new(64),
        };
        self.buffer = buffer;
        (outcome, bytes)
    }

    /// Reads up to [`READ_LEN`] into memory of its own, which the event carries away: when the last read was full this one
    /// is likely to be.
    pub(super) fn read_bulk(&mut self, id: HandleId) -> (ReadOutcome, Bytes) {
        let mut bytes = Bytes::with_capacity(64, READ_LEN);
        let outcome = self.read_into(id, ReadBuffer::Own(&mut bytes));
        if bytes.len() < READ_LEN / 2 {
            bytes = copied(&bytes);
        }
        (outcome, bytes)
    }

    /// The buffer that all reads share, taken out so that its bytes can be used beside the reactor. Put it back into
    /// `self.buffer`.
    pub(super) fn take_buffer(&mut self) -> Box<[u8]> {
        if self.buffer.is_empty() {
            self.buffer = vec![0; READ_LEN].into_boxed_slice();
        }
        std::mem::take(&mut self.buffer)
    }

    /// One read. Keeps the readiness flags, asks for the next step when more is there, stamps the activity, and puts
    /// descriptors that came along into the handle. When a write failed before, its error follows the last bytes.
    pub(super) fn read_once(&mut self, id: HandleId, buffer: &mut [u8]) -> ReadOutcome {
        self.read_into(id, ReadBuffer::Shared(buffer))
    }

    fn read_into(&mut self, id: HandleId, buffer: ReadBuffer<'_>) -> ReadOutcome {
        let outcome = self.read_transport(id, buffer);
        if let ReadOutcome::Bytes(_) = outcome {
            return outcome;
        }
        self.take_write_failure(id).map_or(outcome, ReadOutcome::Failed)
    }

    fn read_transport(&mut self, id: HandleId, buffer: ReadBuffer<'_>) -> ReadOutcome {
        let Some(handle) = self.handles.get_mut(id) else { return ReadOutcome::Nothing };
        let Some(fd) = &handle.fd else { return ReadOutcome::Nothing };
        let is_blocking = handle.flags.contains(Flags::BLOCKING);
        let hangup = handle.flags.contains(Flags::HANGUP);
        let received = match handle.transport.read(Channel { fd, family: handle.family, is_blocking }, buffer) {
            Ok(received) if received.len > 0 => received,
            Err(E::AGAIN) => {
                handle.flags.remove(Flags::READABLE | Flags::BULK);
                return ReadOutcome::Nothing;
            }
            // A terminal that went away fails with EIO: for a reader that is the end.
            Err(errno) if errno != E::IO || handle.family != Family::Fd || !hangup => {
                return ReadOutcome::Failed(SystemError::new(errno, "read"));
            }
            Ok(_) | Err(_) => {
                handle.flags.remove(Flags::READABLE);
                return ReadOutcome::End;
            }
        };
        if !received.fds.is_empty() {
            handle.rare().fds.extend(received.fds);
        }
        handle.flags.set(Flags::BULK, received.is_full);
        // Not before FIN, which would never be announced again.
        if received.is_drained && !hangup {
            handle.flags.remove(Flags::READABLE);
        } else {
            // After FIN a short read is followed by the end at once, which takes no share from anybody.
            self.enqueue(id, hangup && !received.is_full);
        }
        self.stamp(id);
        ReadOutcome::Bytes(received.len)
    }
}
