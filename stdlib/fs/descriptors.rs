//! Functions on descriptors: opening, closing, reading, writing, and the like.

use noderu_glue::prelude::*;
use noderu_runtime::{SystemError, fs};

use super::args::{encoding, fd, flags, id, mode, needed_mode, path, position, size, time};
use super::call::{Answer, Call, later, now};
use super::compat::truncate_path;
use crate::buffer::{Encoding, LEN_MAX, View, decode, encode_append};
use crate::error;
use crate::host::host;

/// Each function in its two forms.
pub(super) const METHODS: &[Method] = &[
    method("open", 4, |_, args, cx| later(open, args, cx)),
    method("openSync", 3, |_, args, cx| now(open, args, cx)),
    method("close", 2, |_, args, cx| later(close, args, cx)),
    method("closeSync", 1, |_, args, cx| now(close, args, cx)),
    method("fstat", 2, |_, args, cx| later(fstat, args, cx)),
    method("fstatSync", 1, |_, args, cx| now(fstat, args, cx)),
    method("truncate", 3, |_, args, cx| later(truncate, args, cx)),
    method("truncateSync", 2, |_, args, cx| now(truncate, args, cx)),
    method("fchmod", 3, |_, args, cx| later(fchmod, args, cx)),
    method("fchmodSync", 2, |_, args, cx| now(fchmod, args, cx)),
    method("fchown", 4, |_, args, cx| later(fchown, args, cx)),
    method("fchownSync", 3, |_, args, cx| now(fchown, args, cx)),
    method("futimes", 4, |_, args, cx| later(futimes, args, cx)),
    method("futimesSync", 3, |_, args, cx| now(futimes, args, cx)),
    method("fsync", 2, |_, args, cx| later(fsync, args, cx)),
    method("fsyncSync", 1, |_, args, cx| now(fsync, args, cx)),
    method("fdatasync", 2, |_, args, cx| later(fdatasync, args, cx)),
    method("fdatasyncSync", 1, |_, args, cx| now(fdatasync, args, cx)),
    method("read", 6, |_, args, cx| later(read, args, cx)),
    method("readSync", 5, read_sync),
    method("write", 6, |_, args, cx| later(write, args, cx)),
    method("writeSync", 5, write_sync),
    method("sendfile", 5, |_, args, cx| later(sendfile, args, cx)),
    method("sendfileSync", 4, |_, args, cx| now(sendfile, args, cx)),
];

pub(super) fn open(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let path = path(args, 0, "path", cx)?;
    let flags = flags(args.get_or_undefined(1), "r")?;
    let mode = mode(args.get_or_undefined(2), 0o666)?;
    Ok(Call::new(move || {
        let fd = fs::open(&path, flags, mode)?;
        Ok(Answer::Number(u64::from(fd.cast_unsigned())))
    }))
}

/// The descriptor is taken from the program at once, so that nobody else can be meant by its number later. Those of
/// sockets and the like belong to the reactor: EBADF.
pub(super) fn close(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let taken = host(cx).reactor.borrow().adopt_fd(fd(args, 0)?);
    Ok(Call::new(move || match taken {
        Ok(fd) => fs::close(fd),
        Err(failure) => Err(SystemError { syscall: "close", ..failure }),
    }))
}

pub(super) fn fstat(args: &[JsValue], _: &mut Context) -> JsResult<Call> {
    let fd = fd(args, 0)?;
    Ok(Call::new(move || fs::fstat(fd)))
}

pub(super) fn truncate(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    if args.get_or_undefined(0).is_string() {
        return truncate_path(args, cx);
    }
    let (fd, len) = (fd(args, 0)?, size(args, 1, "len", 0)?);
    Ok(Call::new(move || fs::truncate(fd, len)))
}

pub(super) fn fchmod(args: &[JsValue], _: &mut Context) -> JsResult<Call> {
    let (fd, mode) = (fd(args, 0)?, needed_mode(args, 1)?);
    Ok(Call::new(move || fs::fchmod(fd, mode)))
}

pub(super) fn fchown(args: &[JsValue], _: &mut Context) -> JsResult<Call> {
    let (fd, uid, gid) = (fd(args, 0)?, id(args, 1, "uid")?, id(args, 2, "gid")?);
    Ok(Call::new(move || fs::fchown(fd, uid, gid)))
}

pub(super) fn futimes(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let (fd, atime, mtime) = (fd(args, 0)?, time(args, 1, "atime", cx)?, time(args, 2, "mtime", cx)?);
    Ok(Call::new(move || fs::futimes(fd, atime, mtime)))
}

pub(super) fn fsync(args: &[JsValue], _: &mut Context) -> JsResult<Call> {
    let fd = fd(args, 0)?;
    Ok(Call::new(move || fs::fsync(fd)))
}

pub(super) fn fdatasync(args: &[JsValue], _: &mut Context) -> JsResult<Call> {
    let fd = fd(args, 0)?;
    Ok(Call::new(move || fs::fdatasync(fd)))
}

/// `fs.sendfile(outFd, inFd, inOffset, length, [callback])`
fn sendfile(args: &[JsValue], _: &mut Context) -> JsResult<Call> {
    let (out, input) = (fd(args, 0)?, fd(args, 1)?);
    let position = position(args, 2)?;
    let len = usize::try_from(size(args, 3, "length", 0)?).unwrap_or(usize::MAX);
    Ok(Call::new(move || fs::send_file(out, input, position, len)))
}

/// A part of a Buffer, and a place in a file.
struct Transfer {
    start: usize,
    len: usize,
    position: Option<u64>,
}

/// The arguments `buffer, offset, length, position`; by default it is the whole Buffer.
fn transfer(view: &View, args: &[JsValue]) -> JsResult<Transfer> {
    let position = position(args, 4)?;
    let start = usize::try_from(size(args, 2, "offset", 0)?).unwrap_or(usize::MAX);
    if start > view.len() {
        return Err(error_of("Offset is out of bounds"));
    }
    let rest = view.len() - start;
    let len = usize::try_from(size(args, 3, "length", rest as u64)?).unwrap_or(usize::MAX);
    if len > rest {
        return Err(error_of("Length extends beyond buffer"));
    }
    Ok(Transfer { start, len, position })
}

fn error_of(message: &str) -> JsError {
    error(message)
}

/// `fs.read(fd, buffer, offset, length, position, [callback])`: `(err, bytesRead)`; and the old
/// `fs.read(fd, length, position, encoding, [callback])`: `(err, string, bytesRead)`.
pub(super) fn read(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let fd = fd(args, 0)?;
    let target = args.get_or_undefined(1).clone();
    let Some(view) = View::of(&target, cx) else { return read_string(fd, args, cx) };
    let Transfer { start, len, position } = transfer(&view, args)?;
    Ok(Call::then(
        move || fs::read_piece(fd, len, position).map(Answer::Data),
        move |answer, cx| {
            let Answer::Data(bytes) = answer else { return Ok(Vec::new()) };
            // The program may have taken the memory away meanwhile; then there is nowhere to put it.
            if let Some(view) = View::of(&target, cx) {
                view.write(cx, |room| {
                    if let Some(room) = room.get_mut(start..start + bytes.len()) {
                        room.copy_from_slice(&bytes);
                    }
                })?;
            }
            Ok(vec![(bytes.len() as f64).into()])
        },
    ))
}

fn read_string(fd: i32, args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let value = args.get_or_undefined(1);
    if !value.is_number() {
        return Err(type_error("Second argument needs to be a buffer"));
    }
    let len = usize::try_from(size(args, 1, "length", 0)?).ok().filter(|&len| len <= LEN_MAX);
    let len = len.ok_or_else(|| type_error("Bad argument: length is too large"))?;
    let position = position(args, 2)?;
    let encoding = encoding(args.get_or_undefined(3), cx)?.unwrap_or(Encoding::Utf8);
    Ok(Call::then(
        move || fs::read_piece(fd, len, position).map(Answer::Data),
        move |answer, _| {
            let Answer::Data(bytes) = answer else { return Ok(Vec::new()) };
            Ok(vec![decode(&bytes, encoding).into(), (bytes.len() as f64).into()])
        },
    ))
}

/// `fs.readSync(fd, buffer, offset, length, position)` gives the count; the old string form gives `[string, count]`:
/// the manual's bare count would lose what was read.
fn read_sync(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let fd = fd(args, 0)?;
    let Some(view) = View::of(args.get_or_undefined(1), cx) else { return now(read, args, cx) };
    let Transfer { start, len, position } = transfer(&view, args)?;
    let read = view.write(cx, |room| match room.get_mut(start..start + len) {
        Some(room) => fs::read_at(fd, room, position),
        None => Ok(0),
    })?;
    read.map(JsValue::from).map_err(|failure| error::thrown(&failure, cx))
}

/// `fs.write(fd, buffer, offset, length, position, [callback])` and the old
/// `fs.write(fd, string, position, encoding='utf8', [callback])`: `(err, written)`.
pub(super) fn write(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let fd = fd(args, 0)?;
    let (bytes, position) = match View::of(args.get_or_undefined(1), cx) {
        Some(view) => {
            let Transfer { start, len, position } = transfer(&view, args)?;
            (view.read(|bytes| bytes.get(start..start + len).unwrap_or_default().to_vec()), position)
        }
        None => written_string(args, cx)?,
    };
    Ok(Call::new(move || fs::write_at(fd, &bytes, position)))
}

/// `fs.writeSync`: the number of bytes written.
fn write_sync(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let fd = fd(args, 0)?;
    let Some(view) = View::of(args.get_or_undefined(1), cx) else { return now(write, args, cx) };
    let Transfer { start, len, position } = transfer(&view, args)?;
    let written = view.read(|bytes| fs::write_at(fd, bytes.get(start..start + len).unwrap_or_default(), position));
    written.map(JsValue::from).map_err(|failure| error::thrown(&failure, cx))
}

fn written_string(args: &[JsValue], cx: &mut Context) -> JsResult<(Vec<u8>, Option<u64>)> {
    let string = args.get_or_undefined(1).to_string(cx)?;
    let position = position(args, 2)?;
    let encoding = encoding(args.get_or_undefined(3), cx)?.unwrap_or(Encoding::Utf8);
    let mut bytes = Vec::new();
    encode_append(&string, encoding, &mut bytes);
    Ok((bytes, position))
}
