//! The class ChildProcess: a child, its three streams, and when 'exit' is emitted.
//!
//! The events of the process and of its pipes all come to the child object; those of a pipe are passed on to the
//! net.Stream it stands for. 'exit' comes when the process has ended *and* its output is closed, so whoever gets it has
//! got everything. The state is right before JavaScript is entered, and never borrowed while it runs.

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Finalize, JsData, Trace};
use noderu_glue::binding::{self, Class, function, install, install_accessors, set};
use noderu_glue::prelude::*;
use noderu_runtime::child::{ChildStdio, Exit, Spawn};
use noderu_runtime::{Child, EventKind, HandleId, SystemError, constants, process as system};

use super::options;
use crate::error::{object as error_object, thrown};
use crate::events;
use crate::host::{Deliver, host};
use crate::net;

/// The state of a child object. `new ChildProcess()` has one that was not spawned.
#[derive(Default, Trace, Finalize, JsData)]
struct ChildState {
    /// The process, until the reactor reported its end.
    #[unsafe_ignore_trace]
    process: Option<HandleId>,
    #[unsafe_ignore_trace]
    pid: i32,
    spawned: bool,
    streams: [Option<JsObject>; 3],
    /// The streams among the further descriptors.
    extra: Vec<Extra>,
    /// Streams that the child may write to whose 'close' has not come.
    outputs_open: usize,
    /// How it ended.
    #[unsafe_ignore_trace]
    exit: Option<Exit>,
    told: bool,
}

/// A stream beyond the third descriptor.
#[derive(Trace, Finalize)]
struct Extra {
    #[unsafe_ignore_trace]
    handle: HandleId,
    stream: JsObject,
}

const METHODS: &[Method] = &[
    method("spawn", 4, spawn_method),
    method("kill", 1, kill),
    method("ref", 0, |this, _, cx| set_ref(this, true, cx)),
    method("unref", 0, |this, _, cx| set_ref(this, false, cx)),
];

/// 0.2 had a native object behind every child, with `pid` and `kill` of its own; libraries looked at it.
const ACCESSORS: &[Accessor] = &[readonly("_internal", |this, _, _| Ok(this.clone()))];

/// The class.
///
/// # Errors
/// None in practice: the engine's, on making the EventEmitter.
pub(super) fn class(cx: &mut Context) -> JsResult<Class> {
    try_slot(cx, make_class)
}

fn make_class(cx: &mut Context) -> JsResult<Class> {
    let parent = events::constructor(cx)?;
    let class = binding::class("ChildProcess", 0, |_, _, cx| Ok(make(cx)?.into()), None, cx);
    let emitter = parent.get(js_string!("prototype"), cx)?.as_object();
    class.prototype.set_prototype(emitter);
    install(&class.prototype, METHODS, cx);
    install_accessors(&class.prototype, ACCESSORS, cx);
    Ok(class)
}

fn make(cx: &mut Context) -> JsResult<JsObject> {
    let prototype = class(cx)?.prototype;
    Ok(JsObject::new(cx.root_shape(), prototype, ChildState::default()).upcast())
}

/// `spawn(command, args=[], [options])`.
///
/// # Errors
/// Arguments of a wrong kind; a system that has no room for another process or its pipes.
pub(super) fn spawn(args: &[JsValue], cx: &mut Context) -> JsResult<JsObject> {
    let child = make(cx)?;
    start(&child, args, cx)?;
    Ok(child)
}

fn spawn_method(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let child = receiver(this)?;
    if with(&child, |state| state.spawned) {
        return Err(error("this child was spawned already"));
    }
    start(&child, args, cx)?;
    Ok(JsValue::undefined())
}

fn start(object: &JsObject, args: &[JsValue], cx: &mut Context) -> JsResult<()> {
    const DELIVER_PIPE: [Deliver; 3] = [deliver_pipe::<0>, deliver_pipe::<1>, deliver_pipe::<2>];
    const NAMES: [&str; 3] = ["stdin", "stdout", "stderr"];
    let asked = options::read(args, cx)?;
    let host = host(cx);
    let started = host.reactor.borrow_mut().spawn_child(&asked.spawn);
    let child = started.map_err(|failure| thrown(&failure, cx))?;
    let mut streams = [None, None, None];
    for (place, pipe) in child.pipes.into_iter().enumerate() {
        if let Some(pipe) = pipe {
            streams[place] = Some(net::pipe_end(pipe, place > 0, cx)?);
        }
    }
    let mut extra = Vec::new();
    let mut channel = None;
    let mut stdio: Vec<JsValue> =
        streams.iter().map(|stream| stream.clone().map_or(JsValue::null(), Into::into)).collect();
    for handle in &child.extra {
        let stream = handle.map(|handle| net::duplex_end(handle, cx)).transpose()?;
        extra.extend(handle.zip(stream.clone()).map(|(handle, stream)| Extra { handle, stream }));
        if asked.channel == Some(stdio.len()) {
            channel = stream;
            stdio.push(JsValue::null());
        } else {
            stdio.push(stream.map_or(JsValue::null(), Into::into));
        }
    }
    set(object, "pid", child.pid);
    for (name, stream) in NAMES.into_iter().zip(&stdio) {
        set(object, name, stream.clone());
    }
    let stdio = JsArray::from_iter(stdio, cx);
    set(object, "stdio", stdio);
    let fds = descriptors(&child, &asked.spawn, cx);
    set(object, "fds", fds);
    set(object, "exitCode", JsValue::null());
    set(object, "signalCode", JsValue::null());
    set(object, "killed", false);
    with(object, |state| {
        state.spawned = true;
        state.process = Some(child.handle);
        state.pid = child.pid;
        state.outputs_open = child.pipes[1..].iter().flatten().count() + extra.len();
        state.streams = streams;
        state.extra = extra;
    });
    host.adopt(child.handle, object, deliver);
    for (place, pipe) in child.pipes.into_iter().enumerate() {
        let Some(pipe) = pipe else { continue };
        host.adopt(pipe, object, DELIVER_PIPE[place]);
        if place > 0 {
            host.reactor.borrow_mut().read_start(pipe);
        }
    }
    for handle in child.extra.iter().flatten() {
        host.adopt(*handle, object, deliver_extra);
        host.reactor.borrow_mut().read_start(*handle);
    }
    if let Some(channel) = channel {
        super::call_fork("open", &[object.clone().into(), channel.into()], cx)?;
    }
    if let Some(errno) = child.refused {
        // 0.2 has no such event, so only those who listen for it get it.
        let failure = SystemError::with_path(errno, "spawn", &asked.spawn.program);
        let failure = error_object(&failure, cx);
        let callback = function("", 2, emit_refused, cx);
        host.next_tick(callback, vec![object.clone().into(), failure.into()]);
    }
    Ok(())
}

/// `child.fds`: our ends, or what was given.
fn descriptors(child: &Child, spawn: &Spawn, cx: &mut Context) -> JsObject {
    let host = host(cx);
    let kinds = spawn.stdio.iter().map(Some).chain(spawn.extra.iter().map(Option::as_ref));
    let numbers: Vec<JsValue> = kinds
        .zip(child.pipes.iter().chain(&child.extra))
        .map(|(kind, pipe)| match (kind, pipe) {
            (Some(ChildStdio::Descriptor(raw)), _) => (*raw).into(),
            (_, Some(pipe)) => host.reactor.borrow().raw_fd(*pipe).unwrap_or(-1).into(),
            (_, None) => (-1).into(),
        })
        .collect();
    JsArray::from_iter(numbers, cx).into()
}

fn emit_refused(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let Some(child) = arg(args, 0).as_object()
        && events::has_listeners(&child, &js_string!("error"), cx)
    {
        events::emit(&child, &js_string!("error"), &[arg(args, 1)], cx)?;
    }
    Ok(JsValue::undefined())
}

/// What happens to the process itself.
fn deliver(child: &JsObject, _: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()> {
    let EventKind::Exited(exit) = kind else { return Ok(()) };
    let stdin = with(child, |state| {
        state.process = None;
        state.exit = Some(exit);
        state.streams[0].clone()
    });
    let (code, signal) = words(exit);
    set(child, "exitCode", code);
    set(child, "signalCode", signal);
    if let Some(stdin) = stdin {
        // Nobody will read it, unless it left a child of its own behind.
        net::end_writing(&stdin, cx);
    }
    tell(child, Ok(()), cx)
}

/// What happens to the pipe in this place of the child's standard streams.
fn deliver_pipe<const PLACE: usize>(
    child: &JsObject,
    handle: HandleId,
    kind: EventKind,
    cx: &mut Context,
) -> JsResult<()> {
    let closed = PLACE > 0 && matches!(kind, EventKind::Closed { .. });
    let stream = with(child, |state| {
        state.outputs_open -= usize::from(closed);
        state.streams[PLACE].clone()
    });
    let Some(stream) = stream else { return Ok(()) };
    let result = net::deliver(&stream, handle, kind, cx);
    if closed { tell(child, result, cx) } else { result }
}

/// What happens to a stream beyond the third descriptor.
fn deliver_extra(child: &JsObject, handle: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()> {
    let closed = matches!(kind, EventKind::Closed { .. });
    let stream = with(child, |state| {
        state.outputs_open -= usize::from(closed);
        state.extra.iter().find(|extra| extra.handle == handle).map(|extra| extra.stream.clone())
    });
    let Some(stream) = stream else { return Ok(()) };
    let result = net::deliver(&stream, handle, kind, cx);
    if closed { tell(child, result, cx) } else { result }
}

/// Tells 'exit', and 'close' as today's programs expect it, when all has come to its end. `before` is what the listeners
/// of the last 'close' of a stream threw; 'exit' waits for the next tick then.
fn tell(child: &JsObject, before: JsResult<()>, cx: &mut Context) -> JsResult<()> {
    let due = with(child, |state| {
        let due = state.exit.is_some() && state.outputs_open == 0 && !state.told;
        state.told |= due;
        due
    });
    if !due {
        return before;
    }
    if before.is_err() {
        tick(child, emit_exit, cx);
        return before;
    }
    emit_exit(&JsValue::undefined(), &[child.clone().into()], cx).map(drop)
}

fn tick(child: &JsObject, call: boa_engine::native_function::NativeFunctionPointer, cx: &mut Context) {
    let callback = function("", 1, call, cx);
    host(cx).next_tick(callback, vec![child.clone().into()]);
}

fn emit_exit(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(child) = arg(args, 0).as_object() else { return Ok(JsValue::undefined()) };
    let exit = with(&child, |state| state.exit).unwrap_or(Exit::Unknown);
    let (code, signal) = words(exit);
    let result = events::emit(&child, &js_string!("exit"), &[code, signal], cx);
    if result.is_err() {
        tick(&child, emit_close, cx);
        return result.map(JsValue::from);
    }
    emit_close(&JsValue::undefined(), args, cx)
}

fn emit_close(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(child) = arg(args, 0).as_object() else { return Ok(JsValue::undefined()) };
    let (code, signal) = words(with(&child, |state| state.exit).unwrap_or(Exit::Unknown));
    events::emit(&child, &js_string!("close"), &[code, signal], cx).map(JsValue::from)
}

/// The two arguments of 'exit'.
pub(super) fn words(exit: Exit) -> (JsValue, JsValue) {
    match exit {
        Exit::Code(code) => (code.into(), JsValue::null()),
        Exit::Signal(signo) => {
            let name = constants::signal_name(signo).map_or_else(|| format!("SIG{signo}"), String::from);
            (JsValue::null(), JsString::from(name.as_str()).into())
        }
        Exit::Unknown => (JsValue::null(), JsValue::null()),
    }
}

/// `child.kill(signal='SIGTERM')`: false when it has ended already.
fn kill(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let child = receiver(this)?;
    let signo = signal_number(&arg(args, 0), "SIGTERM", cx)?;
    let Some(pid) = with(&child, |state| state.process.map(|_| state.pid)) else { return Ok(false.into()) };
    system::kill(pid, signo).map_err(|failure| thrown(&failure, cx))?;
    if signo != 0 {
        child.set(js_string!("killed"), true, false, cx)?;
    }
    Ok(true.into())
}

/// The number of a signal that a program names.
///
/// # Errors
/// `Unknown signal: NAME`.
pub(super) fn signal_number(value: &JsValue, default: &str, cx: &mut Context) -> JsResult<i32> {
    let name = match value.as_string() {
        Some(name) => text(&name),
        None if value.is_null_or_undefined() => default.into(),
        None => {
            let number = value.to_number(cx)?;
            // SIGRTMAX is 64.
            if number.fract() == 0.0 && (0.0..=64.0).contains(&number) {
                return Ok(number as i32);
            }
            to_text(value, cx)?
        }
    };
    constants::signal_number(&name).ok_or_else(|| error(format!("Unknown signal: {name}")))
}

fn set_ref(this: &JsValue, on: bool, cx: &mut Context) -> JsResult<JsValue> {
    let child = receiver(this)?;
    if let Some(process) = with(&child, |state| state.process) {
        host(cx).reactor.borrow_mut().set_ref(process, on);
    }
    Ok(JsValue::undefined())
}

/// The child that a method was called on: `this`, or what `this` inherits from.
fn receiver(this: &JsValue) -> JsResult<JsObject> {
    let mut next = this.as_object();
    while let Some(object) = next {
        if object.is::<ChildState>() {
            return Ok(object);
        }
        next = object.prototype();
    }
    Err(type_error("this is not a ChildProcess"))
}

/// Reads or changes the state of a child.
///
/// # Panics
/// On an object that is none: our own fault, since only [`receiver`] and [`make`] give them.
fn with<T>(child: &JsObject, body: impl FnOnce(&mut ChildState) -> T) -> T {
    body(&mut child.downcast_mut::<ChildState>().expect("children are made by this module"))
}
