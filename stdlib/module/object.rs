//! Module objects: what a file sees as `module`.

use std::path::Path;

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::{self, set, set_hidden};
use noderu_glue::prelude::*;

use super::{extension, loader, require, resolve};

/// What module objects inherit from. Its `constructor` is `process.Module`.
pub(super) fn prototype(cache: &JsObject, cx: &mut Context) -> JsObject {
    let class = binding::class("Module", 2, construct, None, cx);
    binding::install(&class.prototype, &[method("_compile", 2, compile), method("require", 1, require_from)], cx);
    set(&class.prototype, "moduleCache", cache.clone());
    binding::install_accessors(
        &class.prototype,
        &[accessor("paths", node_modules, |_, _, _| Ok(JsValue::undefined()))],
        cx,
    );
    set_hidden(&class.constructor, "_cache", cache.clone());
    class.prototype
}

/// A module that is not loaded yet.
pub(super) fn module(id: &str, file: &str, parent: Option<&JsObject>, cx: &mut Context) -> JsObject {
    let prototype = loader(cx).prototype.clone();
    let module = JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast();
    fill(&module, id, parent.cloned().map_or(JsValue::null(), Into::into), cx);
    set(&module, "filename", JsString::from(file));
    module
}

fn fill(module: &JsObject, id: &str, parent: JsValue, cx: &mut Context) {
    set(module, "id", JsString::from(id));
    let object_prototype = cx.intrinsics().constructors().object().prototype();
    set(module, "exports", JsObject::new(cx.root_shape(), object_prototype, OrdinaryObject).upcast());
    set(module, "parent", parent);
    set(module, "filename", JsValue::null());
    set(module, "loaded", false);
    set(module, "exited", false);
    set(module, "children", JsArray::from_iter([], cx));
}

/// The module that code from the command line or from standard input sees. It looks modules up from the working
/// folder.
pub fn evaluation_module(name: &str, cx: &mut Context) -> JsObject {
    let module = module(".", name, None, cx);
    *loader(cx).main.borrow_mut() = Some(module.clone());
    let folder = resolve::absolute(Path::new("."));
    let global = cx.global_object();
    let require = require::make(&module, &folder, cx);
    set(&global, "require", require);
    set(&global, "module", module.clone());
    set(&global, "exports", module.get(js_string!("exports"), cx).unwrap_or_default());
    set(&global, "__filename", JsString::from(name));
    set(&global, "__dirname", js_string!("."));
    module
}

/// `module.paths`: the `node_modules` folders where a module's bare ids are looked up first, nearest first. A new array
/// at each look: changing it changes nothing.
fn node_modules(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let file = match this.as_object() {
        Some(module) => module.get(js_string!("filename"), cx)?.as_string(),
        None => None,
    };
    let path = resolve::absolute(Path::new(&file.map(|file| text(&file)).unwrap_or_default()));
    Ok(node_modules_above(path.parent().unwrap_or(&path), cx).into())
}

pub(super) fn node_modules_above(folder: &Path, cx: &mut Context) -> JsArray {
    let folders = folder.ancestors().filter(|folder| folder.file_name().is_none_or(|name| name != "node_modules"));
    let paths: Vec<JsValue> =
        folders.map(|folder| JsString::from(folder.join("node_modules").to_string_lossy().as_ref()).into()).collect();
    JsArray::from_iter(paths, cx)
}

/// The `require` of a module; without one that of the main module.
pub(super) fn require_of(module: &JsValue, cx: &mut Context) -> JsResult<JsFunction> {
    let module = module.as_object().or_else(|| super::main_module(cx));
    let module = module.ok_or_else(|| type_error("there is no module to require from"))?;
    let file = module.get(js_string!("filename"), cx)?.as_string().map(|file| text(&file)).unwrap_or_default();
    let file = resolve::absolute(Path::new(&file));
    Ok(require::make(&module, file.parent().unwrap_or(&file), cx))
}

/// Gives the global object a `require` that looks modules up from the working folder, and the `module` that it belongs
/// to, unless there is one: for code that is typed into a running program.
pub fn lend_require(cx: &mut Context) {
    let global = cx.global_object();
    if global.has_own_property(js_string!("require"), cx).unwrap_or(true) {
        return;
    }
    let folder = resolve::absolute(Path::new("."));
    let module = module("repl", &folder.join("repl").to_string_lossy(), None, cx);
    let require = require::make(&module, &folder, cx);
    set_hidden(&global, "require", require);
    set_hidden(&global, "module", module);
}

/// `new module.constructor(id, parent)`: tools make modules of their own and call `_compile`.
fn construct(new_target: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let prototype = match new_target.as_object() {
        Some(target) => target.get(js_string!("prototype"), cx)?.as_object(),
        None => None,
    };
    let prototype = prototype.unwrap_or_else(|| loader(cx).prototype.clone());
    let module = JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast();
    let id = to_text(&arg(args, 0), cx)?;
    let parent = arg(args, 1);
    fill(&module, &id, if parent.is_undefined() { JsValue::null() } else { parent }, cx);
    Ok(module.into())
}

/// `module.require(id)`: as if the module's own code required it.
fn require_from(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let module = this.as_object().ok_or_else(|| type_error("require needs a module"))?;
    require_of(&module.into(), cx)?.call(&JsValue::undefined(), args, cx)
}

/// `module._compile(text, filename)`.
fn compile(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let module = this.as_object().ok_or_else(|| type_error("_compile needs a module"))?;
    let code = to_text(&arg(args, 0), cx)?;
    let file = to_text(&arg(args, 1), cx)?;
    extension::compile(&module, &code, &file, cx)
}
