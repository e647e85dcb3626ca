//! What a stream still has to write: chunks in order, sent with as few system calls as they allow.
//!
//! Small writes grow the last chunk; vectors the caller gave away are kept as they are. A descriptor that travels
//! over a UNIX socket goes with the first byte of its chunk, so such a chunk starts a sendmsg of its own.

use std::collections::VecDeque;
use std::io::IoSlice;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno as E;
use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags};
use smallvec::SmallVec;

/// Writes below this size are copied together; one at or above it is worth a system call of its own.
pub(crate) const COALESCE_LEN: usize = 16 * 1024;

/// Slices per writev. The kernel takes 1024; more than this many seldom wait.
const SLICES: usize = 32;

/// A write that poll(2) announced on a pipe in blocking mode takes this much without blocking (POSIX, PIPE_BUF).
const PIPE_BUF: usize = 4096;

/// How to write to the descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SendCall {
    /// A socket: send(2) with `MSG_DONTWAIT`, whatever the mode of the descriptor.
    Socket,
    /// A pipe or tty in non-blocking mode, or a file.
    Plain,
    /// A pipe or tty that others use in blocking mode.
    Blocking,
}

/// How far a [`WriteQueue::send`] came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    /// Bytes taken of the slice that came behind the queue.
    pub extra: usize,
    /// The kernel takes no more for now.
    pub blocked: bool,
}

/// The unsent bytes of one stream.
#[derive(Debug, Default)]
pub(crate) struct WriteQueue {
    chunks: VecDeque<Chunk>,
    /// Bytes of the first chunk that are sent already.
    sent: usize,
    /// Bytes unsent in all chunks.
    len: usize,
    /// The storage of a chunk that was sent, for the next.
    spare: Vec<u8>,
}

#[derive(Debug)]
struct Chunk {
    bytes: Vec<u8>,
    fd: Option<OwnedFd>,
}

impl WriteQueue {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Copies bytes in.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.append_with(bytes.len(), |tail| tail.extend_from_slice(bytes));
    }

    /// Lets `write` encode straight into the last chunk; `expected` is about how much it will add.
    pub(super) fn append_with(&mut self, expected: usize, write: impl FnOnce(&mut Vec<u8>)) {
        let room = matches!(self.chunks.back(), Some(last) if last.bytes.len() + expected <= COALESCE_LEN);
        if !room {
            let bytes = std::mem::take(&mut self.spare);
            self.chunks.push_back(Chunk { bytes, fd: None });
        }
        if let Some(last) = self.chunks.back_mut() {
            let before = last.bytes.len();
            write(&mut last.bytes);
            self.len += last.bytes.len() - before;
        }
    }

    /// Takes a vector over; a small one is copied to those before it.
    pub(super) fn push_owned(&mut self, bytes: Vec<u8>) {
        if bytes.len() < COALESCE_LEN / 8 {
            return self.push(&bytes);
        }
        self.len += bytes.len();
        self.chunks.push_back(Chunk { bytes, fd: None });
    }

    /// Takes over a vector whose first `sent` bytes were written already.
    pub(super) fn push_rest(&mut self, mut bytes: Vec<u8>, sent: usize) {
        self.len += bytes.len() - sent;
        if self.chunks.is_empty() {
            self.sent = sent;
        } else {
            bytes.drain(..sent);
        }
        self.chunks.push_back(Chunk { bytes, fd: None });
    }

    /// Copies bytes in that carry a descriptor. `bytes` must not be empty: a descriptor travels with a byte.
    pub(super) fn push_fd(&mut self, bytes: &[u8], fd: OwnedFd) {
        self.len += bytes.len();
        self.chunks.push_back(Chunk { bytes: bytes.to_vec(), fd: Some(fd) });
    }

    /// Forgets everything but one small piece of storage, so that it can serve another stream.
    pub(super) fn reset(&mut self) {
        while let Some(chunk) = self.chunks.pop_front() {
            self.recycle(chunk.bytes);
        }
        self.chunks.shrink_to(4);
        self.sent = 0;
        self.len = 0;
    }

    /// Writes the queue, and behind it `extra`, until all is written or the kernel takes no more.
    /// What was written leaves the queue; what is left of `extra` is the caller's to keep.
    pub(super) fn send(&mut self, fd: BorrowedFd<'_>, call: SendCall, extra: &[u8]) -> Result<Sent, E> {
        let mut extra_sent = 0;
        while self.len > 0 || extra_sent < extra.len() {
            let (wanted, written) = match self.send_once(fd, call, &extra[extra_sent..]) {
                Ok(done) => done,
                Err(E::INTR) => continue,
                Err(E::AGAIN) => return Ok(Sent { extra: extra_sent, blocked: true }),
                Err(error) => return Err(error),
            };
            let of_queue = written.min(self.len);
            self.consume(of_queue);
            extra_sent += written - of_queue;
            // epoll(7): a short write on a stream says that it is full, so the next edge will come.
            if written < wanted && call != SendCall::Blocking {
                return Ok(Sent { extra: extra_sent, blocked: true });
            }
        }
        Ok(Sent { extra: extra_sent, blocked: false })
    }

    /// One system call. Answers how much it was asked to write and how much it wrote.
    fn send_once(&mut self, fd: BorrowedFd<'_>, call: SendCall, extra: &[u8]) -> Result<(usize, usize), E> {
        if call == SendCall::Blocking {
            return self.send_blocking(fd, extra).map(|written| (written, written));
        }
        let mut slices: SmallVec<[IoSlice<'_>; SLICES]> = SmallVec::new();
        let mut skip = self.sent;
        let mut whole_queue = true;
        for (place, chunk) in self.chunks.iter().enumerate() {
            if slices.len() == SLICES - 1 || (place > 0 && chunk.fd.is_some()) {
                whole_queue = false;
                break;
            }
            slices.push(IoSlice::new(&chunk.bytes[skip..]));
            skip = 0;
        }
        if whole_queue && !extra.is_empty() {
            slices.push(IoSlice::new(extra));
        }
        let wanted = slices.iter().map(|slice| slice.len()).sum();

        let passed = self.chunks.front().and_then(|chunk| chunk.fd.as_ref());
        let written = match (call, passed) {
            (SendCall::Socket, Some(passed)) => send_with_fd(fd, &slices, passed.as_fd())?,
            (SendCall::Socket, None) if slices.len() == 1 => rustix::net::send(fd, &slices[0], send_flags())?,
            (SendCall::Socket, None) => {
                rustix::net::sendmsg(fd, &slices, &mut SendAncillaryBuffer::new(&mut []), send_flags())?
            }
            _ => rustix::io::writev(fd, &slices)?,
        };
        drop(slices);
        if written > 0
            && let Some(chunk) = self.chunks.front_mut()
        {
            chunk.fd = None;
        }
        Ok((wanted, written))
    }

    fn send_blocking(&self, fd: BorrowedFd<'_>, extra: &[u8]) -> Result<usize, E> {
        let mut polled = [PollFd::from_borrowed_fd(fd, PollFlags::OUT)];
        if rustix::event::poll(&mut polled, Some(&Timespec { tv_sec: 0, tv_nsec: 0 }))? == 0 {
            return Err(E::AGAIN);
        }
        let bytes = match self.chunks.front() {
            Some(chunk) => &chunk.bytes[self.sent..],
            None => extra,
        };
        rustix::io::write(fd, &bytes[..bytes.len().min(PIPE_BUF)])
    }

    fn consume(&mut self, mut written: usize) {
        self.len -= written;
        while written > 0 {
            let Some(first) = self.chunks.front() else { return };
            let left = first.bytes.len() - self.sent;
            if written < left {
                self.sent += written;
                return;
            }
            written -= left;
            self.sent = 0;
            if let Some(chunk) = self.chunks.pop_front() {
                self.recycle(chunk.bytes);
            }
        }
    }

    fn recycle(&mut self, mut bytes: Vec<u8>) {
        if bytes.capacity() <= COALESCE_LEN && bytes.capacity() > self.spare.capacity() {
            bytes.clear();
            self.spare = bytes;
        }
    }
}

fn send_flags() -> SendFlags {
    SendFlags::DONTWAIT | SendFlags::NOSIGNAL
}

fn send_with_fd(fd: BorrowedFd<'_>, slices: &[IoSlice<'_>], passed: BorrowedFd<'_>) -> Result<usize, E> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    let passed = [passed];
    if !control.push(SendAncillaryMessage::ScmRights(&passed)) {
        return Err(E::NOBUFS);
    }
    rustix::net::sendmsg(fd, slices, &mut control, send_flags())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::unix::net::UnixStream;

    #[test]
    fn chunks_leave_in_order() {
        let (ours, mut theirs) = UnixStream::pair().unwrap();
        let mut queue = WriteQueue::default();
        queue.push(b"one ");
        queue.push(b"two ");
        queue.push_owned(vec![b'x'; COALESCE_LEN + 1]);
        queue.push(b" three");
        assert_eq!(queue.chunks.len(), 3);
        let sent = queue.send(ours.as_fd(), SendCall::Socket, b" four").unwrap();
        assert_eq!(sent, Sent { extra: 5, blocked: false });
        assert!(queue.is_empty());
        drop(ours);
        let mut all = Vec::new();
        theirs.read_to_end(&mut all).unwrap();
        assert!(all.starts_with(b"one two xxx") && all.ends_with(b"x three four"));
        assert_eq!(all.len(), 8 + COALESCE_LEN + 1 + 6 + 5);
    }

    #[test]
    fn a_full_socket_blocks_and_keeps_the_rest() {
        let (ours, mut theirs) = UnixStream::pair().unwrap();
        let mut queue = WriteQueue::default();
        let block: Vec<u8> = (0..1_000_000u32).map(|n| n as u8).collect();
        queue.push_owned(block.clone());
        let sent = queue.send(ours.as_fd(), SendCall::Socket, b"tail").unwrap();
        assert!(sent.blocked && sent.extra == 0 && queue.len() < block.len() && !queue.is_empty());
        let mut got = vec![0; block.len()];
        let mut filled = 0;
        while filled < got.len() {
            filled += theirs.read(&mut got[filled..]).unwrap();
            queue.send(ours.as_fd(), SendCall::Socket, b"").unwrap();
        }
        assert!(got == block && queue.is_empty());
    }
}
