//! Datagram sockets, UDP's and UNIX ones: the system calls, without state.
//!
//! Every socket is close-on-exec and does not block; nothing is kept or tried again here.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::os::fd::{BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::io::Errno as E;
use rustix::net::sockopt;
use rustix::net::{AddressFamily, RecvFlags, SendFlags, SocketAddrAny, SocketAddrUnix, SocketFlags, SocketType};

use crate::{Address, SystemError, tcp, unix};

/// A UDP socket that talks with one other alone, on a port of the kernel's choice.
pub(crate) fn connect(peer: SocketAddr) -> Result<OwnedFd, SystemError> {
    let fd = socket(tcp::family_of(&peer))?;
    rustix::net::connect(&fd, &peer).map_err(|errno| SystemError::new(errno, "connect"))?;
    Ok(fd)
}

/// A non-blocking, close-on-exec datagram socket.
pub(crate) fn socket(family: AddressFamily) -> Result<OwnedFd, SystemError> {
    let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
    rustix::net::socket_with(family, SocketType::DGRAM, flags, None).map_err(|errno| SystemError::new(errno, "socket"))
}

/// bind(2) to an address of the internet.
pub(crate) fn bind(fd: BorrowedFd<'_>, address: SocketAddr) -> Result<(), SystemError> {
    rustix::net::bind(fd, &address).map_err(|errno| SystemError::new(errno, "bind"))
}

/// bind(2) to a path. The file of a socket that nobody holds any more, as a program that was killed leaves it, is
/// replaced; everything else that is there is EADDRINUSE.
pub(crate) fn bind_path(fd: BorrowedFd<'_>, path: &Path) -> Result<(), SystemError> {
    let failed = |errno: E| SystemError::with_path(errno, "bind", path);
    let address = SocketAddrUnix::new(path).map_err(failed)?;
    match rustix::net::bind(fd, &address) {
        Err(E::ADDRINUSE) if is_abandoned(&address) => {
            // Whoever removed it before was free to.
            let _ = std::fs::remove_file(path);
            rustix::net::bind(fd, &address).map_err(failed)
        }
        result => result.map_err(failed),
    }
}

/// Whether a datagram socket is at this path that refuses connections: connect(2) fails differently for sockets
/// of other types (EPROTOTYPE) and other files.
fn is_abandoned(address: &SocketAddrUnix) -> bool {
    let is_socket = address.path().is_some_and(|path| {
        rustix::fs::lstat(&*path)
            .is_ok_and(|stat| rustix::fs::FileType::from_raw_mode(stat.st_mode) == rustix::fs::FileType::Socket)
    });
    is_socket
        && socket(AddressFamily::UNIX)
            .is_ok_and(|probe| matches!(rustix::net::connect(&probe, address), Err(E::CONNREFUSED)))
}

/// sendto(2). A datagram goes whole or not at all.
pub(crate) fn send_to(fd: BorrowedFd<'_>, bytes: &[u8], to: &Address) -> Result<usize, E> {
    let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
    loop {
        let sent = match to {
            Address::Tcp(address) => rustix::net::sendto(fd, bytes, flags, address),
            Address::Unix(path) => {
                let path = path.as_deref().ok_or(E::DESTADDRREQ)?;
                SocketAddrUnix::new(path).and_then(|address| rustix::net::sendto(fd, bytes, flags, &address))
            }
        };
        if sent != Err(E::INTR) {
            return sent;
        }
    }
}

/// recvfrom(2) into `buffer`, and whom it is from: none for an unnamed UNIX socket.
pub(crate) fn receive(fd: BorrowedFd<'_>, buffer: &mut [u8]) -> Result<(usize, Option<SocketAddrAny>), E> {
    loop {
        match rustix::net::recvfrom(fd, &mut *buffer, RecvFlags::DONTWAIT) {
            Ok((len, _, from)) => return Ok((len, from)),
            Err(E::INTR) => {}
            Err(errno) => return Err(errno),
        }
    }
}

/// The sender as this crate has it.
pub(crate) fn sender(from: Option<SocketAddrAny>, is_unix: bool) -> Address {
    match from {
        Some(from) if is_unix => Address::Unix(unix::path_of(from)),
        Some(from) => tcp::inet_addr(from).map_or(Address::Unix(None), Address::Tcp),
        None => Address::Unix(None),
    }
}

/// An option of a datagram socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatagramOption {
    /// `SO_REUSEADDR`: others with this option may bind the same address, as listeners to a group do.
    ReuseAddress(bool),
    /// `SO_BROADCAST`: datagrams may go to broadcast addresses.
    Broadcast(bool),
    /// `IP_TTL`, `IPV6_UNICAST_HOPS`: hops that a datagram may take.
    Ttl(u8),
    /// `IP_MULTICAST_TTL`, `IPV6_MULTICAST_HOPS`: the same for datagrams to groups.
    MulticastTtl(u8),
    /// `IP_MULTICAST_LOOP`, `IPV6_MULTICAST_LOOP`: whether datagrams to groups come back to this machine.
    MulticastLoopback(bool),
    /// `IP_ADD_MEMBERSHIP`, `IPV6_JOIN_GROUP`: the group, on the interface with this address (IPv4), or as its number
    /// says (IPv6).
    AddMembership(IpAddr, Interface),
    /// `IP_DROP_MEMBERSHIP`, `IPV6_LEAVE_GROUP`.
    DropMembership(IpAddr, Interface),
}

/// The interface of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interface {
    /// The system's choice.
    Any,
    /// By an address of it.
    Address(Ipv4Addr),
    /// By its number.
    Index(u32),
}

/// setsockopt(2). EINVAL for what makes no sense on a socket of this family.
pub(crate) fn set_option(fd: BorrowedFd<'_>, is_ipv6: bool, option: DatagramOption) -> Result<(), SystemError> {
    let result = match (option, is_ipv6) {
        (DatagramOption::ReuseAddress(on), _) => sockopt::set_socket_reuseaddr(fd, on),
        (DatagramOption::Broadcast(on), _) => sockopt::set_socket_broadcast(fd, on),
        (DatagramOption::Ttl(hops), false) => sockopt::set_ip_ttl(fd, hops.into()),
        (DatagramOption::Ttl(hops), true) => sockopt::set_ipv6_unicast_hops(fd, Some(hops)),
        (DatagramOption::MulticastTtl(hops), false) => sockopt::set_ip_multicast_ttl(fd, hops.into()),
        (DatagramOption::MulticastTtl(hops), true) => sockopt::set_ipv6_multicast_hops(fd, hops.into()),
        (DatagramOption::MulticastLoopback(on), false) => sockopt::set_ip_multicast_loop(fd, on),
        (DatagramOption::MulticastLoopback(on), true) => sockopt::set_ipv6_multicast_loop(fd, on),
        (DatagramOption::AddMembership(IpAddr::V4(group), interface), false) => match interface {
            Interface::Any => sockopt::set_ip_add_membership(fd, &group, &Ipv4Addr::UNSPECIFIED),
            Interface::Address(address) => sockopt::set_ip_add_membership(fd, &group, &address),
            Interface::Index(index) => {
                sockopt::set_ip_add_membership_with_ifindex(fd, &group, &Ipv4Addr::UNSPECIFIED, index)
            }
        },
        (DatagramOption::DropMembership(IpAddr::V4(group), interface), false) => match interface {
            Interface::Any => sockopt::set_ip_drop_membership(fd, &group, &Ipv4Addr::UNSPECIFIED),
            Interface::Address(address) => sockopt::set_ip_drop_membership(fd, &group, &address),
            Interface::Index(index) => {
                sockopt::set_ip_drop_membership_with_ifindex(fd, &group, &Ipv4Addr::UNSPECIFIED, index)
            }
        },
        (DatagramOption::AddMembership(IpAddr::V6(group), interface), true) => {
            six(interface, |index| sockopt::set_ipv6_add_membership(fd, &group, index))
        }
        (DatagramOption::DropMembership(IpAddr::V6(group), interface), true) => {
            six(interface, |index| sockopt::set_ipv6_drop_membership(fd, &group, index))
        }
        _ => Err(E::INVAL),
    };
    result.map_err(|errno| SystemError::new(errno, "setsockopt"))
}

fn six(interface: Interface, set: impl FnOnce(u32) -> Result<(), E>) -> Result<(), E> {
    match interface {
        Interface::Any => set(0),
        Interface::Index(index) => set(index),
        Interface::Address(_) => Err(E::INVAL),
    }
}

/// The number of an interface by its name; `None` when there is no such interface.
pub(crate) fn interface_index(name: &str) -> Option<u32> {
    let fd = socket(AddressFamily::INET).ok()?;
    rustix::net::netdevice::name_to_index(fd, name).ok()
}
