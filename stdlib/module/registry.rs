//! What the loader is given: the tables of what is built in. Each is sorted by name.

use boa_engine::{Context, JsResult, JsValue};
use noderu_glue::lazy::Lazy;

use super::builtin::Js;

/// A built-in module: what `require(name)` gives, made at the first require.
pub struct Module {
    /// The name programs require it by.
    pub name: &'static str,
    /// Makes the module's exports. Runs once per process.
    pub load: fn(&mut Context) -> JsResult<JsValue>,
}

/// Everything that is built in.
pub struct Registry {
    /// What `require` finds.
    pub modules: &'static [Module],
    /// What `process.binding` finds.
    pub bindings: &'static [Module],
    /// Names of modules from before 0.2: what `require` gives, or why it refuses, when no file has the name.
    pub former: &'static [Module],
    /// The files of JavaScript.
    pub scripts: &'static [Js],
    /// Globals that are made at the first look, and that become ordinary properties for code that names them.
    pub globals: &'static [Lazy],
    /// Globals of later releases that are made at the first look.
    pub later_globals: &'static [Lazy],
}
