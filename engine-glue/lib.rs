//! How Rust talks to the engine: binding tables, conversions, errors, evaluation, and what the engine lacks.
//!
//! Knows no I/O: a line that needs a system call is in `runtime`.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod binding;
pub mod builtins;
pub mod convert;
pub mod depth;
pub mod engine;
pub mod error;
pub mod eval;
pub mod interactive;
pub mod interrupt;
pub mod jobs;
pub mod lazy;
pub mod limits;
pub mod lookup;
#[cfg(test)]
mod odd;
pub mod pressure;
pub mod realm;
pub mod report;
pub mod slot;
pub mod sources;
pub mod state;
#[cfg(test)]
mod testing;
pub mod trace;

/// The engine's types that every binding names.
pub mod prelude {
    pub use boa_engine::object::JsObject;
    pub use boa_engine::object::builtins::JsFunction;
    pub use boa_engine::value::JsVariant;
    pub use boa_engine::{Context, JsArgs, JsError, JsResult, JsString, JsValue, js_string};

    pub use crate::binding::{Accessor, Method, accessor, constructor, method, readonly};
    pub use crate::convert::*;
    pub use crate::error::{error, range_error, type_error};
    pub use crate::slot::{slot, try_slot};
}
