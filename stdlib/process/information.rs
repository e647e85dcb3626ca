//! What the process says of itself: environment, versions, memory, time, title.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::process as system;

use crate::error::thrown;
use crate::host::VERSION;

/// The environment variable by which a program that was forked knows the descriptor of its channel.
pub const CHANNEL_VARIABLE: &str = "NODE_CHANNEL_FD";

/// `process.env`: a plain object, filled from the environment once. What the program changes in it is what its child
/// processes get; the environment of this process itself stays as it is.
pub(super) fn env(cx: &mut Context) -> JsResult<JsValue> {
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
pub(super) fn exec_path(cx: &mut Context) -> JsResult<JsValue> {
    match system::exec_path() {
        Ok(path) => Ok(JsString::from(path.to_string_lossy().as_ref()).into()),
        Err(error) => Err(thrown(&error, cx)),
    }
}

pub(super) fn versions(cx: &mut Context) -> JsResult<JsValue> {
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
pub(super) fn memory_usage(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let memory = system::memory().map_err(|error| thrown(&error, cx))?;
    let usage = JsObject::with_object_proto(cx.intrinsics());
    set(&usage, "rss", memory.resident as f64);
    set(&usage, "vsize", memory.virtual_size as f64);
    set(&usage, "heapTotal", memory.heap_total as f64);
    set(&usage, "heapUsed", memory.heap_used as f64);
    Ok(usage.into())
}

/// What the program set as the title.
fn title_set(_: &mut Context) -> Rc<RefCell<Option<String>>> {
    Rc::default()
}

/// The title that was set, else the name that the program was called by.
pub(super) fn title(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let title = slot(cx, title_set).borrow().clone();
    let title = title.or_else(|| std::env::args_os().next().map(|name| name.to_string_lossy().into_owned()));
    Ok(JsString::from(title.unwrap_or_default()).into())
}

pub(super) fn set_title(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let title = to_text(&arg(args, 0), cx)?;
    system::set_title(&title).map_err(|error| thrown(&error, cx))?;
    *slot(cx, title_set).borrow_mut() = Some(title);
    Ok(JsValue::undefined())
}
