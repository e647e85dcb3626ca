//! `spawnSync(command, [args], [options])`, of later releases: runs a child to its end while everything else waits.

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::SystemError;
use noderu_runtime::child::ChildStdio;
use noderu_runtime::child::sync::{SyncLimits, run};

use super::child::{signal_number, words};
use super::options;
use crate::buffer::{self, Encoding, chunk, decode, encoding_arg};
use crate::error::{object as error_object, thrown};
use crate::host::host;

/// `{ pid, output: [null, stdout, stderr], stdout, stderr, status, signal, error }`.
///
/// # Errors
/// Arguments of a wrong kind; a system that has no room for another process.
pub(super) fn spawn_sync(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let mut asked = options::read(args, cx)?;
    let option = |name: &str, cx: &mut Context| match &asked.options {
        Some(options) => options.get(JsString::from(name), cx),
        None => Ok(JsValue::undefined()),
    };
    let input = match option("input", cx)? {
        none if none.is_null_or_undefined() => Vec::new(),
        input => chunk(&input, None, Encoding::Utf8, cx)?.into_vec(),
    };
    let limits = SyncLimits {
        timeout_ms: milliseconds(&option("timeout", cx)?, cx)?,
        output_len_max: length(&option("maxBuffer", cx)?, cx)?,
        kill_signo: signal_number(&option("killSignal", cx)?, "SIGTERM", cx)?,
    };
    let encoding = match option("encoding", cx)? {
        none if none.is_null_or_undefined() => None,
        name if name.as_string().is_some_and(|name| name == js_string!("buffer")) => None,
        name => Some(encoding_arg(Some(&name), Encoding::Utf8)?),
    };
    if !input.is_empty() {
        asked.spawn.stdio[0] = ChildStdio::Pipe;
    }
    if asked.spawn.extra.contains(&Some(ChildStdio::Pipe)) {
        return Err(type_error("spawnSync: only the three standard streams can be pipes"));
    }
    host(cx).before_blocking();
    let finished = run(&asked.spawn, &input, limits).map_err(|failure| thrown(&failure, cx))?;
    let answer = JsObject::with_object_proto(cx.intrinsics());
    set(&answer, "pid", finished.pid);
    let mut output = vec![JsValue::null()];
    for (name, bytes) in ["stdout", "stderr"].into_iter().zip(finished.output) {
        let value = match (bytes, encoding) {
            (None, _) => JsValue::null(),
            (Some(bytes), Some(encoding)) => decode(&bytes, encoding).into(),
            (Some(bytes), None) => buffer::from_slice(&bytes, cx)?.into(),
        };
        set(&answer, name, value.clone());
        output.push(value);
    }
    let output = JsArray::from_iter(output, cx);
    set(&answer, "output", output);
    let (status, signal) = words(finished.exit);
    set(&answer, "status", status);
    set(&answer, "signal", signal);
    if let Some(errno) = finished.error {
        let failure = SystemError::with_path(errno, "spawnSync", &asked.spawn.program);
        let failure = error_object(&failure, cx);
        set(&answer, "error", failure);
    }
    Ok(answer.into())
}

fn milliseconds(value: &JsValue, cx: &mut Context) -> JsResult<u64> {
    let number = if value.is_undefined() { 0.0 } else { value.to_number(cx)? };
    Ok(if number > 0.0 { number.ceil() as u64 } else { 0 })
}

/// How much output is allowed; none given, and Infinity, is any.
fn length(value: &JsValue, cx: &mut Context) -> JsResult<usize> {
    /// As today's releases have it.
    const DEFAULT: usize = 1 << 20;
    if value.is_null_or_undefined() {
        return Ok(DEFAULT);
    }
    let number = value.to_number(cx)?;
    Ok(if number >= 0.0 { number as usize } else { DEFAULT })
}
