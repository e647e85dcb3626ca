//! `http.IncomingMessage`: what a server gets (the manual's http.ServerRequest) and what a client gets
//! (http.ClientResponse). A native object with the raw head; method, url, status and headers become JavaScript values
//! when somebody looks.

use boa_engine::JsData;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::string::JsStr;
use boa_gc::{Finalize, Trace};
use noderu_glue::prelude::*;
use noderu_runtime::proto::http::head::{RequestHead, headers};
use noderu_runtime::proto::http::{HeaderFields, ResponseHead, response};
use noderu_runtime::{Bytes, HandleId};

use super::header_names::{Repetition, field_key, repetition};
use crate::events;
use crate::host::host;
use crate::stderr;
use crate::string_decoder::Decoding;

/// The first line and the framing of a message.
pub(super) enum Head {
    /// Of a request.
    Request(RequestHead),
    /// Of a response.
    Response(ResponseHead),
}

impl Head {
    fn minor(&self) -> u8 {
        match self {
            Self::Request(head) => head.minor,
            Self::Response(head) => head.minor,
        }
    }

    /// The header fields; `raw`: the bytes of the head.
    pub(super) fn fields<'a>(&self, raw: &'a [u8]) -> HeaderFields<'a> {
        match self {
            Self::Request(head) => headers(raw, head),
            Self::Response(head) => response::headers(raw, head),
        }
    }

    fn request(&self) -> Option<&RequestHead> {
        match self {
            Self::Request(head) => Some(head),
            Self::Response(_) => None,
        }
    }

    fn response(&self) -> Option<&ResponseHead> {
        match self {
            Self::Request(_) => None,
            Self::Response(head) => Some(head),
        }
    }
}

/// The state behind a request that arrived, or a response.
#[derive(Trace, Finalize, JsData)]
pub(super) struct Incoming {
    #[unsafe_ignore_trace]
    pub(super) connection: HandleId,
    #[unsafe_ignore_trace]
    pub(super) head: Head,
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

impl Incoming {
    /// The state of a message whose head just arrived.
    pub(super) fn new(connection: HandleId, head: Head, raw: Box<[u8]>) -> Self {
        Self {
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

    /// The same for a response, whose connection is the client.
    pub(super) fn response(connection: HandleId, client: &JsObject, head: ResponseHead, raw: Box<[u8]>) -> Self {
        let mut message = Self::new(connection, Head::Response(head), raw);
        message.stream = Some(client.clone().into());
        message
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
    method("setBodyEncoding", 1, set_body_encoding),
    method("pause", 0, pause),
    method("resume", 0, resume),
    method("destroy", 0, destroy),
    method("pipe", 2, crate::pump::pipe),
];

/// Properties with a value of their own until a program assigns one.
pub(super) const ACCESSORS: &[Accessor] = &[
    accessor("method", get_method, |this, args, cx| shadow("method", this, args, cx)),
    accessor("url", get_url, |this, args, cx| shadow("url", this, args, cx)),
    accessor("statusCode", get_status, |this, args, cx| shadow("statusCode", this, args, cx)),
    accessor("statusMessage", get_reason, |this, args, cx| shadow("statusMessage", this, args, cx)),
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
fn read<T: Into<JsValue>>(this: &JsValue, read: impl FnOnce(&mut Incoming) -> T) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(mut request) = object.downcast_mut::<Incoming>() else { return Ok(JsValue::undefined()) };
    Ok(read(&mut request).into())
}

fn get_method(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |message| match message.head.request() {
        Some(head) => JsValue::from(JsString::from(head.method.as_str())),
        None => JsValue::null(),
    })
}

fn get_url(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |message| {
        let Incoming { url, head, raw, .. } = message;
        // v0.2.0 has an empty url in responses.
        let Some(head) = head.request() else { return js_string!("").into() };
        url.get_or_insert_with(|| latin1(&raw[head.target.start as usize..head.target.end as usize]).into()).clone()
    })
}

fn get_status(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |message| match message.head.response() {
        Some(head) => JsValue::from(i32::from(head.status)),
        None => JsValue::null(),
    })
}

fn get_reason(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |message| match message.head.response() {
        Some(head) => JsValue::from(latin1(&message.raw[head.reason.start as usize..head.reason.end as usize])),
        None => JsValue::null(),
    })
}

fn get_version(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |message| match message.head.minor() {
        0 => js_string!("1.0"),
        1 => js_string!("1.1"),
        minor => JsString::from(format!("1.{minor}").as_str()),
    })
}

fn get_major(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |_| 1)
}

fn get_minor(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| i32::from(request.head.minor()))
}

fn get_readable(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| !request.complete)
}

fn get_complete(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| request.complete)
}

fn get_upgrade(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |message| match &message.head {
        Head::Request(head) => head.is_upgrade(),
        Head::Response(head) => head.status == 101,
    })
}

fn get_headers(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(mut request) = object.downcast_mut::<Incoming>() else { return Ok(JsValue::undefined()) };
    let Incoming { headers: slot, head, raw, .. } = &mut *request;
    Ok(slot.get_or_insert_with(|| header_object(head.fields(raw), cx).into()).clone())
}

fn get_trailers(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(mut request) = object.downcast_mut::<Incoming>() else { return Ok(JsValue::undefined()) };
    let Incoming { trailers, raw_trailers, .. } = &mut *request;
    let fields = noderu_runtime::proto::http::chunked::trailer_fields(raw_trailers);
    Ok(trailers.get_or_insert_with(|| header_object(fields, cx).into()).clone())
}

fn get_raw_headers(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let list: Vec<JsValue> = {
        let Some(request) = object.downcast_ref::<Incoming>() else { return Ok(JsValue::undefined()) };
        request
            .head
            .fields(&request.raw)
            .flat_map(|(name, value)| [latin1(name).into(), latin1(value).into()])
            .collect()
    };
    Ok(JsArray::from_iter(list, cx).into())
}

fn get_connection(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let connection = match object.downcast_ref::<Incoming>() {
        Some(request) => match &request.stream {
            Some(stream) => return Ok(stream.clone()),
            None => request.connection,
        },
        None => return Ok(JsValue::undefined()),
    };
    let stream = super::connection::stream_of(connection, cx)?;
    if let Some(mut request) = object.downcast_mut::<Incoming>() {
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

fn set_body_encoding(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    stderr::line("setBodyEncoding() has been renamed to setEncoding()");
    set_encoding(this, args, cx)
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
    if let Some(request) = this.as_object().as_ref().and_then(JsObject::downcast_ref::<Incoming>) {
        host(cx).reactor.borrow_mut().close(request.connection);
    }
    Ok(JsValue::undefined())
}

/// The connection of a request whose body is still to come: after its end, pausing would stop somebody else's.
fn unfinished(this: &JsValue) -> Option<HandleId> {
    let object = this.as_object()?;
    let request = object.downcast_ref::<Incoming>()?;
    (!request.complete).then_some(request.connection)
}

/// Emits 'data' with a piece of a message's body.
pub(super) fn emit_body(message: &JsObject, chunk: Bytes, cx: &mut Context) -> JsResult<()> {
    if !events::has_listeners(message, &js_string!("data"), cx) {
        return Ok(());
    }
    let mut decoding = match message.downcast_mut::<Incoming>() {
        Some(mut state) => std::mem::take(&mut state.decoding),
        None => return Ok(()),
    };
    let chunk = if decoding.is_none() { crate::pump::offer(message, chunk, cx)? } else { Some(chunk) };
    let Some(chunk) = chunk else { return Ok(()) };
    let value = decoding.data_value(chunk, cx);
    if let Some(mut state) = message.downcast_mut::<Incoming>() {
        state.decoding = decoding;
    }
    match value? {
        Some(value) => events::emit(message, &js_string!("data"), &[value], cx).map(drop),
        None => Ok(()),
    }
}

/// Emits 'end', behind what a decoder still holds.
pub(super) fn emit_end(message: &JsObject, cx: &mut Context) -> JsResult<()> {
    let mut decoding = match message.downcast_mut::<Incoming>() {
        Some(mut state) if !state.complete => {
            state.complete = true;
            std::mem::take(&mut state.decoding)
        }
        _ => return Ok(()),
    };
    if let Some(rest) = decoding.end() {
        events::emit(message, &js_string!("data"), &[rest], cx)?;
    }
    events::emit(message, &js_string!("end"), &[], cx).map(drop)
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
