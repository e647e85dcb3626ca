//! What ReadStream and WriteStream share: their classes, their options, opening and closing.

use std::os::fd::RawFd;
use std::path::PathBuf;

use boa_engine::property::PropertyKey;
use noderu_glue::binding::{self, Class, function};
use noderu_glue::prelude::*;
use noderu_runtime::{SystemError, fs};

use super::args::{self, option};
use super::{reader, writer};
use crate::events;
use crate::host::{Host, host};
use crate::pump::{self, Sink};

/// Where a stream is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FilePhase {
    /// open(2) is under way.
    Opening,
    /// The descriptor is there.
    Open,
    /// It is to be closed, after the call on it that is under way; 'close' is yet to come.
    Closing,
    /// It is closed, or could not be opened.
    Closed,
}

/// The two classes, made when a program first asks for one.
#[derive(Clone)]
pub(super) struct Classes {
    /// `fs.ReadStream`
    pub read: Class,
    /// `fs.WriteStream`
    pub write: Class,
    /// The tick that carries a stream on.
    carry_on: JsFunction,
}

/// The classes.
///
/// # Errors
/// None in practice: those of evaluating the constructors' line of JavaScript.
pub(super) fn classes(cx: &mut Context) -> JsResult<Classes> {
    try_slot(cx, make_classes)
}

fn make_classes(cx: &mut Context) -> JsResult<Classes> {
    let emitter = events::prototype(cx)?;
    let read = constructor("ReadStream", 2, reader::init, Some(&emitter), cx)?;
    binding::install(&read.prototype, reader::METHODS, cx);
    binding::install_accessors(&read.prototype, reader::ACCESSORS, cx);
    let write = constructor("WriteStream", 2, writer::init, Some(&emitter), cx)?;
    binding::install(&write.prototype, writer::METHODS, cx);
    binding::install_accessors(&write.prototype, writer::ACCESSORS, cx);
    pump::register(&write.prototype, Sink { take: writer::take, is_message: false, is_standard: false }, cx)?;
    Ok(Classes { read, write, carry_on: function("", 1, carry_on, cx) })
}

fn carry_on(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let Some(stream) = args.get_or_undefined(0).as_object() {
        if reader::is_reader(&stream, cx) {
            reader::advance(&stream, cx)?;
        } else {
            writer::advance(&stream, cx)?;
        }
    }
    Ok(JsValue::undefined())
}

/// Carries the stream on with the next tick.
///
/// # Errors
/// As [`classes`].
pub(super) fn carry_on_later(stream: &JsObject, cx: &mut Context) -> JsResult<()> {
    let callback = classes(cx)?.carry_on;
    host(cx).next_tick(callback, vec![stream.clone().into()]);
    Ok(())
}

/// Passes on what a callback of the program threw, after making sure that the stream goes on all the same.
///
/// # Errors
/// `result`'s.
pub(super) fn carried_on<T>(result: JsResult<T>, stream: &JsObject, cx: &mut Context) -> JsResult<T> {
    if result.is_err() {
        carry_on_later(stream, cx)?;
    }
    result
}

/// What both kinds of stream are made with.
pub(super) struct StreamOptions {
    /// The file; none when a descriptor is given.
    pub path: Option<PathBuf>,
    /// The descriptor to use instead of opening the file.
    pub fd: Option<RawFd>,
    pub flags: i32,
    pub mode: u32,
    /// The options object, or undefined.
    pub given: JsValue,
}

/// Reads the arguments `path, [options]`, and makes properties of the stream of them, those that are unknown here too.
///
/// # Errors
/// Wrong arguments; what getters of the options throw.
pub(super) fn options(stream: &JsObject, args: &[JsValue], letters: &str, cx: &mut Context) -> JsResult<StreamOptions> {
    let mut given = args.get_or_undefined(1).clone();
    if given.is_string() {
        // Later releases take the encoding alone.
        let options = JsObject::with_object_proto(cx.intrinsics());
        options.set(js_string!("encoding"), given, true, cx)?;
        given = options.into();
    }
    let fd = option(&given, js_string!("fd"), cx)?.filter(|fd| !fd.is_null_or_undefined());
    let fd = fd.map(|fd| args::fd(&[fd], 0)).transpose()?;
    let path = if fd.is_some() && args.get_or_undefined(0).is_null_or_undefined() {
        None
    } else {
        Some(args::path(args, 0, "path", cx)?)
    };
    let flags = option(&given, js_string!("flags"), cx)?.unwrap_or_default();
    let mode = option(&given, js_string!("mode"), cx)?.unwrap_or_default();
    let read = StreamOptions { path, fd, flags: args::flags(&flags, letters)?, mode: args::mode(&mode, 0o666)?, given };
    stream.set(js_string!("path"), args.get_or_undefined(0).clone(), true, cx)?;
    stream.set(js_string!("fd"), fd.map_or(JsValue::null(), JsValue::from), true, cx)?;
    stream.set(js_string!("flags"), js_string!(letters), true, cx)?;
    stream.set(js_string!("mode"), 0o666, true, cx)?;
    stream.set(js_string!("encoding"), JsValue::null(), true, cx)?;
    Ok(read)
}

/// Copies the options onto the stream, as 0.2 did.
///
/// # Errors
/// What getters and setters throw.
pub(super) fn copy_options(stream: &JsObject, given: &JsValue, cx: &mut Context) -> JsResult<()> {
    let Some(given) = given.as_object().filter(|given| !given.is_callable()) else { return Ok(()) };
    for key in given.own_property_keys(cx)? {
        if matches!(key, PropertyKey::String(_)) {
            let value = given.get(key.clone(), cx)?;
            stream.set(key, value, false, cx)?;
        }
    }
    Ok(())
}

/// Opens the file on the pool.
pub(super) fn open(
    options: &StreamOptions,
    path: PathBuf,
    opened: impl FnOnce(Result<RawFd, SystemError>, &mut Context) -> JsResult<()> + 'static,
    cx: &Context,
) {
    let (flags, mode) = (options.flags, options.mode);
    host(cx).offload(move || fs::open(&path, flags, mode), opened);
}

/// Closes the descriptor on the pool.
pub(super) fn close(
    fd: RawFd,
    closed: impl FnOnce(Result<(), SystemError>, &mut Context) -> JsResult<()> + 'static,
    cx: &Context,
) {
    let host: std::rc::Rc<Host> = host(cx);
    let taken = host.reactor.borrow().adopt_fd(fd);
    host.offload(
        move || match taken {
            Ok(fd) => fs::close(fd),
            Err(failure) => Err(SystemError { syscall: "close", ..failure }),
        },
        closed,
    );
}

/// The end of a stream: 'close', or 'error' when closing failed; then the callbacks that waited for it.
///
/// # Errors
/// What listeners and callbacks throw.
pub(super) fn tell_closed(
    stream: &JsObject,
    result: Result<(), SystemError>,
    callbacks: Vec<JsFunction>,
    cx: &mut Context,
) -> JsResult<()> {
    stream.set(js_string!("fd"), JsValue::null(), false, cx)?;
    let failure = result.err().map(|failure| JsValue::from(crate::error::object(&failure, cx)));
    let args: Vec<JsValue> = failure.iter().cloned().collect();
    for callback in callbacks {
        host(cx).next_tick(callback, args.clone());
    }
    match failure {
        Some(failure) => events::emit_error(stream, failure, cx).map(drop),
        None => events::emit(stream, &js_string!("close"), &[], cx).map(drop),
    }
}

/// Warns of a name that 0.2 had given up.
pub(super) fn warn(old: &str, new: &str) {
    crate::stderr::line(&format!("{old} is deprecated; use {new} instead"));
}

/// `undefined` as `this` of a method, or something that is no such stream.
pub(super) fn bad_receiver() -> JsError {
    type_error("this is not a stream of fs")
}
