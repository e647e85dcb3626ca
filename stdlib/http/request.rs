//! `http.IncomingMessage` as a server gets it (the manual's http.ServerRequest): a native object with the raw head;
//! method, url and headers become JavaScript values when somebody looks.

use boa_engine::JsData;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::string::JsStr;
use boa_gc::{Finalize, Trace};
use noderu_glue::prelude::*;
use noderu_runtime::HandleId;
use noderu_runtime::proto::http::head::{RequestHead, headers};

use super::header_names::{Repetition, field_key, repetition};
use crate::host::host;
use crate::string_decoder::Decoding;

/// The state behind a request object.
#[derive(Trace, Finalize, JsData)]
pub struct Request {
    #[unsafe_ignore_trace]
    pub(super) connection: HandleId,
    #[unsafe_ignore_trace]
    pub(super) head: RequestHead,
    #[unsafe_ignore_trace]
    raw: Box<[u8]>,
    /// Header lines behind a chunked body.
    #[unsafe_ignore_trace]
    raw_trailers: Box<[u8]>,
    #[unsafe_ignore_trace]
    pub(super) decoding: Decoding,
    /// 'end' was emitted, or the connection is gone.
    #[unsafe_ignore_trace]
    pub(super) complete: bool,
    /// The net.Stream, once somebody looked.
    stream: Option<JsValue>,
    url: Option<JsValue>,
    headers: Option<JsValue>,
    trailers: Option<JsValue>,
}

impl Request {
    /// The state of a request whose head just arrived.
    pub(super) fn new(connection: HandleId, head: RequestHead, raw: Box<[u8]>) -> Request {
        Request {
            connection,
            head,
            raw,
            raw_trailers: Box::default(),
            decoding: Decoding::default(),
            complete: false,
            stream: None,
            url: None,
            headers: None,
            trailers: None,
        }
    }

    /// Keeps the trailers for when somebody asks.
    pub(super) fn set_trailers(&mut self, raw: Box<[u8]>) {
        self.raw_trailers = raw;
        self.trailers = None;
    }
}

/// What JavaScript sees on a request.
pub(super) const METHODS: &[Method] = &[
    method("setEncoding", 1, set_encoding),
    method("setBodyEncoding", 1, set_encoding),
    method("pause", 0, pause),
    method("resume", 0, resume),
    method("destroy", 0, destroy),
];

/// Properties with a value of their own until a program assigns one.
pub(super) const ACCESSORS: &[Accessor] = &[
    accessor("method", get_method, |this, args, cx| shadow("method", this, args, cx)),
    accessor("url", get_url, |this, args, cx| shadow("url", this, args, cx)),
    accessor("headers", get_headers, |this, args, cx| shadow("headers", this, args, cx)),
    accessor("trailers", get_trailers, |this, args, cx| shadow("trailers", this, args, cx)),
    accessor("httpVersion", get_version, |this, args, cx| shadow("httpVersion", this, args, cx)),
    accessor("httpVersionMajor", get_major, |this, args, cx| shadow("httpVersionMajor", this, args, cx)),
    accessor("httpVersionMinor", get_minor, |this, args, cx| shadow("httpVersionMinor", this, args, cx)),
    accessor("rawHeaders", get_raw_headers, |this, args, cx| shadow("rawHeaders", this, args, cx)),
    accessor("connection", get_connection, |this, args, cx| shadow("connection", this, args, cx)),
    accessor("socket", get_connection, |this, args, cx| shadow("socket", this, args, cx)),
    accessor("client", get_connection, |this, args, cx| shadow("client", this, args, cx)),
    accessor("readable", get_readable, |this, args, cx| shadow("readable", this, args, cx)),
    accessor("complete", get_complete, |this, args, cx| shadow("complete", this, args, cx)),
    accessor("upgrade", get_upgrade, |this, args, cx| shadow("upgrade", this, args, cx)),
];

/// An assignment to a lazy property gives the object an ordinary property of its own.
pub(super) fn shadow(name: &'static str, this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let Some(object) = this.as_object() {
        object.create_data_property(JsString::from(name), arg(args, 0), cx)?;
    }
    Ok(JsValue::undefined())
}

/// Reads from the state of `this`; undefined where `this` is not a request (the prototype itself, for one).
fn read<T: Into<JsValue>>(this: &JsValue, read: impl FnOnce(&mut Request) -> T) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(mut request) = object.downcast_mut::<Request>() else { return Ok(JsValue::undefined()) };
    Ok(read(&mut request).into())
}

fn get_method(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| JsString::from(request.head.method.as_str()))
}

fn get_url(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| {
        let Request { url, head, raw, .. } = request;
        url.get_or_insert_with(|| latin1(&raw[head.target.start as usize..head.target.end as usize]).into()).clone()
    })
}

fn get_version(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| match request.head.minor {
        0 => js_string!("1.0"),
        1 => js_string!("1.1"),
        minor => JsString::from(format!("1.{minor}").as_str()),
    })
}

fn get_major(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |_| 1)
}

fn get_minor(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| i32::from(request.head.minor))
}

fn get_readable(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| !request.complete)
}

fn get_complete(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| request.complete)
}

fn get_upgrade(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| request.head.is_upgrade())
}

fn get_headers(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(mut request) = object.downcast_mut::<Request>() else { return Ok(JsValue::undefined()) };
    let Request { headers: slot, head, raw, .. } = &mut *request;
    Ok(slot.get_or_insert_with(|| header_object(headers(raw, head), cx).into()).clone())
}

fn get_trailers(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(mut request) = object.downcast_mut::<Request>() else { return Ok(JsValue::undefined()) };
    let Request { trailers, raw_trailers, .. } = &mut *request;
    let fields = noderu_runtime::proto::http::chunked::trailer_fields(raw_trailers);
    Ok(trailers.get_or_insert_with(|| header_object(fields, cx).into()).clone())
}

fn get_raw_headers(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let list: Vec<JsValue> = {
        let Some(request) = object.downcast_ref::<Request>() else { return Ok(JsValue::undefined()) };
        headers(&request.raw, &request.head)
            .flat_map(|(name, value)| [latin1(name).into(), latin1(value).into()])
            .collect()
    };
    Ok(JsArray::from_iter(list, cx).into())
}

fn get_connection(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let connection = match object.downcast_ref::<Request>() {
        Some(request) => match &request.stream {
            Some(stream) => return Ok(stream.clone()),
            None => request.connection,
        },
        None => return Ok(JsValue::undefined()),
    };
    let stream = super::server::stream_of(connection, cx)?;
    if let Some(mut request) = object.downcast_mut::<Request>() {
        request.stream = Some(stream.clone());
    }
    Ok(stream)
}

fn set_encoding(this: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let mut decoding = Decoding::default();
    if !arg(args, 0).is_null_or_undefined() {
        decoding.set(args.first())?;
    }
    read(this, |request| {
        request.decoding = decoding;
        JsValue::undefined()
    })
}

fn pause(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let Some(connection) = unfinished(this) {
        host(cx).reactor.borrow_mut().http_pause(connection);
    }
    Ok(JsValue::undefined())
}

fn resume(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let Some(connection) = unfinished(this) {
        host(cx).reactor.borrow_mut().http_resume(connection);
    }
    Ok(JsValue::undefined())
}

fn destroy(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let Some(request) = this.as_object().as_ref().and_then(JsObject::downcast_ref::<Request>) {
        host(cx).reactor.borrow_mut().close(request.connection);
    }
    Ok(JsValue::undefined())
}

/// The connection of a request whose body is still to come: after its end, pausing would stop somebody else's.
fn unfinished(this: &JsValue) -> Option<HandleId> {
    let object = this.as_object()?;
    let request = object.downcast_ref::<Request>()?;
    (!request.complete).then_some(request.connection)
}

/// Header fields as the object that programs read: names lower-cased; the values of a repeated field are joined with
/// `, `, but `set-cookie` is an array, cookies are joined with `; `, and a field that can be said only once keeps its
/// first value. A field named `__proto__` is a property like any other.
pub(super) fn header_object<'a>(fields: impl Iterator<Item = (&'a [u8], &'a [u8])>, cx: &mut Context) -> JsObject {
    let prototype = cx.intrinsics().constructors().object().prototype();
    let object = JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast();
    for (name, value) in fields {
        let key = PropertyKey::from(field_key(name));
        let before = object.borrow().properties().get(&key);
        let value = match before.as_ref().and_then(|property| property.value()) {
            None if name.eq_ignore_ascii_case(b"set-cookie") => JsArray::from_iter([latin1(value).into()], cx).into(),
            None => JsValue::from(latin1(value)),
            Some(before) => match repetition(name) {
                Repetition::FirstWins => continue,
                Repetition::List => {
                    let list = before.as_object().expect("the first set-cookie made an array");
                    let list = JsArray::from_object(list).expect("the first set-cookie made an array");
                    list.push(latin1(value), cx).expect("a fresh array takes elements");
                    continue;
                }
                Repetition::Joined(separator) => {
                    let before = before.as_string().expect("every value but set-cookie's is a string");
                    JsString::concat_array(&[before.as_str(), separator, JsStr::latin1(value)]).into()
                }
            },
        };
        object.insert_property(
            key,
            PropertyDescriptor::builder().value(value).writable(true).enumerable(true).configurable(true),
        );
    }
    object
}
