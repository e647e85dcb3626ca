//! Functions on names: of files, directories and links.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use boa_engine::object::builtins::JsArray;
use noderu_glue::prelude::*;
use noderu_runtime::fs;

use super::args::{id, mode, needed_mode, option, path};
use super::call::{Answer, Call, later, now};
use super::stats;
use crate::buffer;

/// Each function in its two forms.
pub(super) const METHODS: &[Method] = &[
    method("rename", 3, |_, args, cx| later(rename, args, cx)),
    method("renameSync", 2, |_, args, cx| now(rename, args, cx)),
    method("chmod", 3, |_, args, cx| later(chmod, args, cx)),
    method("chmodSync", 2, |_, args, cx| now(chmod, args, cx)),
    method("chown", 4, |_, args, cx| later(chown, args, cx)),
    method("chownSync", 3, |_, args, cx| now(chown, args, cx)),
    method("stat", 2, |_, args, cx| later(stat, args, cx)),
    method("statSync", 1, |_, args, cx| now(stat, args, cx)),
    method("lstat", 2, |_, args, cx| later(lstat, args, cx)),
    method("lstatSync", 1, |_, args, cx| now(lstat, args, cx)),
    method("link", 3, |_, args, cx| later(link, args, cx)),
    method("linkSync", 2, |_, args, cx| now(link, args, cx)),
    method("symlink", 3, |_, args, cx| later(symlink, args, cx)),
    method("symlinkSync", 2, |_, args, cx| now(symlink, args, cx)),
    method("readlink", 2, |_, args, cx| later(readlink, args, cx)),
    method("readlinkSync", 1, |_, args, cx| now(readlink, args, cx)),
    method("realpath", 2, |_, args, cx| later(realpath, args, cx)),
    method("realpathSync", 1, |_, args, cx| now(realpath, args, cx)),
    method("unlink", 2, |_, args, cx| later(unlink, args, cx)),
    method("unlinkSync", 1, |_, args, cx| now(unlink, args, cx)),
    method("rmdir", 2, |_, args, cx| later(rmdir, args, cx)),
    method("rmdirSync", 1, |_, args, cx| now(rmdir, args, cx)),
    method("mkdir", 3, |_, args, cx| later(mkdir, args, cx)),
    method("mkdirSync", 2, |_, args, cx| now(mkdir, args, cx)),
    method("readdir", 2, |_, args, cx| later(readdir, args, cx)),
    method("readdirSync", 1, |_, args, cx| now(readdir, args, cx)),
];

pub(super) fn rename(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let (from, to) = (path(args, 0, "path1", cx)?, path(args, 1, "path2", cx)?);
    Ok(Call::new(move || fs::rename(&from, &to)))
}

pub(super) fn chmod(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let mode = needed_mode(args, 1)?;
    Ok(Call::new(move || fs::chmod(&path, mode)))
}

pub(super) fn chown(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let (uid, gid) = (id(args, 1, "uid")?, id(args, 2, "gid")?);
    Ok(Call::new(move || fs::chown(&path, uid, gid)))
}

pub(super) fn stat(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::stat(&path)))
}

pub(super) fn lstat(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::lstat(&path)))
}

pub(super) fn link(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let (existing, new) = (path(args, 0, "srcpath", cx)?, path(args, 1, "dstpath", cx)?);
    Ok(Call::new(move || fs::link(&existing, &new)))
}

pub(super) fn symlink(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let (target, path) = (path(args, 0, "linkdata", cx)?, path(args, 1, "path", cx)?);
    Ok(Call::new(move || fs::symlink(&target, &path)))
}

pub(super) fn readlink(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::read_link(&path).map(Answer::Path)))
}

pub(super) fn realpath(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::real_path(&path).map(Answer::Path)))
}

pub(super) fn unlink(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::unlink(&path)))
}

pub(super) fn rmdir(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::rmdir(&path)))
}

/// v0.2.0 insists on the mode; later releases do not, and take options instead of it: `mode`, `recursive`. With the
/// latter the result is the first directory that was made.
pub(super) fn mkdir(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let options = args.get_or_undefined(1);
    let given = option(options, js_string!("mode"), cx)?;
    let mode = mode(given.as_ref().unwrap_or(options), 0o777)?;
    if is_on(options, js_string!("recursive"), cx)? {
        return Ok(Call::new(move || Ok(fs::mkdir_all(&path, mode)?.map_or(Answer::Nothing, Answer::Path))));
    }
    Ok(Call::new(move || fs::mkdir(&path, mode)))
}

/// Whether an option is there and true.
pub(super) fn is_on(options: &JsValue, name: JsString, cx: &mut Context) -> JsResult<bool> {
    Ok(option(options, name, cx)?.is_some_and(|value| value.to_boolean()))
}

/// `fs.readdir(path, [options], [callback])`: names as strings, or as Buffers with the encoding `buffer`, which also says
/// names that are no text; Dirents with `withFileTypes`.
pub(super) fn readdir(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let options = args.get_or_undefined(1);
    if is_on(options, js_string!("withFileTypes"), cx)? {
        return dirents(path, args, cx);
    }
    let work = move || fs::read_dir(&path).map(Answer::Names);
    if !wants_buffers(options, cx)? {
        return Ok(Call::new(work));
    }
    Ok(Call::then(work, |answer, cx| {
        let Answer::Names(names) = answer else { return Ok(Vec::new()) };
        let mut buffers = Vec::with_capacity(names.len());
        for name in names.iter() {
            buffers.push(entry_name(name, true, cx)?);
        }
        Ok(vec![JsArray::from_iter(buffers, cx).into()])
    }))
}

fn dirents(path: PathBuf, args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let as_buffers = wants_buffers(args.get_or_undefined(1), cx)?;
    let folder = args.get_or_undefined(0).clone();
    Ok(Call::then(
        move || fs::read_dir_kinds(&path).map(Answer::Entries),
        move |answer, cx| {
            let Answer::Entries(entries) = answer else { return Ok(Vec::new()) };
            let mut dirents = Vec::with_capacity(entries.len());
            for (name, mode) in entries {
                let name = entry_name(&name, as_buffers, cx)?;
                dirents.push(stats::dirent(name, folder.clone(), mode, cx).into());
            }
            Ok(vec![JsArray::from_iter(dirents, cx).into()])
        },
    ))
}

fn entry_name(name: &OsStr, as_buffer: bool, cx: &mut Context) -> JsResult<JsValue> {
    if as_buffer {
        return buffer::from_slice(name.as_bytes(), cx).map(JsValue::from);
    }
    Ok(text_of(name).into())
}

/// A name as text; what is no UTF-8 in it becomes U+FFFD.
pub(super) fn text_of(name: &OsStr) -> JsString {
    match name.as_bytes() {
        ascii if ascii.is_ascii() => latin1(ascii),
        _ => JsString::from(name.to_string_lossy().as_ref()),
    }
}

/// Whether the encoding, an argument of its own or in an options object, is `buffer`.
fn wants_buffers(options: &JsValue, cx: &mut Context) -> JsResult<bool> {
    let encoding = option(options, js_string!("encoding"), cx)?.unwrap_or_else(|| options.clone());
    Ok(encoding.as_string().is_some_and(|encoding| encoding == js_string!("buffer")))
}
