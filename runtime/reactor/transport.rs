//! How the bytes of a stream travel: the one place where a stream's descriptor is read, and the one where it is written.
//!
//! A [`Transport`] stands between a role and the [`Channel`], whose system calls depend on what the descriptor is. Roles
//! deal in plain bytes and know no transport. One that encrypts gets the channel and the reader's memory in `read`, puts the
//! decrypted bytes there and reports as drained what it has neither in the kernel nor decrypted; in `write` it gets the
//! plain bytes that wait and leaves none of them unsent but what it has encrypted itself; in `shutdown` it says goodbye
//! before FIN. Until its handshake is over the handle is `CONNECTING`.
//!
//! It knows no handles, no readiness and no events: `read.rs` and `write.rs` draw the conclusions.

use std::os::fd::{AsFd, OwnedFd};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno as E;
use rustix::net::{RecvFlags, Shutdown};

use super::queue::{SendCall, Sent, WriteQueue};
use crate::{Bytes, sys, unix};

/// What carries the bytes of a stream between a role and its descriptor.
#[derive(Clone, Copy, Debug)]
pub(super) enum Transport {
    /// They travel as they are.
    Plain,
}

impl Transport {
    /// Reads once. EAGAIN when there is nothing for now.
    pub(super) fn read(&mut self, channel: Channel<'_>, into: ReadBuffer<'_>) -> Result<Received, E> {
        match self {
            Self::Plain => channel.read(into),
        }
    }

    /// Writes the queue, and behind it `extra`, until all is written or the kernel takes no more.
    pub(super) fn write(&mut self, channel: Channel<'_>, queue: &mut WriteQueue, extra: &[u8]) -> Result<Sent, E> {
        match self {
            Self::Plain => queue.send(channel.fd.as_fd(), channel.send_call(), extra),
        }
    }

    /// Ends the direction out.
    pub(super) fn shutdown(&mut self, channel: Channel<'_>) -> ShutdownOutcome {
        match self {
            Self::Plain => channel.shutdown(),
        }
    }
}

/// What the descriptor is, which decides the system calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// A TCP socket (or another internet stream).
    Tcp,
    /// A UDP socket.
    Udp,
    /// A UNIX socket: descriptors may come along with a stream.
    Unix,
    /// No socket: a pipe, a tty, a device, a file.
    Fd,
}

/// The descriptor of a stream, for one call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Channel<'a> {
    pub(super) fd: &'a OwnedFd,
    pub(super) family: Family,
    /// It is in blocking mode, since others share it: poll(2) is asked before each call.
    pub(super) is_blocking: bool,
}

/// What one read brought.
#[derive(Debug)]
pub(super) struct Received {
    /// Bytes, at the start of the buffer; 0 at the end of the stream.
    pub(super) len: usize,
    /// They filled the buffer.
    pub(super) is_full: bool,
    /// Nothing is left for now, unless the peer has sent FIN: that is announced once.
    pub(super) is_drained: bool,
    /// Descriptors that came along.
    pub(super) fds: Vec<OwnedFd>,
}

/// How far a shutdown came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShutdownOutcome {
    /// The peer will see the end, or is gone already.
    Done,
    /// Nothing but closing the descriptor shows it.
    NeedsClose,
}

impl Channel<'_> {
    fn read(self, mut into: ReadBuffer<'_>) -> Result<Received, E> {
        let (len, fds) = loop {
            let result = match self.family {
                Family::Tcp | Family::Udp => into.recv(self.fd).map(|len| (len, Vec::new())),
                Family::Unix => into.recv_with_fds(self.fd),
                Family::Fd if self.is_blocking && !is_readable(self.fd) => Err(E::AGAIN),
                Family::Fd => into.read(self.fd).map(|len| (len, Vec::new())),
            };
            if !matches!(result, Err(E::INTR)) {
                break result?;
            }
        };
        let is_full = len == into.len();
        // epoll(7): a short read on a stream says that it is drained. Not so where reads stop at borders: lines of a tty,
        // messages with descriptors.
        Ok(Received { len, is_full, is_drained: !is_full && self.family == Family::Tcp, fds })
    }

    fn send_call(self) -> SendCall {
        match self.family {
            Family::Tcp | Family::Udp | Family::Unix => SendCall::Socket,
            Family::Fd if self.is_blocking => SendCall::Blocking,
            Family::Fd => SendCall::Plain,
        }
    }

    fn shutdown(self) -> ShutdownOutcome {
        if self.family != Family::Fd {
            // ENOTCONN: the peer reset the connection, which the next read reports.
            let _ = rustix::net::shutdown(self.fd, Shutdown::Write);
            return ShutdownOutcome::Done;
        }
        // A pipe has no half close; its reader sees the end when the writing descriptor is gone.
        let write_only = rustix::fs::fcntl_getfl(self.fd)
            .is_ok_and(|mode| mode & rustix::fs::OFlags::ACCMODE == rustix::fs::OFlags::WRONLY);
        if write_only { ShutdownOutcome::NeedsClose } else { ShutdownOutcome::Done }
    }
}

/// Where a read puts its bytes.
pub(super) enum ReadBuffer<'a> {
    /// Over what is there.
    Shared(&'a mut [u8]),
    /// Into the capacity of a vector, whose length is then what was read.
    Own(&'a mut Bytes),
}

impl ReadBuffer<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Shared(buffer) => buffer.len(),
            Self::Own(bytes) => bytes.capacity(),
        }
    }

    fn recv(&mut self, fd: &OwnedFd) -> Result<usize, E> {
        match self {
            Self::Shared(buffer) => rustix::net::recv(fd, &mut **buffer, RecvFlags::DONTWAIT).map(|got| got.0),
            Self::Own(bytes) => {
                sys::read_spare(bytes, |room| Ok(rustix::net::recv(fd, room, RecvFlags::DONTWAIT)?.0.0))
            }
        }
    }

    fn read(&mut self, fd: &OwnedFd) -> Result<usize, E> {
        match self {
            Self::Shared(buffer) => rustix::io::read(fd, &mut **buffer),
            Self::Own(bytes) => sys::read_spare(bytes, |room| Ok(rustix::io::read(fd, room)?.0)),
        }
    }

    fn recv_with_fds(&mut self, fd: &OwnedFd) -> Result<(usize, Vec<OwnedFd>), E> {
        match self {
            Self::Shared(buffer) => unix::recv(fd.as_fd(), buffer),
            Self::Own(bytes) => {
                // recvmsg has no form for memory that is not cleared.
                bytes.resize(bytes.capacity(), 0);
                let got = unix::recv(fd.as_fd(), bytes);
                bytes.truncate(got.as_ref().map_or(0, |got| got.0));
                got
            }
        }
    }
}

/// Whether a read would return at once, with bytes, the end or an error.
fn is_readable(fd: &OwnedFd) -> bool {
    let mut polled = [PollFd::new(fd, PollFlags::IN)];
    !matches!(rustix::event::poll(&mut polled, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })), Ok(0))
}
