//! Timers, and the idle timeouts of handles: two heaps with lazy deletion.
//!
//! Stopping a timer only marks its slot; the heap entry is dropped when it comes up, or when such entries are the
//! majority. Both keep their own order number, so equal deadlines fire in the order of creation.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::TimerId;

/// Stale entries below this number are not worth a sweep.
const SWEEP_MIN: usize = 1024;

/// Running timers. Times are microseconds on the reactor's clock.
#[derive(Debug, Default)]
pub(crate) struct Timers {
    slots: Vec<Slot>,
    free: Vec<u32>,
    heap: BinaryHeap<Reverse<Entry>>,
    stale: usize,
    seq: u64,
    /// Timers started from here on belong to a later turn.
    turn_seq: u64,
    referenced: usize,
}

#[derive(Debug)]
struct Slot {
    generation: u32,
    unref: bool,
    /// The order number of the heap entry that counts, 0 when stopped.
    seq: u64,
    repeat_us: u64,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    at_us: u64,
    seq: u64,
    index: u32,
}

impl Timers {
    /// Starts a timer that fires at `now + delay`, then every `repeat` (at least 1 microsecond) when that is given.
    pub fn start(&mut self, now_us: u64, delay_us: u64, repeat_us: Option<u64>) -> TimerId {
        let repeat_us = repeat_us.map_or(0, |repeat| repeat.max(1));
        let index = match self.free.pop() {
            Some(index) => index,
            None => {
                self.slots.push(Slot { generation: 0, unref: false, seq: 0, repeat_us: 0 });
                (self.slots.len() - 1) as u32
            }
        };
        let seq = self.next_seq();
        let slot = &mut self.slots[index as usize];
        slot.unref = false;
        slot.seq = seq;
        slot.repeat_us = repeat_us;
        let generation = slot.generation;
        self.referenced += 1;
        self.heap.push(Reverse(Entry { at_us: now_us.saturating_add(delay_us), seq, index }));
        TimerId { index, generation }
    }

    /// Stops a timer. False when it ran out or was stopped before.
    pub fn stop(&mut self, id: TimerId) -> bool {
        if !self.is_running(id) {
            return false;
        }
        self.release(id.index);
        self.stale += 1;
        if self.stale > SWEEP_MIN && self.stale > self.heap.len() / 2 {
            let slots = &self.slots;
            self.heap.retain(|Reverse(entry)| slots[entry.index as usize].seq == entry.seq);
            self.heap.shrink_to(self.heap.len() * 2);
            self.stale = 0;
        }
        true
    }

    /// Whether the timer keeps the loop alive.
    pub fn set_ref(&mut self, id: TimerId, on: bool) {
        if self.is_running(id) {
            let slot = &mut self.slots[id.index as usize];
            if slot.unref == on {
                slot.unref = !on;
                if on { self.referenced += 1 } else { self.referenced -= 1 }
            }
        }
    }

    pub fn is_running(&self, id: TimerId) -> bool {
        self.slots.get(id.index as usize).is_some_and(|slot| slot.generation == id.generation && slot.seq != 0)
    }

    /// How many running timers keep the loop alive.
    pub fn referenced(&self) -> usize {
        self.referenced
    }

    /// From here on, timers that are started wait for the next turn, however short they are.
    pub fn begin_turn(&mut self) {
        self.turn_seq = self.seq;
    }

    /// The earliest deadline.
    pub fn next_us(&mut self) -> Option<u64> {
        while let Some(Reverse(entry)) = self.heap.peek() {
            if self.slots[entry.index as usize].seq == entry.seq {
                return Some(entry.at_us);
            }
            self.heap.pop();
            self.stale = self.stale.saturating_sub(1);
        }
        None
    }

    /// The next timer of this turn that ran out. A repeating one is set again, keeping its beat unless it fell behind.
    pub fn expired(&mut self, now_us: u64) -> Option<TimerId> {
        if self.next_us()? > now_us || self.heap.peek()?.0.seq > self.turn_seq {
            return None;
        }
        let Reverse(entry) = self.heap.pop()?;
        let seq = self.next_seq();
        let slot = &mut self.slots[entry.index as usize];
        let id = TimerId { index: entry.index, generation: slot.generation };
        if slot.repeat_us == 0 {
            self.release(entry.index);
            return Some(id);
        }
        slot.seq = seq;
        let beat = entry.at_us.saturating_add(slot.repeat_us);
        let at_us = if beat > now_us { beat } else { now_us.saturating_add(slot.repeat_us) };
        self.heap.push(Reverse(Entry { at_us, seq, index: entry.index }));
        Some(id)
    }

    fn release(&mut self, index: u32) {
        let slot = &mut self.slots[index as usize];
        slot.seq = 0;
        slot.generation = slot.generation.wrapping_add(1);
        if !slot.unref {
            self.referenced -= 1;
        }
        self.free.push(index);
    }

    fn next_seq(&mut self) -> u64 {
        self.seq += 1;
        self.seq
    }
}

/// Deadlines of handles: at most one valid entry each, moved only when it comes up. Times are milliseconds.
#[derive(Debug, Default)]
pub(crate) struct Idles {
    heap: BinaryHeap<Reverse<IdleEntry>>,
    seq: u32,
    stale: usize,
}

/// One entry of the idle heap; valid while the handle in slot `index` carries `seq`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct IdleEntry {
    pub at_ms: u64,
    pub seq: u32,
    pub index: u32,
}

impl Idles {
    /// Adds an entry; its number goes into the handle.
    pub fn push(&mut self, at_ms: u64, index: u32) -> u32 {
        self.seq = self.seq.wrapping_add(1).max(1);
        self.heap.push(Reverse(IdleEntry { at_ms, seq: self.seq, index }));
        self.seq
    }

    /// The earliest entry, valid or not.
    pub fn peek(&self) -> Option<IdleEntry> {
        self.heap.peek().map(|entry| entry.0)
    }

    /// Drops the earliest entry.
    pub fn pop(&mut self) {
        self.heap.pop();
    }

    /// One entry lost its handle (or its validity); sweeps when such entries are the majority.
    pub fn note_stale(&mut self, mut valid: impl FnMut(IdleEntry) -> bool) {
        self.stale += 1;
        if self.stale > SWEEP_MIN && self.stale > self.heap.len() / 2 {
            self.heap.retain(|entry| valid(entry.0));
            self.stale = 0;
        }
    }

    /// A stale entry came up by itself.
    pub fn forget_stale(&mut self) {
        self.stale = self.stale.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(timers: &mut Timers, now_us: u64) -> Vec<TimerId> {
        timers.begin_turn();
        std::iter::from_fn(|| timers.expired(now_us)).collect()
    }

    #[test]
    fn deadline_then_creation() {
        let mut timers = Timers::default();
        let late = timers.start(0, 30, None);
        let first = timers.start(0, 10, None);
        let second = timers.start(5, 5, None);
        assert_eq!(timers.next_us(), Some(10));
        assert_eq!(drain(&mut timers, 9), []);
        assert_eq!(drain(&mut timers, 30), [first, second, late]);
        assert_eq!((timers.referenced(), timers.next_us()), (0, None));
        assert!(!timers.stop(first));
    }

    #[test]
    fn a_timer_started_in_a_turn_waits_for_the_next() {
        let mut timers = Timers::default();
        let first = timers.start(0, 0, None);
        timers.begin_turn();
        assert_eq!(timers.expired(0), Some(first));
        let second = timers.start(0, 0, None);
        assert_eq!(timers.expired(0), None);
        assert_eq!(drain(&mut timers, 0), [second]);
    }

    #[test]
    fn repeating_keeps_its_beat() {
        let mut timers = Timers::default();
        let id = timers.start(0, 10, Some(10));
        assert_eq!(drain(&mut timers, 12), [id]);
        assert_eq!(timers.next_us(), Some(20));
        assert_eq!(drain(&mut timers, 45), [id]);
        assert_eq!(timers.next_us(), Some(55));
        assert!(timers.stop(id));
        assert_eq!(timers.next_us(), None);
        let every = timers.start(0, 0, Some(0));
        assert_eq!(drain(&mut timers, 0), [every]);
    }

    #[test]
    fn unref_and_stop_count_once() {
        let mut timers = Timers::default();
        let (a, b) = (timers.start(0, 1, None), timers.start(0, 1, None));
        timers.set_ref(a, false);
        timers.set_ref(a, false);
        assert_eq!(timers.referenced(), 1);
        timers.set_ref(a, true);
        assert_eq!(timers.referenced(), 2);
        assert!(timers.stop(a) && !timers.stop(a) && timers.stop(b));
        assert_eq!(timers.referenced(), 0);
    }

    #[test]
    fn stopped_timers_do_not_pile_up() {
        let mut timers = Timers::default();
        for round in 0..200_000u64 {
            let id = timers.start(round, 1_000_000, None);
            assert!(timers.stop(id));
        }
        assert!(timers.heap.len() <= 2 * SWEEP_MIN && timers.slots.len() == 1);
    }
}
