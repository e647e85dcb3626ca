//! What later releases added to `process`: effective ids, groups, clocks.

use std::time::Duration;

use boa_engine::JsBigInt;
use boa_engine::object::builtins::JsArray;
use noderu_glue::prelude::*;
use noderu_runtime::{machine, process as system};

use super::identity::id;
use super::warning;
use crate::error::thrown;
use crate::host::host;

pub(super) const METHODS: &[Method] = &[
    method("emitWarning", 1, warning::emit),
    method("geteuid", 0, get_effective_uid),
    method("getegid", 0, get_effective_gid),
    method("seteuid", 1, set_effective_uid),
    method("setegid", 1, set_effective_gid),
    method("getgroups", 0, get_groups),
    method("setgroups", 1, set_groups),
    method("initgroups", 2, init_groups),
    method("uptime", 0, uptime),
    method("hrtime", 1, hrtime),
];

/// Functions of `process.hrtime`.
pub(super) const HRTIME_METHODS: &[Method] = &[method("bigint", 0, hrtime_bigint)];

pub(super) fn get_effective_uid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(system::effective_uid().into())
}

pub(super) fn get_effective_gid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(system::effective_gid().into())
}

pub(super) fn set_effective_uid(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let id = id(&arg(args, 0), "seteuid user id does not exist", system::uid_of, cx)?;
    system::set_effective_uid(id).map_err(|error| thrown(&error, cx))?;
    Ok(JsValue::undefined())
}

pub(super) fn set_effective_gid(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let id = id(&arg(args, 0), "setegid group id does not exist", system::gid_of, cx)?;
    system::set_effective_gid(id).map_err(|error| thrown(&error, cx))?;
    Ok(JsValue::undefined())
}

/// `process.getgroups()`, of later releases: the groups beside the process's own.
pub(super) fn get_groups(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let groups = system::groups().map_err(|error| thrown(&error, cx))?;
    Ok(JsArray::from_iter(groups.into_iter().map(JsValue::from), cx).into())
}

/// `process.setgroups(groups)`, of later releases: ids and names. Whoever gives up root gives up root's groups with it.
pub(super) fn set_groups(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
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
pub(super) fn init_groups(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
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

fn elapsed(cx: &Context) -> Duration {
    host(cx).started.elapsed()
}

/// Seconds since the start.
pub(super) fn uptime(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(elapsed(cx).as_secs_f64().into())
}

/// `process.hrtime([before])`: `[seconds, nanoseconds]` of a clock that only goes forward.
pub(super) fn hrtime(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let now = elapsed(cx);
    let (mut seconds, mut nanos) = (now.as_secs() as f64, f64::from(now.subsec_nanos()));
    if let Some(before) = args.first().and_then(JsValue::as_object) {
        seconds -= before.get(0, cx)?.to_number(cx)?;
        nanos -= before.get(1, cx)?.to_number(cx)?;
        if nanos < 0.0 {
            seconds -= 1.0;
            nanos += 1e9;
        }
    }
    Ok(JsArray::from_iter([seconds.into(), nanos.into()], cx).into())
}

/// `process.hrtime.bigint()`: nanoseconds.
pub(super) fn hrtime_bigint(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let nanos = u64::try_from(elapsed(cx).as_nanos()).unwrap_or(u64::MAX);
    Ok(JsBigInt::from(nanos).into())
}
