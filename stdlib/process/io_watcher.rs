//! `process.IOWatcher`: calls back when a descriptor can be read or written, for libraries that bring a protocol of their own.
//!
//! `watcher.set(fd, readable, writable)`, `watcher.callback = function (readable, writable) {}`, `start()`, `stop()`. It is
//! called as long as it is so; a running watcher keeps the program running.

use boa_engine::object::JsObject;
use boa_engine::{Finalize, JsData, Trace};
use noderu_glue::binding::{self, Class, install, set};
use noderu_glue::prelude::*;
use noderu_runtime::{EventKind, HandleId};

use crate::error::thrown;
use crate::host::host;

#[derive(Default, Trace, Finalize, JsData)]
struct Watcher {
    /// What to watch: descriptor, for reading, for writing.
    #[unsafe_ignore_trace]
    what: Option<(i32, bool, bool)>,
    #[unsafe_ignore_trace]
    handle: Option<HandleId>,
}

/// The constructor.
pub(super) fn constructor(cx: &mut Context) -> JsObject {
    slot(cx, make_class).constructor
}

fn make_class(cx: &mut Context) -> Class {
    let class = binding::class("IOWatcher", 0, construct, None, cx);
    install(&class.prototype, &[method("set", 3, configure), method("start", 0, start), method("stop", 0, stop)], cx);
    set(&class.prototype, "callback", JsValue::undefined());
    class
}

fn construct(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let target = this.as_object().ok_or_else(|| type_error("IOWatcher must be called with new"))?;
    let prototype = target.get(js_string!("prototype"), cx)?.as_object();
    Ok(JsObject::from_proto_and_data(prototype, Watcher::default()).into())
}

fn receiver(this: &JsValue) -> JsResult<JsObject> {
    this.as_object().filter(JsObject::is::<Watcher>).ok_or_else(|| type_error("this is no IOWatcher"))
}

/// `watcher.set(fd, readable, writable)`
fn configure(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let fd = arg(args, 0).as_number().filter(|fd| fd.fract() == 0.0 && (0.0..=f64::from(i32::MAX)).contains(fd));
    let Some(fd) = fd else { return Err(type_error("First arg should be a file descriptor.")) };
    let (Some(readable), Some(writable)) = (arg(args, 1).as_boolean(), arg(args, 2).as_boolean()) else {
        return Err(type_error("IOWatcher.set: readable and writable must be true or false"));
    };
    let running = object.downcast_mut::<Watcher>().is_some_and(|mut watcher| {
        watcher.what = Some((fd as i32, readable, writable));
        watcher.handle.is_some()
    });
    if running {
        stop(this, &[], cx)?;
        start(this, &[], cx)?;
    }
    Ok(JsValue::undefined())
}

/// `watcher.start()`
fn start(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let state = object.downcast_ref::<Watcher>().map(|watcher| (watcher.what, watcher.handle.is_some()));
    let Some((what, false)) = state else { return Ok(JsValue::undefined()) };
    let Some((fd, readable, writable)) = what else {
        return Err(error("IOWatcher.start: set() says what to watch, and was not called"));
    };
    let host = host(cx);
    let watched = host.reactor.borrow_mut().watch_fd(fd, readable, writable);
    let handle = watched.map_err(|failure| thrown(&failure, cx))?;
    host.adopt(handle, &object, deliver);
    if let Some(mut watcher) = object.downcast_mut::<Watcher>() {
        watcher.handle = Some(handle);
    }
    Ok(JsValue::undefined())
}

/// `watcher.stop()`
fn stop(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let handle = receiver(this)?.downcast_mut::<Watcher>().and_then(|mut watcher| watcher.handle.take());
    if let Some(handle) = handle {
        host(cx).reactor.borrow_mut().close(handle);
    }
    Ok(JsValue::undefined())
}

fn deliver(object: &JsObject, handle: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()> {
    let current = object.downcast_ref::<Watcher>().is_some_and(|watcher| watcher.handle == Some(handle));
    if !current {
        return Ok(());
    }
    match kind {
        EventKind::Ready { readable, writable } => {
            let callback = object.get(js_string!("callback"), cx)?;
            match callback.as_callable() {
                Some(callback) => {
                    callback.call(&object.clone().into(), &[readable.into(), writable.into()], cx).map(drop)
                }
                None => Ok(()),
            }
        }
        EventKind::Failed(failure) => {
            if let Some(mut watcher) = object.downcast_mut::<Watcher>() {
                watcher.handle = None;
            }
            Err(thrown(&failure, cx))
        }
        _ => Ok(()),
    }
}
