//! The Buffer class: what JavaScript sees, in tables.

use std::cell::Cell;
use std::rc::Rc;

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::builtins::typed_array::TypedArray;
use noderu_glue::binding::{self, Class, install, install_accessors, set, set_hidden};
use noderu_glue::prelude::*;
use noderu_glue::slot::try_filled;

use super::memory::{LEN_MAX, POOL_LEN};
use super::{compat, create, inspect, numbers, octets, strings};

/// The class and what belongs to it, once per context.
pub(super) struct BufferModule {
    pub constructor: JsObject,
    pub prototype: JsObject,
    /// What `require('buffer')` gives: programs set `INSPECT_MAX_BYTES` on it.
    pub exports: JsObject,
    /// `Buffer._charsWritten`: characters that the last write took in.
    pub chars_written: Cell<usize>,
}

const METHODS: &[Method] = &[
    method("toString", 3, strings::to_string),
    method("toLocaleString", 3, strings::to_string),
    method("write", 3, strings::write),
    method("slice", 2, octets::slice),
    method("copy", 4, octets::copy),
    method("fill", 3, octets::fill),
    method("get", 1, octets::get),
    method("set", 2, octets::set),
    method("unpack", 2, octets::unpack),
    method("inspect", 0, inspect::inspect),
];

const ACCESSORS: &[Accessor] = &[readonly("parent", octets::parent), readonly("offset", octets::offset)];

const STATIC_METHODS: &[Method] =
    &[method("isBuffer", 1, static_is_buffer), method("byteLength", 2, create::byte_length)];

const STATIC_ACCESSORS: &[Accessor] = &[accessor("_charsWritten", chars_written, set_chars_written)];

/// `require('buffer')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    Ok(shared(cx)?.exports.clone().into())
}

/// The Buffer constructor, also the global `Buffer`.
///
/// # Errors
/// None in practice.
pub fn constructor(cx: &mut Context) -> JsResult<JsObject> {
    Ok(shared(cx)?.constructor.clone())
}

/// `Buffer.prototype`.
///
/// # Errors
/// None in practice.
pub fn prototype(cx: &mut Context) -> JsResult<JsObject> {
    Ok(shared(cx)?.prototype.clone())
}

/// Whether the value is a Uint8Array that inherits from `Buffer.prototype`.
pub(super) fn is_buffer(value: &JsValue, cx: &mut Context) -> bool {
    let Some(object) = value.as_object().filter(JsObject::is::<TypedArray>) else { return false };
    let Some(shared) = try_filled(cx, &make) else { return false };
    let mut parent = object.prototype();
    while let Some(prototype) = parent {
        if JsObject::equals(&prototype, &shared.prototype) {
            return true;
        }
        parent = prototype.prototype();
    }
    false
}

pub(super) fn shared(cx: &mut Context) -> JsResult<Rc<BufferModule>> {
    try_slot(cx, make)
}

fn make(cx: &mut Context) -> JsResult<Rc<BufferModule>> {
    let parent = cx.intrinsics().constructors().typed_uint8_array().clone();
    let class = binding::class("Buffer", 2, create::construct, Some(&parent.prototype()), cx);
    class.constructor.set_prototype(Some(parent.constructor()));
    install(&class.prototype, METHODS, cx);
    install(&class.prototype, strings::METHODS, cx);
    install(&class.prototype, compat::METHODS, cx);
    install(&class.prototype, numbers::METHODS, cx);
    install_accessors(&class.prototype, ACCESSORS, cx);
    install(&class.constructor, STATIC_METHODS, cx);
    install(&class.constructor, compat::STATIC_METHODS, cx);
    install_accessors(&class.constructor, STATIC_ACCESSORS, cx);
    set(&class.constructor, "poolSize", JsValue::from(POOL_LEN));

    let slow = binding::class("SlowBuffer", 1, create::construct_slow, None, cx);
    slow.constructor.set_prototype(Some(class.constructor.clone()));
    // A SlowBuffer is a Buffer that does not come out of the pool, and nothing more.
    set_hidden(&slow.constructor, "prototype", class.prototype.clone());

    let object_prototype = cx.intrinsics().constructors().object().prototype();
    let exports = JsObject::new(cx.root_shape(), object_prototype, OrdinaryObject).upcast();
    set(&exports, "Buffer", class.constructor.clone());
    set(&exports, "SlowBuffer", slow.constructor);
    set(&exports, "kMaxLength", JsValue::from(LEN_MAX));
    set(&exports, "INSPECT_MAX_BYTES", JsValue::from(inspect::SHOWN_LEN_MAX));
    let Class { constructor, prototype } = class;
    Ok(Rc::new(BufferModule { constructor, prototype, exports, chars_written: Cell::new(0) }))
}

fn static_is_buffer(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(is_buffer(args.get_or_undefined(0), cx).into())
}

fn chars_written(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::from(shared(cx)?.chars_written.get()))
}

fn set_chars_written(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let count = args.get_or_undefined(0).to_length(cx)?;
    shared(cx)?.chars_written.set(usize::try_from(count).unwrap_or(usize::MAX));
    Ok(JsValue::undefined())
}
