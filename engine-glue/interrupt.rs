//! Stopping what a program computes.
//!
//! The engine looks at one flag of its thread, at each turn of a loop, at each call and every few thousand steps of a
//! regular expression. While it is not 0, whatever runs ends with an error that no `catch` and no `finally` of the program
//! sees, natives that call it included (`sort`, `replace`, `JSON.parse`), and nothing of it stays on the engine's stack.
//! Who set a bit of it takes that bit back when the error has come; before, no code of the program can run.

use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use boa_engine::JsError;
use boa_engine::error::EngineError;

/// The flag of this thread's engine. The host decides what its bits mean; any thread and any signal handler may set them.
pub fn flag() -> Arc<AtomicU32> {
    boa_engine::vm::interrupt::flag()
}

/// Whether this is the error of code that was stopped.
pub fn is_stop(error: &JsError) -> bool {
    matches!(error.as_engine(), Some(EngineError::Interrupted))
}
