//! How handles come to be, and what can be asked and set on them.
//!
//! What a handle then does is its role's; no name of a host is looked up here.

use std::net::SocketAddr;
use std::os::fd::{AsFd, AsRawFd, OwnedFd, RawFd};
use std::path::Path;
use std::time::Duration;

use rustix::fs::{FileType, OFlags};
use rustix::io::Errno as E;
use rustix::net::{AddressFamily, sockopt};

use super::Reactor;
use super::flags::Flags;
use super::role::Role;
use super::role::file::FileReader;
use super::role::listener::Listener;
use super::transport::Family;
use crate::{Address, HandleId, SystemError, sys, tcp, unix};

impl Reactor {
    /// Listens on a TCP address, with `SO_REUSEADDR`. Bind errors come back at once.
    pub fn listen_tcp(&mut self, addr: SocketAddr, backlog: u32) -> Result<HandleId, SystemError> {
        self.add(Some(tcp::listen(addr, backlog)?), Family::Tcp, Role::Listener(Listener::new(None)), Flags::empty())
    }

    /// Listens on a UNIX path. An existing file is EADDRINUSE; `close` unlinks what was bound here.
    pub fn listen_unix(&mut self, path: &Path, backlog: u32) -> Result<HandleId, SystemError> {
        let fd = unix::listen(path, backlog)?;
        // Made absolute now: the program may change its directory before it closes.
        let listener = Listener::new(std::path::absolute(path).ok());
        self.add(Some(fd), Family::Unix, Role::Listener(listener), Flags::empty())
    }

    /// Listens on a socket that is bound already, such as an inherited one.
    pub fn listen_fd(&mut self, fd: OwnedFd) -> Result<HandleId, SystemError> {
        let family = socket_family(&fd).map_err(|errno| SystemError::new(errno, "listen"))?;
        rustix::io::ioctl_fionbio(&fd, true).map_err(|errno| SystemError::new(errno, "ioctl"))?;
        if !sockopt::socket_acceptconn(&fd).unwrap_or(false) {
            tcp::listen_on(fd.as_fd(), 128)?;
        }
        self.add(Some(fd), family, Role::Listener(Listener::new(None)), Flags::empty())
    }

    /// Begins a TCP connection; `Connected` or `Failed` follows.
    pub fn connect_tcp(&mut self, addr: SocketAddr) -> Result<HandleId, SystemError> {
        let (fd, begun) = tcp::connect(addr)?;
        let begun = begun.map_err(|errno| SystemError::new(errno, "connect"));
        let id = self.add_connecting(fd, Family::Tcp, begun)?;
        if let Some(handle) = self.handles.get_mut(id) {
            handle.set_peer(addr);
        }
        Ok(id)
    }

    /// Begins a connection to a UNIX path; `Connected` or `Failed` follows.
    pub fn connect_unix(&mut self, path: &Path) -> Result<HandleId, SystemError> {
        let (fd, begun) = unix::connect(path)?;
        self.add_connecting(fd, Family::Unix, begun.map_err(|errno| SystemError::with_path(errno, "connect", path)))
    }

    fn add_connecting(
        &mut self,
        fd: OwnedFd,
        family: Family,
        begun: Result<(), SystemError>,
    ) -> Result<HandleId, SystemError> {
        self.update_now();
        let id = self.add(Some(fd), family, Role::Stream, Flags::CONNECTING)?;
        if let Err(error) = begun {
            self.fail(id, error);
        }
        Ok(id)
    }

    /// Makes a stream of any open descriptor: socket, pipe, tty, or a file (read through the pool).
    /// The mode of the descriptor is left alone, since others may share it.
    pub fn open_fd(&mut self, fd: OwnedFd) -> Result<HandleId, SystemError> {
        let failed = |errno: E| SystemError::new(errno, "open");
        let stat = rustix::fs::fstat(&fd).map_err(failed)?;
        let (mut family, mut flags, mut peer) = (Family::Fd, Flags::WRITABLE, None);
        if FileType::from_raw_mode(stat.st_mode) == FileType::Socket {
            family = socket_family(&fd).map_err(failed)?;
            peer = rustix::net::getpeername(&fd).ok().flatten().and_then(tcp::inet_addr);
        } else {
            let is_shared = !rustix::fs::fcntl_getfl(&fd).map_err(failed)?.contains(OFlags::NONBLOCK);
            flags.set(Flags::BLOCKING, is_shared);
        }
        self.update_now();
        let id = self.insert(Some(fd), family, Role::Stream, flags);
        if let (Some(peer), Some(handle)) = (peer, self.handles.get_mut(id)) {
            handle.set_peer(peer);
        }
        match self.register(id) {
            Ok(()) => Ok(id),
            Err(error) if error.raw_os_error() == Some(E::PERM.raw_os_error()) => self.open_file(id),
            Err(error) => {
                self.discard(id);
                Err(SystemError::new(error, "epoll_ctl"))
            }
        }
    }

    /// What epoll refuses is always ready, and slow or not is read through the pool.
    fn open_file(&mut self, id: HandleId) -> Result<HandleId, SystemError> {
        let Some(handle) = self.handles.get_mut(id) else { return Ok(id) };
        let copy = handle.fd.as_ref().map(OwnedFd::try_clone);
        match copy {
            Some(Err(error)) => {
                self.discard(id);
                Err(SystemError::new(error, "dup"))
            }
            Some(Ok(copy)) => {
                handle.role = Role::File(FileReader::new(copy));
                handle.flags.remove(Flags::BLOCKING);
                Ok(id)
            }
            None => Ok(id),
        }
    }

    /// Takes over a descriptor that the program holds as a number. EBADF when it is not open or is a handle's already.
    pub fn adopt_fd(&self, raw: RawFd) -> Result<OwnedFd, SystemError> {
        if raw == self.poll.as_raw_fd() || self.handles.has_fd(raw) {
            return Err(SystemError::new(E::BADF, "fcntl"));
        }
        sys::adopt_fd(raw)
    }

    /// The address a socket is bound to.
    pub fn local_addr(&self, id: HandleId) -> Option<Address> {
        let handle = self.handles.get(id)?;
        let addr = rustix::net::getsockname(handle.fd.as_ref()?).ok()?;
        match handle.family {
            Family::Tcp | Family::Udp => tcp::inet_addr(addr).map(Address::Tcp),
            Family::Unix => Some(Address::Unix(unix::path_of(addr))),
            Family::Fd => None,
        }
    }

    /// The other side's address; a TCP connection remembers it after a reset, until `Closed`.
    pub fn peer_addr(&self, id: HandleId) -> Option<Address> {
        let handle = self.handles.get(id)?;
        match handle.family {
            Family::Tcp | Family::Udp => handle.peer().map(Address::Tcp),
            Family::Unix => {
                let addr = rustix::net::getpeername(handle.fd.as_ref()?).ok()??;
                Some(Address::Unix(unix::path_of(addr)))
            }
            Family::Fd => None,
        }
    }

    /// Nagle's algorithm off (true) or on. On a listener it holds for the connections that it accepts from then on.
    /// Nothing but TCP has it: there it changes nothing.
    pub fn set_nodelay(&mut self, id: HandleId, on: bool) -> Result<(), SystemError> {
        self.with_tcp(id, |fd| tcp::set_nodelay(fd.as_fd(), on))
    }

    /// Keep-alive probes, the first after `delay` of silence. Nothing but TCP has them: there it changes nothing.
    pub fn set_keepalive(&mut self, id: HandleId, on: bool, delay: Option<Duration>) -> Result<(), SystemError> {
        self.with_tcp(id, |fd| tcp::set_keepalive(fd.as_fd(), on, delay))
    }

    fn with_tcp(&self, id: HandleId, act: impl Fn(&OwnedFd) -> Result<(), SystemError>) -> Result<(), SystemError> {
        let handle = self.handles.get(id).ok_or_else(|| SystemError::new(E::BADF, "setsockopt"))?;
        let fd = handle.fd.as_ref().ok_or_else(|| SystemError::new(E::BADF, "setsockopt"))?;
        if handle.family == Family::Tcp { act(fd) } else { Ok(()) }
    }

    /// Whether the handle keeps the loop alive; it does by default.
    pub fn set_ref(&mut self, id: HandleId, on: bool) {
        if let Some(handle) = self.handles.get_mut(id) {
            handle.flags.set(Flags::UNREF, !on);
            self.recount(id);
        }
    }

    /// The number of the descriptor, for the program to see.
    pub fn raw_fd(&self, id: HandleId) -> Option<RawFd> {
        self.handles.get(id)?.fd.as_ref().map(AsRawFd::as_raw_fd)
    }

    /// Whether the id names a handle whose descriptor is open.
    pub fn is_open(&self, id: HandleId) -> bool {
        self.handles.get(id).is_some_and(|handle| handle.is_open())
    }
}

fn socket_family(fd: &OwnedFd) -> Result<Family, E> {
    Ok(if sockopt::socket_domain(fd)? == AddressFamily::UNIX { Family::Unix } else { Family::Tcp })
}
