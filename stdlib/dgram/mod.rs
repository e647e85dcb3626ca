//! `require('dgram')`: datagram sockets over UDP and UNIX paths, in Rust.
//!
//! `socket` is the class and its life, `send` the way out, `deliver` the way in, `state` what a socket remembers,
//! `address` the two forms of addresses, `options` what setsockopt(2) has.

mod address;
mod deliver;
mod options;
mod send;
mod socket;
mod state;

use boa_engine::builtins::object::OrdinaryObject;
use noderu_glue::binding::{Class, function, install, set};
use noderu_glue::prelude::*;

use crate::events;

/// What this module makes at its first use.
#[derive(Clone)]
struct DgramModule {
    socket: Class,
    /// The tick that announces a new UDP socket.
    announce: JsFunction,
    /// The tick that emits.
    emit: JsFunction,
}

/// `require('dgram')`.
///
/// # Errors
/// None in practice: the engine may refuse to evaluate the constructor's line of JavaScript.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let class = shared(cx)?.socket;
    let prototype = cx.intrinsics().constructors().object().prototype();
    let exports = JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast();
    set(&exports, "Socket", class.constructor);
    install(&exports, &[method("createSocket", 2, create)], cx);
    Ok(exports.into())
}

/// `dgram.createSocket(type, [callback])`
fn create(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let class = shared(cx)?.socket;
    Ok(class.constructor.construct(args, None, cx)?.into())
}

fn shared(cx: &mut Context) -> JsResult<DgramModule> {
    try_slot(cx, make_shared)
}

fn make_shared(cx: &mut Context) -> JsResult<DgramModule> {
    let emitter = events::prototype(cx)?;
    Ok(DgramModule {
        socket: socket::class(&emitter, cx)?,
        announce: function("listening", 1, socket::announce, cx),
        emit: function("emit", 2, deliver::run_emit, cx),
    })
}
