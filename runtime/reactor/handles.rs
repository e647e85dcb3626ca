//! The handle table: one small entry per open descriptor, named by slot and generation.
//!
//! A handle holds what every descriptor has: flags, the idle timeout, the peer, the write queue. What it is for, and the state
//! that goes with it, is its [`Role`]; how its bytes travel its [`Transport`]. What most handles never need (a kept error,
//! descriptors that arrived) hangs off the entry in [`Rare`], so that an idle connection costs the entry alone. Does no
//! system call.

use std::collections::VecDeque;
use std::net::{SocketAddr, SocketAddrV4, SocketAddrV6};
use std::os::fd::{AsRawFd, OwnedFd, RawFd};

use super::flags::Flags;
use super::queue::WriteQueue;
use super::role::Role;
use super::transport::{Family, Transport};
use crate::{Bytes, HandleId, SystemError};

/// One open descriptor.
#[derive(Debug)]
pub(super) struct Handle {
    pub(super) fd: Option<OwnedFd>,
    pub(super) flags: Flags,
    pub(super) family: Family,
    pub(super) transport: Transport,
    /// Idle timeout, 0 for none.
    pub(super) timeout_ms: u32,
    /// When bytes last moved, on the reactor's clock, wrapping.
    pub(super) active_ms: u32,
    /// The valid entry of this handle among the wake-ups, 0 for none.
    pub(super) wake_seq: u32,
    peer: Peer,
    pub(super) role: Role,
    /// Present exactly while bytes wait to be written.
    pub(super) queue: Option<Box<WriteQueue>>,
    rare: Option<Box<Rare>>,
}

/// What few handles need.
#[derive(Debug, Default)]
pub(super) struct Rare {
    /// The failure that is still to be reported.
    pub(super) error: Option<SystemError>,
    /// Descriptors that arrived, reported before `held`.
    pub(super) fds: VecDeque<OwnedFd>,
    /// The bytes that arrived with them.
    pub(super) held: Option<Bytes>,
}

impl Handle {
    pub(super) fn new(fd: Option<OwnedFd>, family: Family, role: Role, flags: Flags) -> Self {
        Self {
            fd,
            flags,
            family,
            transport: Transport::Plain,
            timeout_ms: 0,
            active_ms: 0,
            wake_seq: 0,
            peer: Peer::Unknown,
            role,
            queue: None,
            rare: None,
        }
    }

    /// The rare part, made at first use.
    pub(super) fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// The rare part, if there is one.
    pub(super) fn rare_mut(&mut self) -> Option<&mut Rare> {
        self.rare.as_deref_mut()
    }

    /// Whether the caller may still use it: the descriptor is open.
    pub(super) fn is_open(&self) -> bool {
        !self.flags.contains(Flags::CLOSED)
    }

    /// Whether it has something to write once it can.
    pub(super) fn wants_flush(&self) -> bool {
        self.queue.is_some() || self.role.has_unsent()
    }

    /// Whether a turn can do something for it right now.
    pub(super) fn has_work(&self) -> bool {
        let flags = self.flags;
        if flags.intersects(Flags::CLOSED | Flags::FAILED | Flags::DRAIN) {
            return true;
        }
        if flags.contains(Flags::CONNECTING) {
            return flags.contains(Flags::WRITABLE);
        }
        self.role.has_work(flags, || self.queue.as_ref().map_or(0, |queue| queue.len()))
    }

    /// When it is to be woken, in milliseconds: `now_ms` when that is overdue, none when nothing waits for a time.
    pub(super) fn wake_at(&self, now_ms: u64) -> Option<u64> {
        if let Some(at_ms) = self.role.retry_at_ms() {
            return Some(at_ms);
        }
        if self.timeout_ms == 0 {
            return None;
        }
        let quiet_ms = (now_ms as u32).wrapping_sub(self.active_ms);
        // Activity stamped after the turn began lies "ahead" of it; the wrapped difference is then huge.
        let quiet_ms = if quiet_ms > u32::MAX / 2 && self.timeout_ms <= u32::MAX / 2 { 0 } else { quiet_ms };
        Some(now_ms + u64::from(self.timeout_ms.saturating_sub(quiet_ms)))
    }

    pub(super) fn set_peer(&mut self, peer: SocketAddr) {
        self.peer = match peer {
            SocketAddr::V4(peer) => Peer::V4(peer),
            SocketAddr::V6(peer) => Peer::V6(Box::new(peer)),
        };
    }

    /// The other side's address as it was when the connection came to be; it outlives a reset.
    pub(super) fn peer(&self) -> Option<SocketAddr> {
        match &self.peer {
            Peer::Unknown => None,
            Peer::V4(peer) => Some(SocketAddr::V4(*peer)),
            Peer::V6(peer) => Some(SocketAddr::V6(**peer)),
        }
    }
}

/// A peer's address in 16 bytes.
#[derive(Debug)]
enum Peer {
    Unknown,
    V4(SocketAddrV4),
    V6(Box<SocketAddrV6>),
}

/// Slots of handles. A slot's generation counts its uses, so a kept id never reaches a later handle.
#[derive(Debug, Default)]
pub(super) struct Table {
    slots: Vec<HandleSlot>,
    free: Vec<u32>,
    /// By number of descriptor: the slot that had it last.
    by_fd: Vec<u32>,
}

#[derive(Debug)]
struct HandleSlot {
    generation: u32,
    handle: Option<Handle>,
}

impl Table {
    pub(super) fn insert(&mut self, handle: Handle) -> HandleId {
        let raw = handle.fd.as_ref().map(AsRawFd::as_raw_fd);
        let id = if let Some(index) = self.free.pop() {
            let slot = &mut self.slots[index as usize];
            slot.handle = Some(handle);
            HandleId { index, generation: slot.generation }
        } else {
            // A process has at most a few million descriptors, so the index fits.
            let index = self.slots.len() as u32;
            self.slots.push(HandleSlot { generation: 0, handle: Some(handle) });
            HandleId { index, generation: 0 }
        };
        if let Some(raw) = raw.and_then(|raw| usize::try_from(raw).ok()) {
            if self.by_fd.len() <= raw {
                self.by_fd.resize(raw + 1, u32::MAX);
            }
            self.by_fd[raw] = id.index;
        }
        id
    }

    /// Whether the descriptor of this number is a handle's. A handle keeps the descriptor that it was inserted with.
    pub(super) fn has_fd(&self, raw: RawFd) -> bool {
        let index = usize::try_from(raw).ok().and_then(|raw| self.by_fd.get(raw));
        let handle = index.and_then(|&index| self.slots.get(index as usize)?.handle.as_ref());
        handle.is_some_and(|handle| handle.fd.as_ref().is_some_and(|fd| fd.as_raw_fd() == raw))
    }

    /// The handle whose descriptor has this number.
    pub(super) fn with_fd(&mut self, raw: RawFd) -> Option<&mut Handle> {
        let index = *usize::try_from(raw).ok().and_then(|raw| self.by_fd.get(raw))?;
        let handle = self.slots.get_mut(index as usize)?.handle.as_mut()?;
        (handle.fd.as_ref()?.as_raw_fd() == raw).then_some(handle)
    }

    pub(super) fn get(&self, id: HandleId) -> Option<&Handle> {
        let slot = self.slots.get(id.index as usize)?;
        if slot.generation == id.generation { slot.handle.as_ref() } else { None }
    }

    pub(super) fn get_mut(&mut self, id: HandleId) -> Option<&mut Handle> {
        let slot = self.slots.get_mut(id.index as usize)?;
        if slot.generation == id.generation { slot.handle.as_mut() } else { None }
    }

    /// The handle in a slot, whatever its generation, with its id.
    pub(super) fn at(&mut self, index: u32) -> Option<(HandleId, &mut Handle)> {
        let slot = self.slots.get_mut(index as usize)?;
        let id = HandleId { index, generation: slot.generation };
        slot.handle.as_mut().map(|handle| (id, handle))
    }

    /// Frees the slot; the id is stale from here on.
    pub(super) fn remove(&mut self, id: HandleId) -> Option<Handle> {
        let slot = self.slots.get_mut(id.index as usize)?;
        if slot.generation != id.generation {
            return None;
        }
        let handle = slot.handle.take()?;
        slot.generation = slot.generation.wrapping_add(1);
        self.free.push(id.index);
        Some(handle)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Handle> {
        self.slots.iter().filter_map(|slot| slot.handle.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stale_id_reaches_nothing() {
        let file = || {
            let fd = std::fs::File::open("/dev/null").unwrap().into();
            Handle::new(Some(fd), Family::Fd, Role::Stream, Flags::empty())
        };
        let mut table = Table::default();
        let first = table.insert(file());
        assert!(table.get(first).is_some());
        assert!(table.remove(first).is_some());
        let second = table.insert(file());
        assert_eq!(first.index, second.index);
        assert!(table.get(first).is_none() && table.get_mut(first).is_none() && table.remove(first).is_none());
        assert!(table.get(second).is_some());
        assert!(table.get(HandleId { index: 9, generation: 0 }).is_none());
    }

    #[test]
    fn an_idle_entry_is_small() {
        assert!(size_of::<HandleSlot>() <= 80, "{}", size_of::<HandleSlot>());
        assert!(size_of::<Role>() <= 16, "{}", size_of::<Role>());
    }
}
