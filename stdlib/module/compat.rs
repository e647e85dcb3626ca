//! `require('module')`, of later releases: the class of module objects, with what tools look for on it.

use std::path::Path;

use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::{self, set_hidden};
use noderu_glue::prelude::*;

use super::object::{module, node_modules_above, require_of};
use super::{loader, member_of, require, resolve};

/// `require('module')`: the class of module objects, with what today's tools look for on it.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let loader = loader(cx);
    let class = loader.prototype.get(js_string!("constructor"), cx)?;
    let Some(class) = class.as_object() else { return Ok(JsValue::undefined()) };
    let names: Vec<JsValue> = super::builtin_names(cx).map(|name| JsString::from(name).into()).collect();
    set_hidden(&class, "builtinModules", JsArray::from_iter(names, cx));
    set_hidden(&class, "_extensions", loader.extensions.clone());
    set_hidden(&class, "Module", class.clone());
    set_hidden(&class, "createRequire", binding::function("createRequire", 1, create_require, cx));
    set_hidden(&class, "isBuiltin", binding::function("isBuiltin", 1, is_builtin, cx));
    set_hidden(&class, "wrap", binding::function("wrap", 1, wrap, cx));
    set_hidden(&class, "_nodeModulePaths", binding::function("_nodeModulePaths", 1, node_module_paths, cx));
    set_hidden(&class, "_resolveFilename", binding::function("_resolveFilename", 2, resolve_filename, cx));
    set_hidden(&class, "_findPath", binding::function("_findPath", 2, find_path, cx));
    set_hidden(&class, "_load", binding::function("_load", 2, load_for, cx));
    Ok(class.into())
}

/// `createRequire(file)`: the `require` that code in this file would have. Takes a `file:` URL, too.
fn create_require(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let name = to_text(&arg(args, 0), cx)?;
    let file = match name.strip_prefix("file://") {
        Some(_) => {
            let convert = member_of("url", "fileURLToPath", cx)?.as_callable();
            let convert = convert.ok_or_else(|| type_error("fileURLToPath is not a function"))?;
            let file = convert.call(&JsValue::undefined(), &[JsString::from(name.as_str()).into()], cx)?;
            to_text(&file, cx)?
        }
        None => name,
    };
    let path = resolve::absolute(Path::new(&file));
    let folder = if file.ends_with('/') { path.as_path() } else { path.parent().unwrap_or(&path) };
    let module = module(&file, &path.to_string_lossy(), None, cx);
    Ok(require::make(&module, folder, cx).into())
}

fn is_builtin(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(super::is_builtin(&to_text(&arg(args, 0), cx)?, cx).into())
}

/// `Module._nodeModulePaths(folder)`
fn node_module_paths(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let folder = resolve::absolute(Path::new(&to_text(&arg(args, 0), cx)?));
    Ok(node_modules_above(&folder, cx).into())
}

/// `Module._resolveFilename(id, parent)`: what `require.resolve` of the parent gives.
fn resolve_filename(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let require = require_of(&arg(args, 1), cx)?;
    let resolve = require.get(js_string!("resolve"), cx)?.as_callable();
    let resolve = resolve.ok_or_else(|| type_error("require.resolve is not a function"))?;
    resolve.call(&JsValue::undefined(), &[arg(args, 0)], cx)
}

/// `Module._findPath(id, folders)`: the file that the id means in the first of these folders that has one; false when
/// none has.
fn find_path(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let id = to_text(&arg(args, 0), cx)?;
    let mut folders = Vec::new();
    if let Some(list) = arg(args, 1).as_object() {
        let list = JsArray::from_object(list)?;
        for index in 0..list.length(cx)? {
            folders.push(to_text(&list.get(index, cx)?, cx)?);
        }
    }
    for folder in folders {
        if let Some(file) = super::find_in(&id, Path::new(&folder), cx)? {
            return Ok(JsString::from(file.to_string_lossy().as_ref()).into());
        }
    }
    Ok(false.into())
}

/// `Module._load(id, parent)`: what `require` of the parent gives.
fn load_for(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    require_of(&arg(args, 1), cx)?.call(&JsValue::undefined(), &[arg(args, 0)], cx)
}

/// `Module.wrap(code)`: the function that the code of a file is the body of, as text.
fn wrap(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let code = to_text(&arg(args, 0), cx)?;
    let wrapped = format!("(function (exports, require, module, __filename, __dirname) {{ {code}\n}});");
    Ok(JsString::from(wrapped.as_str()).into())
}
