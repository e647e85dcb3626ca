//! What crosses from the reactor to whoever turns it: ids, bytes and events.
//!
//! Plain values alone: no descriptor but one that is handed over, no pointer, no callback.

use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::path::PathBuf;

pub use noderu_proto::Bytes;
pub(crate) use noderu_proto::copied;

use crate::child::Exit;
use crate::http::{HttpEvent, ResponseEvent};
use crate::resolver::{LookupId, LookupResult};
use crate::{SystemError, Task};

/// Names a handle of the reactor: slot and generation. A stale id is refused, never mistaken for a newer handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HandleId {
    /// The slot, small and reused; usable as an index into a table of the caller's.
    pub index: u32,
    /// Counts the uses of the slot.
    pub generation: u32,
}

/// Names a running or stopped timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimerId {
    /// The slot.
    pub index: u32,
    /// Counts the uses of the slot.
    pub generation: u32,
}

/// Names a job given to the blocking pool, until it is reported or cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId {
    /// The slot, small and reused; usable as an index into a table of the caller's.
    pub index: u32,
    /// Counts the uses of the slot.
    pub generation: u32,
}

/// One thing that happened, as `Reactor::next_event` returns it.
#[derive(Debug)]
pub enum Event {
    /// Something happened on a handle.
    Handle(HandleId, EventKind),
    /// An HTTP connection of the listener `server` has something to say. Such connections need no object of
    /// the caller's, so the event is addressed to their listener.
    Http {
        /// The listener that accepted the connection.
        server: HandleId,
        /// The connection.
        connection: HandleId,
        /// What happened.
        what: HttpEvent,
    },
    /// A timer ran out. A repeating one is already set again.
    Timer(TimerId),
    /// A pool job ended; the task holds what it returned.
    Job(JobId, Task),
    /// A look-up ended.
    Resolved(LookupId, LookupResult),
    /// A signal that `Reactor::signal_watch` asked for arrived.
    Signal(i32),
}

/// What happened on a handle.
#[derive(Debug)]
pub enum EventKind {
    /// Listener: a connection was accepted. `peer` is none for UNIX sockets.
    Accepted {
        /// The new stream; reading starts paused until `read_start`.
        stream: HandleId,
        /// The other side's address.
        peer: Option<SocketAddr>,
    },
    /// Stream: an outgoing connection is established.
    Connected,
    /// Stream: bytes arrived. Only while reading is on.
    Data(Bytes),
    /// Datagram socket: a datagram arrived, whole. Only while reading is on.
    Datagram {
        /// What it holds; maybe nothing.
        bytes: Bytes,
        /// Whom it is from.
        from: Address,
    },
    /// Datagram socket: a datagram that `send_to` had queued went out, or could not.
    Sent {
        /// The number that `send_to` gave it.
        serial: u64,
        /// The bytes sent.
        result: Result<usize, SystemError>,
    },
    /// UNIX stream: a descriptor arrived (`SCM_RIGHTS`); its bytes follow as `Data`.
    Fd(OwnedFd),
    /// Stream: the other side sent FIN; no more `Data`.
    End,
    /// Stream: the write queue, which had been left non-empty by a `write`, is empty again.
    Drain,
    /// HTTP connection to a server: what it said.
    Response(ResponseEvent),
    /// Watched descriptor: a read, a write, would not block. Reported in every turn while it is so.
    Ready {
        /// There is something to read, or its end.
        readable: bool,
        /// There is room to write.
        writable: bool,
    },
    /// Child process: it ended, and was waited for. `Closed` follows.
    Exited(Exit),
    /// Stream: nothing was read or written for the time that `set_timeout` gave. Repeats with every such time.
    Timeout,
    /// A system call failed. `Closed { had_error: true }` follows for streams.
    Failed(SystemError),
    /// The descriptor is closed and the id is stale after this event. Comes exactly once per handle.
    Closed {
        /// Whether a `Failed` came before.
        had_error: bool,
    },
}

/// What became of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    /// Written, or a small amount that the end of the turn will write.
    Flushed,
    /// The kernel did not take all of it (or the connection is not up yet); `Drain` follows when it did.
    Queued,
}

/// What became of a datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendOutcome {
    /// The kernel has it; so many bytes.
    Sent(usize),
    /// The kernel took no more; `EventKind::Sent` with this number follows.
    Queued(u64),
}

/// An address of a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// An internet socket's.
    Tcp(SocketAddr),
    /// A UNIX socket's path; `None` when it has no name.
    Unix(Option<PathBuf>),
}
