//! `require('stream')`: the class that programs derive their own streams from, and the classes of later releases.

use boa_engine::JsSymbol;
use boa_engine::property::PropertyKey;
use noderu_glue::binding::{self, Class, function, install, set};
use noderu_glue::lazy::{Lazy, install_lazy, lazy};
use noderu_glue::prelude::*;
use noderu_glue::slot::try_filled;

use crate::module::builtin;
use crate::{events, pump};

/// What later releases have: JavaScript, compiled when somebody looks.
const LATER: &[Lazy] = &[
    lazy("Readable", |cx| builtin::member("stream/readable", "Readable", cx)),
    lazy("Writable", |cx| builtin::member("stream/writable", "Writable", cx)),
    lazy("Duplex", |cx| builtin::member("stream/duplex", "Duplex", cx)),
    lazy("Transform", |cx| builtin::member("stream/transform", "Transform", cx)),
    lazy("PassThrough", |cx| builtin::member("stream/transform", "PassThrough", cx)),
    lazy("finished", |cx| builtin::member("stream/pipeline", "finished", cx)),
    lazy("pipeline", |cx| builtin::member("stream/pipeline", "pipeline", cx)),
    lazy("promises", load_promises),
];

/// `require('stream')`: the class itself.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let emitter = events::constructor(cx)?;
    let class = try_slot(cx, make_class)?;
    install(&class.prototype, &[method("pipe", 2, pump::pipe)], cx);
    set(&class.constructor, "super_", emitter);
    set(&class.constructor, "Stream", class.constructor.clone());
    install_lazy(&class.constructor, LATER, cx);
    let test = function("[Symbol.hasInstance]", 1, has_instance, cx);
    binding::set_hidden_key(&class.constructor, PropertyKey::Symbol(JsSymbol::has_instance()), test);
    Ok(class.constructor.into())
}

fn make_class(cx: &mut Context) -> JsResult<Class> {
    let parent = events::prototype(cx)?;
    constructor("Stream", 0, |_, _, _| Ok(JsValue::undefined()), Some(&parent), cx)
}

/// `value instanceof Stream`: also what native streams are, although they inherit from the EventEmitter alone. Of the classes
/// that inherit this method each has its own heirs and nothing else.
fn has_instance(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let plain = cx.intrinsics().constructors().function().prototype().get(JsSymbol::has_instance(), cx)?;
    let plain = plain.as_callable().ok_or_else(|| type_error("Function.prototype[Symbol.hasInstance] is gone"))?;
    let inherits = plain.call(this, args, cx)?;
    let (Some(class), Some(value)) = (this.as_object(), arg(args, 0).as_object()) else { return Ok(inherits) };
    let is_ours = try_filled(cx, &make_class).is_some_and(|ours| JsObject::equals(&ours.constructor, &class));
    if inherits.to_boolean() || !is_ours || !inherits_from(&value, &events::prototype(cx)?) {
        return Ok(inherits);
    }
    let reads = value.get(js_string!("pipe"), cx)?.is_callable();
    Ok((reads || pump::is_sink(&value, cx)?).into())
}

fn inherits_from(value: &JsObject, prototype: &JsObject) -> bool {
    std::iter::successors(value.prototype(), JsObject::prototype).any(|parent| JsObject::equals(&parent, prototype))
}

/// `require('stream/promises')`
///
/// # Errors
/// None in practice.
pub fn load_promises(cx: &mut Context) -> JsResult<JsValue> {
    builtin::member("stream/pipeline", "promises", cx)
}
