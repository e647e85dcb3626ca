//! The handle table: one small entry per open descriptor, named by slot and generation.
//!
//! What most handles never need (a kept error, a bound path, descriptors that arrived) hangs off the entry in
//! [`Rare`], so that an idle connection costs the entry alone.

use std::collections::VecDeque;
use std::net::{SocketAddr, SocketAddrV4, SocketAddrV6};
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use bitflags::bitflags;
use rustix::event::PollFlags;
use rustix::process::Pid;

use super::queue::WriteQueue;
use super::role::datagram::Datagrams;
use super::role::http_client::ClientConnection;
use super::role::http_server::ServerConnection;
use crate::http::HttpOptions;
use crate::{Bytes, Errno, HandleId, SystemError};

/// Bytes of responses that a client may leave unread before its next request is.
const CLOGGED_LEN: usize = 64 * 1024;

/// What a handle does when it is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Accepts connections.
    Listener,
    /// Reads and writes bytes, and tells of them with `EventKind`s.
    Stream,
    /// Reads requests and writes responses; its events go to its listener (`runtime/http`).
    Http,
    /// Writes requests and reads what a server answers (`runtime/http/client.rs`).
    HttpClient,
    /// Sends and receives datagrams (`reactor/datagram.rs`).
    Datagram,
    /// A socket of the resolver, which nobody outside hears of (`resolver/drive.rs`).
    Dns,
    /// A descriptor epoll refuses (regular files, mostly): read through the pool.
    File,
    /// A child process: ready when it has ended. Its descriptor, where the kernel has such, is a pidfd.
    Child,
    /// A descriptor that somebody else reads and writes: tells when that would not block.
    Watch,
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

bitflags! {
    /// The state of a handle. Readiness is remembered here because the poll is edge-triggered.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct Flags: u32 {
        /// A read (or accept) may succeed: not drained since the last readable edge.
        const READABLE = 1;
        /// A write may succeed: no EAGAIN since the last writable edge.
        const WRITABLE = 1 << 1;
        /// The poll told of FIN, hang-up or an error: a short read does not mean drained.
        const HANGUP = 1 << 2;
        /// `read_start` is in force.
        const READING = 1 << 3;
        /// connect(2) is under way.
        const CONNECTING = 1 << 4;
        /// `End` was told.
        const ENDED = 1 << 5;
        /// In the ready queue of this turn or the next.
        const QUEUED = 1 << 6;
        /// In the list of handles to flush at the end of the turn.
        const DIRTY = 1 << 7;
        /// A `write` answered `Queued`, so `Drain` is owed when the queue empties.
        const DRAIN_OWED = 1 << 8;
        /// `Drain` waits to be told.
        const DRAIN = 1 << 9;
        /// `shutdown` was asked for; no more writes are taken.
        const SHUTDOWN_ASKED = 1 << 10;
        /// FIN was sent.
        const SHUT = 1 << 11;
        /// Close once the write queue is empty.
        const CLOSE_AFTER_FLUSH = 1 << 12;
        /// The descriptor is gone and `Closed` waits to be told.
        const CLOSED = 1 << 13;
        /// `Failed` waits to be told, before `Closed`.
        const FAILED = 1 << 14;
        /// `Failed` was told.
        const HAD_ERROR = 1 << 15;
        /// A write failed but what the peer sent before is still being read; the error is told after it.
        const WRITE_FAILED = 1 << 16;
        /// Does not keep the loop alive by itself.
        const UNREF = 1 << 17;
        /// Counted among what keeps the loop alive.
        const COUNTED = 1 << 18;
        /// The descriptor is in blocking mode and shared with others: ask poll(2) before each call.
        const BLOCKING = 1 << 19;
        /// Registered with the poll.
        const REGISTERED = 1 << 20;
        /// Listener: out of descriptors, waiting before the next accept.
        const BACKOFF = 1 << 21;
        /// Listener: the shortage of descriptors was told already.
        const SHORTAGE_TOLD = 1 << 22;
        /// File: a pool read is under way.
        const FILE_READ = 1 << 23;
        /// The last read filled the whole buffer, so the next is likely to.
        const BULK = 1 << 24;
    }
}

/// One open descriptor.
#[derive(Debug)]
pub(crate) struct Handle {
    pub fd: Option<OwnedFd>,
    pub flags: Flags,
    pub role: Role,
    pub family: Family,
    /// Idle timeout, 0 for none.
    pub timeout_ms: u32,
    /// When bytes last moved, on the reactor's clock, wrapping.
    pub active_ms: u32,
    /// The valid entry of this handle in the idle heap, 0 for none.
    pub idle_seq: u32,
    peer: Peer,
    /// The listener that accepted this stream.
    pub listener: Option<HandleId>,
    /// Present exactly while bytes wait to be written.
    pub queue: Option<Box<WriteQueue>>,
    rare: Option<Box<Rare>>,
    /// What an HTTP connection is at; present exactly in the role `Http`.
    pub http: Option<Box<ServerConnection>>,
}

/// What few handles need.
#[derive(Debug, Default)]
pub(crate) struct Rare {
    /// The failure that is still to be told.
    pub error: Option<SystemError>,
    /// The path of a UNIX listener or datagram socket, unlinked at close.
    pub bound: Option<PathBuf>,
    /// A listener whose connections speak HTTP: what it allows them.
    pub http: Option<Rc<HttpOptions>>,
    /// What a connection in the role `HttpClient` is at; present exactly in that role.
    pub client: Option<Box<ClientConnection>>,
    /// What a datagram socket has still to send and to tell.
    pub datagrams: Option<Box<Datagrams>>,
    /// The turn in which a listener last accepted, or a datagram socket read, and how often.
    pub accepted: (u32, u32),
    /// Descriptors that arrived, told before `held`.
    pub fds: VecDeque<OwnedFd>,
    /// The bytes that arrived with them.
    pub held: Option<Bytes>,
    /// A file read through the pool: the pool's hold on it, and what the last read gave.
    pub file: Option<Arc<OwnedFd>>,
    pub file_read: Option<Result<Bytes, Errno>>,
    /// A child process that nobody has waited for yet; present exactly in the role `Child`.
    pub pid: Option<Pid>,
    /// What a watched descriptor is watched for.
    pub wanted: Option<PollFlags>,
}

impl Handle {
    pub fn new(fd: OwnedFd, role: Role, family: Family) -> Handle {
        Handle { fd: Some(fd), ..Handle::bare(role, family) }
    }

    /// A handle without a descriptor.
    pub fn bare(role: Role, family: Family) -> Handle {
        Handle {
            fd: None,
            flags: Flags::empty(),
            role,
            family,
            timeout_ms: 0,
            active_ms: 0,
            idle_seq: 0,
            peer: Peer::Unknown,
            listener: None,
            queue: None,
            rare: None,
            http: None,
        }
    }

    /// The rare part, made at first use.
    pub fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// The rare part, if there is one.
    pub fn rare_mut(&mut self) -> Option<&mut Rare> {
        self.rare.as_deref_mut()
    }

    /// Whether the caller may still use it: the descriptor is open.
    pub fn is_open(&self) -> bool {
        !self.flags.contains(Flags::CLOSED)
    }

    /// Whether it has something to write once it can.
    pub fn wants_flush(&self) -> bool {
        self.queue.is_some() || (self.role == Role::Datagram && self.datagrams().is_some_and(Datagrams::is_waiting))
    }

    /// Whether datagrams went out that are not told.
    pub fn has_datagram_news(&self) -> bool {
        self.role == Role::Datagram && self.datagrams().is_some_and(Datagrams::has_news)
    }

    fn datagrams(&self) -> Option<&Datagrams> {
        self.rare.as_ref()?.datagrams.as_deref()
    }

    /// Whether a turn can do something for it right now.
    pub fn has_work(&self) -> bool {
        let flags = self.flags;
        if flags.intersects(Flags::CLOSED | Flags::FAILED | Flags::DRAIN) {
            return true;
        }
        if flags.contains(Flags::CONNECTING) {
            return flags.contains(Flags::WRITABLE);
        }
        match self.role {
            Role::Listener => flags.contains(Flags::READABLE) && !flags.contains(Flags::BACKOFF),
            Role::Stream => {
                flags.contains(Flags::READING) && flags.contains(Flags::READABLE) && !flags.contains(Flags::ENDED)
            }
            Role::Http => self.http.as_ref().is_some_and(|http| {
                let machine = &http.machine;
                let more = machine.has_event()
                    || (flags.contains(Flags::READING | Flags::READABLE)
                        && !flags.contains(Flags::ENDED)
                        && machine.wants_input());
                machine.has_drain() || (more && !(self.is_clogged() && machine.is_between_bodies()))
            }),
            Role::HttpClient => {
                flags.contains(Flags::READING)
                    && !flags.contains(Flags::ENDED)
                    && self.rare.as_ref().and_then(|rare| rare.client.as_ref()).is_some_and(|client| {
                        client.has_event()
                            || client.is_eof()
                            || (flags.contains(Flags::READABLE) && client.wants_input())
                    })
            }
            Role::Datagram => {
                flags.contains(Flags::READING | Flags::READABLE) || self.datagrams().is_some_and(Datagrams::has_news)
            }
            Role::Dns => flags.contains(Flags::READABLE),
            Role::Child => flags.contains(Flags::READABLE),
            Role::Watch => flags.intersects(Flags::READABLE | Flags::WRITABLE),
            Role::File => flags.contains(Flags::READING) && !flags.intersects(Flags::ENDED | Flags::FILE_READ),
        }
    }

    /// Whether the peer takes nothing while much waits for it: it is asked for no more requests then.
    fn is_clogged(&self) -> bool {
        !self.flags.contains(Flags::WRITABLE) && self.queue.as_ref().is_some_and(|queue| queue.len() > CLOGGED_LEN)
    }

    pub fn set_peer(&mut self, peer: SocketAddr) {
        self.peer = match peer {
            SocketAddr::V4(peer) => Peer::V4(peer),
            SocketAddr::V6(peer) => Peer::V6(Box::new(peer)),
        };
    }

    /// The other side's address as it was when the connection came to be; it outlives a reset.
    pub fn peer(&self) -> Option<SocketAddr> {
        match &self.peer {
            Peer::Unknown => None,
            Peer::V4(peer) => Some(SocketAddr::V4(*peer)),
            Peer::V6(peer) => Some(SocketAddr::V6(**peer)),
        }
    }
}

/// A peer's address in 16 bytes.
#[derive(Debug)]
enum Peer {
    Unknown,
    V4(SocketAddrV4),
    V6(Box<SocketAddrV6>),
}

/// Slots of handles. A slot's generation counts its uses, so a kept id never reaches a later handle.
#[derive(Debug, Default)]
pub(crate) struct Table {
    slots: Vec<Slot>,
    free: Vec<u32>,
    /// By number of descriptor: the slot that had it last.
    by_fd: Vec<u32>,
}

#[derive(Debug)]
struct Slot {
    generation: u32,
    handle: Option<Handle>,
}

impl Table {
    pub fn insert(&mut self, handle: Handle) -> HandleId {
        let raw = handle.fd.as_ref().map(AsRawFd::as_raw_fd);
        let id = if let Some(index) = self.free.pop() {
            let slot = &mut self.slots[index as usize];
            slot.handle = Some(handle);
            HandleId { index, generation: slot.generation }
        } else {
            // A process has at most a few million descriptors, so the index fits.
            let index = self.slots.len() as u32;
            self.slots.push(Slot { generation: 0, handle: Some(handle) });
            HandleId { index, generation: 0 }
        };
        if let Some(raw) = raw.and_then(|raw| usize::try_from(raw).ok()) {
            if self.by_fd.len() <= raw {
                self.by_fd.resize(raw + 1, u32::MAX);
            }
            self.by_fd[raw] = id.index;
        }
        id
    }

    /// Whether the descriptor of this number is a handle's. A handle keeps the descriptor that it was inserted with.
    pub fn has_fd(&self, raw: RawFd) -> bool {
        let index = usize::try_from(raw).ok().and_then(|raw| self.by_fd.get(raw));
        let handle = index.and_then(|&index| self.slots.get(index as usize)?.handle.as_ref());
        handle.is_some_and(|handle| handle.fd.as_ref().is_some_and(|fd| fd.as_raw_fd() == raw))
    }

    pub fn get(&self, id: HandleId) -> Option<&Handle> {
        let slot = self.slots.get(id.index as usize)?;
        if slot.generation == id.generation { slot.handle.as_ref() } else { None }
    }

    pub fn get_mut(&mut self, id: HandleId) -> Option<&mut Handle> {
        let slot = self.slots.get_mut(id.index as usize)?;
        if slot.generation == id.generation { slot.handle.as_mut() } else { None }
    }

    /// The handle in a slot, whatever its generation, with its id.
    pub fn at(&mut self, index: u32) -> Option<(HandleId, &mut Handle)> {
        let slot = self.slots.get_mut(index as usize)?;
        let id = HandleId { index, generation: slot.generation };
        slot.handle.as_mut().map(|handle| (id, handle))
    }

    /// Frees the slot; the id is stale from here on.
    pub fn remove(&mut self, id: HandleId) -> Option<Handle> {
        let slot = self.slots.get_mut(id.index as usize)?;
        if slot.generation != id.generation {
            return None;
        }
        let handle = slot.handle.take()?;
        slot.generation = slot.generation.wrapping_add(1);
        self.free.push(id.index);
        Some(handle)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Handle> {
        self.slots.iter().filter_map(|slot| slot.handle.as_ref())
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Handle> {
        self.slots.iter_mut().filter_map(|slot| slot.handle.as_mut())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stale_id_reaches_nothing() {
        let file = || Handle::new(std::fs::File::open("/dev/null").unwrap().into(), Role::Stream, Family::Fd);
        let mut table = Table::default();
        let first = table.insert(file());
        assert!(table.get(first).is_some());
        assert!(table.remove(first).is_some());
        let second = table.insert(file());
        assert_eq!(first.index, second.index);
        assert!(table.get(first).is_none() && table.get_mut(first).is_none() && table.remove(first).is_none());
        assert!(table.get(second).is_some());
        assert!(table.get(HandleId { index: 9, generation: 0 }).is_none());
    }

    #[test]
    fn an_idle_entry_is_small() {
        assert!(size_of::<Slot>() <= 96, "{}", size_of::<Slot>());
    }
}
