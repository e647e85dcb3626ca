//! What later releases added to `path`: absolute and relative paths, and paths in parts.

use noderu_glue::binding::set;
use noderu_glue::prelude::*;

use super::{part_of, parts, parts_of, path_arg, resolved, string};

pub(super) const METHODS: &[Method] = &[
    method("resolve", 2, resolve),
    method("relative", 2, relative),
    method("isAbsolute", 1, is_absolute),
    method("parse", 1, parse),
    method("format", 1, format),
];

/// `require('path/posix')`: the same object.
///
/// # Errors
/// None.
pub fn load_posix(cx: &mut Context) -> JsResult<JsValue> {
    Ok(crate::module::builtin("path", cx)?.unwrap_or_default())
}

/// `path.parse(p)`, of later releases: `{ root, dir, base, ext, name }`.
fn parse(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let path = path_arg(args, "parse", cx)?;
    let (dir, base) = parts::split(&path);
    let ext = parts::extname(base);
    let parsed = JsObject::with_object_proto(cx.intrinsics());
    set(&parsed, "root", string(if path.starts_with('/') { "/" } else { "" }));
    set(&parsed, "dir", string(dir));
    set(&parsed, "base", string(base));
    set(&parsed, "ext", string(ext));
    set(&parsed, "name", string(&base[..base.len() - ext.len()]));
    Ok(parsed.into())
}

/// `path.format({ dir, root, base, name, ext })`: `dir` wins over `root`, `base` over `name` and `ext`.
fn format(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = args.get_or_undefined(0).as_object();
    let object = object.ok_or_else(|| type_error("path.format: the argument must be an object"))?;
    let mut part = |name: JsString| -> JsResult<String> {
        let value = object.get(name, cx)?;
        if value.is_null_or_undefined() { Ok(String::new()) } else { to_text(&value, cx) }
    };
    let (dir, root, base) = (part(js_string!("dir"))?, part(js_string!("root"))?, part(js_string!("base"))?);
    let (name, mut ext) = (part(js_string!("name"))?, part(js_string!("ext"))?);
    if !ext.is_empty() && !ext.starts_with('.') {
        ext.insert(0, '.');
    }
    let base = if base.is_empty() { name + &ext } else { base };
    let folder = if dir.is_empty() { root.clone() } else { dir };
    let slash = if folder.is_empty() || folder == root { "" } else { "/" };
    Ok(string(&[&folder, slash, &base].concat()))
}

/// `path.resolve([from ...], to)`
fn resolve(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(string(&resolved(&parts_of(args, cx)?, cx)?))
}

/// `path.relative(from, to)`
fn relative(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let from = part_of(args.get_or_undefined(0), cx)?;
    let to = part_of(args.get_or_undefined(1), cx)?;
    let from = resolved(&[from], cx)?;
    let to = resolved(&[to], cx)?;
    Ok(string(&parts::relative(&from, &to)))
}

/// `path.isAbsolute(p)`
fn is_absolute(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(path_arg(args, "isAbsolute", cx)?.starts_with('/').into())
}
