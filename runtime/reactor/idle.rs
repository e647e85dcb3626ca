//! Idle timeouts: a stream on which nothing moves for a time is reported.
//!
//! Traffic only stamps the handle; when the timeout is over follows from the stamp (`Handle::wake_at`). What is to be done
//! about an idle stream is for its owner to say: it is never closed here.

use super::Reactor;
use crate::{Event, EventKind, HandleId};

impl Reactor {
    /// Reports `Timeout` whenever nothing was read or written for `ms` milliseconds; 0 turns it off. Listeners and
    /// datagram sockets have none.
    pub fn set_timeout(&mut self, id: HandleId, ms: u64) {
        let ms = u32::try_from(ms).unwrap_or(u32::MAX);
        if self.handles.get(id).is_some_and(|handle| handle.is_open() && handle.role.has_idle_timeout()) {
            self.update_now();
            self.arm_idle(id, ms);
        }
    }

    /// Sets the timeout and starts to count from now.
    pub(super) fn arm_idle(&mut self, id: HandleId, ms: u32) {
        let now_ms = self.now_ms();
        let Some(handle) = self.handles.get_mut(id) else { return };
        let is_due_before = handle.wake_seq != 0 && handle.timeout_ms <= ms && handle.timeout_ms != 0;
        handle.timeout_ms = ms;
        handle.active_ms = now_ms as u32;
        // An entry that comes up no later than the new deadline serves as it is.
        if ms != 0 && !is_due_before {
            self.wake_at(id, now_ms + u64::from(ms));
        }
    }

    /// Bytes moved.
    pub(super) fn stamp(&mut self, id: HandleId) {
        let now_ms = self.now_ms() as u32;
        if let Some(handle) = self.handles.get_mut(id) {
            handle.active_ms = now_ms;
        }
    }

    /// The idle timeout is over, and the next begins.
    pub(super) fn idle_expired(&mut self, id: HandleId) -> Option<Event> {
        let now_ms = self.turn_us / 1000;
        let handle = self.handles.get_mut(id)?;
        handle.active_ms = now_ms as u32;
        let at_ms = now_ms + u64::from(handle.timeout_ms);
        self.wake_at(id, at_ms);
        Some(self.event(id, EventKind::Timeout))
    }
}
