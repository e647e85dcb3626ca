//! `Keys`: which keys were pressed, for 'keypress' events.

use boa_engine::object::builtins::JsArray;
use boa_engine::{Finalize, JsData, Trace};
use noderu_glue::binding::{self, install, method};
use noderu_glue::prelude::*;
use noderu_runtime::proto::readline::{KeyPress, Keys};

use super::editor::bytes_of;

#[derive(Trace, Finalize, JsData)]
struct KeysState(#[unsafe_ignore_trace] Keys);

/// The constructor.
pub(super) fn class(cx: &mut Context) -> JsObject {
    let class = binding::class("Keys", 0, construct, None, cx);
    install(&class.prototype, METHODS, cx);
    class.constructor
}

const METHODS: &[Method] = &[
    method("push", 1, |this, args, cx| {
        let bytes = bytes_of(&arg(args, 0), cx)?;
        with(this, |keys| keys.push(&bytes))?;
        Ok(JsValue::undefined())
    }),
    method("next", 0, |this, _, cx| Ok(shown(with(this, Keys::next_key)?, cx))),
    method("flush", 0, |this, _, cx| Ok(shown(with(this, Keys::flush)?, cx))),
    method("isEmpty", 0, |this, _, _| Ok(with(this, |keys| keys.is_empty())?.into())),
];

fn construct(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let target = this.as_object().ok_or_else(|| type_error("Keys needs new"))?;
    let prototype = target.get(js_string!("prototype"), cx)?.as_object();
    Ok(JsObject::from_proto_and_data(prototype, KeysState(Keys::default())).into())
}

/// `[name, ctrl, meta, shift, sequence]`, or null.
fn shown(key: Option<KeyPress>, cx: &mut Context) -> JsValue {
    let Some(key) = key else { return JsValue::null() };
    let name = key.name().map_or(JsValue::undefined(), |name| JsString::from(name).into());
    let sequence = JsString::from(String::from_utf8_lossy(&key.bytes).as_ref());
    let fields = [name, key.ctrl.into(), key.meta.into(), key.shift.into(), sequence.into()];
    JsArray::from_iter(fields, cx).into()
}

fn with<T>(this: &JsValue, body: impl FnOnce(&mut Keys) -> T) -> JsResult<T> {
    let bad = || type_error("this is no Keys");
    let object = this.as_object().ok_or_else(bad)?;
    let mut state = object.downcast_mut::<KeysState>().ok_or_else(bad)?;
    Ok(body(&mut state.0))
}
