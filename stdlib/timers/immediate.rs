//! `setImmediate`: calls that wait for the end of the turn.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::object::JsObject;
use boa_engine::{Finalize, JsData, JsError, Trace};
use noderu_glue::binding;
use noderu_glue::prelude::*;
use noderu_glue::slot::filled;

use super::needed_callback;

/// The state of what `setImmediate` returns. The callback is gone when it was called or cancelled.
#[derive(Trace, Finalize, JsData)]
pub(super) struct Immediate {
    callback: Option<JsObject>,
    arguments: Box<[JsValue]>,
}

impl Immediate {
    /// Makes sure that it is not called. Objects that are no immediates are left alone.
    pub(super) fn cancel(object: &JsObject) {
        if let Some(mut immediate) = object.downcast_mut::<Self>() {
            immediate.callback = None;
            immediate.arguments = Box::default();
        }
    }
}

fn make_prototype(cx: &mut Context) -> JsObject {
    let prototype = JsObject::with_object_proto(cx.intrinsics());
    // They exist for programs that call them on whatever a timer function returned.
    binding::install(&prototype, &[method("ref", 0, itself), method("unref", 0, itself)], cx);
    prototype
}

fn itself(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(this.clone())
}

/// `setImmediate(callback, [arg], [...])`
pub(super) fn set_immediate(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let callback = needed_callback(args, "setImmediate")?;
    let prototype = slot(cx, make_prototype);
    let immediate = Immediate { callback: Some(callback.into()), arguments: args[1..].into() };
    let object = JsObject::new(cx.root_shape(), prototype, immediate).upcast();
    slot(cx, waiting).borrow_mut().push(object.clone());
    Ok(object.into())
}

/// Those that wait, in order.
fn waiting(_: &mut Context) -> Rc<RefCell<Vec<JsObject>>> {
    Rc::default()
}

/// Whether one waits.
pub fn has_immediates(cx: &Context) -> bool {
    filled(cx, &waiting).is_some_and(|waiting| !waiting.borrow().is_empty())
}

/// Calls what waits so far; `after` runs after each call with what it threw.
pub fn run_immediates(after: &mut dyn FnMut(Option<JsError>, &mut Context), cx: &mut Context) {
    for object in slot(cx, waiting).take() {
        let Some(callback) = object.downcast_mut::<Immediate>().and_then(|mut immediate| immediate.callback.take())
        else {
            continue;
        };
        let arguments =
            object.downcast_mut::<Immediate>().map(|mut immediate| std::mem::take(&mut immediate.arguments));
        let result = callback.call(&object.into(), &arguments.unwrap_or_default(), cx);
        after(result.err(), cx);
    }
}
