//! Idle timeouts. Traffic only stamps the handle; the one heap entry per handle is moved when it comes up.

use super::Reactor;
use super::handles::{Flags, Role};
use crate::{Event, EventKind, HandleId};

/// How long a listener that ran out of descriptors waits before it tries again.
pub(super) const BACKOFF_MS: u32 = 100;

impl Reactor {
    /// Tells `Timeout` whenever nothing was read or written for `ms` milliseconds; 0 turns it off.
    pub fn set_timeout(&mut self, id: HandleId, ms: u64) {
        let ms = u32::try_from(ms).unwrap_or(u32::MAX);
        if self
            .handles
            .get(id)
            .is_some_and(|handle| handle.is_open() && !matches!(handle.role, Role::Listener | Role::Datagram))
        {
            self.update_now();
            self.arm_idle(id, ms);
        }
    }

    /// Sets the timeout and starts to count from now.
    pub(crate) fn arm_idle(&mut self, id: HandleId, ms: u32) {
        let now_ms = self.now_ms();
        let Some(handle) = self.handles.get_mut(id) else { return };
        let due_before = handle.idle_seq != 0 && handle.timeout_ms <= ms && handle.timeout_ms != 0;
        handle.timeout_ms = ms;
        handle.active_ms = now_ms as u32;
        // An entry that comes up no later than the new deadline serves as it is.
        if ms == 0 || due_before {
            return;
        }
        let seq = self.idles.push(now_ms + u64::from(ms), id.index);
        let replaced = std::mem::replace(&mut handle.idle_seq, seq) != 0;
        if replaced {
            self.note_stale_idle();
        }
    }

    /// Bytes moved.
    pub(super) fn stamp(&mut self, id: HandleId) {
        let now_ms = self.now_ms() as u32;
        if let Some(handle) = self.handles.get_mut(id) {
            handle.active_ms = now_ms;
        }
    }

    pub(super) fn note_stale_idle(&mut self) {
        let handles = &mut self.handles;
        self.idles.note_stale(|entry| handles.at(entry.index).is_some_and(|(_, handle)| handle.idle_seq == entry.seq));
    }

    pub(super) fn next_idle_us(&self) -> Option<u64> {
        self.idles.peek().map(|entry| entry.at_ms.saturating_mul(1000))
    }

    /// The next timer or idle timeout of this turn, the earlier deadline first.
    pub(super) fn next_expired(&mut self) -> Option<Event> {
        loop {
            let timer_us = self.timers.next_us().unwrap_or(u64::MAX);
            let idle_us = self.next_idle_us().unwrap_or(u64::MAX);
            if idle_us < timer_us && idle_us <= self.turn_us {
                if let Some(event) = self.expire_idle() {
                    return Some(event);
                }
            } else {
                return self.timers.expired(self.turn_us).map(Event::Timer);
            }
        }
    }

    /// Handles the earliest idle entry, whose time has come: stale, too early (moved), or a timeout to tell.
    fn expire_idle(&mut self) -> Option<Event> {
        let entry = self.idles.peek()?;
        self.idles.pop();
        let now_ms = self.turn_us / 1000;
        let valid = self.handles.at(entry.index).filter(|(_, handle)| handle.idle_seq == entry.seq);
        let Some((id, handle)) = valid else {
            self.idles.forget_stale();
            return None;
        };
        handle.idle_seq = 0;
        if handle.role == Role::Datagram {
            handle.timeout_ms = 0;
            self.flush_datagrams(id);
            return None;
        }
        if handle.role == Role::Listener {
            handle.timeout_ms = 0;
            handle.flags.remove(Flags::BACKOFF);
            self.enqueue(id, true);
            return None;
        }
        if handle.timeout_ms == 0 {
            return None;
        }
        let quiet_ms = (now_ms as u32).wrapping_sub(handle.active_ms);
        // Activity stamped after the turn began lies "ahead" of it; the wrapped difference is then huge.
        let quiet_ms = if quiet_ms > u32::MAX / 2 && handle.timeout_ms <= u32::MAX / 2 { 0 } else { quiet_ms };
        let expired = quiet_ms >= handle.timeout_ms;
        let wait_ms = if expired { handle.timeout_ms } else { handle.timeout_ms - quiet_ms };
        if expired {
            handle.active_ms = now_ms as u32;
        }
        handle.idle_seq = self.idles.push(now_ms + u64::from(wait_ms), entry.index);
        expired.then(|| self.tell(id, EventKind::Timeout))
    }
}
