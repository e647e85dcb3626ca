//! Memory behind engine objects that the collector does not count.
//!
//! The collector runs when its own boxes have grown; the bytes of an ArrayBuffer are not among them, so a program that
//! reads 64 KiB at a time would hold a gigabyte of dead buffers before the next collection.

use std::cell::Cell;

/// Bytes that may come to be between two collections. A collection costs about half a millisecond on a small heap,
/// which is little against the time that moving so many bytes takes.
const LIMIT: usize = if cfg!(target_pointer_width = "64") { 32 << 20 } else { 8 << 20 };

thread_local! {
    /// Bytes since the last collection that was made here. The collector is one per thread as well.
    static SINCE: Cell<usize> = const { Cell::new(0) };
}

/// Tells of `bytes` that a new engine object owns. Collects when enough came together.
pub fn allocated(bytes: usize) {
    let since = SINCE.get().saturating_add(bytes);
    if since < LIMIT {
        SINCE.set(since);
    } else {
        SINCE.set(0);
        boa_gc::force_collect();
    }
}
