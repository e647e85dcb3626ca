//! The process's allocator: the system's, with a bound on what one allocation may ask for.
//!
//! The engine grows strings without asking how far (`for (;;) s += s`), and a kernel that overcommits grants tens of
//! gigabytes and then kills any process. Who asks for more than [`LEN_MAX`] ends with a line on standard error; buffers
//! are bounded below it, by a RangeError.
#![expect(unsafe_code, reason = "an allocator cannot be written without")]

use std::alloc::{GlobalAlloc, Layout, System};

use crate::sys::last_words;

/// Bytes of the largest allocation: 1.5 GiB, the engine's own limit of an ArrayBuffer.
const LEN_MAX: usize = 3 << 29;

#[global_allocator]
static ALLOCATOR: Bounded = Bounded;

struct Bounded;

// SAFETY: every call goes to the system's allocator with the arguments it was given, or does not return.
unsafe impl GlobalAlloc for Bounded {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as for the whole.
        if layout.size() > LEN_MAX { last_words::refuse_memory(layout.size()) } else { unsafe { System.alloc(layout) } }
    }

    #[inline]
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as for the whole.
        unsafe { System.dealloc(pointer, layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as for the whole.
        if layout.size() > LEN_MAX {
            last_words::refuse_memory(layout.size())
        } else {
            unsafe { System.alloc_zeroed(layout) }
        }
    }

    #[inline]
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as for the whole.
        if size > LEN_MAX { last_words::refuse_memory(size) } else { unsafe { System.realloc(pointer, layout, size) } }
    }
}
