//! `fs.ReadStream`: 'open', 'data', 'end', 'close', 'error'.
//!
//! The pool reads a block; the program gets it in pieces of `bufferSize`, or whole and larger when the stream is pumped
//! and the program did not ask for a size. One read is under way at a time, and none while the stream is paused.

use std::os::fd::RawFd;

use boa_engine::{Finalize, JsData, Trace};
use noderu_glue::prelude::*;
use noderu_glue::state;
use noderu_runtime::proto::text::StreamDecoder;
use noderu_runtime::{Bytes, SystemError, fs};

use super::args;
use super::stream::{self, FilePhase, bad_receiver, carried_on, carry_on_later, tell_closed, warn};
use crate::buffer::{self, Encoding, encoding_arg};
use crate::events;
use crate::host::host;

/// `bufferSize` by default (manual, fs.ReadStream).
const PIECE_LEN: usize = 4 << 10;

/// Bytes that the pool reads at once, at least.
const BLOCK_LEN: usize = 64 << 10;

/// Bytes that the pool reads at once for a pump, which a write of the same size follows: what a thread's wake-up is worth.
const PUMPED_LEN: usize = 256 << 10;

/// Bytes that the pool reads at once, at most.
const BLOCK_LEN_MAX: usize = 16 << 20;

pub(super) const METHODS: &[Method] = &[
    method("setEncoding", 1, set_encoding),
    method("pause", 0, pause),
    method("resume", 0, resume),
    method("destroy", 1, destroy),
    method("forceClose", 1, |this, args, cx| {
        warn("ReadStream.forceClose()", "destroy()");
        destroy(this, args, cx)
    }),
    method("pipe", 2, crate::pump::pipe),
    method("_bulk", 0, bulk),
];

pub(super) const ACCESSORS: &[Accessor] = &[readonly("pos", pos)];

/// The state of a stream.
#[derive(Trace, Finalize, JsData)]
struct Reader {
    #[unsafe_ignore_trace]
    io: ReaderIo,
    /// The block that is being handed out, once it is a Buffer.
    block: Option<JsObject>,
    /// Callbacks of `destroy`.
    closed: Vec<JsFunction>,
}

struct ReaderIo {
    phase: FilePhase,
    fd: Option<RawFd>,
    /// Where the next read begins; none reads where the file stands.
    position: Option<u64>,
    /// Where the next piece for the program begins, when `position` counts.
    told_position: Option<u64>,
    /// Bytes up to `end`.
    left: Option<u64>,
    piece_len: usize,
    is_piece_len_given: bool,
    decoder: Option<StreamDecoder>,
    paused: bool,
    /// A read is under way.
    reading: bool,
    /// The end of the file was reached.
    ended: bool,
    /// Pieces are being handed out, further up on the stack.
    emitting: bool,
    /// The block that is being handed out, and how much of it is.
    raw: Option<Bytes>,
    at: usize,
}

/// What is to be done next.
enum Step {
    Nothing,
    Emit,
    Read(RawFd, usize, Option<u64>),
    End,
}

/// `new fs.ReadStream(path, [options])`
pub(super) fn init(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = this.as_object().ok_or_else(bad_receiver)?;
    let options = stream::options(&object, args, "r", cx)?;
    object.set(js_string!("readable"), true, true, cx)?;
    object.set(js_string!("paused"), false, true, cx)?;
    object.set(js_string!("bufferSize"), PIECE_LEN as u32, true, cx)?;
    stream::copy_options(&object, &options.given, cx)?;
    let limit = |name: &str, cx: &mut Context| -> JsResult<Option<u64>> {
        let value = args::option(&options.given, JsString::from(name), cx)?.unwrap_or_default();
        if value.is_null_or_undefined() { Ok(None) } else { args::size(&[value], 0, name, 0).map(Some) }
    };
    // The second is what later releases call it.
    let size = limit("bufferSize", cx)?.or(limit("highWaterMark", cx)?).filter(|&size| size > 0);
    let is_open =
        args::option(&options.given, js_string!("end"), cx)?.and_then(|end| end.as_number()) == Some(f64::INFINITY);
    let (start, end) = (limit("start", cx)?, if is_open { None } else { limit("end", cx)? });
    if start.is_some() != (end.is_some() || is_open) {
        return Err(error("Both start and end are needed for range streaming."));
    }
    let first = start.unwrap_or(0);
    if end.is_some_and(|end| end < first) {
        return Err(error("start must be <= end"));
    }
    let encoding = args::encoding(&args::option(&options.given, js_string!("encoding"), cx)?.unwrap_or_default(), cx)?;
    let io = ReaderIo {
        phase: if options.fd.is_some() { FilePhase::Open } else { FilePhase::Opening },
        fd: options.fd,
        position: start,
        told_position: start,
        left: end.map(|end| end - first + 1),
        piece_len: size.map_or(PIECE_LEN, |size| usize::try_from(size).unwrap_or(usize::MAX).min(BLOCK_LEN_MAX)),
        is_piece_len_given: size.is_some(),
        decoder: encoding.map(StreamDecoder::new),
        paused: false,
        reading: false,
        ended: false,
        emitting: false,
        raw: None,
        at: 0,
    };
    state::attach(&object, Reader { io, block: None, closed: Vec::new() }, cx);
    match (options.fd, &options.path) {
        (None, Some(path)) => {
            let path = path.clone();
            let reader = object.clone();
            stream::open(&options, path, move |result, cx| opened(&reader, result, cx), cx);
        }
        _ => carry_on_later(&object, cx)?,
    }
    Ok(JsValue::undefined())
}

/// Whether the object is a ReadStream.
pub(super) fn is_reader(object: &JsObject, cx: &mut Context) -> bool {
    state::has::<Reader>(object, cx)
}

fn with<T>(stream: &JsObject, cx: &mut Context, body: impl FnOnce(&mut Reader) -> T) -> JsResult<T> {
    state::with(stream, cx, body).ok_or_else(bad_receiver)
}

fn opened(stream: &JsObject, result: Result<RawFd, SystemError>, cx: &mut Context) -> JsResult<()> {
    let before = with(stream, cx, |reader| {
        let before = reader.io.phase;
        reader.io.fd = result.as_ref().ok().copied();
        if before == FilePhase::Opening {
            reader.io.phase = if result.is_ok() { FilePhase::Open } else { FilePhase::Closed };
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
            stream.set(js_string!("readable"), false, false, cx)?;
            let exception = crate::error::object(&failure, cx);
            events::emit_error(stream, exception.into(), cx).map(drop)
        }
    }
}

/// Hands out what was read, and reads on, as far as the stream is not paused.
///
/// # Errors
/// What listeners throw. The stream goes on with the next tick then.
pub(super) fn advance(stream: &JsObject, cx: &mut Context) -> JsResult<()> {
    loop {
        match with(stream, cx, |reader| reader.next_step())? {
            Step::Nothing => return Ok(()),
            Step::Emit => {
                let told = match offer(stream, cx) {
                    Ok(false) => emit_piece(stream, cx),
                    Ok(true) => Ok(()),
                    Err(failure) => Err(failure),
                };
                with(stream, cx, |reader| reader.io.emitting = false)?;
                carried_on(told, stream, cx)?;
            }
            Step::Read(fd, len, position) => {
                let stream = stream.clone();
                let done = move |result, cx: &mut Context| was_read(&stream, result, cx);
                host(cx).offload(move || fs::read_next(fd, len, position), done);
                return Ok(());
            }
            Step::End => return end(stream, cx),
        }
    }
}

/// Offers a block that nobody has seen any of to a pump. False: it is to be emitted.
fn offer(stream: &JsObject, cx: &mut Context) -> JsResult<bool> {
    let raw = with(stream, cx, |reader| {
        let whole = reader.io.decoder.is_none() && reader.io.at == 0;
        if whole { reader.io.raw.take() } else { None }
    })?;
    let Some(raw) = raw else { return Ok(false) };
    let len = raw.len() as u64;
    let raw = crate::pump::offer(stream, raw, cx)?;
    let taken = raw.is_none();
    with(stream, cx, |reader| {
        let io = &mut reader.io;
        io.raw = raw;
        if taken {
            io.told_position = io.told_position.map(|position| position + len);
        }
    })?;
    Ok(taken)
}

fn emit_piece(stream: &JsObject, cx: &mut Context) -> JsResult<()> {
    match next_piece(stream, cx)? {
        Some(piece) => events::emit(stream, &js_string!("data"), &[piece], cx).map(drop),
        None => Ok(()),
    }
}

impl Reader {
    fn next_step(&mut self) -> Step {
        let io = &mut self.io;
        if io.paused || io.emitting || io.phase != FilePhase::Open {
            return Step::Nothing;
        }
        if io.raw.is_some() || self.block.is_some() {
            io.emitting = true;
            return Step::Emit;
        }
        if io.ended || io.left == Some(0) {
            return Step::End;
        }
        match io.fd {
            Some(fd) if !io.reading => {
                io.reading = true;
                // Whole pieces: a short one only at the end.
                let block = BLOCK_LEN.max(io.piece_len) / io.piece_len * io.piece_len;
                let len = io.left.and_then(|left| usize::try_from(left).ok()).map_or(block, |left| left.min(block));
                Step::Read(fd, len, io.position)
            }
            _ => Step::Nothing,
        }
    }

    /// The range of the next piece in a block of `len` bytes; forgets the block with its last piece.
    fn next_range(&mut self, len: usize) -> std::ops::Range<usize> {
        let io = &mut self.io;
        let start = io.at.min(len);
        let end = (start + io.piece_len).min(len);
        io.at = end;
        io.told_position = io.told_position.map(|position| position + (end - start) as u64);
        if end == len {
            io.at = 0;
            io.raw = None;
            self.block = None;
        }
        start..end
    }
}

/// The argument of the next 'data'; none when no character became whole.
fn next_piece(stream: &JsObject, cx: &mut Context) -> JsResult<Option<JsValue>> {
    let raw = with(stream, cx, |reader| if reader.io.decoder.is_none() { reader.io.raw.take() } else { None })?;
    if let Some(raw) = raw {
        let block = buffer::from_bytes(raw, cx)?;
        with(stream, cx, |reader| reader.block = Some(block))?;
    }
    let block = with(stream, cx, |reader| reader.block.clone())?;
    let Some(block) = block else {
        return with(stream, cx, |reader| {
            let raw = reader.io.raw.take()?;
            let len = raw.len();
            let range = reader.next_range(len);
            let is_last = range.end == len;
            let text = reader.io.decoder.as_mut()?.write(&raw[range]);
            if !is_last {
                reader.io.raw = Some(raw);
            }
            (!text.is_empty()).then(|| buffer::string(text).into())
        });
    };
    let len = buffer::with_bytes(&block.clone().into(), cx, <[u8]>::len).unwrap_or(0);
    let range = with(stream, cx, |reader| reader.next_range(len))?;
    let is_text = with(stream, cx, |reader| reader.io.decoder.is_some())?;
    if is_text {
        // setEncoding() came in the middle of a block.
        let bytes = buffer::with_bytes(&block.into(), cx, |bytes| bytes.get(range).unwrap_or_default().to_vec());
        let text = with(stream, cx, |reader| Some(reader.io.decoder.as_mut()?.write(&bytes.unwrap_or_default())))?;
        return Ok(text.filter(|text| !text.is_empty()).map(|text| buffer::string(text).into()));
    }
    if range.len() == len {
        return Ok(Some(block.into()));
    }
    buffer::part(&block, range, cx).map(|part| Some(part.into()))
}

fn was_read(stream: &JsObject, result: Result<Bytes, SystemError>, cx: &mut Context) -> JsResult<()> {
    let failure = with(stream, cx, |reader| {
        let io = &mut reader.io;
        io.reading = false;
        match result {
            Ok(bytes) if bytes.is_empty() => io.ended = true,
            Ok(bytes) => {
                io.position = io.position.map(|position| position + bytes.len() as u64);
                io.left = io.left.map(|left| left.saturating_sub(bytes.len() as u64));
                if io.phase == FilePhase::Open {
                    io.raw = Some(bytes);
                }
            }
            Err(failure) => return Some(failure),
        }
        None
    })?;
    if with(stream, cx, |reader| reader.io.phase == FilePhase::Closing)? {
        return close(stream, cx);
    }
    match failure {
        None => advance(stream, cx),
        Some(failure) => {
            start_closing(stream, None, cx)?;
            let exception = crate::error::object(&failure, cx);
            events::emit_error(stream, exception.into(), cx).map(drop)
        }
    }
}

/// What is left of a cut character, 'end', and then 'close'.
fn end(stream: &JsObject, cx: &mut Context) -> JsResult<()> {
    let rest = with(stream, cx, |reader| reader.io.decoder.take().map(|mut decoder| decoder.end()))?;
    if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
        with(stream, cx, |reader| reader.io.ended = true)?;
        let told = events::emit(stream, &js_string!("data"), &[buffer::string(rest).into()], cx);
        carried_on(told, stream, cx)?;
        if with(stream, cx, |reader| reader.io.phase != FilePhase::Open)? {
            return Ok(());
        }
    }
    start_closing(stream, None, cx)?;
    events::emit(stream, &js_string!("end"), &[], cx).map(drop)
}

/// No more events but 'close'.
fn start_closing(stream: &JsObject, callback: Option<JsFunction>, cx: &mut Context) -> JsResult<()> {
    let (before, is_idle) = with(stream, cx, |reader| {
        let before = reader.io.phase;
        if matches!(before, FilePhase::Opening | FilePhase::Open) {
            reader.io.phase = FilePhase::Closing;
            reader.io.raw = None;
            reader.block = None;
        }
        if before != FilePhase::Closed {
            reader.closed.extend(callback.clone());
        }
        (before, before == FilePhase::Open && !reader.io.reading)
    })?;
    if matches!(before, FilePhase::Opening | FilePhase::Open) {
        stream.set(js_string!("readable"), false, false, cx)?;
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

fn close(stream: &JsObject, cx: &mut Context) -> JsResult<()> {
    let fd = with(stream, cx, |reader| reader.io.fd.take())?;
    let reader = stream.clone();
    let closed = move |result, cx: &mut Context| {
        let callbacks = with(&reader, cx, |reader| {
            reader.io.phase = FilePhase::Closed;
            std::mem::take(&mut reader.closed)
        })?;
        tell_closed(&reader, result, callbacks, cx)
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

/// `stream.setEncoding(encoding='utf8')`
fn set_encoding(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this)?;
    let encoding = encoding_arg(args.first(), Encoding::Utf8)?;
    with(&stream, cx, |reader| reader.io.decoder = Some(StreamDecoder::new(encoding)))?;
    stream.set(js_string!("encoding"), args.get_or_undefined(0).clone(), false, cx)?;
    Ok(JsValue::undefined())
}

/// `stream.pause()`
fn pause(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    set_paused(this, true, cx)
}

/// `stream.resume()`: 'data' comes from the next tick on.
fn resume(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this)?;
    let was_paused = with(&stream, cx, |reader| reader.io.paused)?;
    set_paused(this, false, cx)?;
    if was_paused {
        carry_on_later(&stream, cx)?;
    }
    Ok(JsValue::undefined())
}

fn set_paused(this: &JsValue, paused: bool, cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this)?;
    with(&stream, cx, |reader| reader.io.paused = paused)?;
    stream.set(js_string!("paused"), paused, false, cx)?;
    Ok(JsValue::undefined())
}

/// `stream.destroy([callback])`
fn destroy(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    start_closing(&receiver(this)?, callback(args, 0), cx)?;
    Ok(JsValue::undefined())
}

/// For `sys.pump`: the chunks need not be small, unless the program gave their size.
fn bulk(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    with(&receiver(this)?, cx, |reader| {
        if !reader.io.is_piece_len_given {
            reader.io.piece_len = PUMPED_LEN;
        }
    })?;
    Ok(JsValue::undefined())
}

/// `stream.pos`: where the next 'data' begins; undefined without `start` and `end`.
fn pos(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(state::state::<Reader>(this, cx)
        .and_then(|holder| Some((holder.downcast_ref::<Reader>()?.io.told_position? as f64).into()))
        .unwrap_or_default())
}
