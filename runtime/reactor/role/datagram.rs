//! Datagram sockets: whole messages in, whole messages out.
//!
//! What arrives is reported one datagram per event and at most [`READS_PER_TURN`] per socket and turn, so that a flood on one
//! socket leaves the others, and the timers, their share. What the kernel does not take is kept in order; nothing is ever
//! split or joined.
//!
//! The one thing that is not as with streams: a UNIX datagram that its receiver has no room for is EAGAIN too, but no
//! edge of our own socket shows when there is room again. So those are tried again every [`RETRY_MS`].

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::{Path, PathBuf};

use rustix::io::Errno as E;
use rustix::net::AddressFamily;

use super::Role;
use super::quota::Quota;
use crate::event::copied;
use crate::reactor::Reactor;
use crate::reactor::flags::Flags;
use crate::reactor::transport::Family;
use crate::udp::{self, DatagramOption};
use crate::{Address, Event, EventKind, HandleId, SendOutcome, SystemError};

/// Datagrams reported per socket and turn.
const READS_PER_TURN: u32 = 64;
/// How long to wait for room at the receiver of a UNIX datagram, in milliseconds.
const RETRY_MS: u64 = 5;

/// The state of a datagram socket.
#[derive(Debug, Default)]
pub(in crate::reactor) struct DatagramSocket {
    /// The path of a UNIX socket, unlinked at close.
    path: Option<PathBuf>,
    /// Datagrams that wait for the kernel, and results of sends that are not reported.
    unsent: VecDeque<Unsent>,
    sent: VecDeque<(u64, Result<usize, SystemError>)>,
    serial: u64,
    received: Quota,
    /// When a UNIX datagram is tried again.
    retry_at_ms: Option<u64>,
}

#[derive(Debug)]
struct Unsent {
    serial: u64,
    bytes: Vec<u8>,
    to: Address,
}

impl DatagramSocket {
    pub(super) fn has_work(&self, flags: Flags) -> bool {
        flags.contains(Flags::READING | Flags::READABLE) || self.has_unreported()
    }

    pub(super) fn has_unsent(&self) -> bool {
        !self.unsent.is_empty()
    }

    pub(super) fn has_unreported(&self) -> bool {
        !self.sent.is_empty()
    }

    pub(super) fn retry_at_ms(&self) -> Option<u64> {
        self.retry_at_ms
    }

    /// True when datagrams waited.
    pub(super) fn close(&mut self) -> bool {
        let had_unsent = self.has_unsent();
        self.unsent.clear();
        self.sent.clear();
        self.retry_at_ms = None;
        if let Some(path) = self.path.take() {
            // Whoever removed or replaced it before was free to.
            let _ = std::fs::remove_file(path);
        }
        had_unsent
    }
}

impl Reactor {
    /// A UDP socket, not bound to a port yet. `Datagram`s are reported after `read_start`.
    pub fn open_udp(&mut self, is_ipv6: bool) -> Result<HandleId, SystemError> {
        let fd = udp::socket(if is_ipv6 { AddressFamily::INET6 } else { AddressFamily::INET })?;
        self.add(Some(fd), Family::Udp, Role::Datagram(Box::default()), Flags::empty())
    }

    /// A UNIX datagram socket without a path.
    pub fn open_unix_datagram(&mut self) -> Result<HandleId, SystemError> {
        let fd = udp::socket(AddressFamily::UNIX)?;
        self.add(Some(fd), Family::Unix, Role::Datagram(Box::default()), Flags::empty())
    }

    /// Gives a UDP socket its address; port 0 lets the system choose. Once per socket.
    pub fn bind_udp(&mut self, id: HandleId, address: SocketAddr) -> Result<(), SystemError> {
        let (fd, _) = self.datagram_socket(id, Some(Family::Udp), "bind")?;
        udp::bind(fd, address)
    }

    /// Gives a UNIX datagram socket its path, which `close` unlinks. A socket file that nobody holds is replaced.
    pub fn bind_unix_datagram(&mut self, id: HandleId, path: &Path) -> Result<(), SystemError> {
        let (fd, socket) = self.datagram_socket(id, Some(Family::Unix), "bind")?;
        udp::bind_path(fd, path)?;
        // Made absolute now: the program may change its directory before it closes.
        socket.path = std::path::absolute(path).ok();
        Ok(())
    }

    /// Sends one datagram, at once when the kernel takes it. Errors are sendto(2)'s, and EBADF for a closed id.
    pub fn send_to(&mut self, id: HandleId, bytes: &[u8], to: &Address) -> Result<SendOutcome, SystemError> {
        let is_shut = self.handles.get(id).is_some_and(|handle| handle.flags.contains(Flags::SHUTDOWN_ASKED));
        let (fd, socket) = match self.datagram_socket(id, None, "sendto") {
            Ok(open) if !is_shut => open,
            _ => return Err(send_error(E::BADF, to)),
        };
        let had_unsent = socket.has_unsent();
        if !had_unsent {
            match udp::send_to(fd, bytes, to) {
                Ok(len) => return Ok(SendOutcome::Sent(len)),
                Err(E::AGAIN) => {}
                Err(errno) => return Err(send_error(errno, to)),
            }
        }
        socket.serial += 1;
        let serial = socket.serial;
        socket.unsent.push_back(Unsent { serial, bytes: bytes.to_vec(), to: to.clone() });
        if !had_unsent {
            self.unsent += 1;
            self.wait_for_room(id);
        }
        Ok(SendOutcome::Queued(serial))
    }

    /// Sets an option of a datagram socket.
    pub fn set_datagram_option(&mut self, id: HandleId, option: DatagramOption) -> Result<(), SystemError> {
        let (fd, _) = self.datagram_socket(id, None, "setsockopt")?;
        let domain = rustix::net::sockopt::socket_domain(fd);
        let is_ipv6 = domain.is_ok_and(|domain| domain == AddressFamily::INET6);
        udp::set_option(fd, is_ipv6, option)
    }

    /// The number of a network interface by its name; `None` when there is no such interface.
    pub fn interface_index(&self, name: &str) -> Option<u32> {
        udp::interface_index(name)
    }

    /// The descriptor and the state of an open datagram socket. EBADF when it is none, EINVAL when it is of another family.
    fn datagram_socket(
        &mut self,
        id: HandleId,
        family: Option<Family>,
        syscall: &'static str,
    ) -> Result<(BorrowedFd<'_>, &mut DatagramSocket), SystemError> {
        let bad = || SystemError::new(E::BADF, syscall);
        let handle = self.handles.get_mut(id).ok_or_else(bad)?;
        let Role::Datagram(socket) = &mut handle.role else { return Err(bad()) };
        let fd = handle.fd.as_ref().ok_or_else(bad)?;
        if family.is_some_and(|family| family != handle.family) {
            return Err(SystemError::new(E::INVAL, syscall));
        }
        Ok((fd.as_fd(), socket))
    }

    /// Sends what waits.
    pub(in crate::reactor) fn flush_datagrams(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        let Role::Datagram(socket) = &mut handle.role else { return };
        if !socket.has_unsent() {
            return;
        }
        let mut is_blocked = false;
        if let Some(fd) = &handle.fd {
            while let Some(next) = socket.unsent.front() {
                let result = udp::send_to(fd.as_fd(), &next.bytes, &next.to);
                if result == Err(E::AGAIN) {
                    is_blocked = true;
                    break;
                }
                let result = result.map_err(|errno| send_error(errno, &next.to));
                socket.sent.push_back((next.serial, result));
                socket.unsent.pop_front();
            }
        }
        let has_unreported = socket.has_unreported();
        let closes = handle.flags.contains(Flags::CLOSE_AFTER_FLUSH);
        if has_unreported {
            self.enqueue(id, true);
        }
        if is_blocked {
            return self.wait_for_room(id);
        }
        self.unsent -= 1;
        // What is to be reported comes before the close; see `step`.
        if closes && !has_unreported {
            self.close(id);
        }
    }

    /// The kernel takes no more datagrams for now.
    fn wait_for_room(&mut self, id: HandleId) {
        self.update_now();
        let at_ms = self.now_ms() + RETRY_MS;
        let Some(handle) = self.handles.get_mut(id) else { return };
        let Role::Datagram(socket) = &mut handle.role else { return };
        if handle.family != Family::Unix {
            handle.flags.remove(Flags::WRITABLE);
        } else if socket.retry_at_ms.is_none() {
            socket.retry_at_ms = Some(at_ms);
            self.wake_at(id, at_ms);
        }
    }
}

/// The time to send again has come.
pub(super) fn retry(reactor: &mut Reactor, id: HandleId) {
    if let Some(handle) = reactor.handles.get_mut(id)
        && let Role::Datagram(socket) = &mut handle.role
    {
        socket.retry_at_ms = None;
        reactor.flush_datagrams(id);
    }
}

pub(super) fn step(reactor: &mut Reactor, id: HandleId) -> Option<Event> {
    let turn = reactor.turn_number;
    let handle = reactor.handles.get_mut(id)?;
    if !handle.has_work() {
        return None;
    }
    let Role::Datagram(socket) = &mut handle.role else { return None };
    if let Some((serial, result)) = socket.sent.pop_front() {
        let closes = handle.flags.contains(Flags::CLOSE_AFTER_FLUSH) && !handle.wants_flush();
        if handle.has_work() {
            reactor.enqueue(id, true);
        } else if closes {
            reactor.close(id);
        }
        return Some(reactor.event(id, EventKind::Sent { serial, result }));
    }
    if !socket.received.take(turn, READS_PER_TURN) {
        reactor.enqueue(id, false);
        return None;
    }
    receive(reactor, id)
}

fn receive(reactor: &mut Reactor, id: HandleId) -> Option<Event> {
    let mut buffer = reactor.take_buffer();
    let handle = reactor.handles.get_mut(id)?;
    let fd = handle.fd.as_ref()?;
    let is_unix = handle.family == Family::Unix;
    // A UDP datagram always fits; a UNIX one may be as large as its sender's buffer.
    let large = if is_unix { rustix::io::ioctl_fionread(fd).unwrap_or(0) as usize } else { 0 };
    let received = if large > buffer.len() {
        let mut own = vec![0; large];
        udp::receive(fd.as_fd(), &mut own).map(|(len, from)| (copied(&own[..len]), from))
    } else {
        udp::receive(fd.as_fd(), &mut buffer).map(|(len, from)| (copied(&buffer[..len]), from))
    };
    reactor.buffer = buffer;
    match received {
        Ok((bytes, from)) => {
            reactor.enqueue(id, true);
            Some(reactor.event(id, EventKind::Datagram { bytes, from: udp::sender(from, is_unix) }))
        }
        Err(E::AGAIN) => {
            handle.flags.remove(Flags::READABLE);
            None
        }
        Err(errno) => {
            // A fault of one datagram (ICMP about one that was sent); others may follow.
            reactor.enqueue(id, false);
            Some(reactor.event(id, EventKind::Failed(SystemError::new(errno, "recvfrom"))))
        }
    }
}

fn send_error(errno: E, to: &Address) -> SystemError {
    match to {
        Address::Unix(Some(path)) => SystemError::with_path(errno, "sendto", path),
        _ => SystemError::new(errno, "sendto"),
    }
}
