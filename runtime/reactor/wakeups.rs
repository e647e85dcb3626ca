//! When handles are to be woken: for an idle timeout, or because a role tries something again.
//!
//! A heap with lazy deletion: at most one valid entry for each handle, which comes up no later than the handle's
//! [`Handle::wake_at`]. A deadline that moves away, as an idle timeout does with every byte, moves nothing here; the
//! entry is moved when it comes up too early. Only a deadline that comes nearer takes another entry.
//!
//! What being woken means is the role's business (`role/mod.rs`).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Reactor;
use crate::{Event, HandleId};

/// Stale entries below this number are not worth a sweep.
const SWEEP_MIN: usize = 1024;

/// The wake-ups of all handles. Times are milliseconds on the reactor's clock.
#[derive(Debug, Default)]
pub(super) struct Wakeups {
    heap: BinaryHeap<Reverse<Wakeup>>,
    seq: u32,
    stale: usize,
}

/// One entry; valid while the handle in slot `index` carries `seq`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wakeup {
    at_ms: u64,
    seq: u32,
    index: u32,
}

impl Wakeups {
    /// Adds an entry; its number goes into the handle.
    fn push(&mut self, at_ms: u64, index: u32) -> u32 {
        self.seq = self.seq.wrapping_add(1).max(1);
        self.heap.push(Reverse(Wakeup { at_ms, seq: self.seq, index }));
        self.seq
    }

    /// One entry lost its handle (or its validity); sweeps when such entries are the majority.
    fn note_stale(&mut self, mut is_valid: impl FnMut(Wakeup) -> bool) {
        self.stale += 1;
        if self.stale > SWEEP_MIN && self.stale > self.heap.len() / 2 {
            self.heap.retain(|entry| is_valid(entry.0));
            self.stale = 0;
        }
    }
}

impl Reactor {
    /// Has the handle woken at `at_ms`, in place of any entry that it has.
    pub(super) fn wake_at(&mut self, id: HandleId, at_ms: u64) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        let seq = self.wakeups.push(at_ms, id.index);
        let is_replaced = std::mem::replace(&mut handle.wake_seq, seq) != 0;
        if is_replaced {
            self.note_stale_wakeup();
        }
    }

    /// An entry has become invalid.
    pub(super) fn note_stale_wakeup(&mut self) {
        let handles = &mut self.handles;
        self.wakeups
            .note_stale(|entry| handles.at(entry.index).is_some_and(|(_, handle)| handle.wake_seq == entry.seq));
    }

    /// The earliest entry, valid or not, in microseconds.
    pub(super) fn next_wakeup_us(&self) -> Option<u64> {
        self.wakeups.heap.peek().map(|entry| entry.0.at_ms.saturating_mul(1000))
    }

    /// The next timer or wake-up of this turn that something comes of, the earlier deadline first.
    pub(super) fn next_expired(&mut self) -> Option<Event> {
        loop {
            let timer_us = self.timers.next_us().unwrap_or(u64::MAX);
            let wakeup_us = self.next_wakeup_us().unwrap_or(u64::MAX);
            if wakeup_us < timer_us && wakeup_us <= self.turn_us {
                if let Some(event) = self.wake_next() {
                    return Some(event);
                }
            } else {
                return self.timers.expired(self.turn_us).map(Event::Timer);
            }
        }
    }

    /// Handles the earliest entry, whose time has come: stale, too early (moved), or due.
    fn wake_next(&mut self) -> Option<Event> {
        let entry = self.wakeups.heap.pop()?.0;
        let now_ms = self.turn_us / 1000;
        let valid = self.handles.at(entry.index).filter(|(_, handle)| handle.wake_seq == entry.seq);
        let Some((id, handle)) = valid else {
            self.wakeups.stale = self.wakeups.stale.saturating_sub(1);
            return None;
        };
        handle.wake_seq = 0;
        let at_ms = handle.wake_at(now_ms)?;
        if at_ms > now_ms {
            handle.wake_seq = self.wakeups.push(at_ms, entry.index);
            return None;
        }
        self.wake(id)
    }
}
