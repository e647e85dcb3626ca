//! `require('string_decoder')`, and the same for natives: text out of bytes that arrive in pieces.

use boa_engine::builtins::object::OrdinaryObject;
use boa_gc::{Finalize, Trace};
use noderu_glue::binding::{Class, install, set};
use noderu_glue::prelude::*;
use noderu_glue::state;
use noderu_runtime::Bytes;
use noderu_runtime::proto::text::{Encoding, StreamDecoder};

use crate::buffer::{self, with_bytes};

/// How a stream hands out what it read: Buffers, or strings after `setEncoding`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decoding(Option<StreamDecoder>);

impl Decoding {
    /// `stream.setEncoding(encoding)`; utf8 when none is named. What was held back of an earlier encoding is lost.
    ///
    /// # Errors
    /// A TypeError for an unknown encoding.
    pub fn set(&mut self, encoding: Option<&JsValue>) -> JsResult<()> {
        self.0 = Some(StreamDecoder::new(buffer::encoding_arg(encoding, Encoding::Utf8)?));
        Ok(())
    }

    /// Whether bytes are handed out as they are.
    pub fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// The argument of the 'data' event for these bytes; none when no character became whole.
    ///
    /// # Errors
    /// A RangeError when there is no memory.
    pub fn data_value(&mut self, bytes: Bytes, cx: &mut Context) -> JsResult<Option<JsValue>> {
        match &mut self.0 {
            None if bytes.is_empty() => Ok(None),
            None => buffer::from_bytes(bytes, cx).map(|buffer| Some(buffer.into())),
            Some(decoder) => Ok(text_value(write(decoder, &bytes))),
        }
    }

    /// The same for bytes that are part of something.
    ///
    /// # Errors
    /// As [`Decoding::data_value`].
    pub fn slice_value(&mut self, bytes: &[u8], cx: &mut Context) -> JsResult<Option<JsValue>> {
        match &mut self.0 {
            None if bytes.is_empty() => Ok(None),
            None => buffer::from_slice(bytes, cx).map(|buffer| Some(buffer.into())),
            Some(decoder) => Ok(text_value(write(decoder, bytes))),
        }
    }

    /// A last 'data' before 'end': what a cut character at the end of the stream becomes.
    pub fn end(&mut self) -> Option<JsValue> {
        text_value(buffer::string(self.0.as_mut()?.end()))
    }
}

fn text_value(text: JsString) -> Option<JsValue> {
    (!text.is_empty()).then(|| text.into())
}

fn write(decoder: &mut StreamDecoder, bytes: &[u8]) -> JsString {
    buffer::string(decoder.write(bytes))
}

const METHODS: &[Method] = &[method("write", 1, write_method), method("end", 1, end_method)];

/// The module's state of one StringDecoder.
#[derive(Trace, Finalize, boa_engine::JsData)]
struct Decoder(#[unsafe_ignore_trace] StreamDecoder);

/// `require('string_decoder')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    // Codec libraries make classes of their own with `StringDecoder.call(this, encoding)`.
    let Class { constructor, prototype } = constructor("StringDecoder", 1, init, None, cx)?;
    install(&prototype, METHODS, cx);
    let object_prototype = cx.intrinsics().constructors().object().prototype();
    let exports = JsObject::new(cx.root_shape(), object_prototype, OrdinaryObject).upcast();
    set(&exports, "StringDecoder", constructor);
    Ok(exports.into())
}

/// `new StringDecoder(encoding='utf8')`.
fn init(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let encoding = buffer::encoding_arg(args.first(), Encoding::Utf8)?;
    let object = this.as_object().ok_or_else(bad_receiver)?;
    state::attach(&object, Decoder(StreamDecoder::new(encoding)), cx);
    object.set(js_string!("encoding"), latin1(encoding.name().as_bytes()), true, cx)?;
    Ok(JsValue::undefined())
}

/// `decoder.write(buffer)`: the characters that are whole; the rest waits for the next call.
fn write_method(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let chunk = args.get_or_undefined(0);
    if chunk.is_string() {
        return Ok(chunk.clone());
    }
    let holder = state::state::<Decoder>(this, cx).ok_or_else(bad_receiver)?;
    let text = with_bytes(chunk, cx, |bytes| {
        let mut decoder = holder.downcast_mut::<Decoder>()?;
        Some(write(&mut decoder.0, bytes))
    });
    match text.flatten() {
        Some(text) => Ok(text.into()),
        None => Err(type_error("Argument must be a Buffer")),
    }
}

/// `decoder.end([buffer])`: what is left, with U+FFFD for a character that was cut.
fn end_method(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let before = match args.first() {
        Some(chunk) if !chunk.is_undefined() => write_method(this, args, cx)?.to_string(cx)?,
        _ => js_string!(),
    };
    let holder = state::state::<Decoder>(this, cx).ok_or_else(bad_receiver)?;
    let mut decoder = holder.downcast_mut::<Decoder>().ok_or_else(bad_receiver)?;
    let rest = buffer::string(decoder.0.end());
    Ok(js_string!(&before, &rest).into())
}

fn bad_receiver() -> JsError {
    type_error("Not a StringDecoder")
}
