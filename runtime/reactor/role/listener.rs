//! Listening sockets: accept(2), and what it means to have no descriptor left.
//!
//! Does no more than accept: what the connections speak is said once for all of them (`listen_http`), and how many there
//! may be is for the program to count.

use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::rc::Rc;

use rustix::io::Errno as E;
use rustix::net::SocketFlags;

use super::quota::Quota;
use super::{Role, http_server};
use crate::http::HttpOptions;
use crate::reactor::Reactor;
use crate::reactor::flags::Flags;
use crate::{Event, EventKind, HandleId, SystemError, tcp};

/// Connections accepted per listener and turn; the rest wait in the kernel, so that open connections get their share.
const ACCEPTS_PER_TURN: u32 = 64;

/// How long a listener that ran out of descriptors waits before it tries again, in milliseconds.
const BACKOFF_MS: u64 = 100;

/// The state of a listening socket.
#[derive(Debug, Default)]
pub(in crate::reactor) struct Listener {
    /// The path of a UNIX listener, unlinked at close.
    path: Option<PathBuf>,
    /// Its connections speak HTTP: what it allows them.
    pub(super) http: Option<Rc<HttpOptions>>,
    accepted: Quota,
    /// Out of descriptors: when the next accept is tried.
    retry_at_ms: Option<u64>,
    /// The shortage was reported.
    is_shortage_reported: bool,
}

impl Listener {
    /// A listener, on this path if on any.
    pub(in crate::reactor) fn new(path: Option<PathBuf>) -> Box<Self> {
        Box::new(Self { path, ..Self::default() })
    }

    pub(super) fn has_work(&self, flags: Flags) -> bool {
        flags.contains(Flags::READABLE) && self.retry_at_ms.is_none()
    }

    pub(super) fn retry_at_ms(&self) -> Option<u64> {
        self.retry_at_ms
    }

    pub(super) fn close(&mut self) {
        self.retry_at_ms = None;
        if let Some(path) = self.path.take() {
            // Whoever removed or replaced it before was free to.
            let _ = std::fs::remove_file(path);
        }
    }
}

pub(super) fn step(reactor: &mut Reactor, id: HandleId) -> Option<Event> {
    let (turn, now_ms) = (reactor.turn_number, reactor.now_ms());
    let handle = reactor.handles.get_mut(id)?;
    if !handle.has_work() {
        return None;
    }
    let Role::Listener(listener) = &mut handle.role else { return None };
    if !listener.accepted.take(turn, ACCEPTS_PER_TURN) {
        reactor.enqueue(id, false);
        return None;
    }
    let family = handle.family;
    match accept(handle.fd.as_ref()?) {
        Ok((fd, peer)) => {
            listener.is_shortage_reported = false;
            let http = listener.http.clone();
            reactor.enqueue(id, true);
            match reactor.add(Some(fd), family, Role::Stream, Flags::WRITABLE) {
                Ok(stream) => {
                    if let Some(peer) = peer {
                        reactor.handles.get_mut(stream)?.set_peer(peer);
                    }
                    match http {
                        Some(options) => Some(http_server::begin(reactor, stream, id, options)),
                        None => Some(reactor.event(id, EventKind::Accepted { stream, peer })),
                    }
                }
                Err(error) => Some(reactor.event(id, EventKind::Failed(error))),
            }
        }
        Err(E::AGAIN) => {
            handle.flags.remove(Flags::READABLE);
            None
        }
        Err(errno @ (E::MFILE | E::NFILE | E::NOBUFS | E::NOMEM)) => {
            let is_reported = std::mem::replace(&mut listener.is_shortage_reported, true);
            let at_ms = now_ms + BACKOFF_MS;
            listener.retry_at_ms = Some(at_ms);
            reactor.wake_at(id, at_ms);
            (!is_reported).then(|| reactor.event(id, EventKind::Failed(SystemError::new(errno, "accept"))))
        }
        Err(errno) => {
            handle.flags.remove(Flags::READABLE);
            Some(reactor.event(id, EventKind::Failed(SystemError::new(errno, "accept"))))
        }
    }
}

/// The time to accept again has come.
pub(super) fn retry(reactor: &mut Reactor, id: HandleId) {
    if let Some(handle) = reactor.handles.get_mut(id)
        && let Role::Listener(listener) = &mut handle.role
    {
        listener.retry_at_ms = None;
        reactor.enqueue(id, true);
    }
}

/// accept(2), past what concerns only the connection that is lost.
fn accept(listener: &OwnedFd) -> Result<(OwnedFd, Option<std::net::SocketAddr>), E> {
    loop {
        match rustix::net::acceptfrom_with(listener, SocketFlags::NONBLOCK | SocketFlags::CLOEXEC) {
            Ok((fd, peer)) => return Ok((fd, peer.and_then(tcp::inet_addr))),
            // accept(2) passes network errors of the new socket on; they are to be treated like EAGAIN by retrying.
            Err(
                E::INTR
                | E::CONNABORTED
                | E::NETDOWN
                | E::PROTO
                | E::NOPROTOOPT
                | E::HOSTDOWN
                | E::NONET
                | E::HOSTUNREACH
                | E::NETUNREACH,
            ) => {}
            Err(errno) => return Err(errno),
        }
    }
}
