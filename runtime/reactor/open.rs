//! How handles come to be, and what can be asked and set on them.

use std::net::SocketAddr;
use std::os::fd::{AsFd, AsRawFd, OwnedFd, RawFd};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustix::fs::{FileType, OFlags};
use rustix::io::Errno as E;
use rustix::net::{AddressFamily, sockopt};

use super::Reactor;
use super::handles::{Family, Flags, Handle, Role};
use crate::{Address, HandleId, SystemError, sys, tcp, unix};

impl Reactor {
    /// Listens on a TCP address, with `SO_REUSEADDR`. Bind errors come back at once.
    pub fn listen_tcp(&mut self, addr: SocketAddr, backlog: u32) -> Result<HandleId, SystemError> {
        self.add(Handle::new(tcp::listen(addr, backlog)?, Role::Listener, Family::Tcp))
    }

    /// Listens on a UNIX path. An existing file is EADDRINUSE; `close` unlinks what was bound here.
    pub fn listen_unix(&mut self, path: &Path, backlog: u32) -> Result<HandleId, SystemError> {
        let mut handle = Handle::new(unix::listen(path, backlog)?, Role::Listener, Family::Unix);
        // Made absolute now: the program may change its directory before it closes.
        handle.rare().bound = std::path::absolute(path).ok();
        self.add(handle)
    }

    /// Listens on a socket that is bound already, such as an inherited one.
    pub fn listen_fd(&mut self, fd: OwnedFd) -> Result<HandleId, SystemError> {
        let family = socket_family(&fd).map_err(|errno| SystemError::new(errno, "listen"))?;
        rustix::io::ioctl_fionbio(&fd, true).map_err(|errno| SystemError::new(errno, "ioctl"))?;
        if !sockopt::socket_acceptconn(&fd).unwrap_or(false) {
            tcp::listen_on(fd.as_fd(), 128)?;
        }
        self.add(Handle::new(fd, Role::Listener, family))
    }

    /// Begins a TCP connection; `Connected` or `Failed` follows.
    pub fn connect_tcp(&mut self, addr: SocketAddr) -> Result<HandleId, SystemError> {
        let (fd, begun) = tcp::connect(addr)?;
        let mut handle = Handle::new(fd, Role::Stream, Family::Tcp);
        handle.set_peer(addr);
        self.add_connecting(handle, begun.map_err(|errno| SystemError::new(errno, "connect")))
    }

    /// Begins a connection to a UNIX path; `Connected` or `Failed` follows.
    pub fn connect_unix(&mut self, path: &Path) -> Result<HandleId, SystemError> {
        let (fd, begun) = unix::connect(path)?;
        let handle = Handle::new(fd, Role::Stream, Family::Unix);
        self.add_connecting(handle, begun.map_err(|errno| SystemError::with_path(errno, "connect", path)))
    }

    fn add_connecting(&mut self, mut handle: Handle, begun: Result<(), SystemError>) -> Result<HandleId, SystemError> {
        handle.flags.insert(Flags::CONNECTING);
        self.update_now();
        let id = self.add(handle)?;
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
        let mut handle;
        if FileType::from_raw_mode(stat.st_mode) == FileType::Socket {
            let family = socket_family(&fd).map_err(failed)?;
            let peer = rustix::net::getpeername(&fd).ok().flatten().and_then(tcp::inet_addr);
            handle = Handle::new(fd, Role::Stream, family);
            if let Some(peer) = peer {
                handle.set_peer(peer);
            }
        } else {
            let shared = !rustix::fs::fcntl_getfl(&fd).map_err(failed)?.contains(OFlags::NONBLOCK);
            handle = Handle::new(fd, Role::Stream, Family::Fd);
            handle.flags.set(Flags::BLOCKING, shared);
        }
        handle.flags.insert(Flags::WRITABLE);
        self.update_now();
        let id = self.insert(handle);
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
                handle.role = Role::File;
                handle.flags.remove(Flags::BLOCKING);
                handle.rare().file = Some(Arc::new(copy));
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

    /// Whether the handle keeps the loop alive; it does unless told otherwise.
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
        self.handles.get(id).is_some_and(Handle::is_open)
    }
}

fn socket_family(fd: &OwnedFd) -> Result<Family, E> {
    Ok(if sockopt::socket_domain(fd)? == AddressFamily::UNIX { Family::Unix } else { Family::Tcp })
}
