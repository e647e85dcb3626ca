//! How a file becomes a module, by the extension of its name.

use std::path::Path;

use boa_engine::property::PropertyKey;
use boa_engine::{JsNativeError, JsString};
use noderu_glue::error::thrown_value;
use noderu_glue::prelude::*;
use noderu_glue::{binding, eval, realm};
use noderu_runtime::fs;

use super::{Loader, globals, loader, require, resolve};
use crate::error::thrown;

/// What a module's code sees besides the globals.
const PARAMETERS: [&str; 5] = ["exports", "require", "module", "__filename", "__dirname"];

/// `require.extensions`, with what is built in.
pub(super) fn table(table: JsObject, cx: &mut Context) -> JsObject {
    // The order is that of the look-up: the manual's first.
    binding::install(
        &table,
        &[method(".js", 2, run_js), method(".node", 2, run_addon), method(".json", 2, run_json)],
        cx,
    );
    table
}

/// The extensions to look for, in order.
pub(super) fn known(loader: &Loader, cx: &mut Context) -> JsResult<Vec<String>> {
    let mut known = Vec::new();
    for key in loader.extensions.own_property_keys(cx)? {
        if let PropertyKey::String(name) = key {
            known.push(text(&name));
        }
    }
    for (extension, _) in loader.transforms.borrow().iter() {
        if !known.contains(extension) {
            known.push(extension.clone());
        }
    }
    Ok(known)
}

/// Runs the file as its extension says and fills the module's exports.
pub(super) fn run(module: &JsObject, file: &Path, cx: &mut Context) -> JsResult<()> {
    let loader = loader(cx);
    let extension = file.extension().map(|extension| format!(".{}", extension.to_string_lossy()));
    let extension = extension.unwrap_or_else(|| ".js".into());
    let transform = loader.transforms.borrow().iter().find(|row| row.0 == extension).map(|row| row.1.clone());
    let name = file.to_string_lossy();
    if let Some(transform) = transform {
        let code = JsString::from(source_text(file, cx)?);
        let code = transform.call(&JsValue::undefined(), &[code.into(), JsString::from(name.as_ref()).into()], cx)?;
        compile_as_the_module_says(module, &to_text(&code, cx)?, &name, cx)?;
        return Ok(());
    }
    let handler = loader.extensions.get(JsString::from(extension), cx)?.as_function();
    match handler {
        // The usual case goes without a frame in stack traces.
        Some(handler) if !JsObject::equals(&handler, &loader.run_js) => {
            let arguments = [module.clone().into(), JsString::from(name.as_ref()).into()];
            handler.call(&loader.extensions.clone().into(), &arguments, cx).map(drop)
        }
        _ => compile_as_the_module_says(module, &source_text(file, cx)?, &name, cx).map(drop),
    }
}

/// The text of a source file, without a byte order mark; bytes that are no UTF-8 become U+FFFD.
///
/// # Errors
/// The system's, naming the file.
pub fn source_text(file: &Path, cx: &mut Context) -> JsResult<String> {
    let bytes = fs::read(file).map_err(|error| thrown(&error, cx))?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    };
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.into(),
        None => text,
    })
}

/// Compiles `code` as the body of the module and runs it with `this` being the exports. A `#!` line becomes a comment.
///
/// # Errors
/// A SyntaxError, or what the code throws.
pub fn compile(module: &JsObject, code: &str, file: &str, cx: &mut Context) -> JsResult<JsValue> {
    globals::settle_named(code, cx)?;
    if loader(cx).contexts && module.get(js_string!("parent"), cx)?.is_object() {
        return run_in_context(module, code, file, cx);
    }
    let body = eval::function(&eval::strip(code), &PARAMETERS, file, cx)?;
    let exports = module.get(js_string!("exports"), cx)?;
    let path = resolve::absolute(Path::new(file));
    let folder = path.parent().unwrap_or(&path);
    let require = require::make(module, folder, cx);
    let arguments = [
        exports.clone(),
        require.into(),
        module.clone().into(),
        JsString::from(file).into(),
        JsString::from(folder.to_string_lossy().as_ref()).into(),
    ];
    body.call(&exports, &arguments, cx)
}

/// `NODE_MODULE_CONTEXTS=1`: the code runs as a script whose global object is the module's own. What is global in the
/// program, and what a module sees besides, are properties of it.
fn run_in_context(module: &JsObject, code: &str, file: &str, cx: &mut Context) -> JsResult<JsValue> {
    let path = resolve::absolute(Path::new(file));
    let folder = path.parent().unwrap_or(&path);
    let sandbox = JsObject::with_object_proto(cx.intrinsics());
    globals::copy_to(&sandbox, cx)?;
    for name in ["global", "GLOBAL", "root"] {
        binding::set(&sandbox, name, sandbox.clone());
    }
    let exports = module.get(js_string!("exports"), cx)?;
    let require = require::make(module, folder, cx);
    binding::set(&sandbox, "exports", exports);
    binding::set(&sandbox, "require", require);
    binding::set(&sandbox, "module", module.clone());
    binding::set(&sandbox, "__filename", JsString::from(file));
    binding::set(&sandbox, "__dirname", JsString::from(folder.to_string_lossy().as_ref()));
    let realm = realm::of_sandbox(&sandbox, cx)?;
    let code = eval::strip(code);
    realm::within(&realm, cx, |cx| eval::run(&code, file, cx))
}

/// A program may have put a `_compile` of its own on the module (tools that instrument code do).
fn compile_as_the_module_says(module: &JsObject, code: &str, file: &str, cx: &mut Context) -> JsResult<JsValue> {
    let own = module.get(js_string!("_compile"), cx)?;
    match own.as_function() {
        Some(own) if !JsObject::equals(&own, &loader(cx).compile) => {
            own.call(&module.clone().into(), &[JsString::from(code).into(), JsString::from(file).into()], cx)
        }
        _ => compile(module, code, file, cx),
    }
}

/// The value of a JSON file.
///
/// # Errors
/// A SyntaxError that names the file, or the system's.
pub(super) fn parse_json(file: &Path, cx: &mut Context) -> JsResult<JsValue> {
    let text = JsString::from(source_text(file, cx)?);
    let json = cx.intrinsics().objects().json();
    let parse = json.get(js_string!("parse"), cx)?;
    let Some(parse) = parse.as_callable() else { return Err(type_error("JSON.parse was taken away")) };
    parse.call(&json.into(), &[text.into()], cx).map_err(|error| {
        let value = thrown_value(error, cx);
        let message = match value.as_object().map(|error| error.get(js_string!("message"), cx)) {
            Some(Ok(message)) => to_text(&message, cx).unwrap_or_default(),
            _ => String::from("no JSON"),
        };
        JsNativeError::syntax().with_message(format!("{}: {message}", file.display())).into()
    })
}

/// `require.registerExtension(extension, function (content, filename))`: the function gives the JavaScript.
pub(super) fn register(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(extension) = args.first().and_then(JsValue::as_string) else {
        return Err(type_error("registerExtension: the first argument must be an extension such as '.coffee'"));
    };
    let Some(transform) = callback(args, 1) else {
        return Err(type_error("registerExtension: the second argument must be a function"));
    };
    let extension = text(&extension);
    let loader = loader(cx);
    let mut transforms = loader.transforms.borrow_mut();
    transforms.retain(|row| row.0 != extension);
    transforms.push((extension, transform));
    Ok(JsValue::undefined())
}

fn module_and_file(args: &[JsValue], cx: &mut Context) -> JsResult<(JsObject, String)> {
    let module =
        args.first().and_then(JsValue::as_object).ok_or_else(|| type_error("the first argument is no module"))?;
    Ok((module, to_text(&arg(args, 1), cx)?))
}

fn run_js(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (module, file) = module_and_file(args, cx)?;
    let code = source_text(Path::new(&file), cx)?;
    compile_as_the_module_says(&module, &code, &file, cx)?;
    Ok(JsValue::undefined())
}

fn run_json(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (module, file) = module_and_file(args, cx)?;
    let value = parse_json(Path::new(&file), cx)?;
    binding::set(&module, "exports", value);
    Ok(JsValue::undefined())
}

fn run_addon(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (_, file) = module_and_file(args, cx)?;
    Err(error(format!("{file}: this is a binary addon for another Node; noderu cannot load it")))
}
