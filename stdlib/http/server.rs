//! `http.Server`: turns what its connections say into events.

use boa_engine::JsData;
use boa_gc::{Finalize, Trace};
use noderu_glue::prelude::*;
use noderu_glue::state;
use noderu_runtime::http::{HttpEvent, HttpOptions, HttpRequest};
use noderu_runtime::proto::http::Refusal;
use noderu_runtime::proto::http::connection::outgoing::CONTINUE;
use noderu_runtime::proto::http::head::{BodyKind, Method as HttpMethod};
use noderu_runtime::{EventKind, HandleId};

use super::connection::{client_error, stream_of};
use super::incoming::{Head, Incoming, emit_body, emit_end};
use super::response::Response;
use super::state::http;
use crate::buffer;
use crate::events;
use crate::host::host;
use crate::net;

/// `new http.Server(requestListener)`, also as `http.Server.call(this, requestListener)`.
pub(super) fn init(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let server = this.as_object().ok_or_else(|| type_error("http.Server needs an object to become a server"))?;
    net::init_server(&server, net::ServerKind { bound }, cx);
    state::attach(&server, Limits { options: HttpOptions::default(), listener: None }, cx);
    if let Some(listener) = args.iter().find_map(JsValue::as_function) {
        events::on(&server, &js_string!("request"), listener, cx)?;
    }
    Ok(JsValue::undefined())
}

/// The server listens: from now on its connections speak HTTP.
fn bound(listener: HandleId, server: &JsObject, cx: &mut Context) -> JsResult<()> {
    let host = host(cx);
    host.adopt_http(listener, server, net::deliver_listener, deliver);
    let options = with(server, cx, |limits| {
        limits.listener = Some(listener);
        limits.options
    });
    host.reactor.borrow_mut().listen_http(listener, options.unwrap_or_default());
    Ok(())
}

/// What a server allows its connections, and the listener that has to know when that changes.
#[derive(Trace, Finalize, JsData)]
struct Limits {
    #[unsafe_ignore_trace]
    options: HttpOptions,
    #[unsafe_ignore_trace]
    listener: Option<HandleId>,
}

fn with<T>(server: &JsObject, cx: &mut Context, body: impl FnOnce(&mut Limits) -> T) -> Option<T> {
    state::with(server, cx, body)
}

/// What a program can change; connections that are accepted from then on are held to it.
pub(super) const ACCESSORS: &[Accessor] = &[
    accessor(
        "timeout",
        |this, _, cx| limit(this, cx, |options| options.idle_timeout_ms),
        |this, args, cx| set_limit(this, args, cx, |options, ms| options.idle_timeout_ms = ms),
    ),
    accessor(
        "headersTimeout",
        |this, _, cx| limit(this, cx, |options| options.head_timeout_ms),
        |this, args, cx| set_limit(this, args, cx, |options, ms| options.head_timeout_ms = ms),
    ),
    accessor(
        "requestTimeout",
        |this, _, cx| limit(this, cx, |options| options.body_timeout_ms),
        |this, args, cx| set_limit(this, args, cx, |options, ms| options.body_timeout_ms = ms),
    ),
];

/// Methods beside net.Server's.
pub(super) const METHODS: &[Method] = &[method("setTimeout", 2, set_timeout), method("setSecure", 1, set_secure)];

fn limit(this: &JsValue, cx: &mut Context, read: impl FnOnce(&HttpOptions) -> u64) -> JsResult<JsValue> {
    let Some(server) = this.as_object() else { return Ok(JsValue::undefined()) };
    Ok(with(&server, cx, |limits| read(&limits.options)).map_or(JsValue::undefined(), |ms| (ms as f64).into()))
}

fn set_limit(
    this: &JsValue,
    args: &[JsValue],
    cx: &mut Context,
    write: impl FnOnce(&mut HttpOptions, u64),
) -> JsResult<JsValue> {
    let server = this.as_object().ok_or_else(|| type_error("this is not an http.Server"))?;
    let ms = arg(args, 0).to_number(cx)?;
    // 0, negative times and NaN turn it off.
    let ms = if ms > 0.0 { ms.ceil() as u64 } else { 0 };
    let changed = with(&server, cx, |limits| {
        write(&mut limits.options, ms);
        (limits.listener, limits.options)
    });
    if let Some((Some(listener), options)) = changed {
        host(cx).reactor.borrow_mut().listen_http(listener, options);
    }
    Ok(JsValue::undefined())
}

/// `server.setTimeout(ms, [callback])`: as `server.timeout`; the callback listens to 'timeout'.
fn set_timeout(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    set_limit(this, args, cx, |options, ms| options.idle_timeout_ms = ms)?;
    if let (Some(server), Some(callback)) = (this.as_object(), args.get(1).and_then(JsValue::as_function)) {
        events::on(&server, &js_string!("timeout"), callback, cx)?;
    }
    Ok(this.clone())
}

fn set_secure(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(error("this build of noderu has no TLS yet: server.setSecure() is not available"))
}

/// Delivers an event of a connection.
pub(super) fn deliver(server: &JsObject, connection: HandleId, what: HttpEvent, cx: &mut Context) -> JsResult<()> {
    match what {
        HttpEvent::Request(request) => on_request(server, connection, request, cx),
        HttpEvent::Body { exchange, chunk } => {
            let Some(object) = request_object(connection, exchange, cx) else { return Ok(()) };
            emit_body(&object, chunk, cx)
        }
        HttpEvent::End { exchange, trailers } => {
            let object = request_object(connection, exchange, cx);
            http(cx).connections.borrow_mut().request_done(connection, exchange);
            let Some(object) = object else { return Ok(()) };
            if let Some(mut request) = object.downcast_mut::<Incoming>() {
                request.set_trailers(trailers);
            }
            emit_end(&object, cx)
        }
        HttpEvent::Drain { exchange } => {
            let response = {
                let http = http(cx);
                let mut connections = http.connections.borrow_mut();
                connections.find(connection, exchange).map(|exchange| exchange.response.clone())
            };
            match response {
                Some(response) => events::emit(&response, &js_string!("drain"), &[], cx).map(drop),
                None => Ok(()),
            }
        }
        HttpEvent::Accepted => {
            if !net::connection_opened(server, cx)? {
                // It was not counted, so its end is not reported.
                let host = host(cx);
                let mut reactor = host.reactor.borrow_mut();
                reactor.http_take_over(connection);
                reactor.close(connection);
                return Ok(());
            }
            if !events::has_listeners(server, &js_string!("connection"), cx) {
                return Ok(());
            }
            let stream = stream_of(connection, cx)?;
            events::emit(server, &js_string!("connection"), &[stream], cx).map(drop)
        }
        HttpEvent::Refused(refusal) => refused(server, connection, refusal, cx),
        HttpEvent::Failed(failure) => {
            let failure = crate::error::object(&failure, cx);
            client_error(server, connection, failure.into(), cx)
        }
        HttpEvent::Timeout => {
            let overdue = host(cx).reactor.borrow_mut().http_overdue(connection);
            if let Some(refusal) = overdue {
                return refused(server, connection, refusal, cx);
            }
            let stream = host(cx).owner(connection);
            let result = match stream {
                Some(stream) => events::emit(&stream, &js_string!("timeout"), &[], cx).map(drop),
                None => Ok(()),
            };
            // Who listens to the server's 'timeout' decides what becomes of the connection.
            let event = js_string!("timeout");
            if events::has_listeners(server, &event, cx) {
                result?;
                let stream = stream_of(connection, cx)?;
                return events::emit(server, &event, &[stream], cx).map(drop);
            }
            let missing = host(cx).reactor.borrow_mut().http_expire(connection);
            match missing {
                Some(refusal) => result.and(refused(server, connection, refusal, cx)),
                None => result,
            }
        }
        HttpEvent::Closed { had_error } => on_closed(server, connection, had_error, cx),
    }
}

fn on_request(server: &JsObject, connection: HandleId, arrived: HttpRequest, cx: &mut Context) -> JsResult<()> {
    let http = http(cx);
    let HttpRequest { exchange, head, raw } = arrived;
    if head.is_upgrade() {
        let connect = head.method == HttpMethod::Connect;
        return on_upgrade(server, connection, Incoming::new(connection, Head::Request(head), raw), connect, cx);
    }
    let bodiless = head.body == BodyKind::None;
    let response =
        Response::new(Some(connection), exchange, head.minor, head.method == HttpMethod::Head, head.keep_alive);
    let response = JsObject::new(cx.root_shape(), http.response.prototype.clone(), response).upcast();
    let expects = head.expect_continue;
    let request = Incoming::new(connection, Head::Request(head), raw);
    let request = JsObject::new(cx.root_shape(), http.request.prototype.clone(), request).upcast();
    http.connections.borrow_mut().begin(connection, exchange, &request, &response, bodiless);

    let arguments = [request.clone().into(), response.clone().into()];
    if expects && !bodiless {
        if events::emit(server, &js_string!("checkContinue"), &arguments, cx)? {
            return Ok(());
        }
        host(cx).reactor.borrow_mut().http_write_interim(connection, exchange, CONTINUE);
    }
    events::emit(server, &http.request_event, &arguments, cx)?;
    if bodiless { emit_end(&request, cx) } else { Ok(()) }
}

/// A request that asks for another protocol: the program gets the socket, or the connection is closed.
fn on_upgrade(
    server: &JsObject,
    connection: HandleId,
    request: Incoming,
    connect: bool,
    cx: &mut Context,
) -> JsResult<()> {
    let host = host(cx);
    let event = if connect { js_string!("connect") } else { js_string!("upgrade") };
    let event = if events::has_listeners(server, &event, cx) { event } else { js_string!("upgrade") };
    if !events::has_listeners(server, &event, cx) {
        host.reactor.borrow_mut().close(connection);
        return Ok(());
    }
    let request = JsObject::new(cx.root_shape(), http(cx).request.prototype.clone(), request).upcast();
    let stream = stream_of(connection, cx)?;
    let listener = host.reactor.borrow().http_server(connection);
    let taken = host.reactor.borrow_mut().http_take_over(connection);
    if let Some(listener) = listener {
        host.http_left(listener);
    }
    let Some(rest) = taken else { return Ok(()) };
    if let Some(stream) = stream.as_object() {
        net::protocol::note_counted(&stream, cx);
    }
    let head = buffer::from_bytes(rest, cx)?;
    events::emit(server, &event, &[request.into(), stream, head.into()], cx).map(drop)
}

/// A message is not accepted; the response to it is on its way.
fn refused(server: &JsObject, connection: HandleId, refusal: Refusal, cx: &mut Context) -> JsResult<()> {
    let parse_error = error(format!("Parse Error: {}", refusal.reason)).into_opaque(cx)?;
    if let Some(object) = parse_error.as_object() {
        noderu_glue::binding::set(&object, "statusCode", i32::from(refusal.status));
    }
    // The response is on its way already; what a listener would send behind it has no place.
    if let Some(stream) = host(cx).owner(connection) {
        net::protocol::note_ended(&stream, cx);
    } else if events::has_listeners(server, &js_string!("clientError"), cx)
        && let Some(stream) = stream_of(connection, cx)?.as_object()
    {
        net::protocol::note_ended(&stream, cx);
    }
    client_error(server, connection, parse_error, cx)
}

fn on_closed(server: &JsObject, connection: HandleId, had_error: bool, cx: &mut Context) -> JsResult<()> {
    let left = http(cx).connections.borrow_mut().end(connection);
    net::connection_closed(server, cx);
    for exchange in left {
        if let Some(mut request) = exchange.request.downcast_mut::<Incoming>() {
            request.complete = true;
        }
        // The response will not reach anybody: emit that to who waits for it.
        events::emit(&exchange.request, &js_string!("aborted"), &[], cx)?;
        events::emit(&exchange.request, &js_string!("close"), &[], cx)?;
        events::emit(&exchange.response, &js_string!("close"), &[], cx)?;
    }
    // The stream object, when somebody asked for one, emits it too.
    host(cx).deliver(connection, EventKind::Closed { had_error }, cx)
}

fn request_object(connection: HandleId, exchange: u32, cx: &mut Context) -> Option<JsObject> {
    let http = http(cx);
    let mut connections = http.connections.borrow_mut();
    connections.find(connection, exchange).map(|exchange| exchange.request.clone())
}
