//! The sockets of the resolver: handles in the role `Dns`, of which nobody outside hears.

use std::os::fd::AsFd;

use noderu_proto::dns::{Action, ResolveError, SocketId};
use rustix::io::Errno as E;
use rustix::net::{RecvFlags, SendFlags, sockopt};

use crate::reactor::handles::{Family, Flags, Handle, Role};
use crate::reactor::read::Got;
use crate::reactor::resolver::Dns;
use crate::{HandleId, Reactor, tcp, udp};

/// Datagrams taken from one socket before others get their share.
const DATAGRAMS_PER_STEP: usize = 64;

impl Reactor {
    /// Does what the machine asks for.
    pub(in crate::reactor) fn perform(&mut self, dns: &mut Dns) {
        while let Some(action) = dns.machine.next_action() {
            match action {
                Action::OpenDatagram { socket, server } => {
                    // The kernel chooses the port, at random (RFC 5452 section 4.5); a connected socket hears its server
                    // alone, and of closed ports.
                    let opened = udp::connect(server).and_then(|fd| {
                        let mut handle = Handle::new(fd, Role::Dns, Family::Udp);
                        handle.flags.insert(Flags::WRITABLE);
                        self.add_dns(handle)
                    });
                    note(dns, socket, opened.ok(), self.now_ms());
                }
                Action::OpenStream { socket, server } => {
                    let opened = tcp::connect(server).map_err(Some).and_then(|(fd, begun)| {
                        begun.map_err(|_| None)?;
                        let mut handle = Handle::new(fd, Role::Dns, Family::Tcp);
                        handle.flags.insert(Flags::CONNECTING);
                        self.add_dns(handle).map_err(Some)
                    });
                    note(dns, socket, opened.ok(), self.now_ms());
                }
                Action::Send { socket, message } => self.send_query(dns, socket, &message),
                Action::Close { socket } => {
                    if let Some(id) = dns.handles.remove(&socket) {
                        dns.sockets.remove(&id);
                        self.drop_handle(id);
                    }
                }
            }
        }
    }

    /// One step of a socket of the resolver. What it brings is told by `next_resolved`.
    pub(crate) fn step_dns(&mut self, id: HandleId) {
        let Some(mut dns) = self.dns.take() else { return };
        match dns.sockets.get(&id) {
            Some(&socket) => {
                let family = self.handles.get(id).map(|handle| handle.family);
                if family == Some(Family::Udp) {
                    self.read_datagrams(&mut dns, id, socket);
                } else {
                    self.step_dns_stream(&mut dns, id, socket);
                }
                self.perform(&mut dns);
            }
            None => self.drop_handle(id),
        }
        self.dns = Some(dns);
    }

    fn add_dns(&mut self, mut handle: Handle) -> Result<HandleId, crate::SystemError> {
        // The look-ups hold the loop, not their sockets.
        handle.flags.insert(Flags::UNREF);
        self.add(handle)
    }

    fn send_query(&mut self, dns: &mut Dns, socket: SocketId, message: &[u8]) {
        let Some(&id) = dns.handles.get(&socket) else { return };
        let Some(handle) = self.handles.get(id) else { return };
        let Some(fd) = &handle.fd else { return };
        if handle.family == Family::Tcp {
            return self.enqueue_bytes(id, |queue| queue.push(message));
        }
        match rustix::net::send(fd, message, SendFlags::DONTWAIT | SendFlags::NOSIGNAL) {
            // A full queue loses a datagram like any other on the way: it is sent again when its time is over.
            Ok(_) | Err(E::AGAIN | E::NOBUFS | E::INTR) => {}
            Err(_) => dns.machine.lost(socket, ResolveError::ConnectionRefused, self.now_ms()),
        }
    }

    fn read_datagrams(&mut self, dns: &mut Dns, id: HandleId, socket: SocketId) {
        let now_ms = self.now_ms();
        let mut buffer = self.take_buffer();
        for _ in 0..DATAGRAMS_PER_STEP {
            let Some(handle) = self.handles.get_mut(id) else { break };
            let Some(fd) = &handle.fd else { break };
            match rustix::net::recv(fd.as_fd(), &mut *buffer, RecvFlags::DONTWAIT) {
                Ok((len, _)) => dns.machine.datagram(socket, &buffer[..len], now_ms),
                Err(E::INTR) => {}
                Err(E::AGAIN) => {
                    handle.flags.remove(Flags::READABLE);
                    break;
                }
                // ICMP says that nobody is there (or the network is gone).
                Err(_) => {
                    dns.machine.lost(socket, ResolveError::ConnectionRefused, now_ms);
                    break;
                }
            }
        }
        self.buffer = buffer;
        if self.handles.get(id).is_some_and(Handle::has_work) {
            self.enqueue(id, false);
        }
    }

    fn step_dns_stream(&mut self, dns: &mut Dns, id: HandleId, socket: SocketId) {
        let now_ms = self.now_ms();
        let Some(handle) = self.handles.get_mut(id) else { return };
        if handle.flags.contains(Flags::CLOSED) {
            // A write failed.
            return dns.machine.lost(socket, ResolveError::ConnectionRefused, now_ms);
        }
        if handle.flags.contains(Flags::CONNECTING) {
            if !handle.flags.contains(Flags::WRITABLE) {
                return;
            }
            let outcome = handle.fd.as_ref().map(|fd| sockopt::socket_error(fd).and_then(|error| error));
            if !matches!(outcome, Some(Ok(()))) {
                return dns.machine.lost(socket, ResolveError::ConnectionRefused, now_ms);
            }
            handle.flags.remove(Flags::CONNECTING);
            self.flush_handle(id);
        }
        if !self.handles.get(id).is_some_and(Handle::has_work) {
            return;
        }
        let mut buffer = self.take_buffer();
        match self.read_once(id, &mut buffer) {
            Got::Bytes(len) => dns.machine.stream(socket, &buffer[..len], now_ms),
            Got::Nothing => {}
            Got::End | Got::Failed(_) => dns.machine.lost(socket, ResolveError::BadResponse, now_ms),
        }
        self.buffer = buffer;
    }
}

/// Remembers the handle of a socket; without one the socket is lost.
fn note(dns: &mut Dns, socket: SocketId, opened: Option<HandleId>, now_ms: u64) {
    match opened {
        Some(id) => {
            dns.handles.insert(socket, id);
            dns.sockets.insert(id, socket);
        }
        None => dns.machine.lost(socket, ResolveError::ConnectionRefused, now_ms),
    }
}
