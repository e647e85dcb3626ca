//! Who the process is, and where: ids, the working folder, the file mode mask.

use std::path::Path;

use boa_engine::JsNativeError;
use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::{SystemError, machine, process as system};

use crate::error::thrown;

/// A system error in the form of `process.chdir` and `process.kill` of 0.2: the bare text of strerror(3), without
/// the name in front. Today's `code` and `errno` are there beside it.
pub fn plain(error: &SystemError, cx: &mut Context) -> JsError {
    let object = JsNativeError::error().with_message(error.errno.text()).into_opaque(cx);
    set(&object, "errno", error.errno.0);
    set(&object, "code", JsString::from(error.errno.name()));
    set(&object, "syscall", JsString::from(error.syscall));
    JsError::from_opaque(object.into())
}

pub fn cwd(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    match system::cwd() {
        Ok(path) => Ok(JsString::from(path.to_string_lossy().as_ref()).into()),
        Err(error) => Err(plain(&error, cx)),
    }
}

pub fn chdir(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(path) = args.first().and_then(JsValue::as_string) else {
        return Err(type_error("process.chdir: the directory must be a string"));
    };
    match system::chdir(Path::new(&text(&path))) {
        Ok(()) => Ok(JsValue::undefined()),
        Err(error) => Err(plain(&error, cx)),
    }
}

/// `process.umask([mask])`: the mask before. A string counts as octal.
pub fn umask(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
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

pub fn get_uid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(system::uid().into())
}

pub fn get_effective_uid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(system::effective_uid().into())
}

pub fn get_gid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(system::gid().into())
}

pub fn get_effective_gid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(system::effective_gid().into())
}

pub fn set_uid(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let id = id(&arg(args, 0), "setuid user id does not exist", system::uid_of, cx)?;
    system::set_uid(id).map_err(|error| thrown(&error, cx))?;
    Ok(JsValue::undefined())
}

pub fn set_gid(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let id = id(&arg(args, 0), "setgid group id does not exist", system::gid_of, cx)?;
    system::set_gid(id).map_err(|error| thrown(&error, cx))?;
    Ok(JsValue::undefined())
}

pub fn set_effective_uid(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let id = id(&arg(args, 0), "seteuid user id does not exist", system::uid_of, cx)?;
    system::set_effective_uid(id).map_err(|error| thrown(&error, cx))?;
    Ok(JsValue::undefined())
}

pub fn set_effective_gid(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let id = id(&arg(args, 0), "setegid group id does not exist", system::gid_of, cx)?;
    system::set_effective_gid(id).map_err(|error| thrown(&error, cx))?;
    Ok(JsValue::undefined())
}

/// `process.getgroups()`, of later releases: the groups beside the process's own.
pub fn get_groups(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let groups = system::groups().map_err(|error| thrown(&error, cx))?;
    Ok(JsArray::from_iter(groups.into_iter().map(JsValue::from), cx).into())
}

/// `process.setgroups(groups)`, of later releases: ids and names. Whoever gives up root gives up root's groups with it.
pub fn set_groups(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    /// The kernel's own limit.
    const GROUPS_MAX: u64 = 65_536;
    let list = arg(args, 0).as_object().filter(JsObject::is_array);
    let list = list.ok_or_else(|| type_error("process.setgroups: the groups must be an array"))?;
    let list = JsArray::from_object(list)?;
    let length = list.length(cx)?;
    if length > GROUPS_MAX {
        return Err(range_error("process.setgroups: too many groups"));
    }
    let mut groups = Vec::new();
    for place in 0..length {
        groups.push(id(&list.get(place, cx)?, "setgroups group id does not exist", system::gid_of, cx)?);
    }
    system::set_groups(&groups).map_err(|error| thrown(&error, cx))?;
    Ok(JsValue::undefined())
}

/// `process.initgroups(user, extraGroup)`, of later releases: the groups that the group file gives the user, and one more.
pub fn init_groups(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let user = arg(args, 0);
    let name = match user.as_string() {
        Some(name) => text(&name),
        None => {
            let uid = id(&user, "initgroups user id does not exist", system::uid_of, cx)?;
            machine::user(uid).ok_or_else(|| error("initgroups user id does not exist"))?.name
        }
    };
    let mut groups = system::groups_of(&name);
    groups.push(id(&arg(args, 1), "initgroups extra group not found", system::gid_of, cx)?);
    groups.sort_unstable();
    groups.dedup();
    system::set_groups(&groups).map_err(|error| thrown(&error, cx))?;
    Ok(JsValue::undefined())
}

/// A number, or the name of one.
fn id(given: &JsValue, unknown: &str, look_up: fn(&str) -> Option<u32>, cx: &mut Context) -> JsResult<u32> {
    if let Some(name) = given.as_string() {
        return look_up(&text(&name)).ok_or_else(|| error(unknown));
    }
    let number = given.to_number(cx)?;
    if number >= 0.0 && number < f64::from(u32::MAX) && number.fract() == 0.0 {
        return Ok(number as u32);
    }
    Err(type_error("Bad argument: an id is a number or a name"))
}
