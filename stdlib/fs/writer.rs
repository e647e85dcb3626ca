//! `fs.WriteStream`: 'open', 'drain', 'finish', 'close', 'error'.
//!
//! What is written while a write is under way is collected and written in one piece by the next. `write` returns false:
//! nothing has reached the kernel when it returns; 'drain' follows when everything has.

use std::os::fd::RawFd;

use boa_engine::object::builtins::JsArray;
use boa_engine::{Finalize, JsData, Trace};
use noderu_glue::prelude::*;
use noderu_glue::state;
use noderu_runtime::{Bytes, SystemError, fs};

use super::args;
use super::stream::{self, FilePhase, bad_receiver, carried_on, carry_on_later, tell_closed, warn};
use crate::buffer::{self, Encoding, with_chunk};
use crate::events;
use crate::host::host;
use crate::pump::Taken;

pub(super) const METHODS: &[Method] = &[
    method("write", 2, write),
    method("end", 2, end),
    method("flush", 0, flush),
    method("destroy", 1, destroy),
    method("destroySoon", 0, |this, _, cx| end(this, &[], cx)),
    method("close", 1, |this, args, cx| {
        warn("WriteStream.close()", "end()");
        end(this, args, cx)
    }),
    method("forceClose", 1, |this, args, cx| {
        warn("WriteStream.forceClose()", "destroy()");
        destroy(this, args, cx)
    }),
];

pub(super) const ACCESSORS: &[Accessor] =
    &[readonly("busy", busy), readonly("bytesWritten", bytes_written), readonly("_queue", queue)];

/// The state of a stream.
#[derive(Trace, Finalize, JsData)]
struct Writer {
    #[unsafe_ignore_trace]
    io: WriterIo,
    /// Callbacks of writes that wait.
    waiting: Vec<Waiting>,
    /// Callbacks of the write that is under way.
    under_way: Vec<Waiting>,
    /// Callbacks of `end` and `destroy`.
    closed: Vec<JsFunction>,
}

/// The callback of a `write`, and how many bytes that was: it is called as the one of `fs.write` is.
#[derive(Clone, Trace, Finalize)]
struct Waiting {
    callback: JsFunction,
    #[unsafe_ignore_trace]
    len: usize,
}

struct WriterIo {
    phase: FilePhase,
    fd: Option<RawFd>,
    /// Where the next write begins; none writes where the file stands.
    position: Option<u64>,
    encoding: Encoding,
    queue: Vec<u8>,
    /// A write is under way.
    writing: bool,
    /// `end` was called.
    ended: bool,
    /// 'finish' was emitted.
    finished: bool,
    needs_drain: bool,
    written: u64,
}

/// What is to be done next.
enum Step {
    Nothing,
    Write(RawFd, Block, Option<u64>),
    Drain(Vec<Waiting>),
    Finish,
    Close,
}

/// What is written at once.
enum Block {
    /// What was collected.
    Queued(Vec<u8>),
    /// What a pump brought.
    Pumped(Bytes),
}

impl Block {
    fn as_slice(&self) -> &[u8] {
        match self {
            Self::Queued(bytes) => bytes,
            Self::Pumped(bytes) => bytes,
        }
    }
}

/// `new fs.WriteStream(path, [options])`
pub(super) fn init(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = this.as_object().ok_or_else(bad_receiver)?;
    let options = stream::options(&object, args, "w", cx)?;
    object.set(js_string!("writable"), true, true, cx)?;
    // The manual's spelling.
    object.set(js_string!("writeable"), true, true, cx)?;
    stream::copy_options(&object, &options.given, cx)?;
    let encoding = args::encoding(&args::option(&options.given, js_string!("encoding"), cx)?.unwrap_or_default(), cx)?;
    let start = args::option(&options.given, js_string!("start"), cx)?.filter(|start| !start.is_null_or_undefined());
    let start = start.map(|start| args::size(&[start], 0, "start", 0)).transpose()?;
    let io = WriterIo {
        phase: if options.fd.is_some() { FilePhase::Open } else { FilePhase::Opening },
        fd: options.fd,
        position: start,
        encoding: encoding.unwrap_or(Encoding::Utf8),
        queue: Vec::new(),
        writing: false,
        ended: false,
        finished: false,
        needs_drain: false,
        written: 0,
    };
    let writer = Writer { io, waiting: Vec::new(), under_way: Vec::new(), closed: Vec::new() };
    state::attach(&object, writer, cx);
    if let (None, Some(path)) = (options.fd, &options.path) {
        let (path, writer) = (path.clone(), object.clone());
        stream::open(&options, path, move |result, cx| opened(&writer, result, cx), cx);
    }
    Ok(JsValue::undefined())
}

fn with<T>(stream: &JsObject, cx: &mut Context, body: impl FnOnce(&mut Writer) -> T) -> JsResult<T> {
    state::with(stream, cx, body).ok_or_else(bad_receiver)
}

fn opened(stream: &JsObject, result: Result<RawFd, SystemError>, cx: &mut Context) -> JsResult<()> {
    let before = with(stream, cx, |writer| {
        let before = writer.io.phase;
        writer.io.fd = result.as_ref().ok().copied();
        if before == FilePhase::Opening {
            writer.io.phase = if result.is_ok() { FilePhase::Open } else { FilePhase::Closed };
        }
        before
    })?;
    match result {
        // destroy() came first.
        _ if before == FilePhase::Closing => close(stream, cx),
        Ok(fd) => {
            stream.set(js_string!("fd"), fd, false, cx)?;
            let told = events::emit(stream, &js_string!("open"), &[fd.into()], cx);
            carried_on(told, stream, cx)?;
            advance(stream, cx)
        }
        Err(failure) => {
            let callbacks = with(stream, cx, Writer::drop_queue)?;
            let closed = with(stream, cx, |writer| std::mem::take(&mut writer.closed))?;
            unwritable(stream, cx)?;
            let exception = crate::error::object(&failure, cx);
            callbacks.iter().for_each(|waiting| waiting.failed(&exception, cx));
            closed.into_iter().for_each(|callback| host(cx).next_tick(callback, vec![exception.clone().into()]));
            events::emit_error(stream, exception.into(), cx).map(drop)
        }
    }
}

impl Writer {
    fn next_step(&mut self) -> Step {
        let io = &mut self.io;
        if io.phase != FilePhase::Open || io.writing {
            return Step::Nothing;
        }
        let Some(fd) = io.fd else { return Step::Nothing };
        if !io.queue.is_empty() {
            io.writing = true;
            self.under_way = std::mem::take(&mut self.waiting);
            return Step::Write(fd, Block::Queued(std::mem::take(&mut io.queue)), io.position);
        }
        if io.ended {
            // 'finish' is of later releases: all is with the kernel, 'close' is yet to come.
            return if std::mem::replace(&mut io.finished, true) { Step::Close } else { Step::Finish };
        }
        if std::mem::take(&mut io.needs_drain) {
            return Step::Drain(std::mem::take(&mut self.waiting));
        }
        Step::Nothing
    }

    /// Forgets what was to be written. Returns the callbacks that wait.
    fn drop_queue(&mut self) -> Vec<Waiting> {
        self.io.queue = Vec::new();
        let mut callbacks = std::mem::take(&mut self.under_way);
        callbacks.append(&mut self.waiting);
        callbacks
    }
}

/// Writes what waits; with nothing left emits 'drain', or closes.
///
/// # Errors
/// What listeners throw. The stream goes on with the next tick then.
pub(super) fn advance(stream: &JsObject, cx: &mut Context) -> JsResult<()> {
    match with(stream, cx, Writer::next_step)? {
        Step::Nothing => Ok(()),
        Step::Write(fd, block, position) => {
            write_block(stream, fd, block, position, cx);
            Ok(())
        }
        Step::Drain(callbacks) if !callbacks.is_empty() => {
            callbacks.iter().for_each(|waiting| waiting.written(cx));
            with(stream, cx, |writer| writer.io.needs_drain = true)?;
            carry_on_later(stream, cx)
        }
        Step::Drain(_) => {
            let told = events::emit(stream, &js_string!("drain"), &[], cx).map(drop);
            carried_on(told, stream, cx)
        }
        Step::Finish => {
            let told = events::emit(stream, &js_string!("finish"), &[], cx).map(drop);
            carried_on(told, stream, cx)?;
            advance(stream, cx)
        }
        Step::Close => start_closing(stream, None, cx),
    }
}

fn write_block(stream: &JsObject, fd: RawFd, block: Block, position: Option<u64>, cx: &Context) {
    let stream = stream.clone();
    let done = move |result, cx: &mut Context| was_written(&stream, result, cx);
    let work = move || fs::write_all_at(fd, block.as_slice(), position).map(|()| block.as_slice().len());
    host(cx).offload(work, done);
}

/// Takes what a pump brings; when nothing else is under way, without a copy.
pub(super) fn take(stream: &JsObject, bytes: Bytes, cx: &mut Context) -> JsResult<Taken> {
    let idle = with(stream, cx, |writer| {
        let io = &mut writer.io;
        if io.ended || matches!(io.phase, FilePhase::Closing | FilePhase::Closed) {
            return None;
        }
        io.needs_drain = true;
        match io.fd {
            Some(fd) if io.phase == FilePhase::Open && !io.writing && io.queue.is_empty() => {
                io.writing = true;
                writer.under_way = std::mem::take(&mut writer.waiting);
                Some(Some((fd, io.position)))
            }
            _ => {
                io.queue.extend_from_slice(&bytes);
                Some(None)
            }
        }
    })?;
    match idle {
        None => return Ok(Taken::Gone),
        Some(None) => {}
        Some(Some((fd, position))) => write_block(stream, fd, Block::Pumped(bytes), position, cx),
    }
    Ok(Taken::Queued)
}

impl Waiting {
    /// `callback(null, written)`, on the next tick.
    fn written(&self, cx: &Context) {
        host(cx).next_tick(self.callback.clone(), vec![JsValue::null(), self.len.into()]);
    }

    /// `callback(exception)`, on the next tick.
    fn failed(&self, exception: &JsObject, cx: &Context) {
        host(cx).next_tick(self.callback.clone(), vec![exception.clone().into()]);
    }
}

fn was_written(stream: &JsObject, result: Result<usize, SystemError>, cx: &mut Context) -> JsResult<()> {
    let (is_closing, callbacks) = with(stream, cx, |writer| {
        let io = &mut writer.io;
        io.writing = false;
        if let Ok(len) = result {
            io.written += len as u64;
            io.position = io.position.map(|position| position + len as u64);
        }
        (io.phase == FilePhase::Closing, std::mem::take(&mut writer.under_way))
    })?;
    let has_callbacks = !callbacks.is_empty();
    let exception = result.err().map(|failure| crate::error::object(&failure, cx));
    match &exception {
        None => callbacks.iter().for_each(|waiting| waiting.written(cx)),
        Some(exception) => {
            let (unwritten, closed) =
                with(stream, cx, |writer| (std::mem::take(&mut writer.waiting), std::mem::take(&mut writer.closed)))?;
            callbacks.iter().chain(&unwritten).for_each(|waiting| waiting.failed(exception, cx));
            closed.into_iter().for_each(|callback| host(cx).next_tick(callback, vec![exception.clone().into()]));
        }
    }
    if is_closing {
        return close(stream, cx);
    }
    match exception {
        // The callbacks of writes come before the listeners of 'drain'.
        None if has_callbacks => carry_on_later(stream, cx),
        None => advance(stream, cx),
        Some(exception) => {
            start_closing(stream, None, cx)?;
            events::emit_error(stream, exception.into(), cx).map(drop)
        }
    }
}

fn start_closing(stream: &JsObject, callback: Option<JsFunction>, cx: &mut Context) -> JsResult<()> {
    let (before, is_idle) = with(stream, cx, |writer| {
        let before = writer.io.phase;
        if matches!(before, FilePhase::Opening | FilePhase::Open) {
            writer.io.phase = FilePhase::Closing;
            writer.io.queue = Vec::new();
            writer.waiting.clear();
        }
        if before != FilePhase::Closed {
            writer.closed.extend(callback.clone());
        }
        (before, before == FilePhase::Open && !writer.io.writing)
    })?;
    if matches!(before, FilePhase::Opening | FilePhase::Open) {
        unwritable(stream, cx)?;
    }
    match callback {
        Some(callback) if before == FilePhase::Closed => {
            host(cx).next_tick(callback, Vec::new());
            Ok(())
        }
        _ if is_idle => close(stream, cx),
        _ => Ok(()),
    }
}

fn unwritable(stream: &JsObject, cx: &mut Context) -> JsResult<()> {
    stream.set(js_string!("writable"), false, false, cx)?;
    stream.set(js_string!("writeable"), false, false, cx).map(drop)
}

fn close(stream: &JsObject, cx: &mut Context) -> JsResult<()> {
    let fd = with(stream, cx, |writer| writer.io.fd.take())?;
    let writer = stream.clone();
    let closed = move |result, cx: &mut Context| {
        let callbacks = with(&writer, cx, |writer| {
            writer.io.phase = FilePhase::Closed;
            std::mem::take(&mut writer.closed)
        })?;
        tell_closed(&writer, result, callbacks, cx)
    };
    match fd {
        Some(fd) => {
            stream::close(fd, closed, cx);
            Ok(())
        }
        None => closed(Ok(()), cx),
    }
}

fn receiver(this: &JsValue) -> JsResult<JsObject> {
    this.as_object().ok_or_else(bad_receiver)
}

/// `stream.write(string, [encoding], [callback])`, `stream.write(buffer, [callback])`
fn write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this)?;
    let holder = state::state::<Writer>(this, cx).ok_or_else(bad_receiver)?;
    let state = holder.downcast_ref::<Writer>().map(|writer| (writer.io.phase, writer.io.ended, writer.io.encoding));
    let (phase, ended, default) = state.ok_or_else(bad_receiver)?;
    if ended || matches!(phase, FilePhase::Closing | FilePhase::Closed) {
        return Err(error("stream not writable"));
    }
    let callback = args.iter().skip(1).rev().find_map(JsValue::as_function);
    let encoding = args.get(1).filter(|encoding| encoding.is_string());
    let data = printable(args.get_or_undefined(0), cx)?;
    with_chunk(&data, encoding, default, cx, |bytes| {
        if let Some(mut writer) = holder.downcast_mut::<Writer>() {
            writer.io.queue.extend_from_slice(bytes);
            writer.io.needs_drain = true;
            writer.waiting.extend(callback.map(|callback| Waiting { callback, len: bytes.len() }));
        }
    })?;
    let is_idle = with(&stream, cx, |writer| !writer.io.writing && writer.io.queue.is_empty())?;
    if is_idle {
        // Nothing was written: 'drain' must come all the same, but not before this returns.
        carry_on_later(&stream, cx)?;
    } else {
        advance(&stream, cx)?;
    }
    Ok(false.into())
}

/// Numbers and booleans are written as their text, as `fs.write` does (0.2 turned all that is no Buffer into a string).
fn printable(data: &JsValue, cx: &mut Context) -> JsResult<JsValue> {
    if data.is_number() || data.is_boolean() { data.to_string(cx).map(JsValue::from) } else { Ok(data.clone()) }
}

/// `stream.end([data], [encoding], [callback])`: closes when everything is written.
fn end(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this)?;
    let callback = args.iter().rev().find_map(JsValue::as_function);
    let is_over = with(&stream, cx, |writer| {
        writer.io.ended || !matches!(writer.io.phase, FilePhase::Opening | FilePhase::Open)
    })?;
    if is_over {
        return Ok(JsValue::undefined());
    }
    let data = args.get_or_undefined(0);
    if !data.is_null_or_undefined() && !data.is_callable() {
        let encoding = args.get(1).filter(|encoding| encoding.is_string()).cloned().unwrap_or_default();
        write(this, &[data.clone(), encoding], cx)?;
    }
    with(&stream, cx, |writer| {
        writer.io.ended = true;
        writer.closed.extend(callback);
    })?;
    unwritable(&stream, cx)?;
    advance(&stream, cx)?;
    Ok(JsValue::undefined())
}

/// `stream.flush()`: true when nothing waits to be written.
fn flush(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    with(&receiver(this)?, cx, |writer| (!writer.io.writing && writer.io.queue.is_empty()).into())
}

/// `stream.destroy([callback])`: what waits is dropped.
fn destroy(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    start_closing(&receiver(this)?, callback(args, 0), cx)?;
    Ok(JsValue::undefined())
}

fn busy(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(state::state::<Writer>(this, cx)
        .and_then(|holder| Some(holder.downcast_ref::<Writer>()?.io.writing.into()))
        .unwrap_or_default())
}

fn bytes_written(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(state::state::<Writer>(this, cx)
        .and_then(|holder| Some((holder.downcast_ref::<Writer>()?.io.written as f64).into()))
        .unwrap_or_default())
}

/// `stream._queue`, which programs of 2010 looked at for its length: what waits, in one piece.
fn queue(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let waits = state::state::<Writer>(this, cx)
        .and_then(|holder| Some(holder.downcast_ref::<Writer>()?.io.queue.clone()))
        .unwrap_or_default();
    let pieces = if waits.is_empty() { None } else { Some(buffer::from_slice(&waits, cx)?.into()) };
    Ok(JsArray::from_iter(pieces, cx).into())
}
