//! Sockets and pipes that a program holds as plain numbers, as 0.2's internal `net` binding gave them out.
//!
//! They are close-on-exec and do not block. A stream or server takes one over (`Reactor::adopt_fd`); until then the number is
//! the program's.

use std::net::SocketAddr;
use std::os::fd::{AsFd, IntoRawFd, OwnedFd, RawFd};
use std::path::Path;

use rustix::io::Errno as E;
use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, sockopt};
use rustix::pipe::PipeFlags;

use crate::{Address, SystemError, sys, tcp, unix};

/// What kind of socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SocketKind {
    /// TCP over IPv4.
    Tcp4,
    /// TCP over IPv6.
    Tcp6,
    /// UDP over IPv4.
    Udp4,
    /// UDP over IPv6.
    Udp6,
    /// A UNIX stream.
    Unix,
    /// UNIX datagrams.
    UnixDatagram,
}

/// A socket.
pub fn socket(kind: SocketKind) -> Result<RawFd, SystemError> {
    let (family, kind) = match kind {
        SocketKind::Tcp4 => (AddressFamily::INET, SocketType::STREAM),
        SocketKind::Tcp6 => (AddressFamily::INET6, SocketType::STREAM),
        SocketKind::Udp4 => (AddressFamily::INET, SocketType::DGRAM),
        SocketKind::Udp6 => (AddressFamily::INET6, SocketType::DGRAM),
        SocketKind::Unix => (AddressFamily::UNIX, SocketType::STREAM),
        SocketKind::UnixDatagram => (AddressFamily::UNIX, SocketType::DGRAM),
    };
    let made = rustix::net::socket_with(family, kind, SocketFlags::NONBLOCK | SocketFlags::CLOEXEC, None);
    made.map(OwnedFd::into_raw_fd).map_err(|errno| SystemError::new(errno, "socket"))
}

/// Two UNIX stream sockets that are connected to each other.
pub fn socket_pair() -> Result<(RawFd, RawFd), SystemError> {
    let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
    let made = rustix::net::socketpair(AddressFamily::UNIX, SocketType::STREAM, flags, None);
    made.map(both).map_err(|errno| SystemError::new(errno, "socketpair"))
}

/// The two ends of a pipe: to read from, to write to.
pub fn pipe() -> Result<(RawFd, RawFd), SystemError> {
    let made = rustix::pipe::pipe_with(PipeFlags::NONBLOCK | PipeFlags::CLOEXEC);
    made.map(both).map_err(|errno| SystemError::new(errno, "pipe"))
}

fn both((first, second): (OwnedFd, OwnedFd)) -> (RawFd, RawFd) {
    (first.into_raw_fd(), second.into_raw_fd())
}

/// bind(2) to an internet address, with `SO_REUSEADDR`.
pub fn bind(fd: RawFd, addr: SocketAddr) -> Result<(), SystemError> {
    let bound = sys::with_fd(fd, |fd| {
        sockopt::set_socket_reuseaddr(fd, true)?;
        rustix::net::bind(fd, &addr)
    });
    bound.map_err(|errno| SystemError::new(errno, "bind"))
}

/// bind(2) to a path.
pub fn bind_unix(fd: RawFd, path: &Path) -> Result<(), SystemError> {
    let bound = sys::with_fd(fd, |fd| rustix::net::bind(fd, &SocketAddrUnix::new(path)?));
    bound.map_err(|errno| SystemError::with_path(errno, "bind", path))
}

/// listen(2).
pub fn listen(fd: RawFd, backlog: u32) -> Result<(), SystemError> {
    let mut failure = None;
    let done = sys::with_fd(fd, |fd| {
        tcp::listen_on(fd.as_fd(), backlog).map_err(|error| {
            failure = Some(error);
            E::INVAL
        })
    });
    done.map_err(|errno| failure.unwrap_or_else(|| SystemError::new(errno, "listen")))
}

/// The address that a socket is bound to; `None` for one of neither family.
pub fn local_address(fd: RawFd) -> Result<Option<Address>, SystemError> {
    let (addr, is_unix) =
        sys::with_fd(fd, |fd| Ok((rustix::net::getsockname(fd)?, sockopt::socket_domain(fd)? == AddressFamily::UNIX)))
            .map_err(|errno| SystemError::new(errno, "getsockname"))?;
    Ok(if is_unix { Some(Address::Unix(unix::path_of(addr))) } else { tcp::inet_addr(addr).map(Address::Tcp) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_by_number() {
        let fd = socket(SocketKind::Tcp4).unwrap();
        bind(fd, "127.0.0.1:0".parse().unwrap()).unwrap();
        listen(fd, 5).unwrap();
        let Some(Address::Tcp(addr)) = local_address(fd).unwrap() else { panic!("no address") };
        std::net::TcpStream::connect(addr).unwrap();
        drop(sys::adopt_fd(fd).unwrap());
        // The number is stale, or another test's by now: one that cannot be open stands for it.
        assert_eq!(listen(-1, 5).unwrap_err().errno.name(), "EBADF");
        let (reader, writer) = pipe().unwrap();
        assert_eq!(listen(reader, 5).unwrap_err().errno.name(), "ENOTSOCK");
        for fd in [reader, writer] {
            drop(sys::adopt_fd(fd).unwrap());
        }
    }
}
