//! The process's allocator: the system's, with a bound on what one allocation may ask for, and an end with a clear line when
//! there is no memory ([`crate::memory`] says how much there is).
//!
//! The engine grows strings without asking how far (`for (;;) s += s`), and a kernel that overcommits grants tens of
//! gigabytes and then kills any process. Who asks for more than [`LEN_MAX`] ends with a line on standard error; buffers
//! are bounded below it, by a RangeError.
#![expect(unsafe_code, reason = "an allocator cannot be written without")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::sys::last_words;

/// Bytes of the largest allocation: 1.5 GiB, the engine's own limit of an ArrayBuffer.
const LEN_MAX: usize = 3 << 29;

/// Bytes from which a new allocation may fail and be reported: a buffer of that size that cannot be had is a RangeError.
const FALLIBLE_MIN: usize = 16 << 20;

#[global_allocator]
static ALLOCATOR: Bounded = Bounded;

struct Bounded;

/// Bytes from which an allocation is counted for the garbage collector: smaller ones are many, and hold little.
const COUNTED_MIN: usize = 16 << 10;

/// Where large allocations are counted, from when somebody asks for it.
pub(crate) static COUNTER: OnceLock<&'static AtomicUsize> = OnceLock::new();

#[inline]
fn count(size: usize) {
    if size >= COUNTED_MIN
        && let Some(counter) = COUNTER.get()
    {
        counter.fetch_add(size, Ordering::Relaxed);
    }
}

/// What the system gave for `size` bytes, unless that is nothing and nobody could go on.
#[inline]
fn given(pointer: *mut u8, size: usize) -> *mut u8 {
    if pointer.is_null() && size < FALLIBLE_MIN { last_words::heap_is_full() } else { pointer }
}

// SAFETY: every call goes to the system's allocator with the arguments it was given, or does not return.
unsafe impl GlobalAlloc for Bounded {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.size() > LEN_MAX {
            last_words::refuse_memory(layout.size())
        }
        count(layout.size());
        // SAFETY: as for the whole.
        given(unsafe { System.alloc(layout) }, layout.size())
    }

    #[inline]
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as for the whole.
        unsafe { System.dealloc(pointer, layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if layout.size() > LEN_MAX {
            last_words::refuse_memory(layout.size())
        }
        count(layout.size());
        // SAFETY: as for the whole.
        given(unsafe { System.alloc_zeroed(layout) }, layout.size())
    }

    #[inline]
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if size > LEN_MAX {
            last_words::refuse_memory(size)
        }
        count(size.saturating_sub(layout.size()));
        // SAFETY: as for the whole.
        given(unsafe { System.realloc(pointer, layout, size) }, size)
    }
}
