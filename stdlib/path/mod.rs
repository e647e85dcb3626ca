//! `require('path')`: paths as text, native; and whether something exists.

mod compat;
mod parts;

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::{install, set};
use noderu_glue::prelude::*;
use noderu_runtime::{fs, process};

use crate::error::thrown;
use crate::host::host;

pub use compat::load_posix;

const METHODS: &[Method] = &[
    method("join", 2, join),
    method("normalizeArray", 2, normalize_array),
    method("normalize", 2, normalize),
    method("dirname", 1, dirname),
    method("basename", 2, basename),
    method("extname", 1, extname),
    method("exists", 2, exists),
    method("existsSync", 1, exists_sync),
    method("filename", 1, |_, _, _| Err(error("path.filename is deprecated. Please use path.basename instead."))),
];

/// `require('path')`.
///
/// # Errors
/// None.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let prototype = cx.intrinsics().constructors().object().prototype();
    let exports = JsObject::from_proto_and_data(prototype, OrdinaryObject);
    install(&exports, METHODS, cx);
    install(&exports, compat::METHODS, cx);
    set(&exports, "sep", js_string!("/"));
    set(&exports, "delimiter", js_string!(":"));
    // Later releases keep the rules of other systems beside this one's.
    set(&exports, "posix", exports.clone());
    Ok(exports.into())
}

/// `path.join([path1], [path2], [...])`: parts that are missing or empty are passed over.
fn join(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let mut whole = String::new();
    for part in parts_of(args, cx)?.iter().filter(|part| !part.is_empty()) {
        if !whole.is_empty() {
            whole.push('/');
        }
        whole.push_str(part);
    }
    Ok(string(&parts::normalize(&whole, false)))
}

/// `path.normalizeArray(parts, [keepBlanks])`
fn normalize_array(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let list = args.get_or_undefined(0).as_object().filter(JsObject::is_array);
    let list = list.ok_or_else(|| type_error("path.normalizeArray: the parts must be an array"))?;
    let list = JsArray::from_object(list)?;
    let mut owned = Vec::new();
    for index in 0..list.length(cx)? {
        owned.push(part_of(&list.get(index, cx)?, cx)?);
    }
    let keep_blanks = args.get_or_undefined(1).to_boolean();
    let parts = parts::normalize_parts(owned.iter().map(String::as_str), keep_blanks);
    let parts: Vec<JsValue> = parts.into_iter().map(string).collect();
    Ok(JsArray::from_iter(parts, cx).into())
}

/// `path.normalize(p, [keepBlanks])`
fn normalize(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let path = path_arg(args, "normalize", cx)?;
    Ok(string(&parts::normalize(&path, args.get_or_undefined(1).to_boolean())))
}

/// `path.dirname(p)`
fn dirname(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(string(parts::dirname(&path_arg(args, "dirname", cx)?)))
}

/// `path.basename(p, [ext])`
fn basename(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let path = path_arg(args, "basename", cx)?;
    let extension = part_of(args.get_or_undefined(1), cx)?;
    Ok(string(parts::basename(&path, &extension)))
}

/// `path.extname(p)`
fn extname(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(string(parts::extname(&path_arg(args, "extname", cx)?)))
}

/// `path.exists(p, [callback])`: `callback(exists)`.
pub fn exists(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let path = possible_path(args, cx)?;
    let callback = callback(args, 1);
    host(cx).offload(
        move || path.is_some_and(|path| fs::exists(path.as_ref())),
        move |exists, cx| match callback {
            Some(callback) => callback.call(&JsValue::undefined(), &[exists.into()], cx).map(drop),
            None => Ok(()),
        },
    );
    Ok(JsValue::undefined())
}

/// `path.existsSync(p)`
pub fn exists_sync(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(possible_path(args, cx)?.is_some_and(|path| fs::exists(path.as_ref())).into())
}

pub(super) fn resolved(parts: &[String], cx: &mut Context) -> JsResult<String> {
    let mut failure = None;
    let resolved = parts::resolve(parts, || match process::cwd() {
        Ok(cwd) => cwd.to_string_lossy().into_owned(),
        Err(error) => {
            failure = Some(error);
            "/".into()
        }
    });
    failure.map_or(Ok(resolved), |error| Err(thrown(&error, cx)))
}

/// A path that may exist: what is no string, or has a NUL in it, does not.
fn possible_path(args: &[JsValue], cx: &mut Context) -> JsResult<Option<String>> {
    let value = args.get_or_undefined(0);
    if value.is_null_or_undefined() {
        return Ok(None);
    }
    Ok(Some(to_text(value, cx)?).filter(|path| !path.contains('\0')))
}

pub(super) fn path_arg(args: &[JsValue], function: &str, cx: &mut Context) -> JsResult<String> {
    let value = args.get_or_undefined(0);
    if value.is_null_or_undefined() {
        return Err(type_error(format!("path.{function}: the path must be a string, not {}", value.display())));
    }
    to_text(value, cx)
}

pub(super) fn parts_of(args: &[JsValue], cx: &mut Context) -> JsResult<Vec<String>> {
    args.iter().map(|part| part_of(part, cx)).collect()
}

/// A part of a path; empty when it is missing.
pub(super) fn part_of(value: &JsValue, cx: &mut Context) -> JsResult<String> {
    if value.is_null_or_undefined() { Ok(String::new()) } else { to_text(value, cx) }
}

pub(super) fn string(text: &str) -> JsValue {
    JsString::from(text).into()
}
