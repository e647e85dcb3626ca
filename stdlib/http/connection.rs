//! The net.Streams of a server's connections, made when somebody asks for one.
//!
//! An error of such a stream that the program does not listen for goes to the server's 'clientError' and nowhere else,
//! also after another protocol took over: a client that resets its connection must not end the program (v0.2.0 put a
//! listener of its own on each; test: http/upgrade-reset).

use noderu_glue::prelude::*;
use noderu_runtime::{EventKind, HandleId};

use crate::events;
use crate::host::host;
use crate::net::{self, Protocol, protocol};

const PROTOCOL: Protocol = Protocol { deliver, later };

/// The net.Stream of a connection. Of a connection that is gone it is a closed one, so that a program which looks late
/// finds no address there but does find an object.
pub(super) fn stream_of(connection: HandleId, cx: &mut Context) -> JsResult<JsValue> {
    let host = host(cx);
    if let Some(stream) = host.owner(connection) {
        return Ok(stream.into());
    }
    let server = match host.reactor.borrow().http_server(connection) {
        Some(server) => host.http_server(server),
        None => return Ok(net::classes(cx)?.stream.constructor.construct(&[], None, cx)?.into()),
    };
    let stream = net::stream_for(connection, server.as_ref(), cx)?;
    protocol::set(&stream, PROTOCOL, cx);
    host.adopt(connection, &stream, deliver);
    Ok(stream.into())
}

/// What went wrong on a connection: emitted to its stream's listeners and to the server's 'clientError'.
pub(super) fn client_error(
    server: &JsObject,
    connection: HandleId,
    failure: JsValue,
    cx: &mut Context,
) -> JsResult<()> {
    if let Some(stream) = host(cx).owner(connection) {
        return stream_error(Some(server), &stream, failure, cx);
    }
    if !events::has_listeners(server, &js_string!("clientError"), cx) {
        return Ok(());
    }
    let stream = stream_of(connection, cx)?;
    events::emit(server, &js_string!("clientError"), &[failure, stream], cx).map(drop)
}

fn stream_error(server: Option<&JsObject>, stream: &JsObject, failure: JsValue, cx: &mut Context) -> JsResult<()> {
    let event = js_string!("error");
    if events::has_listeners(stream, &event, cx) {
        events::emit(stream, &event, std::slice::from_ref(&failure), cx)?;
    }
    match server {
        Some(server) if events::has_listeners(server, &js_string!("clientError"), cx) => {
            events::emit(server, &js_string!("clientError"), &[failure, stream.clone().into()], cx).map(drop)
        }
        _ => Ok(()),
    }
}

/// Events of the handle itself: of a connection that another protocol took over, and the end of every one.
fn deliver(stream: &JsObject, handle: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()> {
    let EventKind::Failed(failure) = kind else { return net::deliver(stream, handle, kind, cx) };
    protocol::note_closing(stream, true, cx);
    let failure = crate::error::object(&failure, cx);
    let server = server_of(stream, cx)?;
    stream_error(server.as_ref(), stream, failure.into(), cx)
}

/// What net emits on a later tick.
fn later(stream: &JsObject, event: &JsString, args: &[JsValue], cx: &mut Context) -> JsResult<bool> {
    if event != &js_string!("error") {
        return Ok(false);
    }
    let server = server_of(stream, cx)?;
    stream_error(server.as_ref(), stream, arg(args, 0), cx)?;
    Ok(true)
}

fn server_of(stream: &JsObject, cx: &mut Context) -> JsResult<Option<JsObject>> {
    Ok(stream.get(js_string!("server"), cx)?.as_object())
}
