//! UNIX sockets: paths, and descriptors that travel with bytes.
//!
//! Abstract names are not made; a descriptor that does not fit in one message is dropped by the kernel.

use std::ffi::OsStr;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::io::{Errno as E, IoSliceMut};
use rustix::net::{AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SocketAddrAny, SocketAddrUnix};

use crate::{SystemError, tcp};

/// Descriptors taken from one message; the kernel drops more than fit.
const FDS_MAX: usize = 16;

/// A socket bound to a path and listening. Unlinks nothing: an existing file is EADDRINUSE.
pub(crate) fn listen(path: &Path, backlog: u32) -> Result<OwnedFd, SystemError> {
    let address = address(path, "bind")?;
    let fd = tcp::socket(AddressFamily::UNIX)?;
    rustix::net::bind(&fd, &address).map_err(|errno| SystemError::with_path(errno, "bind", path))?;
    tcp::listen_on(fd.as_fd(), backlog)?;
    Ok(fd)
}

/// As `tcp::connect`.
pub(crate) fn connect(path: &Path) -> Result<(OwnedFd, Result<(), E>), SystemError> {
    let address = address(path, "connect")?;
    let fd = tcp::socket(AddressFamily::UNIX)?;
    let begun = tcp::begin_connect(|| rustix::net::connect(&fd, &address));
    Ok((fd, begun))
}

/// The path a socket is bound to; `None` for an unnamed one (or an abstract name).
pub(crate) fn path_of(addr: SocketAddrAny) -> Option<PathBuf> {
    let addr = SocketAddrUnix::try_from(addr).ok()?;
    let bytes = addr.path_bytes().filter(|bytes| !bytes.is_empty())?;
    Some(PathBuf::from(OsStr::from_bytes(bytes)))
}

/// recv(2) that also takes the descriptors which came with the bytes; they are close-on-exec.
pub(crate) fn recv(fd: BorrowedFd<'_>, buffer: &mut [u8]) -> Result<(usize, Vec<OwnedFd>), E> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(FDS_MAX))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let flags = RecvFlags::DONTWAIT | RecvFlags::CMSG_CLOEXEC;
    let message = rustix::net::recvmsg(fd, &mut [IoSliceMut::new(buffer)], &mut control, flags)?;
    let mut fds = Vec::new();
    for part in control.drain() {
        if let RecvAncillaryMessage::ScmRights(rights) = part {
            fds.extend(rights);
        }
    }
    Ok((message.bytes, fds))
}

fn address(path: &Path, syscall: &'static str) -> Result<SocketAddrUnix, SystemError> {
    SocketAddrUnix::new(path).map_err(|errno| SystemError::with_path(errno, syscall, path))
}
