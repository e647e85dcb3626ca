//! `setTimeout` and its kin. A timer is one native object: the id, `this` of its callback, and `process.Timer`.
//!
//! The reactor orders timers by time, then creation; the table here roots the object of every running timer. A stopped
//! timer lets go of its callback and arguments at once.

mod immediate;
mod timer;

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::job::{GenericJob, Job};
use noderu_glue::binding::set;
use noderu_glue::lazy::{Lazy, install_lazy, lazy};
use noderu_glue::prelude::*;
use noderu_runtime::TimerId;

use crate::module::builtin;

pub use immediate::{has_immediates, run_immediates};
pub use timer::{class, clear, deliver, release, set_interval};

/// The running timers' objects, by the reactor's slot.
#[derive(Default)]
struct Running {
    slots: RefCell<Vec<Option<(u32, JsObject)>>>,
}

fn running(cx: &mut Context) -> Rc<Running> {
    slot(cx, |_| Rc::default())
}

impl Running {
    fn insert(&self, id: TimerId, timer: &JsObject) {
        let mut slots = self.slots.borrow_mut();
        let index = id.index as usize;
        if slots.len() <= index {
            slots.resize_with(index + 1, || None);
        }
        slots[index] = Some((id.generation, timer.clone()));
    }

    fn get(&self, id: TimerId) -> Option<JsObject> {
        let slots = self.slots.borrow();
        let (generation, timer) = slots.get(id.index as usize)?.as_ref()?;
        (*generation == id.generation).then(|| timer.clone())
    }

    fn remove(&self, id: TimerId) {
        let mut slots = self.slots.borrow_mut();
        if let Some(slot) = slots.get_mut(id.index as usize)
            && slot.as_ref().is_some_and(|(generation, _)| *generation == id.generation)
        {
            *slot = None;
        }
    }
}

/// The functions that are global.
pub const GLOBALS: &[Method] = &[
    method("setTimeout", 2, timer::set_timeout),
    method("setInterval", 2, set_interval),
    method("clearTimeout", 1, clear),
    method("clearInterval", 1, clear),
    method("setImmediate", 1, immediate::set_immediate),
    method("clearImmediate", 1, clear),
    method("queueMicrotask", 1, queue_microtask),
];

/// `require('timers')`, of later releases: the functions that are global.
///
/// # Errors
/// What a getter throws that the program put on the global object.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    for row in GLOBALS.iter().filter(|row| row.name != "queueMicrotask") {
        let function = cx.global_object().get(JsString::from(row.name), cx)?;
        set(&exports, row.name, function);
    }
    install_lazy(&exports, PROMISES, cx);
    Ok(exports.into())
}

const PROMISES: &[Lazy] = &[lazy("promises", load_promises)];

/// `require('timers/promises')`, of later releases: `promises.js`.
///
/// # Errors
/// None in practice.
pub fn load_promises(cx: &mut Context) -> JsResult<JsValue> {
    Ok(builtin::script("timers/promises", cx)?.into())
}

/// The longest delay in milliseconds; what is longer counts as 1, as in every Node and browser.
const DELAY_MAX: f64 = 2_147_483_647.0;

/// A delay in milliseconds as programs give it: no number, nothing, negative and too long all count as 1.
fn delay(value: &JsValue, cx: &mut Context) -> JsResult<u64> {
    let ms = value.to_number(cx)?;
    Ok(if (1.0..=DELAY_MAX).contains(&ms) { ms as u64 } else { 1 })
}

/// The callback, or the error that names the function which lacks it.
fn needed_callback(args: &[JsValue], function: &str) -> JsResult<JsFunction> {
    callback(args, 0).ok_or_else(|| type_error(format!("{function}: the callback must be a function")))
}

fn queue_microtask(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let callback = needed_callback(args, "queueMicrotask")?;
    let realm = cx.realm().clone();
    let job = GenericJob::new(move |cx| callback.call(&JsValue::undefined(), &[], cx), realm);
    cx.enqueue_job(Job::GenericJob(job));
    Ok(JsValue::undefined())
}
