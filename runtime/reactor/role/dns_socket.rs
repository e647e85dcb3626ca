//! The sockets of the resolver: handles whose events are not reported.
//!
//! Does what `proto::dns` asks for, datagram by datagram, and gives it what came. When to ask again and whom is decided
//! there; results are taken by `next_resolved`.

use std::os::fd::{AsFd, OwnedFd};

use noderu_proto::dns::{Action, ResolveError, SocketId};
use rustix::io::Errno as E;
use rustix::net::{RecvFlags, SendFlags, sockopt};

use super::Role;
use crate::reactor::flags::Flags;
use crate::reactor::read::ReadOutcome;
use crate::reactor::resolver::Dns;
use crate::reactor::transport::Family;
use crate::{HandleId, Reactor, SystemError, tcp, udp};

/// Datagrams taken from one socket before others get their share.
const DATAGRAMS_PER_STEP: usize = 64;

impl Reactor {
    /// Does what the machine asks for.
    pub(in crate::reactor) fn perform(&mut self, dns: &mut Dns) {
        while let Some(action) = dns.machine.next_action() {
            match action {
                Action::OpenDatagram { socket, server } => {
                    // The kernel chooses the port, at random (RFC 5452 section 4.5); a connected socket receives
                    // from its server alone, and learns of closed ports.
                    let opened = udp::connect(server).and_then(|fd| self.add_dns(fd, Family::Udp, Flags::WRITABLE));
                    note(dns, socket, opened.ok(), self.now_ms());
                }
                Action::OpenStream { socket, server } => {
                    let opened = tcp::connect(server).map_err(Some).and_then(|(fd, begun)| {
                        begun.map_err(|_| None)?;
                        self.add_dns(fd, Family::Tcp, Flags::CONNECTING).map_err(Some)
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

    fn add_dns(&mut self, fd: OwnedFd, family: Family, flags: Flags) -> Result<HandleId, SystemError> {
        // The look-ups hold the loop, not their sockets.
        self.add(Some(fd), family, Role::DnsSocket, flags | Flags::UNREF)
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
}

/// One step of a socket of the resolver.
pub(super) fn step(reactor: &mut Reactor, id: HandleId) {
    let Some(mut dns) = reactor.dns.take() else { return };
    match dns.sockets.get(&id) {
        Some(&socket) => {
            let family = reactor.handles.get(id).map(|handle| handle.family);
            if family == Some(Family::Udp) {
                read_datagrams(reactor, &mut dns, id, socket);
            } else {
                step_stream(reactor, &mut dns, id, socket);
            }
            reactor.perform(&mut dns);
        }
        None => reactor.drop_handle(id),
    }
    reactor.dns = Some(dns);
}

fn read_datagrams(reactor: &mut Reactor, dns: &mut Dns, id: HandleId, socket: SocketId) {
    let now_ms = reactor.now_ms();
    let mut buffer = reactor.take_buffer();
    for _ in 0..DATAGRAMS_PER_STEP {
        let Some(handle) = reactor.handles.get_mut(id) else { break };
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
    reactor.buffer = buffer;
    if reactor.handles.get(id).is_some_and(|handle| handle.has_work()) {
        reactor.enqueue(id, false);
    }
}

fn step_stream(reactor: &mut Reactor, dns: &mut Dns, id: HandleId, socket: SocketId) {
    let now_ms = reactor.now_ms();
    let Some(handle) = reactor.handles.get_mut(id) else { return };
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
        reactor.flush_handle(id);
    }
    if !reactor.handles.get(id).is_some_and(|handle| handle.has_work()) {
        return;
    }
    let mut buffer = reactor.take_buffer();
    match reactor.read_once(id, &mut buffer) {
        ReadOutcome::Bytes(len) => dns.machine.stream(socket, &buffer[..len], now_ms),
        ReadOutcome::Nothing => {}
        ReadOutcome::End | ReadOutcome::Failed(_) => dns.machine.lost(socket, ResolveError::BadResponse, now_ms),
    }
    reactor.buffer = buffer;
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
