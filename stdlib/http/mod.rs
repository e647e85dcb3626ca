//! The module `http`: server side. Native from the socket to the handler and back; a request costs two native objects.
//!
//! The hot path: `runtime/http` tells a whole head, [`server`] makes request and response and calls the program once,
//! [`response`] encodes into the connection's write queue, and the end of the turn writes it.

mod fields;
mod header_names;
mod request;
mod response;
mod server;
mod state;

use std::rc::Rc;

use noderu_glue::binding::{self, Class, install, install_accessors, set};
use noderu_glue::prelude::*;
use noderu_runtime::proto::http::encode::STATUS_CODES;

use crate::{events, net};
use response::Response;
use state::Http;

/// Makes the module's exports.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let emitter = events::prototype(cx)?;
    let incoming = binding::class("IncomingMessage", 1, construct_incoming, Some(&emitter), cx);
    install(&incoming.prototype, request::METHODS, cx);
    install_accessors(&incoming.prototype, request::ACCESSORS, cx);

    let outgoing = binding::class("OutgoingMessage", 0, construct_response, Some(&emitter), cx);
    let response = binding::class("ServerResponse", 1, construct_response, Some(&outgoing.prototype), cx);
    install(&response.prototype, response::METHODS, cx);
    install_accessors(&response.prototype, response::ACCESSORS, cx);

    let net_server = net::server_class(cx)?;
    let server = binding::constructor("Server", 1, server::init, Some(&net_server.prototype), cx)?;

    let write_head = response.prototype.get(js_string!("writeHead"), cx)?;
    let write_head = write_head.as_object().expect("installed above");
    cx.insert_data(Rc::new(Http::new(incoming.prototype.clone(), response.prototype.clone(), write_head)));
    cx.insert_data(ServerClass(server.clone()));

    let exports = JsObject::with_object_proto(cx.intrinsics());
    set(&exports, "STATUS_CODES", status_codes(cx));
    set(&exports, "IncomingMessage", incoming.constructor);
    set(&exports, "OutgoingMessage", outgoing.constructor);
    set(&exports, "ServerResponse", response.constructor);
    set(&exports, "Server", server.constructor);
    install(&exports, EXPORTS, cx);
    Ok(exports.into())
}

const EXPORTS: &[Method] = &[method("createServer", 1, create_server)];

struct ServerClass(Class);

/// `http.createServer([options], requestListener)`
fn create_server(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let class = cx.get_data::<ServerClass>().expect("this function is an export of the loaded module").0.clone();
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
