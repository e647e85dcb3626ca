//! Memory behind engine objects that the collector does not count.
//!
//! The collector runs when its own boxes have grown; the bytes of an ArrayBuffer are not among them, so a program that
//! reads 64 KiB at a time would hold a gigabyte of dead buffers before the next collection.

use std::cell::Cell;
use std::sync::atomic::AtomicUsize;
use std::time::Instant;

/// Bytes that come to be between two collections: at least, at most. The least is what stays in the processor's caches
/// and in the allocator's hands (more was measurably slower); what is right depends on what a collection costs, which
/// grows with the heap.
const LIMIT_MIN: usize = 8 << 20;
const LIMIT_MAX: usize = if cfg!(target_pointer_width = "64") { 64 << 20 } else { 16 << 20 };

/// Bytes per microsecond of collection. A program moves about 1000 of them in a microsecond, so that collections take
/// some four percent of its time. With the small heap of a proxy, half a millisecond, that is 12 MiB: together with the
/// program itself less than the 32 MiB in which a message of any size is to go through.
const BYTES_PER_MICROSECOND: usize = 24 << 10;

/// Bytes that are given back in a microsecond; that part of a collection's cost does not depend on how often it runs.
const FREED_PER_MICROSECOND: usize = 64 << 10;

/// Collections whose cheapest counts: a measurement may have caught the process asleep, or the machine busy.
const MEASURED: usize = 4;

struct Pressure {
    /// Bytes since the last collection that was made here.
    since: Cell<usize>,
    limit: Cell<usize>,
    /// What the last collections cost, in microseconds; the newest first.
    costs: Cell<[usize; MEASURED]>,
}

thread_local! {
    // The collector is one per thread as well.
    static PRESSURE: Pressure =
        const { Pressure { since: Cell::new(0), limit: Cell::new(LIMIT_MIN), costs: Cell::new([0; MEASURED]) } };
}

/// What was taken in large pieces outside of the collector's heap since its last collection, by whoever counts it: so much of
/// it, and the collector runs.
pub fn outside() -> &'static AtomicUsize {
    &boa_gc::OUTSIDE
}

/// Tells of `bytes` that a new engine object owns. Collects when enough came together.
pub fn allocated(bytes: usize) {
    PRESSURE.with(|pressure| {
        let since = pressure.since.get().saturating_add(bytes);
        if since < pressure.limit.get() {
            pressure.since.set(since);
            return;
        }
        pressure.since.set(0);
        let start = Instant::now();
        boa_gc::force_collect();
        let cost = usize::try_from(start.elapsed().as_micros()).unwrap_or(usize::MAX);
        let mut costs = pressure.costs.get();
        costs.rotate_right(1);
        costs[0] = cost.saturating_sub(since / FREED_PER_MICROSECOND);
        pressure.costs.set(costs);
        let cost = costs.into_iter().min().unwrap_or_default();
        pressure.limit.set(cost.saturating_mul(BYTES_PER_MICROSECOND).clamp(LIMIT_MIN, LIMIT_MAX));
    });
}

#[cfg(test)]
mod tests {
    use boa_engine::JsValue;
    use boa_engine::object::builtins::JsArrayBuffer;
    use boa_gc::{Gc, GcRefCell, WeakGc};

    use super::{LIMIT_MAX, allocated};
    use crate::testing::in_engine;

    #[test]
    fn buffers_that_nobody_holds_go_away() {
        const LEN: usize = 2 << 20;
        let alive = in_engine(|engine| {
            let mut buffers = Vec::new();
            for _ in 0..100 {
                allocated(LEN);
                let buffer = JsArrayBuffer::new(LEN, &mut engine.context).expect("2 MiB are there");
                buffers.push(WeakGc::new(&Gc::new(GcRefCell::new(JsValue::from(buffer)))));
            }
            buffers.iter().filter(|buffer| buffer.upgrade().is_some()).count()
        });
        assert!(alive <= LIMIT_MAX / LEN, "{alive} dead buffers are still there");
    }
}
