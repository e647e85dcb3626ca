//! Builtin JavaScript: files that come with the program, each compiled when something of it is first needed.
//!
//! A file is the body of a function with the parameters [`PARAMETERS`]: it puts what others may use on `exports`, gets
//! built-in modules and other files by `require(name)`, and what is native by `natives`, which the row of its table
//! fills. In stack traces it is called `node:` and its name. As with modules of programs, `exports` is there before the
//! file runs, so that files may need each other.

use noderu_glue::binding::function;
use noderu_glue::eval;
use noderu_glue::prelude::*;

use super::{builtin, loader};

/// A file of JavaScript.
pub struct Js {
    /// What `require` of other files calls it: its module, and behind a `/` its own name where the module has several.
    pub name: &'static str,
    /// The text.
    pub source: &'static str,
    /// Puts what the file needs on its `natives`.
    pub needs: fn(natives: &JsObject, cx: &mut Context) -> JsResult<()>,
}

/// For a file that needs nothing native.
///
/// # Errors
/// None.
pub fn nothing(_: &JsObject, _: &mut Context) -> JsResult<()> {
    Ok(())
}

/// What a file sees besides the globals.
const PARAMETERS: [&str; 3] = ["exports", "require", "natives"];

/// The exports of the file of this name.
///
/// # Errors
/// What its code throws; none in practice.
///
/// # Panics
/// When the table has no such file: our own fault.
pub fn script(name: &str, cx: &mut Context) -> JsResult<JsObject> {
    let index = index(name, cx).unwrap_or_else(|| panic!("there is no builtin file {name}"));
    let loader = loader(cx);
    if let Some(exports) = loader.scripts.borrow()[index].clone() {
        return Ok(exports);
    }
    let file = &loader.registry.scripts[index];
    let exports = JsObject::with_object_proto(cx.intrinsics());
    loader.scripts.borrow_mut()[index] = Some(exports.clone());
    let natives = JsObject::with_object_proto(cx.intrinsics());
    (file.needs)(&natives, cx)?;
    let body = eval::function(file.source, &PARAMETERS, &format!("node:{name}"), cx)?;
    let require = slot(cx, |cx| function("require", 1, require, cx));
    body.call(&JsValue::undefined(), &[exports.clone().into(), require.into(), natives.into()], cx)?;
    Ok(exports)
}

/// Whether something of the file was needed before.
pub fn is_loaded(name: &str, cx: &Context) -> bool {
    index(name, cx).is_some_and(|index| loader(cx).scripts.borrow()[index].is_some())
}

/// What the file exports under a name.
///
/// # Errors
/// As [`script`].
pub fn member(file: &str, name: &str, cx: &mut Context) -> JsResult<JsValue> {
    script(file, cx)?.get(JsString::from(name), cx)
}

/// Calls a function that the file exports.
///
/// # Errors
/// What it throws.
pub fn call(file: &str, name: &str, this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let function = member(file, name, cx)?.as_function();
    let function = function.ok_or_else(|| type_error(format!("node:{file} has no function {name}")))?;
    function.call(this, args, cx)
}

fn index(name: &str, cx: &Context) -> Option<usize> {
    loader(cx).registry.scripts.binary_search_by(|file| file.name.cmp(name)).ok()
}

/// `require(name)`, which the files get: a built-in module, or the exports of another file.
fn require(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let name = to_text(&arg(args, 0), cx)?;
    match builtin(&name, cx)? {
        Some(exports) => Ok(exports),
        None => Ok(script(&name, cx)?.into()),
    }
}
