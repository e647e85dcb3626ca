//! Datagram sockets as handles: whole messages in, whole messages out.
//!
//! What arrives is told one datagram per event and at most [`READS_PER_TURN`] per socket and turn, so that a flood on one
//! socket leaves the others, and the timers, their share. What the kernel does not take is kept in order.
//!
//! The one thing that is not as with streams: a UNIX datagram that its receiver has no room for is EAGAIN too, but no
//! edge of our own socket tells when there is room again. So those are tried again every [`RETRY_MS`].

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::os::fd::AsFd;
use std::path::Path;

use rustix::io::Errno as E;
use rustix::net::AddressFamily;

use crate::event::copied;
use crate::reactor::Reactor;
use crate::reactor::handles::{Family, Flags, Handle, Role};
use crate::udp::{self, DatagramOption};
use crate::{Address, Event, EventKind, HandleId, SendOutcome, SystemError};

/// Datagrams told per socket and turn.
const READS_PER_TURN: u32 = 64;
/// How long to wait for room at the receiver of a UNIX datagram.
const RETRY_MS: u32 = 5;

/// What a datagram socket has still to send and to tell.
#[derive(Debug, Default)]
pub(crate) struct Datagrams {
    waiting: VecDeque<Waiting>,
    sent: VecDeque<(u64, Result<usize, SystemError>)>,
    serial: u64,
}

#[derive(Debug)]
struct Waiting {
    serial: u64,
    bytes: Vec<u8>,
    to: Address,
}

impl Datagrams {
    /// Whether something waits to be sent.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Whether something waits to be told.
    pub fn has_news(&self) -> bool {
        !self.sent.is_empty()
    }
}

impl Reactor {
    /// A UDP socket, not bound to a port yet. `Datagram`s are told after `read_start`.
    pub fn open_udp(&mut self, is_ipv6: bool) -> Result<HandleId, SystemError> {
        let fd = udp::socket(if is_ipv6 { AddressFamily::INET6 } else { AddressFamily::INET })?;
        self.add(Handle::new(fd, Role::Datagram, Family::Udp))
    }

    /// A UNIX datagram socket without a path.
    pub fn open_unix_datagram(&mut self) -> Result<HandleId, SystemError> {
        self.add(Handle::new(udp::socket(AddressFamily::UNIX)?, Role::Datagram, Family::Unix))
    }

    /// Gives a UDP socket its address; port 0 lets the system choose. Once per socket.
    pub fn bind_udp(&mut self, id: HandleId, address: SocketAddr) -> Result<(), SystemError> {
        self.with_datagram(id, "bind", |handle, fd| {
            if handle.family != Family::Udp {
                return Err(SystemError::new(E::INVAL, "bind"));
            }
            udp::bind(fd, address)
        })
    }

    /// Gives a UNIX datagram socket its path, which `close` unlinks. A socket file that nobody holds is replaced.
    pub fn bind_unix_datagram(&mut self, id: HandleId, path: &Path) -> Result<(), SystemError> {
        self.with_datagram(id, "bind", |handle, fd| {
            if handle.family != Family::Unix {
                return Err(SystemError::new(E::INVAL, "bind"));
            }
            udp::bind_path(fd, path)
        })?;
        if let Some(handle) = self.handles.get_mut(id) {
            // Made absolute now: the program may change its directory before it closes.
            handle.rare().bound = std::path::absolute(path).ok();
        }
        Ok(())
    }

    /// Sends one datagram, at once when the kernel takes it. Errors are sendto(2)'s, and EBADF for a closed id.
    pub fn send_to(&mut self, id: HandleId, bytes: &[u8], to: &Address) -> Result<SendOutcome, SystemError> {
        let failed = |errno: E| match to {
            Address::Unix(Some(path)) => SystemError::with_path(errno, "sendto", path),
            _ => SystemError::new(errno, "sendto"),
        };
        let handle = self.handles.get_mut(id).filter(|handle| handle.role == Role::Datagram);
        let Some(handle) = handle.filter(|handle| !handle.flags.contains(Flags::SHUTDOWN_ASKED)) else {
            return Err(failed(E::BADF));
        };
        let Some(fd) = &handle.fd else { return Err(failed(E::BADF)) };
        if !handle.wants_flush() {
            match udp::send_to(fd.as_fd(), bytes, to) {
                Ok(len) => return Ok(SendOutcome::Sent(len)),
                Err(E::AGAIN) => {}
                Err(errno) => return Err(failed(errno)),
            }
            self.unsent += 1;
            self.wait_for_room(id);
        }
        let Some(handle) = self.handles.get_mut(id) else { return Err(failed(E::BADF)) };
        let datagrams = handle.rare().datagrams.get_or_insert_default();
        datagrams.serial += 1;
        let serial = datagrams.serial;
        datagrams.waiting.push_back(Waiting { serial, bytes: bytes.to_vec(), to: to.clone() });
        Ok(SendOutcome::Queued(serial))
    }

    /// Sets an option of a datagram socket.
    pub fn set_datagram_option(&mut self, id: HandleId, option: DatagramOption) -> Result<(), SystemError> {
        self.with_datagram(id, "setsockopt", |handle, fd| {
            let domain = rustix::net::sockopt::socket_domain(handle.fd.as_ref().ok_or_else(bad)?);
            let is_ipv6 = domain.is_ok_and(|domain| domain == AddressFamily::INET6);
            udp::set_option(fd, is_ipv6, option)
        })
    }

    /// The number of a network interface by its name; none when there is no such interface.
    pub fn interface_index(&self, name: &str) -> Option<u32> {
        udp::interface_index(name)
    }

    fn with_datagram(
        &mut self,
        id: HandleId,
        syscall: &'static str,
        act: impl FnOnce(&Handle, std::os::fd::BorrowedFd<'_>) -> Result<(), SystemError>,
    ) -> Result<(), SystemError> {
        let handle = self.handles.get(id).filter(|handle| handle.role == Role::Datagram);
        let Some(handle) = handle else { return Err(SystemError::new(E::BADF, syscall)) };
        let fd = handle.fd.as_ref().ok_or_else(|| SystemError::new(E::BADF, syscall))?;
        act(handle, fd.as_fd())
    }

    pub(in crate::reactor) fn step_datagram(&mut self, id: HandleId) -> Option<Event> {
        let turn = self.turn_number;
        let handle = self.handles.get_mut(id)?;
        if !handle.has_work() {
            return None;
        }
        let rare = handle.rare();
        if let Some((serial, result)) = rare.datagrams.as_mut().and_then(|datagrams| datagrams.sent.pop_front()) {
            let closing = handle.flags.contains(Flags::CLOSE_AFTER_FLUSH) && !handle.wants_flush();
            if handle.has_work() {
                self.enqueue(id, true);
            } else if closing {
                self.close(id);
            }
            return Some(self.tell(id, EventKind::Sent { serial, result }));
        }
        let (last_turn, count) = &mut rare.accepted;
        if *last_turn != turn {
            (*last_turn, *count) = (turn, 0);
        }
        if *count == READS_PER_TURN {
            self.enqueue(id, false);
            return None;
        }
        *count += 1;
        self.receive(id)
    }

    fn receive(&mut self, id: HandleId) -> Option<Event> {
        let mut buffer = self.take_buffer();
        let handle = self.handles.get_mut(id)?;
        let fd = handle.fd.as_ref()?;
        let is_unix = handle.family == Family::Unix;
        // A UDP datagram always fits; a UNIX one may be as large as its sender's buffer.
        let large = if is_unix { rustix::io::ioctl_fionread(fd).unwrap_or(0) as usize } else { 0 };
        let got = if large > buffer.len() {
            let mut own = vec![0; large];
            udp::receive(fd.as_fd(), &mut own).map(|(len, from)| (copied(&own[..len]), from))
        } else {
            udp::receive(fd.as_fd(), &mut buffer).map(|(len, from)| (copied(&buffer[..len]), from))
        };
        self.buffer = buffer;
        match got {
            Ok((bytes, from)) => {
                self.enqueue(id, true);
                Some(self.tell(id, EventKind::Datagram { bytes, from: udp::sender(from, is_unix) }))
            }
            Err(E::AGAIN) => {
                handle.flags.remove(Flags::READABLE);
                None
            }
            Err(errno) => {
                // A fault of one datagram (ICMP told of one that was sent); others may follow.
                self.enqueue(id, false);
                Some(self.tell(id, EventKind::Failed(SystemError::new(errno, "recvfrom"))))
            }
        }
    }

    /// Sends what waits.
    pub(in crate::reactor) fn flush_datagrams(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        if !handle.wants_flush() {
            return;
        }
        let Some(mut datagrams) = handle.rare().datagrams.take() else { return };
        let mut blocked = false;
        if let Some(fd) = &handle.fd {
            while let Some(next) = datagrams.waiting.front() {
                let result = udp::send_to(fd.as_fd(), &next.bytes, &next.to);
                if result == Err(E::AGAIN) {
                    blocked = true;
                    break;
                }
                let result = result.map_err(|errno| match &next.to {
                    Address::Unix(Some(path)) => SystemError::with_path(errno, "sendto", path),
                    _ => SystemError::new(errno, "sendto"),
                });
                datagrams.sent.push_back((next.serial, result));
                datagrams.waiting.pop_front();
            }
        }
        let news = datagrams.has_news();
        let closing = handle.flags.contains(Flags::CLOSE_AFTER_FLUSH);
        handle.rare().datagrams = Some(datagrams);
        if news {
            self.enqueue(id, true);
        }
        if blocked {
            return self.wait_for_room(id);
        }
        self.unsent -= 1;
        // What is to be told comes before the close; see `step_datagram`.
        if closing && !news {
            self.close(id);
        }
    }

    /// The kernel takes no more datagrams for now.
    fn wait_for_room(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        if handle.family == Family::Unix {
            self.update_now();
            self.arm_idle(id, RETRY_MS);
        } else {
            handle.flags.remove(Flags::WRITABLE);
        }
    }

    /// Forgets what waits: the socket closes.
    pub(in crate::reactor) fn release_datagrams(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        if handle.role == Role::Datagram && handle.wants_flush() {
            self.unsent -= 1;
        }
        if let Some(rare) = self.handles.get_mut(id).and_then(Handle::rare_mut) {
            rare.datagrams = None;
        }
    }
}

fn bad() -> SystemError {
    SystemError::new(E::BADF, "setsockopt")
}
