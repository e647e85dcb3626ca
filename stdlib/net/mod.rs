//! `require('net')`: TCP and UNIX sockets, in Rust.
//!
//! `state` is what a stream remembers, `stream` its class, `connect`, `write` and `deliver` the three directions in
//! which it is used; `server` and `listen` are net.Server. An accepted connection is one native object and one owner row
//! of the host: no closures, no queues of its own. Callbacks run last in every function here: the state is right
//! before JavaScript is entered, so an exception leaves nothing half done.
//!
//! stdlib/http builds on the names that this file exports.

mod address;
mod binding;
mod compat;
mod connect;
mod deliver;
mod emit;
mod listen;
pub mod protocol;
mod server;
mod state;
mod stream;
mod write;

use boa_engine::builtins::object::OrdinaryObject;
use noderu_glue::binding::{Class, function, install, set};
use noderu_glue::prelude::*;

use crate::events;

pub use address::Endpoint;
pub use binding::load as load_binding;
pub use connect::begin;
pub use deliver::{adopt_stream, deliver, duplex_end, pipe_end, stream_for};
pub use emit::emit_later;
pub use listen::{Listen, Target, listen_arguments, start_listening};
pub use server::{ServerKind, connection_closed, connection_opened, deliver_listener, init_server};
pub use state::Protocol;
pub use write::end_writing;

/// The classes of this module, made at its first use.
#[derive(Clone)]
pub struct Classes {
    /// net.Stream
    pub stream: Class,
    /// net.Server
    pub server: Class,
    later: JsFunction,
    drained: JsFunction,
}

/// `require('net')`.
///
/// # Errors
/// None in practice: the engine may refuse to evaluate the constructors' line of JavaScript.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let classes = classes(cx)?;
    let prototype = cx.intrinsics().constructors().object().prototype();
    let exports = JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast();
    set(&exports, "Server", classes.server.constructor);
    set(&exports, "Stream", classes.stream.constructor.clone());
    // The name of Stream since v0.3; programs of today know no other.
    set(&exports, "Socket", classes.stream.constructor);
    install(&exports, FUNCTIONS, cx);
    install(&exports, address::FUNCTIONS, cx);
    Ok(exports.into())
}

/// `require('tcp')`, as the module was called before 0.2.
///
/// # Errors
/// As [`load`].
pub fn load_tcp(cx: &mut Context) -> JsResult<JsValue> {
    const RENAMED: &str = "The 'tcp' module has been renamed to 'net'. Please update your source code.\n";
    crate::sys::warn_once("tcp", RENAMED, cx)?;
    Ok(crate::module::builtin("net", cx)?.unwrap_or_default())
}

const FUNCTIONS: &[Method] = &[
    method("createServer", 2, server::create),
    method("createConnection", 2, connect::create),
    method("connect", 2, connect::create),
];

/// The classes.
///
/// # Errors
/// As [`load`].
pub fn classes(cx: &mut Context) -> JsResult<Classes> {
    try_slot(cx, make_classes)
}

fn make_classes(cx: &mut Context) -> JsResult<Classes> {
    let emitter = events::prototype(cx)?;
    Ok(Classes {
        stream: stream::class(&emitter, cx)?,
        server: server::class(&emitter, cx)?,
        later: function("emit", 2, emit::run_later, cx),
        drained: function("drain", 1, deliver::run_drained, cx),
    })
}

/// net.Server's constructor and prototype, for servers of a kind of their own.
///
/// # Errors
/// As [`load`].
pub fn server_class(cx: &mut Context) -> JsResult<Class> {
    Ok(classes(cx)?.server)
}
