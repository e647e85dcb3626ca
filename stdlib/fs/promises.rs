//! `fs.promises`, of later releases: the same functions, each with a promise in place of the callback, and FileHandle.

use boa_engine::builtins::object::OrdinaryObject;
use noderu_glue::binding::{Class, class, install, set};
use noderu_glue::prelude::*;
use noderu_glue::slot::filled;

use super::call::{Prepare, promised, promised_then};
use super::{compat, descriptors, names, whole};

const FUNCTIONS: &[Method] = &[
    method("access", 2, |_, args, cx| promised(compat::access, args, cx)),
    method("appendFile", 3, |_, args, cx| promised(compat::append_file, args, cx)),
    method("chmod", 2, |_, args, cx| promised(names::chmod, args, cx)),
    method("chown", 3, |_, args, cx| promised(names::chown, args, cx)),
    method("copyFile", 3, |_, args, cx| promised(compat::copy_file, args, cx)),
    method("lchown", 3, |_, args, cx| promised(compat::lchown, args, cx)),
    method("link", 2, |_, args, cx| promised(names::link, args, cx)),
    method("lstat", 1, |_, args, cx| promised(names::lstat, args, cx)),
    method("mkdir", 2, |_, args, cx| promised(names::mkdir, args, cx)),
    method("mkdtemp", 1, |_, args, cx| promised(compat::mkdtemp, args, cx)),
    method("open", 3, |_, args, cx| promised_then(descriptors::open, args, handle, cx)),
    method("readFile", 2, |_, args, cx| promised(whole::read_file, &opened(args, cx)?, cx)),
    method("readdir", 2, |_, args, cx| promised(names::readdir, args, cx)),
    method("readlink", 1, |_, args, cx| promised(names::readlink, args, cx)),
    method("realpath", 1, |_, args, cx| promised(names::realpath, args, cx)),
    method("rename", 2, |_, args, cx| promised(names::rename, args, cx)),
    method("rm", 2, |_, args, cx| promised(compat::rm, args, cx)),
    method("rmdir", 1, |_, args, cx| promised(names::rmdir, args, cx)),
    method("stat", 1, |_, args, cx| promised(names::stat, args, cx)),
    method("symlink", 2, |_, args, cx| promised(names::symlink, args, cx)),
    method("truncate", 2, |_, args, cx| promised(compat::truncate_path, args, cx)),
    method("unlink", 1, |_, args, cx| promised(names::unlink, args, cx)),
    method("utimes", 3, |_, args, cx| promised(compat::utimes, args, cx)),
    method("writeFile", 3, |_, args, cx| promised(whole::write_file, &opened(args, cx)?, cx)),
];

/// What a FileHandle can do: the functions on descriptors, with its own in front of the arguments.
const HANDLE_METHODS: &[Method] = &[
    method("appendFile", 2, |this, args, cx| on(this, whole::write_file, args, cx)),
    method("chmod", 1, |this, args, cx| on(this, descriptors::fchmod, args, cx)),
    method("chown", 2, |this, args, cx| on(this, descriptors::fchown, args, cx)),
    method("close", 0, close),
    method("datasync", 0, |this, args, cx| on(this, descriptors::fdatasync, args, cx)),
    method("read", 4, |this, args, cx| transfer(this, descriptors::read, "bytesRead", args, cx)),
    method("readFile", 1, |this, args, cx| on(this, whole::read_file, args, cx)),
    method("stat", 0, |this, args, cx| on(this, descriptors::fstat, args, cx)),
    method("sync", 0, |this, args, cx| on(this, descriptors::fsync, args, cx)),
    method("truncate", 1, |this, args, cx| on(this, descriptors::truncate, args, cx)),
    method("utimes", 2, |this, args, cx| on(this, descriptors::futimes, args, cx)),
    method("write", 4, |this, args, cx| transfer(this, descriptors::write, "bytesWritten", args, cx)),
    method("writeFile", 2, |this, args, cx| on(this, whole::write_file, args, cx)),
];

/// `fs.promises`, made at the first look; `require('fs/promises')` is the same object.
///
/// # Errors
/// None.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let fs = crate::module::builtin("fs", cx)?.and_then(|fs| fs.as_object());
    match fs {
        Some(fs) => fs.get(js_string!("promises"), cx),
        None => Ok(JsValue::undefined()),
    }
}

/// The object.
pub fn make(cx: &mut Context) -> JsValue {
    let prototype = cx.intrinsics().constructors().object().prototype();
    let exports = JsObject::from_proto_and_data(prototype, OrdinaryObject);
    install(&exports, FUNCTIONS, cx);
    exports.into()
}

/// A FileHandle for the descriptor that was opened. One that is forgotten is not closed: as with `fs.open`.
fn handle(values: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let handle = JsObject::from_proto_and_data(slot(cx, make_handle_class).prototype, OrdinaryObject);
    set(&handle, "fd", values.get_or_undefined(0).clone());
    Ok(handle.into())
}

fn make_handle_class(cx: &mut Context) -> Class {
    let illegal = |_: &JsValue, _: &[JsValue], _: &mut Context| Err(type_error("FileHandles come from open()"));
    let class = class("FileHandle", 0, illegal, None, cx);
    install(&class.prototype, HANDLE_METHODS, cx);
    class
}

fn fd_of(handle: &JsValue, cx: &mut Context) -> JsResult<JsValue> {
    match handle.as_object() {
        Some(handle) => handle.get(js_string!("fd"), cx),
        None => Ok(JsValue::undefined()),
    }
}

fn with_fd(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<Vec<JsValue>> {
    let mut all = vec![fd_of(this, cx)?];
    all.extend_from_slice(args);
    Ok(all)
}

fn on(this: &JsValue, prepare: Prepare, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    promised(prepare, &with_fd(this, args, cx)?, cx)
}

/// The arguments with the descriptor of a FileHandle in place of the handle.
fn opened(args: &[JsValue], cx: &mut Context) -> JsResult<Vec<JsValue>> {
    let mut args = args.to_vec();
    if let Some(first) = args.first_mut()
        && let Some(class) = filled(cx, &make_handle_class)
        && first.as_object().is_some_and(|object| object.prototype().as_ref() == Some(&class.prototype))
    {
        *first = fd_of(&first.clone(), cx)?;
    }
    Ok(args)
}

/// `handle.close()`: its number is not used again for what comes later.
fn close(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let args = [fd_of(this, cx)?];
    if let Some(handle) = this.as_object() {
        handle.set(js_string!("fd"), -1, false, cx)?;
    }
    promised(descriptors::close, &args, cx)
}

/// `read` and `write` give an object: how many bytes, and the Buffer or string that was given.
fn transfer(this: &JsValue, prepare: Prepare, name: &str, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let args = with_fd(this, args, cx)?;
    let given = args.get_or_undefined(1).clone();
    let name = JsString::from(name);
    promised_then(
        prepare,
        &args,
        move |values, cx| {
            let prototype = cx.intrinsics().constructors().object().prototype();
            let answer = JsObject::from_proto_and_data(prototype, OrdinaryObject);
            answer.set(name, values.last().cloned().unwrap_or_default(), false, cx)?;
            answer.set(js_string!("buffer"), given, false, cx)?;
            Ok(answer.into())
        },
        cx,
    )
}
