//! TCP sockets: made, bound, connected and tuned, and addresses between the kernel's form and std's.
//!
//! Every socket is close-on-exec and does not block; nothing here waits.

use std::net::SocketAddr;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use rustix::io::Errno as E;
use rustix::net::sockopt;
use rustix::net::{AddressFamily, SocketAddrAny, SocketFlags, SocketType};

use crate::SystemError;

/// A bound, listening socket with `SO_REUSEADDR`.
pub(crate) fn listen(addr: SocketAddr, backlog: u32) -> Result<OwnedFd, SystemError> {
    let fd = socket(family_of(&addr))?;
    sockopt::set_socket_reuseaddr(&fd, true).map_err(|errno| SystemError::new(errno, "setsockopt"))?;
    rustix::net::bind(&fd, &addr).map_err(|errno| SystemError::new(errno, "bind"))?;
    listen_on(fd.as_fd(), backlog)?;
    Ok(fd)
}

/// listen(2); the kernel caps the backlog at `net.core.somaxconn`.
pub(crate) fn listen_on(fd: BorrowedFd<'_>, backlog: u32) -> Result<(), SystemError> {
    let backlog = i32::try_from(backlog).unwrap_or(i32::MAX);
    rustix::net::listen(fd, backlog).map_err(|errno| SystemError::new(errno, "listen"))
}

/// A socket whose connect(2) is begun; the inner result is a failure that came at once.
pub(crate) fn connect(addr: SocketAddr) -> Result<(OwnedFd, Result<(), E>), SystemError> {
    let fd = socket(family_of(&addr))?;
    let begun = begin_connect(|| rustix::net::connect(&fd, &addr));
    Ok((fd, begun))
}

/// Runs a non-blocking connect(2): "in progress" is success, and so is an interruption, which goes on by itself.
pub(crate) fn begin_connect(connect: impl Fn() -> Result<(), E>) -> Result<(), E> {
    match connect() {
        Ok(()) | Err(E::INPROGRESS | E::INTR) => Ok(()),
        Err(errno) => Err(errno),
    }
}

/// A non-blocking, close-on-exec stream socket.
pub(crate) fn socket(family: AddressFamily) -> Result<OwnedFd, SystemError> {
    let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
    rustix::net::socket_with(family, SocketType::STREAM, flags, None).map_err(|errno| SystemError::new(errno, "socket"))
}

/// The address as std has it; `None` for other families.
pub(crate) fn inet_addr(addr: SocketAddrAny) -> Option<SocketAddr> {
    SocketAddr::try_from(addr).ok()
}

/// Nagle's algorithm off (true) or on. On a listener it is inherited by what it accepts.
pub(crate) fn set_nodelay(fd: BorrowedFd<'_>, on: bool) -> Result<(), SystemError> {
    sockopt::set_tcp_nodelay(fd, on).map_err(|errno| SystemError::new(errno, "setsockopt"))
}

/// Keep-alive probes, the first after `delay` of silence (the system's default without one).
pub(crate) fn set_keepalive(fd: BorrowedFd<'_>, on: bool, delay: Option<Duration>) -> Result<(), SystemError> {
    let set = || {
        sockopt::set_socket_keepalive(fd, on)?;
        match delay {
            Some(delay) if on && !delay.is_zero() => {
                sockopt::set_tcp_keepidle(fd, Duration::from_secs(delay.as_secs().max(1)))
            }
            _ => Ok(()),
        }
    };
    set().map_err(|errno| SystemError::new(errno, "setsockopt"))
}

/// The family of an address.
pub(crate) fn family_of(addr: &SocketAddr) -> AddressFamily {
    if addr.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 }
}
