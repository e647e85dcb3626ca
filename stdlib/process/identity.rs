//! Who the process is, and where: ids, the working folder, the file mode mask.

use std::path::Path;

use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::{SystemError, process as system};

use crate::error::{coded, thrown};

/// A system error in the form of `process.chdir` and `process.kill` of 0.2: the bare text of strerror(3), without
/// the name in front. Today's `code` and `errno` are there beside it.
pub(super) fn plain(error: &SystemError, cx: &mut Context) -> JsError {
    let object = coded(error.errno.text().into(), error.errno.0, error.errno.name(), cx);
    set(&object, "syscall", JsString::from(error.syscall));
    JsError::from_opaque(object.into())
}

pub(super) fn cwd(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    match system::cwd() {
        Ok(path) => Ok(JsString::from(path.to_string_lossy().as_ref()).into()),
        Err(error) => Err(plain(&error, cx)),
    }
}

pub(super) fn chdir(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(path) = args.first().and_then(JsValue::as_string) else {
        return Err(type_error("process.chdir: the directory must be a string"));
    };
    match system::chdir(Path::new(&text(&path))) {
        Ok(()) => Ok(JsValue::undefined()),
        Err(error) => Err(plain(&error, cx)),
    }
}

/// `process.umask([mask])`: the mask before. A string counts as octal.
pub(super) fn umask(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(mask) = args.first().filter(|mask| !mask.is_undefined()) else { return Ok(system::umask().into()) };
    let mask = match mask.as_string() {
        Some(octal) => u32::from_str_radix(&text(&octal), 8).ok(),
        None => Some(mask.to_number(cx)?).filter(|mask| *mask >= 0.0).map(|mask| mask as u32),
    };
    match mask {
        Some(mask) => Ok(system::set_umask(mask).into()),
        None => Err(type_error("process.umask: the mask must be a number or an octal string")),
    }
}

pub(super) fn get_uid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(system::uid().into())
}

pub(super) fn get_gid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(system::gid().into())
}

pub(super) fn set_uid(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let id = id(&arg(args, 0), "setuid user id does not exist", system::uid_of, cx)?;
    system::set_uid(id).map_err(|error| thrown(&error, cx))?;
    Ok(JsValue::undefined())
}

pub(super) fn set_gid(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let id = id(&arg(args, 0), "setgid group id does not exist", system::gid_of, cx)?;
    system::set_gid(id).map_err(|error| thrown(&error, cx))?;
    Ok(JsValue::undefined())
}

/// A number, or the name of one.
pub(super) fn id(given: &JsValue, unknown: &str, look_up: fn(&str) -> Option<u32>, cx: &mut Context) -> JsResult<u32> {
    if let Some(name) = given.as_string() {
        return look_up(&text(&name)).ok_or_else(|| error(unknown));
    }
    let number = given.to_number(cx)?;
    if number >= 0.0 && number < f64::from(u32::MAX) && number.fract() == 0.0 {
        return Ok(number as u32);
    }
    Err(type_error("Bad argument: an id is a number or a name"))
}
