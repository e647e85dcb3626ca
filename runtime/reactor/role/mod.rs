//! What a handle is for: one enum, whose variants carry the state of the role, and the way from the reactor to each role's
//! own file.
//!
//! A role says whether a handle has work, what one step of it does, what follows when the write queue is empty, when it
//! tries something again, and what is released with the descriptor. It holds no descriptor, and its bytes travel by
//! `read_once`, `read_bulk` and `write` alone, so that every role runs over every transport. A role with no stream under it
//! (datagrams, child processes) has its own system calls.

pub(super) mod child;
pub(super) mod datagram;
mod dns_socket;
pub(super) mod file;
mod http_client;
mod http_server;
pub(super) mod listener;
mod quota;
mod stream;
mod watch;

use noderu_proto::http::connection::Client;

use super::Reactor;
use super::flags::Flags;
use crate::{Event, EventKind, HandleId, SystemError, Task};
use child::ChildProcess;
use datagram::DatagramSocket;
use file::FileReader;
use http_server::HttpServerConnection;
use listener::Listener;
use watch::Interest;

/// What a handle does when it is ready, and the state it keeps for that.
#[derive(Debug)]
pub(super) enum Role {
    /// Accepts connections.
    Listener(Box<Listener>),
    /// Reads and writes bytes, and reports them as `EventKind`s.
    Stream,
    /// Reads requests and writes responses; its events go to its listener.
    HttpServer(Box<HttpServerConnection>),
    /// Writes requests and reads responses.
    HttpClient(Box<Client>),
    /// Sends and receives datagrams.
    Datagram(Box<DatagramSocket>),
    /// A socket of the resolver, whose events are not reported.
    DnsSocket,
    /// A descriptor that epoll refuses (regular files, mostly): read through the pool.
    File(Box<FileReader>),
    /// A child process: ready when it has ended. Its descriptor, where the kernel has such, is a pidfd.
    Child(ChildProcess),
    /// A descriptor that somebody else reads and writes: reports when that would not block.
    Watch(Interest),
}

impl Role {
    /// Whether a step could do something now, on a handle that is open and connected. `queued_len` is how many bytes wait to
    /// be written.
    pub(super) fn has_work(&self, flags: Flags, queued_len: impl FnOnce() -> usize) -> bool {
        match self {
            Self::Listener(listener) => listener.has_work(flags),
            Self::Stream => stream::has_work(flags),
            Self::HttpServer(connection) => connection.has_work(flags, queued_len),
            Self::HttpClient(client) => http_client::has_work(client, flags),
            Self::Datagram(socket) => socket.has_work(flags),
            Self::DnsSocket | Self::Child(_) => flags.contains(Flags::READABLE),
            Self::File(file) => file.has_work(flags),
            Self::Watch(_) => flags.intersects(Flags::READABLE | Flags::WRITABLE),
        }
    }

    /// Whether the role itself keeps something to send, beside the write queue.
    pub(super) fn has_unsent(&self) -> bool {
        matches!(self, Self::Datagram(socket) if socket.has_unsent())
    }

    /// Whether the role has something to report of what it sent.
    pub(super) fn has_unreported(&self) -> bool {
        matches!(self, Self::Datagram(socket) if socket.has_unreported())
    }

    /// Whether `write` takes bytes for it.
    pub(super) fn takes_writes(&self) -> bool {
        !matches!(self, Self::Listener(_) | Self::Datagram(_))
    }

    /// Whether `set_timeout` means something for it.
    pub(super) fn has_idle_timeout(&self) -> bool {
        self.takes_writes()
    }

    /// Whether what the peer sent is read to its end when a write has failed: an HTTP client gets its response before its
    /// upload is done. To an HTTP server, requests of a client that takes no response are of no use.
    pub(super) fn reads_on_after_failed_write(&self) -> bool {
        matches!(self, Self::Stream | Self::HttpClient(_))
    }

    /// When it tries something again that the kernel had no room for, in milliseconds on the reactor's clock.
    pub(super) fn retry_at_ms(&self) -> Option<u64> {
        match self {
            Self::Listener(listener) => listener.retry_at_ms(),
            Self::Datagram(socket) => socket.retry_at_ms(),
            _ => None,
        }
    }

    /// The descriptor is closed: drops what went with it. Returns whether bytes were dropped that waited to be sent.
    pub(super) fn close(&mut self) -> bool {
        match self {
            Self::Listener(listener) => {
                listener.close();
                false
            }
            Self::Datagram(socket) => socket.close(),
            Self::File(file) => {
                file.close();
                false
            }
            _ => false,
        }
    }

    /// What happened on the handle, as an event for its owner.
    pub(super) fn event(&self, id: HandleId, kind: EventKind) -> Event {
        match self {
            Self::HttpServer(connection) => connection.event(id, kind),
            _ => Event::Handle(id, kind),
        }
    }
}

impl Reactor {
    /// Does the next thing for a ready handle. `None` when there was nothing after all.
    pub(super) fn step(&mut self, id: HandleId) -> Option<Event> {
        let handle = self.handles.get_mut(id)?;
        let flags = handle.flags;
        if let Role::DnsSocket = handle.role {
            dns_socket::step(self, id);
            return None;
        }
        if flags.contains(Flags::CLOSED) {
            return self.step_closed(id);
        }
        if flags.contains(Flags::CONNECTING) {
            return self.step_connecting(id);
        }
        if flags.contains(Flags::DRAIN) {
            handle.flags.remove(Flags::DRAIN);
            if handle.has_work() {
                self.enqueue(id, true);
            }
            // When the queue filled up again meanwhile, a later Drain stands for both.
            if !flags.contains(Flags::DRAIN_OWED) {
                return Some(self.event(id, EventKind::Drain));
            }
            return None;
        }
        match handle.role {
            Role::Listener(_) => listener::step(self, id),
            Role::Stream => stream::step(self, id),
            Role::HttpServer(_) => http_server::step(self, id),
            Role::HttpClient(_) => http_client::step(self, id),
            Role::Datagram(_) => datagram::step(self, id),
            Role::DnsSocket => None,
            Role::File(_) => file::step(self, id),
            Role::Child(_) => child::step(self, id),
            Role::Watch(_) => watch::step(self, id),
        }
    }

    fn step_closed(&mut self, id: HandleId) -> Option<Event> {
        let handle = self.handles.get_mut(id)?;
        if handle.flags.contains(Flags::FAILED) {
            handle.flags.remove(Flags::FAILED);
            if let Some(error) = handle.rare().error.take() {
                handle.flags.insert(Flags::HAD_ERROR);
                self.enqueue(id, true);
                return Some(self.event(id, EventKind::Failed(error)));
            }
        }
        let had_error = handle.flags.contains(Flags::HAD_ERROR);
        let event = self.event(id, EventKind::Closed { had_error });
        self.discard(id);
        Some(event)
    }

    fn step_connecting(&mut self, id: HandleId) -> Option<Event> {
        let handle = self.handles.get_mut(id)?;
        if !handle.flags.contains(Flags::WRITABLE) {
            return None;
        }
        let outcome = rustix::net::sockopt::socket_error(handle.fd.as_ref()?).and_then(|error| error);
        if let Err(errno) = outcome {
            return Some(self.fail_now(id, SystemError::new(errno, "connect")));
        }
        handle.flags.remove(Flags::CONNECTING);
        if handle.has_work() {
            self.enqueue(id, false);
        }
        self.stamp(id);
        self.flush_handle(id);
        Some(self.event(id, EventKind::Connected))
    }

    /// The time has come that [`super::handles::Handle::wake_at`] named.
    pub(super) fn wake(&mut self, id: HandleId) -> Option<Event> {
        match self.handles.get(id)?.role {
            Role::Listener(_) => {
                listener::retry(self, id);
                None
            }
            Role::Datagram(_) => {
                datagram::retry(self, id);
                None
            }
            _ => self.idle_expired(id),
        }
    }

    /// The write queue is empty.
    pub(super) fn flushed(&mut self, id: HandleId) {
        // Requests are left unread while the client does not take its responses.
        if let Some(handle) = self.handles.get(id)
            && let Role::HttpServer(_) = handle.role
            && handle.has_work()
        {
            self.enqueue(id, true);
        }
    }

    /// A job that was run for this handle has ended.
    pub(super) fn job_done_for(&mut self, id: HandleId, task: Task) {
        file::read_done(self, id, task);
    }

    /// Wraps what happened on a handle into the event that its owner gets.
    pub(super) fn event(&self, id: HandleId, kind: EventKind) -> Event {
        match self.handles.get(id) {
            Some(handle) => handle.role.event(id, kind),
            None => Event::Handle(id, kind),
        }
    }
}
