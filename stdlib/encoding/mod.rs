//! TextEncoder and TextDecoder (Encoding Standard, section 7), of later releases: globals, and members of `util`.

use boa_engine::builtins::array_buffer::ArrayBuffer;
use boa_engine::object::builtins::{JsArrayBuffer, JsDataView, JsTypedArray};
use boa_engine::{Finalize, JsData, JsSymbol, Trace};
use noderu_glue::binding::{self, Class, install, install_accessors, set, set_hidden_key};
use noderu_glue::error::coded;
use noderu_glue::lazy::Lazy;
use noderu_glue::prelude::*;
use noderu_runtime::proto::text::{self, DecodedText, Encoding, StreamDecoder};

use crate::buffer::{self, View};

/// The classes, as the global object and `require('util')` have them.
pub const CODECS: &[Lazy] = &[
    Lazy { name: "TextEncoder", enumerable: false, make: encoder },
    Lazy { name: "TextDecoder", enumerable: false, make: decoder },
];

/// The class TextEncoder.
///
/// # Errors
/// None.
pub fn encoder(cx: &mut Context) -> JsResult<JsValue> {
    Ok(slot(cx, make_encoder).constructor.into())
}

fn make_encoder(cx: &mut Context) -> Class {
    let class = binding::class("TextEncoder", 0, construct_encoder, None, cx);
    install(&class.prototype, &[method("encode", 0, encode), method("encodeInto", 2, encode_into)], cx);
    let encoding = readonly("encoding", |this, _, _| is_encoder(this).map(|()| js_string!("utf-8").into()));
    install_accessors(&class.prototype, &[encoding], cx);
    set_hidden_key(&class.prototype, JsSymbol::to_string_tag(), js_string!("TextEncoder"));
    class
}

/// The class TextDecoder.
///
/// # Errors
/// None.
pub fn decoder(cx: &mut Context) -> JsResult<JsValue> {
    Ok(slot(cx, make_decoder).constructor.into())
}

fn make_decoder(cx: &mut Context) -> Class {
    let class = binding::class("TextDecoder", 0, construct_decoder, None, cx);
    install(&class.prototype, &[method("decode", 0, decode)], cx);
    set_hidden_key(&class.prototype, JsSymbol::to_string_tag(), js_string!("TextDecoder"));
    install_accessors(
        &class.prototype,
        &[
            readonly("encoding", |this, _, _| with(this, |it| js_string!(it.charset.name()).into())),
            readonly("fatal", |this, _, _| with(this, |it| it.fatal.into())),
            readonly("ignoreBOM", |this, _, _| with(this, |it| it.keeps_bom.into())),
        ],
        cx,
    );
    class
}

#[derive(Trace, Finalize, JsData)]
struct Encoder;

fn is_encoder(this: &JsValue) -> JsResult<()> {
    let is = this.as_object().is_some_and(|object| object.is::<Encoder>());
    if is { Ok(()) } else { Err(type_error("Value of \"this\" must be of type TextEncoder")) }
}

fn instance(new_target: &JsValue, name: &str, cx: &mut Context) -> JsResult<Option<JsObject>> {
    let Some(class) = new_target.as_object() else {
        return Err(type_error(format!("Class constructor {name} cannot be invoked without 'new'")));
    };
    Ok(class.get(js_string!("prototype"), cx)?.as_object())
}

fn construct_encoder(new_target: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let prototype = instance(new_target, "TextEncoder", cx)?;
    Ok(JsObject::from_proto_and_data(prototype, Encoder).into())
}

/// `encoder.encode(text)`: a Uint8Array of UTF-8.
fn encode(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    is_encoder(this)?;
    let text = match args.first() {
        Some(value) if !value.is_undefined() => value.to_string(cx)?,
        _ => js_string!(),
    };
    Ok(buffer::uint8_array(&utf8(&text), cx)?.into())
}

/// `encoder.encodeInto(text, array)`: whole characters, as many as fit; `{ read: units, written: bytes }`.
fn encode_into(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    is_encoder(this)?;
    let Some(text) = arg(args, 0).as_string() else {
        return Err(coded(type_error("The \"src\" argument must be of type string."), "ERR_INVALID_ARG_TYPE", cx));
    };
    let Some(array) = View::of(&arg(args, 1), cx) else {
        let error = type_error("The \"dest\" argument must be an instance of Uint8Array.");
        return Err(coded(error, "ERR_INVALID_ARG_TYPE", cx));
    };
    let written =
        array.write(cx, |room| text::encode_into(Encoding::Utf8, buffer::source(&text), room)).unwrap_or_default();
    let result = JsObject::with_object_proto(cx.intrinsics());
    set(&result, "read", written.chars);
    set(&result, "written", written.bytes);
    Ok(result.into())
}

/// An encoding that the decoder knows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Charset {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

impl Charset {
    /// Labels of the Encoding Standard, section 4.2.
    fn from_label(label: &str) -> Option<Self> {
        Some(match label.trim_matches([' ', '\t', '\n', '\r', '\x0c']).to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "unicode-1-1-utf-8" | "unicode11utf8" | "unicode20utf8" | "x-unicode20utf8" => {
                Self::Utf8
            }
            "utf-16le" | "utf-16" | "ucs-2" | "unicode" | "csunicode" | "unicodefeff" | "iso-10646-ucs-2" => {
                Self::Utf16Le
            }
            "utf-16be" | "unicodefffe" => Self::Utf16Be,
            "latin1" | "iso-8859-1" | "iso8859-1" | "iso88591" | "l1" | "ascii" | "us-ascii" | "windows-1252"
            | "cp1252" | "x-cp1252" | "iso-ir-100" | "csisolatin1" | "cp819" | "ibm819" | "ansi_x3.4-1968"
            | "iso_8859-1" => Self::Windows1252,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }

    fn decoder(self) -> StreamDecoder {
        StreamDecoder::new(match self {
            Self::Utf8 => Encoding::Utf8,
            Self::Utf16Le | Self::Utf16Be => Encoding::Ucs2,
            Self::Windows1252 => Encoding::Binary,
        })
    }
}

#[derive(Trace, Finalize, JsData)]
struct Decoder {
    #[unsafe_ignore_trace]
    charset: Charset,
    fatal: bool,
    keeps_bom: bool,
    /// Whether text came since the start of the stream.
    begun: bool,
    /// Whether the bytes so far are no whole number of UTF-16 code units.
    odd: bool,
    /// The bytes of a character that is not whole yet, for `fatal`, and the odd byte of big-endian units.
    held: Vec<u8>,
    #[unsafe_ignore_trace]
    stream: StreamDecoder,
}

fn with(this: &JsValue, read: impl FnOnce(&Decoder) -> JsValue) -> JsResult<JsValue> {
    let object = this.as_object().ok_or_else(bad_receiver)?;
    let decoder = object.downcast_ref::<Decoder>().ok_or_else(bad_receiver)?;
    Ok(read(&decoder))
}

/// `new TextDecoder(label='utf-8', { fatal, ignoreBOM })`
fn construct_decoder(new_target: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let prototype = instance(new_target, "TextDecoder", cx)?;
    let label = match args.first() {
        Some(label) if !label.is_undefined() => to_text(label, cx)?,
        _ => "utf-8".into(),
    };
    let Some(charset) = Charset::from_label(&label) else {
        let error = range_error(format!("The \"{label}\" encoding is not supported"));
        return Err(coded(error, "ERR_ENCODING_NOT_SUPPORTED", cx));
    };
    let (mut fatal, mut keeps_bom) = (false, false);
    if let Some(options) = arg(args, 1).as_object() {
        fatal = options.get(js_string!("fatal"), cx)?.to_boolean();
        keeps_bom = options.get(js_string!("ignoreBOM"), cx)?.to_boolean();
    }
    let state =
        Decoder { charset, fatal, keeps_bom, begun: false, odd: false, held: Vec::new(), stream: charset.decoder() };
    Ok(JsObject::from_proto_and_data(prototype, state).into())
}

/// `decoder.decode(bytes, { stream })`
fn decode(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let input = arg(args, 0);
    let bytes = if input.is_undefined() { Some(Vec::new()) } else { octets(&input, cx) };
    let Some(bytes) = bytes else {
        let wanted = "an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView";
        let error = type_error(format!("The \"list\" argument must be {wanted}."));
        return Err(coded(error, "ERR_INVALID_ARG_TYPE", cx));
    };
    let goes_on = match arg(args, 1).as_object() {
        Some(options) => options.get(js_string!("stream"), cx)?.to_boolean(),
        None => false,
    };
    let object = this.as_object().ok_or_else(bad_receiver)?;
    let mut decoder = object.downcast_mut::<Decoder>().ok_or_else(bad_receiver)?;
    let (text, charset) = (decoder.decode(bytes, goes_on), decoder.charset);
    drop(decoder);
    match text {
        Some(text) => Ok(buffer::string(text).into()),
        None => {
            let error = type_error(format!("The encoded data was not valid for encoding {}", charset.name()));
            Err(coded(error, "ERR_ENCODING_INVALID_ENCODED_DATA", cx))
        }
    }
}

impl Decoder {
    /// None for ill-formed bytes when that is fatal.
    fn decode(&mut self, mut bytes: Vec<u8>, goes_on: bool) -> Option<DecodedText> {
        if self.fatal && !self.is_well_formed(&bytes, goes_on) {
            self.reset();
            return None;
        }
        let of_pairs = matches!(self.charset, Charset::Utf16Le | Charset::Utf16Be);
        self.odd ^= of_pairs && bytes.len() % 2 == 1;
        if self.charset == Charset::Utf16Be {
            bytes.splice(0..0, self.held.drain(..));
            if goes_on && bytes.len() % 2 == 1 {
                self.held.extend(bytes.pop());
            }
            bytes.chunks_exact_mut(2).for_each(|unit| unit.swap(0, 1));
        }
        let mut text = self.stream.write(&bytes);
        if !goes_on {
            let mut tail = self.stream.end();
            // Half a code unit; with a lone surrogate before it the two are one fault.
            if self.odd && tail.is_empty() {
                tail = DecodedText::Utf16(vec![LONE]);
            }
            text.append(tail);
        }
        match self.charset {
            Charset::Windows1252 => text = windows_1252(text),
            Charset::Utf16Le | Charset::Utf16Be if self.fatal && has_lone(&text) => {
                self.reset();
                return None;
            }
            Charset::Utf16Le | Charset::Utf16Be => text = well_formed(text),
            Charset::Utf8 => {}
        }
        if !self.begun && !self.keeps_bom && self.charset != Charset::Windows1252 {
            text = without_bom(text);
        }
        self.begun |= !text.is_empty();
        if !goes_on {
            self.reset();
        }
        Some(text)
    }

    fn reset(&mut self) {
        self.stream = self.charset.decoder();
        self.held.clear();
        self.begun = false;
        self.odd = false;
    }

    fn is_well_formed(&mut self, bytes: &[u8], goes_on: bool) -> bool {
        match self.charset {
            Charset::Windows1252 | Charset::Utf16Le | Charset::Utf16Be => true,
            Charset::Utf8 => {
                self.held.extend_from_slice(bytes);
                let tail = match std::str::from_utf8(&self.held) {
                    Ok(_) => self.held.len(),
                    Err(error) if goes_on && error.error_len().is_none() => error.valid_up_to(),
                    Err(_) => return false,
                };
                self.held.drain(..tail);
                true
            }
        }
    }
}

fn without_bom(text: DecodedText) -> DecodedText {
    match text {
        DecodedText::Utf16(units) if units.first() == Some(&0xfeff) => DecodedText::Utf16(units[1..].to_vec()),
        other => other,
    }
}

/// A low surrogate without its high one, which is what half a code unit counts as.
const LONE: u16 = 0xdc00;

fn has_lone(text: &DecodedText) -> bool {
    let DecodedText::Utf16(units) = text else { return false };
    char::decode_utf16(units.iter().copied()).any(|unit| unit.is_err())
}

/// Lone surrogates become U+FFFD.
fn well_formed(text: DecodedText) -> DecodedText {
    let DecodedText::Utf16(units) = text else { return text };
    let repaired = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
    let mut out = Vec::new();
    let mut pair = [0; 2];
    repaired.for_each(|c| out.extend_from_slice(c.encode_utf16(&mut pair)));
    DecodedText::Utf16(out)
}

fn windows_1252(text: DecodedText) -> DecodedText {
    match text {
        DecodedText::Latin1(bytes) if bytes.iter().any(|byte| (0x80..0xa0).contains(byte)) => DecodedText::Utf16(
            bytes
                .iter()
                .map(|&byte| match byte {
                    0x80..0xa0 => WINDOWS_1252[usize::from(byte - 0x80)],
                    _ => byte.into(),
                })
                .collect(),
        ),
        other => other,
    }
}

/// What windows-1252 has where Latin-1 has controls, 0x80 to 0x9f (index-windows-1252.txt of the standard).
const WINDOWS_1252: [u16; 32] = [
    0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d,
    0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d,
    0x17e, 0x178,
];

/// A copy of the bytes of an ArrayBuffer or of any view on one.
fn octets(value: &JsValue, cx: &mut Context) -> Option<Vec<u8>> {
    if let Some(bytes) = buffer::with_bytes(value, cx, <[u8]>::to_vec) {
        return Some(bytes);
    }
    let object = value.as_object()?;
    let (block, start, len) = if object.is::<ArrayBuffer>() {
        let len = JsArrayBuffer::from_object(object.clone()).ok()?.byte_length();
        (object, 0, len)
    } else if let Ok(array) = JsTypedArray::from_object(object.clone()) {
        (array.buffer(cx).ok()?.as_object()?, array.byte_offset(cx).ok()?, array.byte_length(cx).ok()?)
    } else {
        let view = JsDataView::from_object(object).ok()?;
        let (start, len) = (view.byte_offset(cx).ok()?, view.byte_length(cx).ok()?);
        (view.buffer(cx).ok()?.as_object()?, usize::try_from(start).ok()?, usize::try_from(len).ok()?)
    };
    let block = JsArrayBuffer::from_object(block).ok()?;
    let bytes = block.data();
    // What was transferred has no bytes.
    let Some(bytes) = bytes.as_deref() else { return Some(Vec::new()) };
    Some(bytes.get(start..start + len)?.to_vec())
}

fn bad_receiver() -> JsError {
    type_error("Value of \"this\" must be of type TextDecoder")
}
