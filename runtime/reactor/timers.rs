//! Timers.
//!
//! Programs have many timers of few delays. Those of one delay form a list, in which each new one is the last to fire:
//! starting and stopping a timer moves nothing but its neighbours' links. A heap holds one entry for each list, by its
//! first timer. Timers that repeat have lists of their own from the second time on, since their deadlines count from the
//! one before and not from now. Every timer has an order number, so equal deadlines fire in the order of creation.
//!
//! Knows no clock and calls nothing back: the reactor says what time it is and takes what ran out.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use rustc_hash::FxHashMap;

use crate::TimerId;

/// Stale entries below this number are not worth a sweep.
const SWEEP_MIN: usize = 1024;

/// No slot.
const NONE: u32 = u32::MAX;

/// Running timers. Times are microseconds on the reactor's clock.
#[derive(Debug, Default)]
pub(crate) struct Timers {
    slots: Vec<TimerSlot>,
    free: Vec<u32>,
    lists: Vec<List>,
    free_lists: Vec<u32>,
    by_key: FxHashMap<ListKey, u32>,
    /// One entry for each list, no later than its first timer.
    heap: BinaryHeap<Reverse<HeapEntry>>,
    /// Lists that have an entry but no timer.
    empty: usize,
    seq: u64,
    /// Timers started from here on belong to a later turn.
    turn_seq: u64,
    referenced: usize,
}

#[derive(Debug)]
struct TimerSlot {
    generation: u32,
    unref: bool,
    /// The timer's order number, 0 when stopped.
    seq: u64,
    at_us: u64,
    repeat_us: u64,
    list: u32,
    before: u32,
    after: u32,
}

/// What the timers of a list have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum ListKey {
    /// They fire so long after they were started.
    Delay(u64),
    /// They fire so long after they should have fired before.
    Beat(u64),
}

/// Timers in the order of their deadlines, linked through their slots.
#[derive(Debug)]
struct List {
    key: ListKey,
    first: u32,
    last: u32,
    /// No timer that was ever in it fires later.
    last_us: u64,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct HeapEntry {
    at_us: u64,
    seq: u64,
    list: u32,
}

impl Timers {
    /// Starts a timer that fires at `now + delay`, then every `repeat` (at least 1 microsecond) when that is given.
    pub(super) fn start(&mut self, now_us: u64, delay_us: u64, repeat_us: Option<u64>) -> TimerId {
        let index = match self.free.pop() {
            Some(index) => index,
            None => {
                let slot = TimerSlot {
                    generation: 0,
                    unref: false,
                    seq: 0,
                    at_us: 0,
                    repeat_us: 0,
                    list: 0,
                    before: NONE,
                    after: NONE,
                };
                self.slots.push(slot);
                (self.slots.len() - 1) as u32
            }
        };
        let slot = &mut self.slots[index as usize];
        slot.unref = false;
        slot.repeat_us = repeat_us.map_or(0, |repeat| repeat.max(1));
        let generation = slot.generation;
        self.referenced += 1;
        self.link(index, ListKey::Delay(delay_us), now_us.saturating_add(delay_us));
        TimerId { index, generation }
    }

    /// Stops a timer. False when it ran out or was stopped before.
    pub(super) fn stop(&mut self, id: TimerId) -> bool {
        if !self.is_running(id) {
            return false;
        }
        self.unlink(id.index);
        self.release(id.index);
        if self.empty > SWEEP_MIN && self.empty > self.heap.len() / 2 {
            self.sweep();
        }
        true
    }

    /// Whether the timer keeps the loop alive.
    pub(super) fn set_ref(&mut self, id: TimerId, on: bool) {
        if self.is_running(id) {
            let slot = &mut self.slots[id.index as usize];
            if slot.unref == on {
                slot.unref = !on;
                if on { self.referenced += 1 } else { self.referenced -= 1 }
            }
        }
    }

    pub(super) fn is_running(&self, id: TimerId) -> bool {
        self.slots.get(id.index as usize).is_some_and(|slot| slot.generation == id.generation && slot.seq != 0)
    }

    /// How many running timers keep the loop alive.
    pub(super) fn referenced(&self) -> usize {
        self.referenced
    }

    /// From here on, timers that are started wait for the next turn, however short they are.
    pub(super) fn begin_turn(&mut self) {
        self.turn_seq = self.seq;
    }

    /// The earliest deadline.
    pub(super) fn next_us(&mut self) -> Option<u64> {
        self.first().map(|index| self.slots[index as usize].at_us)
    }

    /// The next timer of this turn that ran out. A repeating one is set again, keeping its beat unless it fell behind.
    pub(super) fn expired(&mut self, now_us: u64) -> Option<TimerId> {
        let index = self.first()?;
        let slot = &self.slots[index as usize];
        if slot.at_us > now_us || slot.seq > self.turn_seq {
            return None;
        }
        let id = TimerId { index, generation: slot.generation };
        let (at_us, repeat_us) = (slot.at_us, slot.repeat_us);
        self.unlink(index);
        if repeat_us == 0 {
            self.release(index);
            return Some(id);
        }
        match at_us.saturating_add(repeat_us) {
            beat_us if beat_us > now_us => self.link(index, ListKey::Beat(repeat_us), beat_us),
            _ => self.link(index, ListKey::Delay(repeat_us), now_us.saturating_add(repeat_us)),
        }
        Some(id)
    }

    /// The timer that fires first. Entries that are too early for their lists are set right on the way.
    fn first(&mut self) -> Option<u32> {
        loop {
            let mut top = self.heap.peek_mut()?;
            let list = top.0.list;
            let index = self.lists[list as usize].first;
            let Some(slot) = self.slots.get(index as usize) else {
                PeekMut::pop(top);
                self.empty -= 1;
                self.drop_list(list);
                continue;
            };
            if slot.seq == top.0.seq {
                return Some(index);
            }
            *top = Reverse(HeapEntry { at_us: slot.at_us, seq: slot.seq, list });
        }
    }

    /// Puts a timer at the end of its list, with the next order number.
    fn link(&mut self, index: u32, key: ListKey, at_us: u64) {
        self.seq += 1;
        let seq = self.seq;
        let number = match self.by_key.get(&key) {
            Some(number) => *number,
            None => self.add_list(key, at_us, seq),
        };
        let list = &mut self.lists[number as usize];
        // Earlier than the last it can only be when a repeating timer fell behind: then it counts from the turn's start,
        // and those that the turn has started since from their own.
        list.last_us = list.last_us.max(at_us);
        let at_us = list.last_us;
        let before = std::mem::replace(&mut list.last, index);
        match self.slots.get_mut(before as usize) {
            Some(slot) => slot.after = index,
            None => {
                list.first = index;
                self.empty -= 1;
            }
        }
        let slot = &mut self.slots[index as usize];
        (slot.seq, slot.at_us, slot.list) = (seq, at_us, number);
        (slot.before, slot.after) = (before, NONE);
    }

    fn unlink(&mut self, index: u32) {
        let slot = &self.slots[index as usize];
        let (number, before, after) = (slot.list, slot.before, slot.after);
        let list = &mut self.lists[number as usize];
        match self.slots.get_mut(before as usize) {
            Some(slot) => slot.after = after,
            None => list.first = after,
        }
        match self.slots.get_mut(after as usize) {
            Some(slot) => slot.before = before,
            None => list.last = before,
        }
        self.empty += usize::from(list.first == NONE);
    }

    /// A list that is to have a timer at once.
    fn add_list(&mut self, key: ListKey, at_us: u64, seq: u64) -> u32 {
        let list = List { key, first: NONE, last: NONE, last_us: at_us };
        let number = match self.free_lists.pop() {
            Some(number) => {
                self.lists[number as usize] = list;
                number
            }
            None => {
                self.lists.push(list);
                (self.lists.len() - 1) as u32
            }
        };
        self.by_key.insert(key, number);
        self.heap.push(Reverse(HeapEntry { at_us, seq, list: number }));
        self.empty += 1;
        number
    }

    /// Forgets a list that has neither a timer nor an entry.
    fn drop_list(&mut self, number: u32) {
        self.by_key.remove(&self.lists[number as usize].key);
        self.free_lists.push(number);
    }

    /// Drops all lists without a timer.
    fn sweep(&mut self) {
        let mut entries = std::mem::take(&mut self.heap).into_vec();
        entries.retain(|Reverse(entry)| {
            let is_used = self.lists[entry.list as usize].first != NONE;
            if !is_used {
                self.by_key.remove(&self.lists[entry.list as usize].key);
                self.free_lists.push(entry.list);
            }
            is_used
        });
        entries.shrink_to(entries.len() * 2);
        self.heap = entries.into();
        self.empty = 0;
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
            let id = timers.start(round, 1_000_000 + round % 7 * round, None);
            assert!(timers.stop(id));
        }
        assert!(timers.heap.len() <= 2 * SWEEP_MIN && timers.lists.len() <= 2 * SWEEP_MIN && timers.slots.len() == 1);
        assert!(timers.by_key.len() == timers.heap.len());
    }

    #[test]
    fn one_that_fell_behind_waits_its_whole_time() {
        let mut timers = Timers::default();
        let behind = timers.start(0, 10, Some(10));
        timers.begin_turn();
        assert_eq!(timers.expired(45), Some(behind));
        let other = timers.start(47, 10, None);
        assert_eq!(timers.next_us(), Some(55));
        assert_eq!(drain(&mut timers, 60), [behind, other]);
    }

    /// What the lists do, done with a sorted table.
    #[derive(Default)]
    struct Model {
        /// Deadline, order number, repeat, id.
        timers: Vec<(u64, u64, u64, TimerId)>,
        seq: u64,
    }

    impl Model {
        fn add(&mut self, at_us: u64, repeat_us: u64, id: TimerId) {
            self.seq += 1;
            self.timers.push((at_us, self.seq, repeat_us, id));
            self.timers.sort_by_key(|timer| (timer.0, timer.1));
        }

        fn turn(&mut self, now_us: u64) -> Vec<TimerId> {
            let due: Vec<_> = self.timers.iter().take_while(|timer| timer.0 <= now_us).copied().collect();
            self.timers.drain(..due.len());
            for (at_us, _, repeat_us, id) in &due {
                if *repeat_us > 0 {
                    let beat_us = at_us + repeat_us;
                    self.add(if beat_us > now_us { beat_us } else { now_us + repeat_us }, *repeat_us, *id);
                }
            }
            due.into_iter().map(|timer| timer.3).collect()
        }
    }

    #[test]
    fn any_mixture_fires_in_order() {
        let (mut timers, mut model) = (Timers::default(), Model::default());
        let (mut now_us, mut dice) = (0, 0x2545_f491_4f6c_dd1d_u64);
        let mut roll = |sides: u64| {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            dice % sides
        };
        for _ in 0..20_000 {
            now_us += roll(4);
            match roll(8) {
                0..4 => {
                    let (delay_us, repeat_us) = (roll(6) * 7, if roll(4) == 0 { 1 + roll(20) } else { 0 });
                    let id = timers.start(now_us, delay_us, (repeat_us > 0).then_some(repeat_us));
                    model.add(now_us + delay_us, repeat_us, id);
                }
                4..6 if !model.timers.is_empty() => {
                    let place = roll(model.timers.len() as u64) as usize;
                    let id = model.timers.remove(place).3;
                    assert!(timers.stop(id) && !timers.is_running(id));
                }
                _ => {
                    assert_eq!(timers.next_us(), model.timers.first().map(|timer| timer.0));
                    assert_eq!(drain(&mut timers, now_us), model.turn(now_us));
                }
            }
            assert_eq!(timers.referenced(), model.timers.len());
        }
    }
}
