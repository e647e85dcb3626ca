//! What the process tells about itself: environment, versions, memory, time, title.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use boa_engine::JsBigInt;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::process as system;

use crate::error::thrown;
use crate::host::{VERSION, host};

/// The environment variable by which a program that was forked knows the descriptor of its channel.
pub const CHANNEL_VARIABLE: &str = "NODE_CHANNEL_FD";

/// `process.env`: a plain object, filled from the environment once. What the program changes in it is what its child
/// processes get; the environment of this process itself stays as it is.
pub fn env(cx: &mut Context) -> JsResult<JsValue> {
    let prototype = cx.intrinsics().constructors().object().prototype();
    let env = JsObject::from_proto_and_data(prototype, OrdinaryObject);
    for (name, value) in std::env::vars_os() {
        // The channel is this program's, not its children's.
        if name == CHANNEL_VARIABLE {
            continue;
        }
        set(&env, &name.to_string_lossy(), JsString::from(value.to_string_lossy().as_ref()));
    }
    Ok(env.into())
}

/// The absolute path of the executable.
pub fn exec_path(cx: &mut Context) -> JsResult<JsValue> {
    match system::exec_path() {
        Ok(path) => Ok(JsString::from(path.to_string_lossy().as_ref()).into()),
        Err(error) => Err(thrown(&error, cx)),
    }
}

pub fn versions(cx: &mut Context) -> JsResult<JsValue> {
    let versions = JsObject::with_object_proto(cx.intrinsics());
    set(&versions, "node", JsString::from(VERSION.trim_start_matches('v')));
    // Of the engine that v0.2.0 came with: programs compare it to find out what the language can do.
    set(&versions, "v8", js_string!("2.3.8"));
    set(&versions, "noderu", js_string!(env!("CARGO_PKG_VERSION")));
    set(&versions, "boa", js_string!("0.22.0"));
    Ok(versions.into())
}

/// The architecture in Node's words.
pub fn arch() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "x64",
        "x86" => "ia32",
        "aarch64" => "arm64",
        other => other,
    }
}

/// `process.memoryUsage()`: bytes. `heapTotal` is what the allocator holds, `heapUsed` what of it is in use.
pub fn memory_usage(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let memory = system::memory().map_err(|error| thrown(&error, cx))?;
    let usage = JsObject::with_object_proto(cx.intrinsics());
    set(&usage, "rss", memory.resident as f64);
    set(&usage, "vsize", memory.virtual_size as f64);
    set(&usage, "heapTotal", memory.heap_total as f64);
    set(&usage, "heapUsed", memory.heap_used as f64);
    Ok(usage.into())
}

fn elapsed(cx: &Context) -> Duration {
    host(cx).started.elapsed()
}

/// Seconds since the start.
pub fn uptime(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(elapsed(cx).as_secs_f64().into())
}

/// `process.hrtime([before])`: `[seconds, nanoseconds]` of a clock that only goes forward.
pub fn hrtime(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
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
pub fn hrtime_bigint(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let nanos = u64::try_from(elapsed(cx).as_nanos()).unwrap_or(u64::MAX);
    Ok(JsBigInt::from(nanos).into())
}

/// What the program set as the title.
fn title_set(_: &mut Context) -> Rc<RefCell<Option<String>>> {
    Rc::default()
}

/// The title that was set, else the name that the program was called by.
pub fn title(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let title = slot(cx, title_set).borrow().clone();
    let title = title.or_else(|| std::env::args_os().next().map(|name| name.to_string_lossy().into_owned()));
    Ok(JsString::from(title.unwrap_or_default()).into())
}

pub fn set_title(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let title = to_text(&arg(args, 0), cx)?;
    system::set_title(&title).map_err(|error| thrown(&error, cx))?;
    *slot(cx, title_set).borrow_mut() = Some(title);
    Ok(JsValue::undefined())
}
