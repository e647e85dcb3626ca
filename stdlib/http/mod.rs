//! The module `http`. Native from the socket to the handler and back; a request costs two native objects.
//!
//! The hot path: `runtime/http` reports a whole head, [`server`] makes request and response and calls the program once,
//! [`response`] encodes into the connection's write queue, and the end of the turn writes it.

mod agent;
mod client;
mod client_request;
mod compat;
mod connection;
mod exchange;
mod fields;
mod header_names;
mod incoming;
mod make_request;
mod outgoing;
mod parser;
mod response;
mod server;
mod state;

use std::rc::Rc;

use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::{self, Class, install, install_accessors, set};
use noderu_glue::prelude::*;
use noderu_runtime::proto::http::Method as HttpMethod;
use noderu_runtime::proto::http::encode::STATUS_CODES;

use crate::module::builtin;
use crate::pump::{self, Sink};
use crate::{events, net};
use incoming::Incoming;
use response::Response;
use state::{Http, http};

pub use parser::load as load_parser;

/// Makes the module's exports.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let http = try_slot(cx, make)?;
    let exports = JsObject::with_object_proto(cx.intrinsics());
    set(&exports, "STATUS_CODES", status_codes(cx));
    set(&exports, "IncomingMessage", http.request.constructor.clone());
    set(&exports, "OutgoingMessage", http.outgoing.constructor.clone());
    set(&exports, "ServerResponse", http.response.constructor.clone());
    set(&exports, "Server", http.server.constructor.clone());
    install(&exports, EXPORTS, cx);
    install_accessors(&exports, LAZY, cx);
    Ok(exports.into())
}

/// Makes the classes that every program uses which requires the module.
fn make(cx: &mut Context) -> JsResult<Rc<Http>> {
    let emitter = events::prototype(cx)?;
    let incoming = binding::class("IncomingMessage", 1, construct_incoming, Some(&emitter), cx);
    install(&incoming.prototype, incoming::METHODS, cx);
    install(&incoming.prototype, compat::MESSAGE_METHODS, cx);
    install_accessors(&incoming.prototype, incoming::ACCESSORS, cx);

    let outgoing = binding::class("OutgoingMessage", 0, construct_response, Some(&emitter), cx);
    let response = binding::class("ServerResponse", 1, construct_response, Some(&outgoing.prototype), cx);
    install(&response.prototype, response::METHODS, cx);
    install(&response.prototype, compat::RESPONSE_METHODS, cx);
    install_accessors(&response.prototype, response::ACCESSORS, cx);
    install_accessors(&response.prototype, compat::RESPONSE_ACCESSORS, cx);
    pump::register(&response.prototype, Sink { take: response::take, is_message: true, is_standard: false }, cx)?;

    pump::register_messages(JsObject::is::<Incoming>, cx);

    let net_server = net::server_class(cx)?;
    let server = constructor("Server", 1, server::init, Some(&net_server.prototype), cx)?;
    install(&server.prototype, server::METHODS, cx);
    install_accessors(&server.prototype, server::ACCESSORS, cx);

    let write_head = response.prototype.get(js_string!("writeHead"), cx)?;
    let write_head = write_head.as_object().expect("installed above");
    Ok(Rc::new(Http::new(server, incoming, outgoing, response, write_head)))
}

const EXPORTS: &[Method] = &[
    method("createServer", 1, create_server),
    method("createClient", 2, client::create),
    method("cat", 3, cat),
    method("request", 2, make_request::request),
    method("get", 2, make_request::get),
];

/// Classes that only programs which make requests need: made at their first use.
const LAZY: &[Accessor] = &[
    accessor(
        "Client",
        |_, _, cx| Ok(client_classes(cx)?.client.constructor.into()),
        |this, args, cx| incoming::shadow("Client", this, args, cx),
    ),
    accessor(
        "ClientRequest",
        |_, _, cx| Ok(client_classes(cx)?.request.constructor.into()),
        |this, args, cx| incoming::shadow("ClientRequest", this, args, cx),
    ),
    accessor(
        "Agent",
        |_, _, cx| Ok(client_classes(cx)?.agent.constructor.into()),
        |this, args, cx| incoming::shadow("Agent", this, args, cx),
    ),
    accessor(
        "globalAgent",
        |_, _, cx| agent::global(cx).map(JsValue::from),
        |_, args, cx| match arg(args, 0).as_object() {
            Some(replacement) if agent::is_agent(&replacement, cx) => {
                agent::set_global(replacement, cx).map(|()| JsValue::undefined())
            }
            _ => Err(type_error("http.globalAgent is an http.Agent")),
        },
    ),
    accessor("METHODS", |_, _, cx| Ok(methods(cx)), |this, args, cx| incoming::shadow("METHODS", this, args, cx)),
];

/// `http.METHODS`, sorted by name.
fn methods(cx: &mut Context) -> JsValue {
    let mut names: Vec<&str> = HttpMethod::ALL.iter().map(|method| method.as_str()).collect();
    names.sort_unstable();
    JsArray::from_iter(names.into_iter().map(|name| JsString::from(name).into()), cx).into()
}

/// `http.cat(url, [encoding='utf8'], [headers], callback)`; the work is JavaScript, read at the first call.
fn cat(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (mut encoding, mut headers, mut callback) = (js_string!("utf8").into(), JsValue::undefined(), None);
    for value in args.iter().skip(1) {
        match value.as_function() {
            Some(function) => callback = Some(function),
            None if value.is_string() => encoding = value.clone(),
            None if value.is_object() => headers = value.clone(),
            None => {}
        }
    }
    let callback = callback.map_or(JsValue::undefined(), JsValue::from);
    let args = [this.clone(), arg(args, 0), encoding, headers, callback];
    builtin::call("http/cat", "cat", &JsValue::undefined(), &args, cx)
}

/// The classes of the client side.
#[derive(Clone)]
struct ClientClasses {
    client: Class,
    request: Class,
    agent: Class,
}

fn client_classes(cx: &mut Context) -> JsResult<ClientClasses> {
    try_slot(cx, make_client_classes)
}

fn make_client_classes(cx: &mut Context) -> JsResult<ClientClasses> {
    let outgoing = http(cx).outgoing.prototype.clone();
    let request = binding::class("ClientRequest", 1, construct_request, Some(&outgoing), cx);
    install(&request.prototype, client_request::METHODS, cx);
    install_accessors(&request.prototype, client_request::ACCESSORS, cx);
    pump::register(&request.prototype, Sink { take: client_request::take, is_message: true, is_standard: false }, cx)?;
    Ok(ClientClasses { client: client::class(cx)?, request, agent: agent::class(cx)? })
}

/// `new ClientRequest(..)`: only clients make them.
fn construct_request(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(type_error("requests are made by client.request()"))
}

/// `http.createServer([options], requestListener)`
fn create_server(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let class = http(cx).server.clone();
    let listener: Vec<JsValue> = args.iter().find(|value| value.is_callable()).cloned().into_iter().collect();
    Ok(class.constructor.construct(&listener, None, cx)?.into())
}

/// `new IncomingMessage(socket)`: one that no parser made; tests of programs make such.
fn construct_incoming(new_target: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let prototype = instance_prototype(new_target, cx)?;
    Ok(JsObject::from_proto_and_data(prototype, boa_engine::builtins::object::OrdinaryObject).into())
}

/// `new ServerResponse(request)`: without a connection its output goes nowhere.
fn construct_response(new_target: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let prototype = instance_prototype(new_target, cx)?;
    let request = arg(args, 0).as_object();
    let head = match &request {
        Some(request) => request.get(js_string!("method"), cx)?.as_string().is_some_and(|method| method == "HEAD"),
        None => false,
    };
    Ok(JsObject::from_proto_and_data(prototype, Response::new(None, 0, 1, head, true)).into())
}

fn instance_prototype(new_target: &JsValue, cx: &mut Context) -> JsResult<JsObject> {
    let constructor = new_target.as_object().ok_or_else(|| type_error("this constructor needs `new`"))?;
    let prototype = constructor.get(js_string!("prototype"), cx)?;
    Ok(prototype.as_object().unwrap_or_else(|| cx.intrinsics().constructors().object().prototype()))
}

fn status_codes(cx: &mut Context) -> JsObject {
    let table = JsObject::with_object_proto(cx.intrinsics());
    for (status, phrase) in STATUS_CODES {
        set(&table, &status.to_string(), JsString::from(*phrase));
    }
    table
}
