//! What the requests of a client and the responses of a server have in common: header fields that a program sets one by
//! one before the head is made, and trailers.

use boa_engine::object::NativeObject;
use noderu_glue::prelude::*;

use super::fields::{self, Fields};

/// From this length on a piece of a body goes to the kernel from where it lies; in bytes.
pub(super) const LARGE: usize = 16 * 1024;

/// The state of a message that a program sends.
pub(super) trait Outgoing: NativeObject {
    /// What `this` has to be, for error texts.
    const CLASS: &'static str;

    /// What `setHeader` collects.
    fn fields(&mut self) -> &mut Fields;

    /// Header lines for behind a chunked body.
    fn trailers(&mut self) -> &mut Vec<u8>;

    /// Whether the head was put together: fields come too late then.
    fn head_made(&self) -> bool;
}

/// `this` as such a message.
///
/// # Errors
/// A TypeError for anything else.
pub(super) fn receiver<T: Outgoing>(this: &JsValue) -> JsResult<JsObject> {
    this.as_object().filter(JsObject::is::<T>).ok_or_else(|| type_error(format!("this is not an http.{}", T::CLASS)))
}

fn with<T: Outgoing, R>(object: &JsObject, body: impl FnOnce(&mut T) -> R) -> R {
    body(&mut object.downcast_mut::<T>().expect("checked by receiver"))
}

/// `addTrailers(headers)`: sent behind a chunked body; dropped where the body is not chunked.
pub(super) fn add_trailers<T: Outgoing>(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver::<T>(this)?;
    let mut lines = Vec::new();
    fields::trailers(&arg(args, 0), &mut lines, cx)?;
    with(&object, |message: &mut T| message.trailers().append(&mut lines));
    Ok(JsValue::undefined())
}

/// `setHeader(name, value)`
pub(super) fn set_header<T: Outgoing>(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver::<T>(this)?;
    if args.len() < 2 {
        return Err(type_error("`name` and `value` are required for setHeader()."));
    }
    let name = arg(args, 0).to_string(cx)?;
    let value = fields::plain(&name, &arg(args, 1), cx)?;
    with(&object, |message: &mut T| {
        if message.head_made() {
            return Err(error("Can't set headers after they are sent."));
        }
        message.fields().set(name, value);
        Ok(this.clone())
    })
}

/// `getHeader(name)`
pub(super) fn get_header<T: Outgoing>(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver::<T>(this)?;
    let name = arg(args, 0).to_string(cx)?;
    Ok(with(&object, |message: &mut T| message.fields().get(&name)).unwrap_or_default())
}

/// `removeHeader(name)`
pub(super) fn remove_header<T: Outgoing>(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver::<T>(this)?;
    let name = arg(args, 0).to_string(cx)?;
    with(&object, |message: &mut T| {
        if message.head_made() {
            return Err(error("Can't remove headers after they are sent."));
        }
        message.fields().remove(&name);
        Ok(JsValue::undefined())
    })
}
