//! One step of one ready handle: the single system call that `next_event` makes for it, and the event that gives.

use std::os::fd::{AsFd, OwnedFd};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno as E;
use rustix::net::{RecvFlags, SocketFlags, sockopt};

use super::handles::{Family, Flags, Handle, Role};
use super::idle::BACKOFF_MS;
use super::{READ_LEN, Reactor};
use crate::event::copied;
use crate::{Bytes, Event, EventKind, HandleId, SystemError, sys, tcp, unix};

/// Connections accepted per listener and turn; the rest wait in the kernel, so that open connections get their share.
const ACCEPTS_PER_TURN: u32 = 64;

/// What one read gave.
#[derive(Debug)]
pub(crate) enum Got {
    /// So many bytes, at the start of the buffer.
    Bytes(usize),
    /// Nothing for now; readiness is cleared.
    Nothing,
    /// FIN.
    End,
    /// The read failed.
    Failed(SystemError),
}

impl Reactor {
    /// Does the next thing for a ready handle. None when there was nothing after all.
    pub(super) fn step(&mut self, id: HandleId) -> Option<Event> {
        let handle = self.handles.get_mut(id)?;
        let flags = handle.flags;
        if handle.role == Role::Dns {
            self.step_dns(id);
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
            // When the queue filled up again meanwhile, a later Drain tells of both.
            if !flags.contains(Flags::DRAIN_OWED) {
                return Some(self.tell(id, EventKind::Drain));
            }
            return None;
        }
        match handle.role {
            Role::Listener => self.step_listener(id),
            Role::Stream => self.step_stream(id),
            Role::Http => self.step_http(id),
            Role::HttpClient => self.step_http_client(id),
            Role::Datagram => self.step_datagram(id),
            Role::File => self.step_file(id),
            Role::Dns => None,
            Role::Child => self.step_child(id),
            Role::Watch => self.step_watch(id),
        }
    }

    /// Wraps what happened on a handle into the event that its owner gets.
    pub(crate) fn tell(&self, id: HandleId, kind: EventKind) -> Event {
        if let Some(http) = self.handles.get(id).and_then(|handle| handle.http.as_deref()) {
            return self.http_event(id, http, kind);
        }
        Event::Handle(id, kind)
    }

    fn step_closed(&mut self, id: HandleId) -> Option<Event> {
        let handle = self.handles.get_mut(id)?;
        if handle.flags.contains(Flags::FAILED) {
            handle.flags.remove(Flags::FAILED);
            if let Some(error) = handle.rare().error.take() {
                handle.flags.insert(Flags::HAD_ERROR);
                self.enqueue(id, true);
                return Some(self.tell(id, EventKind::Failed(error)));
            }
        }
        let had_error = handle.flags.contains(Flags::HAD_ERROR);
        let event = self.tell(id, EventKind::Closed { had_error });
        self.discard(id);
        Some(event)
    }

    fn step_connecting(&mut self, id: HandleId) -> Option<Event> {
        let handle = self.handles.get_mut(id)?;
        if !handle.flags.contains(Flags::WRITABLE) {
            return None;
        }
        let outcome = sockopt::socket_error(handle.fd.as_ref()?).and_then(|error| error);
        if let Err(errno) = outcome {
            return Some(self.fail_now(id, SystemError::new(errno, "connect")));
        }
        handle.flags.remove(Flags::CONNECTING);
        if handle.has_work() {
            self.enqueue(id, false);
        }
        self.stamp(id);
        self.flush_handle(id);
        Some(self.tell(id, EventKind::Connected))
    }

    fn step_listener(&mut self, id: HandleId) -> Option<Event> {
        let turn = self.turn_number;
        let handle = self.handles.get_mut(id)?;
        if !handle.has_work() {
            return None;
        }
        let family = handle.family;
        let (last_turn, count) = &mut handle.rare().accepted;
        if *last_turn != turn {
            (*last_turn, *count) = (turn, 0);
        }
        if *count == ACCEPTS_PER_TURN {
            self.enqueue(id, false);
            return None;
        }
        *count += 1;
        match accept(handle.fd.as_ref()?) {
            Ok((fd, peer)) => {
                handle.flags.remove(Flags::SHORTAGE_TOLD);
                self.enqueue(id, true);
                let mut stream = Handle::new(fd, Role::Stream, family);
                stream.flags.insert(Flags::WRITABLE);
                stream.listener = Some(id);
                if let Some(peer) = peer {
                    stream.set_peer(peer);
                }
                match self.add(stream) {
                    Ok(stream) => match self.http_options(id) {
                        Some(options) => Some(self.begin_http(stream, id, options)),
                        None => Some(self.tell(id, EventKind::Accepted { stream, peer })),
                    },
                    Err(error) => Some(self.tell(id, EventKind::Failed(error))),
                }
            }
            Err(E::AGAIN) => {
                handle.flags.remove(Flags::READABLE);
                None
            }
            Err(errno @ (E::MFILE | E::NFILE | E::NOBUFS | E::NOMEM)) => {
                let told = handle.flags.contains(Flags::SHORTAGE_TOLD);
                handle.flags.insert(Flags::SHORTAGE_TOLD | Flags::BACKOFF);
                self.arm_idle(id, BACKOFF_MS);
                (!told).then(|| self.tell(id, EventKind::Failed(SystemError::new(errno, "accept"))))
            }
            Err(errno) => {
                handle.flags.remove(Flags::READABLE);
                Some(self.tell(id, EventKind::Failed(SystemError::new(errno, "accept"))))
            }
        }
    }

    fn step_stream(&mut self, id: HandleId) -> Option<Event> {
        let handle = self.handles.get_mut(id)?;
        if !handle.has_work() {
            return None;
        }
        if let Some(rare) = handle.rare_mut()
            && rare.held.is_some()
        {
            let kind = match rare.fds.pop_front() {
                Some(fd) => EventKind::Fd(fd),
                None => EventKind::Data(rare.held.take()?),
            };
            self.enqueue(id, true);
            return Some(self.tell(id, kind));
        }

        let bulk = handle.flags.contains(Flags::BULK);
        let (got, bytes) = if bulk { self.read_bulk(id) } else { self.read_exact_size(id) };
        match got {
            Got::Bytes(_) => {
                let handle = self.handles.get_mut(id)?;
                if let Some(rare) = handle.rare_mut()
                    && let Some(fd) = rare.fds.pop_front()
                {
                    rare.held = Some(bytes);
                    return Some(self.tell(id, EventKind::Fd(fd)));
                }
                Some(self.tell(id, EventKind::Data(bytes)))
            }
            Got::Nothing => None,
            Got::End => {
                self.handles.get_mut(id)?.flags.insert(Flags::ENDED);
                Some(self.tell(id, EventKind::End))
            }
            Got::Failed(error) => Some(self.fail_now(id, error)),
        }
    }

    /// Reads into the shared buffer and copies what came: the common case of small reads.
    fn read_exact_size(&mut self, id: HandleId) -> (Got, Bytes) {
        let mut buffer = self.take_buffer();
        let got = self.read_once(id, &mut buffer);
        let bytes = match got {
            Got::Bytes(len) => copied(&buffer[..len]),
            _ => Bytes::new(64),
        };
        self.buffer = buffer;
        (got, bytes)
    }

    /// Reads up to [`READ_LEN`] into memory of its own, which the event carries away: when the last read was full this one
    /// is likely to be.
    pub(crate) fn read_bulk(&mut self, id: HandleId) -> (Got, Bytes) {
        let mut bytes = Bytes::with_capacity(64, READ_LEN);
        let got = self.read_into(id, Room::Own(&mut bytes));
        if bytes.len() < READ_LEN / 2 {
            bytes = copied(&bytes);
        }
        (got, bytes)
    }

    /// The buffer that all reads share, taken out so that its bytes can be used beside the reactor. Put it back into
    /// `self.buffer`.
    pub(crate) fn take_buffer(&mut self) -> Box<[u8]> {
        if self.buffer.is_empty() {
            self.buffer = vec![0; READ_LEN].into_boxed_slice();
        }
        std::mem::take(&mut self.buffer)
    }

    /// One read. Keeps the readiness flags, asks for the next step when more is there, stamps the activity, and puts
    /// descriptors that came along into the handle. When a write failed before, its error follows the last bytes.
    pub(crate) fn read_once(&mut self, id: HandleId, buffer: &mut [u8]) -> Got {
        self.read_into(id, Room::Shared(buffer))
    }

    fn read_into(&mut self, id: HandleId, room: Room<'_>) -> Got {
        let got = self.read_fd(id, room);
        if let Got::Bytes(_) = got {
            return got;
        }
        self.take_write_failure(id).map_or(got, Got::Failed)
    }

    fn read_fd(&mut self, id: HandleId, mut room: Room<'_>) -> Got {
        let Some(handle) = self.handles.get_mut(id) else { return Got::Nothing };
        let Some(fd) = &handle.fd else { return Got::Nothing };
        let result = loop {
            let result = match handle.family {
                Family::Tcp | Family::Udp => room.recv(fd).map(|len| (len, Vec::new())),
                Family::Unix => room.recv_with_fds(fd),
                Family::Fd if handle.flags.contains(Flags::BLOCKING) && !is_readable(fd) => Err(E::AGAIN),
                Family::Fd => room.read(fd).map(|len| (len, Vec::new())),
            };
            if !matches!(result, Err(E::INTR)) {
                break result;
            }
        };
        let (len, fds) = match result {
            Ok(got) => got,
            Err(E::AGAIN) => {
                handle.flags.remove(Flags::READABLE | Flags::BULK);
                return Got::Nothing;
            }
            // A terminal that went away: for a reader that is the end.
            Err(E::IO) if handle.family == Family::Fd && handle.flags.contains(Flags::HANGUP) => (0, Vec::new()),
            Err(errno) => return Got::Failed(SystemError::new(errno, "read")),
        };
        if len == 0 {
            handle.flags.remove(Flags::READABLE);
            return Got::End;
        }
        if !fds.is_empty() {
            handle.rare().fds.extend(fds);
        }
        let full = len == room.len();
        let hangup = handle.flags.contains(Flags::HANGUP);
        handle.flags.set(Flags::BULK, full);
        // epoll(7): a short read on a stream says that it is drained. Not so where reads stop at borders: lines of a
        // tty, messages with descriptors. And not before FIN, which would never be announced again.
        if !full && !hangup && handle.family == Family::Tcp {
            handle.flags.remove(Flags::READABLE);
        } else {
            // After FIN a short read is followed by the end at once, which takes no share from anybody.
            self.enqueue(id, hangup && !full);
        }
        self.stamp(id);
        Got::Bytes(len)
    }

    fn step_file(&mut self, id: HandleId) -> Option<Event> {
        let handle = self.handles.get_mut(id)?;
        if !handle.has_work() {
            return None;
        }
        let kind = match handle.rare().file_read.take() {
            None => {
                self.start_file_read(id);
                return None;
            }
            Some(Err(errno)) => {
                let error = SystemError::new(errno, "read");
                return Some(self.fail_now(id, error));
            }
            Some(Ok(bytes)) if bytes.is_empty() => {
                handle.flags.insert(Flags::ENDED);
                EventKind::End
            }
            Some(Ok(bytes)) => {
                self.start_file_read(id);
                EventKind::Data(bytes)
            }
        };
        self.stamp(id);
        Some(self.tell(id, kind))
    }
}

/// Where a read puts its bytes.
enum Room<'a> {
    /// Over what is there.
    Shared(&'a mut [u8]),
    /// Into the capacity of a vector, whose length is then what was read.
    Own(&'a mut Bytes),
}

impl Room<'_> {
    fn len(&self) -> usize {
        match self {
            Room::Shared(buffer) => buffer.len(),
            Room::Own(bytes) => bytes.capacity(),
        }
    }

    fn recv(&mut self, fd: &OwnedFd) -> Result<usize, E> {
        match self {
            Room::Shared(buffer) => rustix::net::recv(fd, &mut **buffer, RecvFlags::DONTWAIT).map(|got| got.0),
            Room::Own(bytes) => {
                sys::read_spare(bytes, |room| Ok(rustix::net::recv(fd, room, RecvFlags::DONTWAIT)?.0.0))
            }
        }
    }

    fn read(&mut self, fd: &OwnedFd) -> Result<usize, E> {
        match self {
            Room::Shared(buffer) => rustix::io::read(fd, &mut **buffer),
            Room::Own(bytes) => sys::read_spare(bytes, |room| Ok(rustix::io::read(fd, room)?.0)),
        }
    }

    fn recv_with_fds(&mut self, fd: &OwnedFd) -> Result<(usize, Vec<OwnedFd>), E> {
        match self {
            Room::Shared(buffer) => unix::recv(fd.as_fd(), buffer),
            Room::Own(bytes) => {
                // recvmsg has no form for memory that is not cleared.
                bytes.resize(bytes.capacity(), 0);
                let got = unix::recv(fd.as_fd(), bytes);
                bytes.truncate(got.as_ref().map_or(0, |got| got.0));
                got
            }
        }
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

/// Whether a read would return at once, with bytes, the end or an error.
fn is_readable(fd: &OwnedFd) -> bool {
    let mut polled = [PollFd::new(fd, PollFlags::IN)];
    !matches!(rustix::event::poll(&mut polled, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })), Ok(0))
}
