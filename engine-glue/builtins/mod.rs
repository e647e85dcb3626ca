//! Builtins of the language that are ours, in the place of the engine's: one file each. `syntax.rs` words the parser's errors.
//!
//! Everything here is installed when the engine starts, so it is native and counts microseconds.

pub mod date;
pub mod function;
pub mod join;
pub mod json;
pub mod locale;
pub mod sort;
pub mod stack;
pub mod syntax;

use boa_engine::Context;

/// Puts them in the place of what the current realm came with.
pub fn install(cx: &mut Context) {
    function::install(cx);
    join::install(cx);
    json::install(cx);
    locale::install(cx);
    date::install(cx);
    sort::install(cx);
    stack::install(cx);
}
