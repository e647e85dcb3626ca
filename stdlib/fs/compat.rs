//! What later releases added to `fs`, in its two forms each.

use noderu_glue::prelude::*;
use noderu_runtime::fs;

use super::args::{id, mode, path, size, time};
use super::call::{Answer, Call, later, now};
use super::descriptors;
use super::names::is_on;
use super::whole::put;
use crate::host::host;

pub(super) const METHODS: &[Method] = &[
    method("lchown", 4, |_, args, cx| later(lchown, args, cx)),
    method("lchownSync", 3, |_, args, cx| now(lchown, args, cx)),
    method("utimes", 4, |_, args, cx| later(utimes, args, cx)),
    method("utimesSync", 3, |_, args, cx| now(utimes, args, cx)),
    method("access", 3, |_, args, cx| later(access, args, cx)),
    method("accessSync", 2, |_, args, cx| now(access, args, cx)),
    method("mkdtemp", 3, |_, args, cx| later(mkdtemp, args, cx)),
    method("mkdtempSync", 2, |_, args, cx| now(mkdtemp, args, cx)),
    method("rm", 3, |_, args, cx| later(rm, args, cx)),
    method("rmSync", 2, |_, args, cx| now(rm, args, cx)),
    method("exists", 2, exists),
    method("existsSync", 1, |_, args, cx| Ok(path(args, 0, "path", cx).is_ok_and(|path| fs::exists(&path)).into())),
    method("appendFile", 4, |_, args, cx| later(append_file, args, cx)),
    method("appendFileSync", 3, |_, args, cx| now(append_file, args, cx)),
    method("copyFile", 4, |_, args, cx| later(copy_file, args, cx)),
    method("copyFileSync", 3, |_, args, cx| now(copy_file, args, cx)),
    method("ftruncate", 3, |_, args, cx| later(descriptors::truncate, args, cx)),
    method("ftruncateSync", 2, |_, args, cx| now(descriptors::truncate, args, cx)),
];

pub(super) fn lchown(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let (uid, gid) = (id(args, 1, "uid")?, id(args, 2, "gid")?);
    Ok(Call::new(move || fs::lchown(&path, uid, gid)))
}

pub(super) fn utimes(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let (atime, mtime) = (time(args, 1, "atime", cx)?, time(args, 2, "mtime", cx)?);
    Ok(Call::new(move || fs::utimes(&path, atime, mtime)))
}

/// `fs.access(path, mode=F_OK, [callback])`, of later releases.
pub(super) fn access(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let mode = mode(args.get_or_undefined(1), 0)?;
    Ok(Call::new(move || fs::access(&path, mode)))
}

/// `fs.mkdtemp(prefix, [callback])`, of later releases.
pub(super) fn mkdtemp(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let prefix = path(args, 0, "prefix", cx)?;
    Ok(Call::new(move || fs::mkdtemp(prefix.as_os_str()).map(Answer::Path)))
}

/// `fs.rm(path, [options], [callback])`, of later releases: `recursive`, `force`.
pub(super) fn rm(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let options = args.get_or_undefined(1);
    let (recursive, force) = (is_on(options, js_string!("recursive"), cx)?, is_on(options, js_string!("force"), cx)?);
    Ok(Call::new(move || fs::remove(&path, recursive, force)))
}

/// `fs.exists(path, [callback])`: `callback(exists)`. What is no path does not exist.
fn exists(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let path = path(args, 0, "path", cx).ok();
    let callback = callback(args, 1);
    host(cx).offload(
        move || path.is_some_and(|path| fs::exists(&path)),
        move |exists, cx| match callback {
            Some(callback) => callback.call(&JsValue::undefined(), &[exists.into()], cx).map(drop),
            None => Ok(()),
        },
    );
    Ok(JsValue::undefined())
}

/// `truncate` of a path, as later releases have it.
pub(super) fn truncate_path(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let len = size(args, 1, "len", 0)?;
    Ok(Call::new(move || fs::truncate_path(&path, len)))
}

/// `fs.appendFile(filename, data, encoding='utf8', [callback])`
pub(super) fn append_file(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    put(args, "a", cx)
}

/// `fs.copyFile(from, to, mode=0, [callback])`, of later releases; with COPYFILE_EXCL, which is 1, the copy must be new.
pub(super) fn copy_file(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let (from, to) = (path(args, 0, "src", cx)?, path(args, 1, "dest", cx)?);
    let is_new = mode(args.get_or_undefined(2), 0)? & COPYFILE_EXCL == COPYFILE_EXCL;
    Ok(Call::new(move || fs::copy_file(&from, &to, is_new)))
}

/// The flag of `copyFile` by which the copy must not exist yet.
pub(super) const COPYFILE_EXCL: u32 = 1;
