//! What the requests of a client and the responses of a server have in common for JavaScript: header fields that a program
//! sets one by one before the head is made, and trailers. How they are framed is `runtime/proto`'s.

use boa_engine::object::NativeObject;
use noderu_glue::prelude::*;
use noderu_runtime::proto::http::connection::Outgoing;
use noderu_runtime::proto::http::connection::outgoing::Unframed;

use super::fields::{self, Fields};

/// The state of a message that a program sends.
pub(super) trait Message: NativeObject {
    /// What `this` has to be, for error texts.
    const CLASS: &'static str;

    /// What `setHeader` collects.
    fn fields(&mut self) -> &mut Fields;

    /// The message.
    fn outgoing(&mut self) -> &mut Outgoing;
}

/// Why a head cannot be made, in JavaScript's words. Fields, status and reason were checked before, each with its name.
pub(super) fn unframed(why: Unframed) -> JsError {
    match why {
        Unframed::HeadMade => error("writeHead() was called already: the head can't be changed"),
        Unframed::Name => type_error("Header name must be a valid HTTP token"),
        Unframed::Value => type_error("Invalid character in the value of a header"),
        Unframed::Status => range_error("Invalid status code"),
        Unframed::Reason => type_error("Invalid character in the reason phrase"),
        Unframed::Method => type_error("Method must be a valid HTTP token"),
        Unframed::Target => type_error("Request path contains unescaped characters"),
        Unframed::Trailer => type_error("this header can't be a trailer"),
    }
}

/// `this` as such a message.
///
/// # Errors
/// A TypeError for anything else.
pub(super) fn receiver<T: Message>(this: &JsValue) -> JsResult<JsObject> {
    this.as_object().filter(JsObject::is::<T>).ok_or_else(|| type_error(format!("this is not an http.{}", T::CLASS)))
}

fn with<T: Message, R>(object: &JsObject, body: impl FnOnce(&mut T) -> R) -> R {
    body(&mut object.downcast_mut::<T>().expect("checked by receiver"))
}

/// `addTrailers(headers)`: sent behind a chunked body; dropped where the body is not chunked.
pub(super) fn add_trailers<T: Message>(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver::<T>(this)?;
    let lines = fields::trailers(&arg(args, 0), cx)?;
    with(&object, |message: &mut T| message.outgoing().push_trailers(&lines)).map_err(unframed)?;
    Ok(JsValue::undefined())
}

/// `setHeader(name, value)`
pub(super) fn set_header<T: Message>(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver::<T>(this)?;
    if args.len() < 2 {
        return Err(type_error("`name` and `value` are required for setHeader()."));
    }
    let name = arg(args, 0).to_string(cx)?;
    let value = fields::plain(&name, &arg(args, 1), cx)?;
    with(&object, |message: &mut T| {
        if message.outgoing().is_head_made() {
            return Err(error("Can't set headers after they are sent."));
        }
        message.fields().set(name, value);
        Ok(this.clone())
    })
}

/// `getHeader(name)`
pub(super) fn get_header<T: Message>(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver::<T>(this)?;
    let name = arg(args, 0).to_string(cx)?;
    Ok(with(&object, |message: &mut T| message.fields().get(&name)).unwrap_or_default())
}

/// `removeHeader(name)`
pub(super) fn remove_header<T: Message>(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver::<T>(this)?;
    let name = arg(args, 0).to_string(cx)?;
    with(&object, |message: &mut T| {
        if message.outgoing().is_head_made() {
            return Err(error("Can't remove headers after they are sent."));
        }
        message.fields().remove(&name);
        Ok(JsValue::undefined())
    })
}
