//! What the engine lacks or does wrong, repaired: one file each.
//!
//! Everything here is installed when the engine starts, so it is native and counts microseconds.

pub mod date;
pub mod function;
pub mod join;
pub mod json;
pub mod locale;
pub mod recursion;
pub mod sort;
pub mod stack;
pub mod syntax;

use boa_engine::Context;

/// Puts the repairs in place of what the current realm came with.
pub fn install(cx: &mut Context) {
    recursion::install(cx);
    function::install(cx);
    join::install(cx);
    json::install(cx);
    locale::install(cx);
    date::install(cx);
    sort::install(cx);
    stack::install(cx);
}
