//! `process.binding('http_parser')`: the parser that libraries of 2010 drive themselves, over the one that the servers
//! and clients here use.
//!
//! `new HTTPParser('request'|'response')`, then `execute(buffer, offset, length)` with the bytes as they come. Callbacks are
//! properties of the parser. Those of a head (`onURL`, `onPath`, `onQueryString`, `onFragment`, `onHeaderField`,
//! `onHeaderValue`) get a Buffer, an offset and a length, and come when the head is complete: a head that is refused
//! calls none of them. The Buffer is the one that was given, or, where the head came in pieces, one with all of it.

use std::ops::Range;

use boa_engine::JsData;
use boa_gc::{Finalize, Trace};
use noderu_glue::binding::{self, install, set};
use noderu_glue::error::thrown_value;
use noderu_glue::prelude::*;
use noderu_runtime::proto::http::message::{Part, RequestReader, ResponseReader, Taken};
use noderu_runtime::proto::http::{HeaderFields, Limits, Method as HttpMethod, Refusal, chunked};
use noderu_runtime::proto::querystring;

use super::incoming::Head;
use super::instance_prototype;
use crate::buffer::{self, View};

/// Makes the binding's exports.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let class = binding::class("HTTPParser", 1, construct, None, cx);
    install(&class.prototype, METHODS, cx);
    let exports = JsObject::with_object_proto(cx.intrinsics());
    set(&exports, "HTTPParser", class.constructor);
    install(&exports, &[method("urlDecode", 2, url_decode)], cx);
    Ok(exports.into())
}

const METHODS: &[Method] =
    &[method("execute", 3, execute), method("finish", 0, finish), method("reinitialize", 1, reinitialize)];

/// The state behind a parser object.
#[derive(Trace, Finalize, JsData)]
struct Parser {
    #[unsafe_ignore_trace]
    reader: Side,
    /// `onMessageBegin` was called for the message that is being read.
    begun: bool,
    /// A callback is being called: the parser can't be driven from within.
    running: bool,
}

/// A reader of either side.
enum Side {
    Requests(RequestReader),
    Responses(ResponseReader),
}

impl Side {
    fn read(&mut self, input: &[u8]) -> Result<Taken<Head>, Refusal> {
        match self {
            Self::Requests(reader) => {
                reader.read(input).map(|(used, part)| (used, part.map(|part| part.map_head(Head::Request))))
            }
            Self::Responses(reader) => {
                reader.read(input).map(|(used, part)| (used, part.map(|part| part.map_head(Head::Response))))
            }
        }
    }

    /// True when that completed a message.
    fn finish(&mut self) -> Result<bool, Refusal> {
        match self {
            Self::Requests(reader) => reader.finish().map(|part| part.is_some()),
            Self::Responses(reader) => reader.finish().map(|part| part.is_some()),
        }
    }

    /// Only of a response it is not known what its head was asked for.
    fn skip_body(&mut self) {
        if let Self::Responses(reader) = self {
            reader.skip_body();
        }
    }

    fn is_within_message(&self) -> bool {
        match self {
            Self::Requests(reader) => reader.is_within_message(),
            Self::Responses(reader) => reader.is_within_message(),
        }
    }

    fn is_handed_over(&self) -> bool {
        match self {
            Self::Requests(reader) => reader.is_handed_over(),
            Self::Responses(reader) => reader.is_handed_over(),
        }
    }
}

/// `new HTTPParser(type)`
fn construct(new_target: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let side = side(&arg(args, 0))?;
    let prototype = instance_prototype(new_target, cx)?;
    Ok(JsObject::from_proto_and_data(prototype, Parser { reader: side, begun: false, running: false }).into())
}

fn side(value: &JsValue) -> JsResult<Side> {
    match value.as_string() {
        Some(name) if name == "request" => Ok(Side::Requests(RequestReader::new(Limits::default()))),
        Some(name) if name == "response" => Ok(Side::Responses(ResponseReader::new(Limits::default()))),
        _ => Err(type_error("Argument must be 'request' or 'response'")),
    }
}

fn receiver(this: &JsValue) -> JsResult<JsObject> {
    this.as_object().filter(JsObject::is::<Parser>).ok_or_else(|| type_error("this is not an HTTPParser"))
}

fn with<T>(parser: &JsObject, body: impl FnOnce(&mut Parser) -> T) -> T {
    body(&mut parser.downcast_mut::<Parser>().expect("checked by receiver"))
}

/// `parser.reinitialize(type)`: forgets everything; what comes next begins a message.
fn reinitialize(this: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let parser = receiver(this)?;
    let side = side(&arg(args, 0))?;
    with(&parser, |parser| {
        parser.reader = side;
        parser.begun = false;
    });
    Ok(JsValue::undefined())
}

/// `parser.execute(buffer, offset, length)`: how many bytes were read (fewer than given when another protocol begins
/// behind a head), or an Error with `bytesParsed`. What a callback throws is thrown.
fn execute(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let parser = receiver(this)?;
    let given = arg(args, 0).as_object();
    let len = given.as_ref().and_then(|buffer| View::of_object(buffer, cx)).map(|view| view.len());
    let (Some(given), Some(buffer_len)) = (given, len) else { return Err(type_error("Argument should be a buffer")) };
    let start = count(&arg(args, 1), cx)?;
    let len = match args.get(2) {
        Some(len) if !len.is_undefined() => count(len, cx)?,
        _ => buffer_len.saturating_sub(start),
    };
    if start > buffer_len {
        return Err(type_error("Offset is out of bounds"));
    }
    if len > buffer_len - start {
        return Err(type_error("Length extends beyond the buffer"));
    }
    alone(&parser, cx, |cx| run(&parser, &given, start..start + len, cx))
}

/// A number of bytes; what is too large for one, or below zero, is out of bounds later.
fn count(value: &JsValue, cx: &mut Context) -> JsResult<usize> {
    Ok(usize::try_from(value.to_integer_or_infinity(cx)?.clamp_finite(-1, i64::MAX)).unwrap_or(usize::MAX))
}

/// `parser.finish()`: the connection has ended. An Error when that cut a message short.
fn finish(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let parser = receiver(this)?;
    alone(&parser, cx, |cx| match with(&parser, |parser| parser.reader.finish()) {
        Ok(true) => over(&parser, &[], cx).map(|()| JsValue::undefined()),
        Ok(false) => Ok(JsValue::undefined()),
        Err(refusal) => Ok(parse_error(refusal, 0, cx)),
    })
}

/// Keeps callbacks from driving the parser that is calling them.
fn alone(
    parser: &JsObject,
    cx: &mut Context,
    body: impl FnOnce(&mut Context) -> JsResult<JsValue>,
) -> JsResult<JsValue> {
    if with(parser, |parser| std::mem::replace(&mut parser.running, true)) {
        return Err(error("the parser is reading: it can't be called from its own callbacks"));
    }
    let result = body(cx);
    with(parser, |parser| parser.running = false);
    result
}

fn run(parser: &JsObject, given: &JsObject, range: Range<usize>, cx: &mut Context) -> JsResult<JsValue> {
    let mut at = range.start;
    loop {
        // Looked up each time: callbacks may have done anything to the Buffer.
        let view = View::of_object(given, cx);
        let (taken, raw) = with(parser, |parser| {
            let mut read = |bytes: &[u8]| {
                let input = bytes.get(at..range.end).unwrap_or_default();
                let taken = parser.reader.read(input);
                let raw = match &taken {
                    Ok((used, Some(Part::Head { kept: None, .. }))) => input[..*used].to_vec(),
                    _ => Vec::new(),
                };
                (taken, raw)
            };
            match &view {
                Some(view) => view.read(read),
                None => read(&[]),
            }
        });
        let from = at;
        match taken {
            Err(refusal) => return Ok(parse_error(refusal, from - range.start, cx)),
            Ok((used, part)) => {
                at += used;
                match part {
                    None => {
                        if with(parser, |parser| parser.reader.is_within_message()) {
                            begin(parser, cx)?;
                        }
                        break;
                    }
                    Some(Part::Head { head, kept }) => {
                        begin(parser, cx)?;
                        match kept {
                            Some(kept) => {
                                let all = buffer::from_slice(&kept, cx)?;
                                on_head(parser, &head, &kept, &all, 0, cx)?;
                            }
                            None => on_head(parser, &head, &raw, given, from, cx)?,
                        }
                        if with(parser, |parser| parser.reader.is_handed_over()) {
                            over(parser, &[], cx)?;
                            break;
                        }
                    }
                    Some(Part::Body { len }) => call_with(parser, js_string!("onBody"), given, at - len..at, cx)?,
                    Some(Part::End { trailers }) => over(parser, &trailers, cx)?,
                }
            }
        }
    }
    Ok(((at - range.start) as f64).into())
}

fn begin(parser: &JsObject, cx: &mut Context) -> JsResult<()> {
    if with(parser, |parser| std::mem::replace(&mut parser.begun, true)) {
        return Ok(());
    }
    call(parser, js_string!("onMessageBegin"), &[], cx).map(drop)
}

/// The end of a message, behind its trailers.
fn over(parser: &JsObject, trailers: &[u8], cx: &mut Context) -> JsResult<()> {
    if !trailers.is_empty() {
        let all = buffer::from_slice(trailers, cx)?;
        on_fields(parser, chunked::trailer_fields(trailers), trailers, &all, 0, cx)?;
    }
    with(parser, |parser| parser.begun = false);
    call(parser, js_string!("onMessageComplete"), &[], cx).map(drop)
}

/// Reports a head whose bytes `raw` are in `buffer` from `base` on.
fn on_head(
    parser: &JsObject,
    head: &Head,
    raw: &[u8],
    buffer: &JsObject,
    base: usize,
    cx: &mut Context,
) -> JsResult<()> {
    let info = JsObject::with_object_proto(cx.intrinsics());
    match head {
        Head::Request(head) => {
            let target = head.target.start as usize..head.target.end as usize;
            let parts = TargetParts::of(raw.get(target.clone()).unwrap_or_default(), head.method);
            call_with(parser, js_string!("onURL"), buffer, moved(target.clone(), base), cx)?;
            for (name, part) in [
                (js_string!("onPath"), parts.path),
                (js_string!("onQueryString"), parts.query),
                (js_string!("onFragment"), parts.fragment),
            ] {
                if let Some(part) = part {
                    call_with(parser, name, buffer, moved(part, base + target.start), cx)?;
                }
            }
            set(&info, "method", JsString::from(head.method.as_str()));
        }
        Head::Response(head) => set(&info, "statusCode", i32::from(head.status)),
    }
    on_fields(parser, head.fields(raw), raw, buffer, base, cx)?;
    let (minor, keep_alive, upgrade) = match head {
        Head::Request(head) => (head.minor, head.keep_alive, head.is_upgrade()),
        Head::Response(head) => (head.minor, head.keep_alive, head.status == 101),
    };
    set(&info, "versionMajor", 1);
    set(&info, "versionMinor", i32::from(minor));
    set(&info, "shouldKeepAlive", keep_alive);
    set(&info, "upgrade", upgrade);
    let bodiless = call(parser, js_string!("onHeadersComplete"), &[info.into()], cx)?;
    // `true` says that this is the response to HEAD.
    if bodiless.as_boolean() == Some(true) {
        with(parser, |parser| parser.reader.skip_body());
    }
    Ok(())
}

fn on_fields(
    parser: &JsObject,
    fields: HeaderFields<'_>,
    raw: &[u8],
    buffer: &JsObject,
    base: usize,
    cx: &mut Context,
) -> JsResult<()> {
    for (name, value) in fields {
        call_with(parser, js_string!("onHeaderField"), buffer, moved(place(raw, name), base), cx)?;
        call_with(parser, js_string!("onHeaderValue"), buffer, moved(place(raw, value), base), cx)?;
    }
    Ok(())
}

/// Where `part`, which is a slice of `raw`, lies in it.
fn place(raw: &[u8], part: &[u8]) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(raw.as_ptr() as usize);
    start..start + part.len()
}

fn moved(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// The parts of a request target, as ranges of it.
#[derive(Default)]
struct TargetParts {
    path: Option<Range<usize>>,
    query: Option<Range<usize>>,
    fragment: Option<Range<usize>>,
}

impl TargetParts {
    /// A target of CONNECT is a place and has no path; one that is a URL has its path behind the place.
    fn of(target: &[u8], method: HttpMethod) -> Self {
        if method == HttpMethod::Connect {
            return Self::default();
        }
        let find = |from: usize, marks: &[u8]| {
            let rest = target.get(from..).unwrap_or_default();
            rest.iter().position(|byte| marks.contains(byte)).map_or(target.len(), |at| from + at)
        };
        let start = match target.windows(3).position(|window| window == b"://") {
            Some(at) if target.first() != Some(&b'/') => find(at + 3, b"/?#"),
            _ => 0,
        };
        let path_end = find(start, b"?#");
        let query_end = find(path_end, b"#");
        Self {
            path: (path_end > start).then_some(start..path_end),
            query: (query_end > path_end).then_some(path_end + 1..query_end),
            fragment: (target.len() > query_end).then_some(query_end + 1..target.len()),
        }
    }
}

/// Calls a callback with a piece of a Buffer, when there is one.
fn call_with(
    parser: &JsObject,
    name: JsString,
    buffer: &JsObject,
    range: Range<usize>,
    cx: &mut Context,
) -> JsResult<()> {
    let (start, len) = (range.start as f64, range.len() as f64);
    call(parser, name, &[buffer.clone().into(), start.into(), len.into()], cx).map(drop)
}

fn call(parser: &JsObject, name: JsString, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    match parser.get(name, cx)?.as_function() {
        Some(callback) => callback.call(&parser.clone().into(), args, cx),
        None => Ok(JsValue::undefined()),
    }
}

fn parse_error(refusal: Refusal, parsed: usize, cx: &mut Context) -> JsValue {
    let value = thrown_value(error("Parse Error"), cx);
    if let Some(object) = value.as_object() {
        set(&object, "bytesParsed", parsed as f64);
        set(&object, "reason", JsString::from(refusal.reason));
    }
    value
}

/// `urlDecode(string, plusAsBlank)`: percent escapes taken out; broken ones stay as they are.
fn url_decode(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let text = arg(args, 0).to_string(cx)?;
    let plus = arg(args, 1).to_boolean();
    Ok(buffer::string(querystring::unescape(buffer::source(&text), plus)).into())
}
