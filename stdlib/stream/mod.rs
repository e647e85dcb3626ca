//! `require('stream')`: the class that programs derive their own streams from, and the classes of later releases.

use boa_engine::JsSymbol;
use boa_engine::property::PropertyKey;
use noderu_glue::binding::{self, Class, function, install, set};
use noderu_glue::eval;
use noderu_glue::lazy::{Lazy, install_lazy, lazy};
use noderu_glue::prelude::*;
use noderu_glue::slot::try_filled;

use crate::{events, module, pump};

/// What stream.js makes.
const LATER: &[Lazy] = &[
    lazy("Readable", |cx| member("Readable", cx)),
    lazy("Writable", |cx| member("Writable", cx)),
    lazy("Duplex", |cx| member("Duplex", cx)),
    lazy("Transform", |cx| member("Transform", cx)),
    lazy("PassThrough", |cx| member("PassThrough", cx)),
    lazy("finished", |cx| member("finished", cx)),
    lazy("pipeline", |cx| member("pipeline", cx)),
    lazy("promises", |cx| member("promises", cx)),
];

/// What stream.js evaluated to.
struct Members(JsObject);

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
    binding::constructor("Stream", 0, |_, _, _| Ok(JsValue::undefined()), Some(&parent), cx)
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
    member("promises", cx)
}

fn member(name: &str, cx: &mut Context) -> JsResult<JsValue> {
    if let Some(members) = cx.get_data::<Members>() {
        return members.0.clone().get(JsString::from(name), cx);
    }
    let make = eval::run(include_str!("stream.js"), "stream.js", cx)?;
    let make = make.as_function().ok_or_else(|| type_error("stream.js gives no function"))?;
    let stream = module::builtin("stream", cx)?.unwrap_or_default();
    let decoder = of("string_decoder", "StringDecoder", cx)?;
    let buffer = of("buffer", "Buffer", cx)?;
    let members = make.call(&JsValue::undefined(), &[stream, decoder, buffer], cx)?;
    let members = members.as_object().ok_or_else(|| type_error("stream.js gives no classes"))?;
    cx.insert_data(Members(members.clone()));
    members.get(JsString::from(name), cx)
}

fn of(module: &str, name: &str, cx: &mut Context) -> JsResult<JsValue> {
    let exports = module::builtin(module, cx)?.and_then(|exports| exports.as_object());
    exports.ok_or_else(|| type_error(format!("{module} is not there")))?.get(JsString::from(name), cx)
}
