//! Functions on names: of files, directories and links.

use noderu_glue::prelude::*;
use noderu_runtime::fs;

use super::args::{id, mode, path, size};
use super::call::{Answer, Call, later, now};

/// Each function in its two forms.
pub const METHODS: &[Method] = &[
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
    method("exists", 2, crate::path::exists),
    method("existsSync", 1, crate::path::exists_sync),
];

fn rename(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let (from, to) = (path(args, 0, "path1", cx)?, path(args, 1, "path2", cx)?);
    Ok(Call::new(move || fs::rename(&from, &to)))
}

fn chmod(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let bits = args.get_or_undefined(1);
    if bits.is_null_or_undefined() {
        return Err(type_error("Bad argument: mode must be a number or octal digits"));
    }
    let mode = mode(bits, 0)?;
    Ok(Call::new(move || fs::chmod(&path, mode)))
}

fn chown(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let (uid, gid) = (id(args, 1, "uid")?, id(args, 2, "gid")?);
    Ok(Call::new(move || fs::chown(&path, uid, gid)))
}

fn stat(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::stat(&path)))
}

fn lstat(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::lstat(&path)))
}

fn link(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let (existing, new) = (path(args, 0, "srcpath", cx)?, path(args, 1, "dstpath", cx)?);
    Ok(Call::new(move || fs::link(&existing, &new)))
}

fn symlink(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let (target, path) = (path(args, 0, "linkdata", cx)?, path(args, 1, "path", cx)?);
    Ok(Call::new(move || fs::symlink(&target, &path)))
}

fn readlink(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::read_link(&path).map(Answer::Path)))
}

fn realpath(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::real_path(&path).map(Answer::Path)))
}

fn unlink(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::unlink(&path)))
}

fn rmdir(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::rmdir(&path)))
}

/// v0.2.0 insists on the mode; later releases do not.
fn mkdir(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let mode = mode(args.get_or_undefined(1), 0o777)?;
    Ok(Call::new(move || fs::mkdir(&path, mode)))
}

fn readdir(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    Ok(Call::new(move || fs::read_dir(&path).map(Answer::Names)))
}

/// `truncate` of a path, as later releases have it.
pub fn truncate_path(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let len = size(args, 1, "len", 0)?;
    Ok(Call::new(move || fs::truncate_path(&path, len)))
}
