//! `http.Client`: a net.Stream that makes requests, one after the other, and connects when there is one to make.
//!
//! Here are the class, the requests that wait, and when to connect. What happens on the connection is `exchange.rs`'s.
//! Refused are TLS, and requests that cannot be framed.

use std::collections::VecDeque;

use boa_engine::JsData;
use boa_gc::{Finalize, Trace};
use noderu_glue::binding::{Class, install};
use noderu_glue::prelude::*;
use noderu_glue::state;

use super::client_request::{ClientRequest, Plan};
use super::exchange::{self, Exchange};
use super::fields;
use crate::host::host;
use crate::net;
use crate::net::protocol::{self, ConnectionState};

/// What a client remembers beside its stream.
#[derive(Trace, Finalize, JsData)]
pub(super) struct ClientState {
    /// Where to connect to: the arguments of `connect`.
    place: Vec<JsValue>,
    /// Requests that wait, in order.
    pub(super) queue: VecDeque<JsObject>,
    /// What is on the connection.
    pub(super) current: Option<Exchange>,
    /// The agent that the connection goes back to.
    agent: Option<JsObject>,
    /// In which of its pools.
    pool: usize,
    #[unsafe_ignore_trace]
    pub(super) stage: Stage,
    /// `client.end()` was called while requests were under way.
    ending: bool,
}

/// What the connection is used for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// It had no exchange yet, or there is none.
    Fresh,
    /// It has had one.
    Reused,
    /// Another protocol took over: what comes belongs to the stream.
    Upgraded,
    /// The last exchange is over and the server is to close.
    Lingering,
}

impl ClientState {
    /// Whether the request is on the connection.
    pub(super) fn is_current(&self, request: &JsObject) -> bool {
        self.current.as_ref().is_some_and(|current| JsObject::equals(&current.request, request))
    }

    /// The agent and its pool.
    pub(super) fn agent(&self) -> Option<(JsObject, usize)> {
        self.agent.clone().map(|agent| (agent, self.pool))
    }

    /// The connection leaves its agent.
    pub(super) fn leave_agent(&mut self) -> Option<(JsObject, usize)> {
        self.agent.take().map(|agent| (agent, self.pool))
    }
}

/// Reads or changes what a client remembers; none for an object that is no client.
pub(super) fn with<T>(client: &JsObject, cx: &mut Context, body: impl FnOnce(&mut ClientState) -> T) -> Option<T> {
    state::with(client, cx, body)
}

/// Makes the class.
pub(super) fn class(cx: &mut Context) -> JsResult<Class> {
    let stream = net::classes(cx)?.stream;
    let class = constructor("Client", 4, init, Some(&stream.prototype), cx)?;
    install(&class.prototype, METHODS, cx);
    Ok(class)
}

const METHODS: &[Method] = &[
    method("request", 3, request),
    method("end", 2, end),
    method("get", 2, |_, _, _| Err(renamed("get", "GET"))),
    method("head", 2, |_, _, _| Err(renamed("head", "HEAD"))),
    method("post", 2, |_, _, _| Err(renamed("post", "POST"))),
    method("put", 2, |_, _, _| Err(renamed("put", "PUT"))),
    method("del", 2, |_, _, _| Err(renamed("del", "DELETE"))),
];

fn renamed(name: &str, method: &str) -> JsError {
    error(format!("client.{name}(...) is now client.request(\"{method}\", ...)"))
}

/// `new http.Client()`; `http.createClient` gives it its place.
fn init(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let client = this.as_object().ok_or_else(|| type_error("http.Client needs an object to become a client"))?;
    if arg(args, 2).to_boolean() {
        return Err(error("this build of noderu has no TLS yet: http.createClient(.., secure) is not available"));
    }
    let place = if arg(args, 1).is_null_or_undefined() { vec![arg(args, 0)] } else { vec![arg(args, 0), arg(args, 1)] };
    prepare(&client, place, None, cx);
    Ok(JsValue::undefined())
}

fn prepare(client: &JsObject, place: Vec<JsValue>, agent: Option<(&JsObject, usize)>, cx: &mut Context) {
    protocol::attach(client, exchange::PROTOCOL, cx);
    let (agent, pool) = agent.map_or((None, 0), |(agent, pool)| (Some(agent.clone()), pool));
    let (queue, stage) = (VecDeque::new(), Stage::Fresh);
    state::attach(client, ClientState { place, queue, current: None, agent, pool, stage, ending: false }, cx);
}

/// `http.createClient(port, host='localhost', secure=false, [credentials])`
pub(super) fn create(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let class = super::client_classes(cx)?.client;
    let client = class.constructor.construct(args, None, cx)?;
    for (index, name) in [(0, "port"), (1, "host")] {
        noderu_glue::binding::set(&client, name, arg(args, index));
    }
    Ok(client.into())
}

/// A client for `http.request`, in a pool of an agent.
pub(super) fn for_agent(
    place: Vec<JsValue>,
    agent: Option<(&JsObject, usize)>,
    cx: &mut Context,
) -> JsResult<JsObject> {
    let prototype = super::client_classes(cx)?.client.prototype;
    let client = JsObject::from_proto_and_data(prototype, boa_engine::builtins::object::OrdinaryObject);
    prepare(&client, place, agent, cx);
    Ok(client)
}

/// `client.request([method], path, [headers])`
fn request(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let client = this.as_object().ok_or_else(|| type_error("request() was called without a client"))?;
    if with(&client, cx, |_| ()).is_none() {
        return Err(type_error("this is not an http.Client"));
    }
    let (method, path, headers) = match (args.first(), args.get(1)) {
        (Some(method), Some(path)) if path.is_string() => (method.clone(), path.clone(), arg(args, 2)),
        (Some(path), headers) => (JsValue::undefined(), path.clone(), headers.cloned().unwrap_or_default()),
        (None, _) => return Err(type_error("request() needs a path")),
    };
    let method = if method.to_boolean() { method.to_string(cx)? } else { js_string!("GET") };
    let path = if path.to_boolean() { path.to_string(cx)? } else { js_string!("/") };
    let fields = fields::of_request(&headers, cx)?;
    let request = ClientRequest::new(Plan { method, path, fields, today: false, keep_alive: false })?;
    let prototype = super::client_classes(cx)?.request.prototype;
    let request = JsObject::new(cx.root_shape(), prototype, request).upcast();
    enqueue(&client, &request, cx)?;
    Ok(request.into())
}

/// Gives the client one more request.
pub(super) fn enqueue(client: &JsObject, request: &JsObject, cx: &mut Context) -> JsResult<()> {
    if let Some(mut state) = request.downcast_mut::<ClientRequest>() {
        state.client = Some(client.clone());
    }
    with(client, cx, |state| {
        state.ending = false;
        state.queue.push_back(request.clone());
    });
    advance(client, cx)
}

/// `client.end()`: the connection ends when there is a response to every request that was made.
fn end(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let client = this.as_object().ok_or_else(|| type_error("end() was called without a client"))?;
    let busy = with(&client, cx, |state| {
        state.ending = state.stage != Stage::Upgraded && (state.current.is_some() || !state.queue.is_empty());
        state.ending
    });
    if busy == Some(true) {
        return Ok(JsValue::undefined());
    }
    let stream_end = net::classes(cx)?.stream.prototype.get(js_string!("end"), cx)?;
    match stream_end.as_function() {
        Some(stream_end) => stream_end.call(this, args, cx),
        None => Ok(JsValue::undefined()),
    }
}

/// Puts the next request on the connection, connects for it, or lets an idle connection be.
pub(super) fn advance(client: &JsObject, cx: &mut Context) -> JsResult<()> {
    let idle = with(client, cx, |state| state.current.is_none() && state.stage != Stage::Upgraded);
    if idle != Some(true) {
        return Ok(());
    }
    let next = with(client, cx, |state| state.queue.front().cloned()).flatten();
    match (protocol::connection_state(client, cx), next) {
        (ConnectionState::Opening | ConnectionState::Closing, _) | (ConnectionState::Closed, None) => Ok(()),
        (ConnectionState::Closed, Some(_)) => {
            let place = with(client, cx, |state| state.place.clone()).unwrap_or_default();
            net::begin(client, &place, cx)
        }
        (ConnectionState::Open(handle), None) => {
            // An idle connection is no reason to go on living.
            host(cx).reactor.borrow_mut().set_ref(handle, false);
            if with(client, cx, |state| state.ending) == Some(true) {
                protocol::finish(client, cx);
            }
            Ok(())
        }
        (ConnectionState::Open(handle), Some(request)) => exchange::begin(client, handle, request, cx),
    }
}
