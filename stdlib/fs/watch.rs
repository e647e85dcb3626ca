//! `watchFile` and `unwatchFile`: stat(2) at intervals, on the pool.
//!
//! All listeners of one name share a watcher; the options of the first count. A listener is called for each change with what
//! is and what was; having been read is no change. A file that is not there has a Stats of zeros.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use boa_engine::NativeFunction;
use boa_engine::object::FunctionObjectBuilder;
use noderu_glue::prelude::*;
use noderu_runtime::fs::{self, Stat};

use super::args::{option, path};
use super::stats;
use crate::host::host;
use crate::timers;

/// Milliseconds between two looks when the program gives 0 or nothing.
const INTERVAL_DEFAULT_MS: f64 = 250.0;

struct FileWatcher {
    listeners: Vec<JsFunction>,
    previous: Stat,
    timer: JsValue,
    /// A look is under way: a slow file system gets one at a time.
    is_looking: bool,
    /// Tells this watcher from a later one of the same name.
    serial: u64,
}

#[derive(Default)]
struct Watchers {
    by_path: RefCell<HashMap<PathBuf, FileWatcher>>,
    /// The names by serial number, which is what a timer knows.
    paths: RefCell<HashMap<u64, PathBuf>>,
    serial: Cell<u64>,
}

fn watchers(cx: &mut Context) -> Rc<Watchers> {
    slot(cx, |_| Rc::default())
}

/// `fs.watchFile(filename, [options], listener)`
pub(super) fn watch_file(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let path = path(args, 0, "filename", cx)?;
    let options = args.get_or_undefined(1);
    let listener = args.iter().rev().find_map(JsValue::as_function);
    let listener = listener.ok_or_else(|| error("watchFile requires a listener function"))?;
    let watchers = watchers(cx);
    if let Some(watcher) = watchers.by_path.borrow_mut().get_mut(&path) {
        watcher.listeners.push(listener);
        return Ok(JsValue::undefined());
    }
    let interval = option(options, js_string!("interval"), cx)?.unwrap_or_default();
    let interval = if interval.is_undefined() { 0.0 } else { interval.to_number(cx)? };
    let interval = if interval > 0.0 { interval } else { INTERVAL_DEFAULT_MS };
    let persistent = option(options, js_string!("persistent"), cx)?.filter(|value| !value.is_undefined());
    let is_persistent = persistent.is_none_or(|persistent| persistent.to_boolean());
    // Here and now, so that a change right after this call is one.
    let previous = fs::stat(&path).unwrap_or_default();
    let serial = watchers.serial.get() + 1;
    watchers.serial.set(serial);
    let timer = start_timer(serial, interval, is_persistent, cx)?;
    let watcher = FileWatcher { listeners: vec![listener], previous, timer, is_looking: false, serial };
    watchers.paths.borrow_mut().insert(serial, path.clone());
    watchers.by_path.borrow_mut().insert(path, watcher);
    Ok(JsValue::undefined())
}

/// `fs.unwatchFile(filename, [listener])`: without a listener nobody watches it any more.
pub(super) fn unwatch_file(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let path = path(args, 0, "filename", cx)?;
    let watchers = watchers(cx);
    let mut by_path = watchers.by_path.borrow_mut();
    let Some(watcher) = by_path.get_mut(&path) else { return Ok(JsValue::undefined()) };
    match callback(args, 1) {
        Some(listener) => watcher.listeners.retain(|other| !JsObject::equals(other, &listener)),
        None => watcher.listeners.clear(),
    }
    let is_over = watcher.listeners.is_empty();
    let over = if is_over { by_path.remove(&path) } else { None };
    drop(by_path);
    if let Some(watcher) = over {
        watchers.paths.borrow_mut().remove(&watcher.serial);
        timers::clear(&JsValue::undefined(), &[watcher.timer], cx)?;
    }
    Ok(JsValue::undefined())
}

/// A timer that looks at the file.
fn start_timer(serial: u64, interval: f64, is_persistent: bool, cx: &mut Context) -> JsResult<JsValue> {
    let tick = NativeFunction::from_copy_closure(move |_, _, cx| {
        look(serial, cx);
        Ok(JsValue::undefined())
    });
    let tick = FunctionObjectBuilder::new(cx.realm(), tick).build();
    let timer = timers::set_interval(&JsValue::undefined(), &[tick.into(), interval.into()], cx)?;
    if !is_persistent {
        timers::release(&timer, cx)?;
    }
    Ok(timer)
}

fn look(serial: u64, cx: &mut Context) {
    let watchers = watchers(cx);
    let Some(path) = watchers.paths.borrow().get(&serial).cloned() else { return };
    let mut by_path = watchers.by_path.borrow_mut();
    let Some(watcher) = by_path.get_mut(&path).filter(|watcher| !watcher.is_looking) else { return };
    watcher.is_looking = true;
    let file = path.clone();
    host(cx).offload(move || fs::stat(&file).unwrap_or_default(), move |stat, cx| looked(&path, serial, stat, cx));
}

fn looked(path: &Path, serial: u64, current: Stat, cx: &mut Context) -> JsResult<()> {
    let watchers = watchers(cx);
    let mut by_path = watchers.by_path.borrow_mut();
    let Some(watcher) = by_path.get_mut(path).filter(|watcher| watcher.serial == serial) else { return Ok(()) };
    watcher.is_looking = false;
    let previous = std::mem::replace(&mut watcher.previous, current);
    if !current.differs(&previous) {
        return Ok(());
    }
    let listeners = watcher.listeners.clone();
    drop(by_path);
    let args = [stats::object(&current, cx)?.into(), stats::object(&previous, cx)?.into()];
    for listener in listeners {
        listener.call(&JsValue::undefined(), &args, cx)?;
    }
    Ok(())
}
