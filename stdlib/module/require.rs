//! The `require` function of a module, and what hangs on it.

use std::path::{Path, PathBuf};

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::{Finalize, NativeFunction, Trace};
use noderu_glue::binding::set;
use noderu_glue::error::thrown_value;
use noderu_glue::prelude::*;

use super::resolve::absolute;
use super::{builtin, find, load, loaded_before, loader, note_loaded};
use crate::host::host;

/// Who requires: ids count from here.
#[derive(Clone, Trace, Finalize)]
struct Requirer {
    module: JsObject,
    #[unsafe_ignore_trace]
    folder: PathBuf,
}

/// The `require` of `module`, whose file is in `folder`.
pub(super) fn make(module: &JsObject, folder: &Path, cx: &mut Context) -> JsFunction {
    let loader = loader(cx);
    let requirer = Requirer { module: module.clone(), folder: folder.to_path_buf() };
    let require = bound("require", 1, call, requirer.clone(), cx);
    set(&require, "paths", loader.paths.clone());
    set(&require, "main", loader.main.borrow().clone().map_or(JsValue::undefined(), Into::into));
    set(&require, "cache", loader.cache.clone());
    set(&require, "extensions", loader.extensions.clone());
    set(&require, "registerExtension", loader.register_extension.clone());
    set(&require, "resolve", bound("resolve", 1, resolve, requirer.clone(), cx));
    set(&require, "async", bound("async", 2, load_later, requirer, cx));
    require
}

type Bound = fn(&JsValue, &[JsValue], &Requirer, &mut Context) -> JsResult<JsValue>;

fn bound(name: &str, length: usize, call: Bound, requirer: Requirer, cx: &Context) -> JsFunction {
    let function = NativeFunction::from_copy_closure_with_captures(call, requirer);
    FunctionObjectBuilder::new(cx.realm(), function).name(JsString::from(name)).length(length).build()
}

fn id(args: &[JsValue]) -> JsResult<String> {
    let id = args.first().and_then(JsValue::as_string);
    id.map(|id| text(&id)).ok_or_else(|| type_error("require needs the name of a module: a string"))
}

fn call(_: &JsValue, args: &[JsValue], requirer: &Requirer, cx: &mut Context) -> JsResult<JsValue> {
    required(&id(args)?, requirer, cx)
}

fn required(id: &str, requirer: &Requirer, cx: &mut Context) -> JsResult<JsValue> {
    if let Some(exports) = builtin(id, cx)? {
        return Ok(exports);
    }
    if let Some(exports) = loaded_before(id, &requirer.folder, cx)? {
        return Ok(exports);
    }
    let file = match find(id, &requirer.folder, cx) {
        Ok(file) => file,
        Err(missing) => {
            return match loader(cx).registry.former.iter().find(|module| module.name == id) {
                Some(former) => (former.load)(cx),
                None => Err(missing),
            };
        }
    };
    let exports = load(&file, Some(&requirer.module), cx)?;
    note_loaded(id, &requirer.folder, &file, cx);
    Ok(exports)
}

fn resolve(_: &JsValue, args: &[JsValue], requirer: &Requirer, cx: &mut Context) -> JsResult<JsValue> {
    let id = id(args)?;
    if super::is_builtin(&id, cx) {
        return Ok(JsString::from(id).into());
    }
    let paths = match arg(args, 1).as_object() {
        Some(options) => options.get(js_string!("paths"), cx)?.as_object(),
        None => None,
    };
    let file = match paths {
        Some(paths) => find_from(&id, &paths, cx)?,
        None => find(&id, &requirer.folder, cx)?,
    };
    Ok(JsString::from(file.to_string_lossy().as_ref()).into())
}

/// `require.resolve(id, { paths: [folder, ..] })`: as if it were required from each of the folders in turn.
fn find_from(id: &str, paths: &JsObject, cx: &mut Context) -> JsResult<PathBuf> {
    let mut result = Err(super::not_found(id, cx));
    for index in 0..paths.get(js_string!("length"), cx)?.to_length(cx)?.min(super::SEARCH_PATHS_MAX) {
        let folder = paths.get(index, cx)?;
        result = find(id, &absolute(Path::new(&to_text(&folder, cx)?)), cx);
        if result.is_ok() {
            break;
        }
    }
    result
}

/// `require.async(id, callback(error, exports))`: the module is loaded after the present callback ended.
fn load_later(_: &JsValue, args: &[JsValue], requirer: &Requirer, cx: &mut Context) -> JsResult<JsValue> {
    let id = id(args)?;
    let callback = arg(args, 1);
    let requirer = requirer.clone();
    let job = NativeFunction::from_copy_closure_with_captures(
        |_, args, requirer: &Requirer, cx| {
            let id = text(&args[0].to_string(cx)?);
            let (error, exports) = match required(&id, requirer, cx) {
                Ok(exports) => (JsValue::null(), exports),
                Err(error) if args[1].is_callable() => (thrown_value(error, cx), JsValue::undefined()),
                Err(error) => return Err(error),
            };
            match args[1].as_function() {
                Some(callback) => callback.call(&JsValue::undefined(), &[error, exports], cx),
                None => Ok(JsValue::undefined()),
            }
        },
        requirer,
    );
    host(cx).next_tick(job.to_js_function(cx.realm()), vec![JsString::from(id).into(), callback]);
    Ok(JsValue::undefined())
}
