//! `fs.watch`, of later releases: the kernel reports changes (inotify), nothing is polled.
//!
//! All watchers share one descriptor, which is open while there is one: the kernel gives a user 128 of them. It keeps the
//! loop alive while a persistent watcher is there. A file that is watched twice has one watch in the kernel.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use boa_engine::{Finalize, JsData, Trace};
use noderu_glue::binding::{self, Class, function};
use noderu_glue::prelude::*;
use noderu_glue::state;
use noderu_runtime::watch::{self, What};
use noderu_runtime::{EventKind, HandleId, SystemError};

use super::args::{option, path};
use crate::error;
use crate::events;
use crate::host::host;

const METHODS: &[Method] = &[method("close", 0, close)];

/// The class, and the tick that emits 'close'.
#[derive(Clone)]
struct WatcherClass {
    class: Class,
    tell_closed: JsFunction,
}

/// The state of one FSWatcher.
#[derive(Trace, Finalize, JsData)]
struct ChangeWatcher {
    #[unsafe_ignore_trace]
    watch: i32,
    #[unsafe_ignore_trace]
    is_persistent: bool,
    /// The last part of the watched path: the name that a change of the file itself is reported with.
    name: JsString,
    #[unsafe_ignore_trace]
    is_open: bool,
}

/// Every watcher that is open.
#[derive(Default)]
struct Notifier {
    handle: Option<HandleId>,
    by_watch: HashMap<i32, Vec<JsObject>>,
    persistent: usize,
}

fn notifier(cx: &mut Context) -> Rc<RefCell<Notifier>> {
    slot(cx, |_| Rc::default())
}

fn shared(cx: &mut Context) -> JsResult<WatcherClass> {
    try_slot(cx, make_shared)
}

fn make_shared(cx: &mut Context) -> JsResult<WatcherClass> {
    let emitter = events::prototype(cx)?;
    let class = constructor("FSWatcher", 0, |_, _, _| Ok(JsValue::undefined()), Some(&emitter), cx)?;
    binding::install(&class.prototype, METHODS, cx);
    Ok(WatcherClass { class, tell_closed: function("", 1, tell_closed, cx) })
}

/// `fs.FSWatcher`
///
/// # Errors
/// None in practice: those of evaluating the constructor's line of JavaScript.
pub(super) fn class(cx: &mut Context) -> JsResult<JsObject> {
    Ok(shared(cx)?.class.constructor)
}

/// `fs.watch(filename, [options], [listener])`: an EventEmitter with 'change' `(event, filename)`, 'error' and 'close';
/// `event` is `change` or `rename`. The file must be there: it throws what inotify_add_watch(2) says.
pub(super) fn watch(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let path = path(args, 0, "filename", cx)?;
    let options = args.get_or_undefined(1);
    let persistent = option(options, js_string!("persistent"), cx)?.filter(|value| !value.is_undefined());
    let is_persistent = persistent.is_none_or(|persistent| persistent.to_boolean());
    if option(options, js_string!("recursive"), cx)?.is_some_and(|recursive| recursive.to_boolean()) {
        return Err(error_of("fs.watch: recursive watching is not supported on this platform"));
    }
    let constructor = class(cx)?;
    let object = constructor.construct(&[], None, cx)?;
    if let Some(listener) = args.iter().skip(1).rev().find_map(JsValue::as_function) {
        events::on(&object, &js_string!("change"), listener, cx)?;
    }
    let watch = begin(&path, &object, is_persistent, cx).map_err(|failure| error::thrown(&failure, cx))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let name = JsString::from(name.as_ref());
    state::attach(&object, ChangeWatcher { watch, is_persistent, name, is_open: true }, cx);
    Ok(object.into())
}

fn error_of(message: &str) -> JsError {
    error(message)
}

/// Adds the object to those that emit the path's changes.
fn begin(path: &Path, object: &JsObject, is_persistent: bool, cx: &mut Context) -> Result<i32, SystemError> {
    let (host, notifier) = (host(cx), notifier(cx));
    let mut notifier = notifier.borrow_mut();
    let mut reactor = host.reactor.borrow_mut();
    let handle = match notifier.handle {
        Some(handle) => handle,
        None => {
            let about = |failure: SystemError| SystemError { syscall: "watch", path: Some(path.into()), ..failure };
            let handle = reactor.open_fd(watch::open().map_err(about)?).map_err(about)?;
            host.adopt(handle, &JsObject::with_null_proto(), deliver);
            reactor.set_ref(handle, false);
            reactor.read_start(handle);
            notifier.handle = Some(handle);
            handle
        }
    };
    let added = watch::add(reactor.raw_fd(handle).unwrap_or(-1), path);
    if let Ok(watch) = added {
        notifier.by_watch.entry(watch).or_default().push(object.clone());
        notifier.persistent += usize::from(is_persistent);
        reactor.set_ref(handle, notifier.persistent > 0);
    } else if notifier.by_watch.is_empty() {
        notifier.handle = None;
        reactor.close(handle);
    }
    added
}

/// `watcher.close()`: nothing more is emitted but 'close'.
fn close(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = this.as_object().ok_or_else(bad_receiver)?;
    if end(&object, cx)? {
        let callback = shared(cx)?.tell_closed;
        host(cx).next_tick(callback, vec![object.into()]);
    }
    Ok(JsValue::undefined())
}

fn tell_closed(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let Some(watcher) = args.get_or_undefined(0).as_object() {
        events::emit(&watcher, &js_string!("close"), &[], cx)?;
    }
    Ok(JsValue::undefined())
}

/// Takes the watcher away; false when it was closed before.
fn end(object: &JsObject, cx: &mut Context) -> JsResult<bool> {
    let holder = state::state::<ChangeWatcher>(&object.clone().into(), cx).ok_or_else(bad_receiver)?;
    let (watch, is_persistent) = {
        let mut watcher = holder.downcast_mut::<ChangeWatcher>().ok_or_else(bad_receiver)?;
        if !std::mem::take(&mut watcher.is_open) {
            return Ok(false);
        }
        (watcher.watch, watcher.is_persistent)
    };
    let (host, notifier) = (host(cx), notifier(cx));
    let mut notifier = notifier.borrow_mut();
    let mut reactor = host.reactor.borrow_mut();
    notifier.persistent -= usize::from(is_persistent);
    let Some(handle) = notifier.handle else { return Ok(true) };
    if let Some(watchers) = notifier.by_watch.get_mut(&watch) {
        watchers.retain(|other| !JsObject::equals(other, object));
        if watchers.is_empty() {
            notifier.by_watch.remove(&watch);
            watch::remove(reactor.raw_fd(handle).unwrap_or(-1), watch);
        }
    }
    reactor.set_ref(handle, notifier.persistent > 0);
    // A watch that the kernel ended has no entry; its watchers are open all the same.
    if notifier.by_watch.is_empty() && notifier.persistent == 0 {
        notifier.handle = None;
        reactor.close(handle);
    }
    Ok(true)
}

/// Emits on the watchers what the descriptor reported.
fn deliver(_: &JsObject, _: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()> {
    match kind {
        EventKind::Data(bytes) => {
            let mut result = Ok(());
            for change in watch::changes(&bytes) {
                let told = tell(change, cx);
                // One listener that throws costs the others nothing; the first exception is passed on.
                result = result.and(told);
            }
            result
        }
        EventKind::Failed(failure) => {
            let watchers: Vec<JsObject> = notifier(cx).borrow().by_watch.values().flatten().cloned().collect();
            for watcher in watchers {
                let exception = error::object(&failure, cx);
                events::emit_error(&watcher, exception.into(), cx)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn tell(change: watch::Change<'_>, cx: &mut Context) -> JsResult<()> {
    let notifier = notifier(cx);
    if change.what == What::Ended {
        // The number may be given out again.
        notifier.borrow_mut().by_watch.remove(&change.watch);
        return Ok(());
    }
    let watchers = notifier.borrow().by_watch.get(&change.watch).cloned().unwrap_or_default();
    let event = if change.what == What::Changed { js_string!("change") } else { js_string!("rename") };
    for watcher in watchers {
        let name = {
            let Some(holder) = state::state::<ChangeWatcher>(&watcher.clone().into(), cx) else { continue };
            let Some(watcher) = holder.downcast_ref::<ChangeWatcher>().filter(|watcher| watcher.is_open) else {
                continue;
            };
            watcher.name.clone()
        };
        let name = change.name.map_or(name, |name| JsString::from(String::from_utf8_lossy(name).as_ref()));
        events::emit(&watcher, &js_string!("change"), &[event.clone().into(), name.into()], cx)?;
    }
    Ok(())
}

fn bad_receiver() -> JsError {
    type_error("this is not an FSWatcher")
}
