//! The arguments of `spawn`: the manual's form, today's, and the one with four arguments that 0.1 had.

use boa_engine::object::JsObject;
use noderu_glue::prelude::*;
use noderu_runtime::child::{ChildStdio, EXTRA_MAX, Spawn, argument};

use super::CHANNEL_VARIABLE;
use crate::process;

/// Properties that distinguish an options object from 0.1's third argument, the environment.
const KNOWN: [&str; 14] = [
    "cwd",
    "env",
    "customFds",
    "stdio",
    "detached",
    "setsid",
    "uid",
    "gid",
    "argv0",
    "shell",
    "input",
    "encoding",
    "timeout",
    "maxBuffer",
];

/// What was asked for.
pub(super) struct Asked {
    /// For the runtime.
    pub spawn: Spawn,
    /// The place of the channel to a program that is forked.
    pub channel: Option<usize>,
    /// The options object, for what the runtime does not see to.
    pub options: Option<JsObject>,
}

/// Reads `command, [args], [options]`, `command, [options]` and `command, args, env, customFds`.
///
/// # Errors
/// A TypeError that names the argument which is of a wrong kind, or what a getter or `toString` throws.
pub(super) fn read(args: &[JsValue], cx: &mut Context) -> JsResult<Asked> {
    let program = needed_string(&arg(args, 0), "command", cx)?;
    if program.is_empty() {
        return Err(type_error("spawn: the command must not be empty"));
    }
    let mut spawn = Spawn { program: known(program), ..Spawn::default() };
    let mut rest = &args[1..];
    if let Some(first) = rest.first() {
        let object = first.as_object();
        match object {
            Some(list) if list.is_array() || has(&list, "length", cx)? => {
                spawn.args = list_of(&list, cx)?;
                rest = &rest[1..];
            }
            // Today's form without arguments.
            Some(_) => {}
            None if first.is_null_or_undefined() => rest = &rest[1..],
            None => return Err(type_error("spawn: the arguments must be an Array")),
        }
    }
    let given = arg(rest, 0);
    let given = match given.as_object() {
        Some(object) => Some(object),
        None if given.is_null_or_undefined() || given.as_string().is_some_and(|empty| empty.is_empty()) => None,
        None => return Err(type_error("spawn: the options must be an object")),
    };
    let mut options = None;
    let mut environment = None;
    let mut streams = arg(rest, 1);
    if let Some(object) = given {
        if is_options(&object, cx)? {
            let env = object.get(js_string!("env"), cx)?;
            environment = object_option(env, "env")?;
            if streams.is_undefined() {
                streams = object.get(js_string!("customFds"), cx)?;
            }
            options = Some(object);
        } else if !object.own_property_keys(cx)?.is_empty() {
            environment = Some(object);
        }
    }
    let environment = match environment {
        Some(environment) => environment,
        None => {
            let env = process::object(cx)?.get(js_string!("env"), cx)?;
            object_option(env, "process.env")?.ok_or_else(|| type_error("process.env is no object"))?
        }
    };
    spawn.env = pairs_of(&environment, cx)?;
    if let Some(list) = object_option(streams, "customFds")? {
        read_list(&mut spawn, &list, |value, _, cx| custom_descriptor(value, cx), cx)?;
    }
    let mut channel = None;
    if let Some(options) = &options {
        read_options(&mut spawn, options, cx)?;
        channel = channel_of(&options.get(js_string!("stdio"), cx)?, cx)?;
    }
    if let Some(place) = channel {
        spawn.env.push((CHANNEL_VARIABLE.into(), place.to_string().into()));
    }
    Ok(Asked { spawn, channel, options })
}

/// `process.argv[0]` is `node`, and who starts a child by that name means the program that runs: this one.
fn known(program: Vec<u8>) -> std::ffi::OsString {
    match noderu_runtime::process::exec_path() {
        Ok(path) if program == b"node" => path.into_os_string(),
        _ => argument(program),
    }
}

fn is_options(object: &JsObject, cx: &mut Context) -> JsResult<bool> {
    for name in KNOWN {
        if has(object, name, cx)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn has(object: &JsObject, name: &str, cx: &mut Context) -> JsResult<bool> {
    Ok(!object.get(JsString::from(name), cx)?.is_undefined())
}

fn read_options(spawn: &mut Spawn, options: &JsObject, cx: &mut Context) -> JsResult<()> {
    let cwd = options.get(js_string!("cwd"), cx)?;
    if !cwd.is_null_or_undefined() {
        let folder = needed_string(&cwd, "cwd", cx)?;
        // 0.2's own default was the empty string.
        spawn.cwd = (!folder.is_empty()).then(|| argument(folder).into());
    }
    spawn.uid = id_option(options, "uid", cx)?;
    spawn.gid = id_option(options, "gid", cx)?;
    let mut detached = options.get(js_string!("detached"), cx)?.to_boolean();
    detached |= options.get(js_string!("setsid"), cx)?.to_boolean();
    spawn.new_session = detached;
    let argv0 = options.get(js_string!("argv0"), cx)?;
    if !argv0.is_null_or_undefined() {
        spawn.argv0 = Some(argument(needed_string(&argv0, "argv0", cx)?));
    }
    read_stdio(spawn, &options.get(js_string!("stdio"), cx)?, cx)?;
    let shell = options.get(js_string!("shell"), cx)?;
    if shell.to_boolean() {
        let mut line = std::mem::take(&mut spawn.program);
        for argument in spawn.args.drain(..) {
            line.push(" ");
            line.push(argument);
        }
        let shell = shell.as_string().map_or_else(|| b"/bin/sh".to_vec(), |shell| utf8(&shell));
        spawn.program = argument(shell);
        spawn.args = vec!["-c".into(), line];
    }
    Ok(())
}

/// Today's `stdio`: one word for the three standard streams, or one value for each descriptor.
fn read_stdio(spawn: &mut Spawn, value: &JsValue, cx: &mut Context) -> JsResult<()> {
    if value.is_null_or_undefined() {
        return Ok(());
    }
    if let Some(list) = value.as_object().filter(JsObject::is_array) {
        return read_list(spawn, &list, stdio_value, cx);
    }
    for (place, stream) in spawn.stdio.iter_mut().enumerate() {
        *stream = stdio_value(value, place, cx)?;
    }
    Ok(())
}

/// One entry for each descriptor of the child. Beyond the third, what is not there, or is ignored, stays closed.
fn read_list(
    spawn: &mut Spawn,
    list: &JsObject,
    read: fn(&JsValue, usize, &mut Context) -> JsResult<ChildStdio>,
    cx: &mut Context,
) -> JsResult<()> {
    for (place, stream) in spawn.stdio.iter_mut().enumerate() {
        *stream = read(&list.get(place as u32, cx)?, place, cx)?;
    }
    let length = list.get(js_string!("length"), cx)?.to_number(cx)?;
    if length > (3 + EXTRA_MAX) as f64 {
        return Err(range_error(format!("spawn: a child gets {} descriptors at most", 3 + EXTRA_MAX)));
    }
    spawn.extra.clear();
    for place in 3..length.max(3.0) as usize {
        let value = list.get(place as u32, cx)?;
        let kind = if value.is_null_or_undefined() { None } else { Some(read(&value, place, cx)?) };
        spawn.extra.push(kind.filter(|kind| *kind != ChildStdio::Null));
    }
    Ok(())
}

/// Where `'ipc'` stands in `stdio`.
fn channel_of(stdio: &JsValue, cx: &mut Context) -> JsResult<Option<usize>> {
    let Some(list) = stdio.as_object().filter(JsObject::is_array) else { return Ok(None) };
    let mut channel = None;
    let length = list.get(js_string!("length"), cx)?.to_length(cx)?;
    for place in 0..(length as usize).min(3 + EXTRA_MAX) {
        let value = list.get(place as u32, cx)?;
        if value.as_string().is_some_and(|word| word == js_string!("ipc")) && channel.replace(place).is_some() {
            return Err(type_error("spawn: stdio has one channel 'ipc' at most"));
        }
    }
    Ok(channel)
}

fn stdio_value(value: &JsValue, place: usize, cx: &mut Context) -> JsResult<ChildStdio> {
    if value.is_null_or_undefined() {
        return Ok(ChildStdio::Pipe);
    }
    if let Some(word) = value.as_string() {
        return match text(&word).as_str() {
            "pipe" | "overlapped" => Ok(ChildStdio::Pipe),
            "ignore" => Ok(ChildStdio::Null),
            "inherit" => Ok(ChildStdio::Descriptor(place as i32)),
            "ipc" if place > 2 => Ok(ChildStdio::Pipe),
            "ipc" => Err(type_error("spawn: 'ipc' cannot be one of the three standard streams")),
            other => Err(type_error(format!("spawn: stdio '{other}' is not known"))),
        };
    }
    match descriptor(value, cx)? {
        Some(raw) if raw >= 0 => Ok(ChildStdio::Descriptor(raw)),
        _ => Err(type_error("spawn: a value of stdio is a word, a descriptor or a stream that has one")),
    }
}

/// An entry of `customFds`: -1 for a new stream.
fn custom_descriptor(value: &JsValue, cx: &mut Context) -> JsResult<ChildStdio> {
    match descriptor(value, cx)? {
        Some(raw) if raw >= 0 => Ok(ChildStdio::Descriptor(raw)),
        Some(_) => Ok(ChildStdio::Pipe),
        None if value.is_null_or_undefined() => Ok(ChildStdio::Pipe),
        None => Err(type_error("spawn: customFds holds descriptors, and -1 for a new stream")),
    }
}

/// A number, or a stream's.
fn descriptor(value: &JsValue, cx: &mut Context) -> JsResult<Option<i32>> {
    let number = match value.as_object() {
        Some(stream) => stream.get(js_string!("fd"), cx)?.as_number(),
        None => value.as_number(),
    };
    Ok(number.filter(|number| number.fract() == 0.0 && number.abs() <= f64::from(i32::MAX)).map(|number| number as i32))
}

fn id_option(options: &JsObject, name: &str, cx: &mut Context) -> JsResult<Option<u32>> {
    let value = options.get(JsString::from(name), cx)?;
    if value.is_null_or_undefined() {
        return Ok(None);
    }
    match value.as_number() {
        Some(id) if id.fract() == 0.0 && id >= 0.0 && id < f64::from(u32::MAX) => Ok(Some(id as u32)),
        _ => Err(type_error(format!("spawn: {name} must be a number"))),
    }
}

fn object_option(value: JsValue, name: &str) -> JsResult<Option<JsObject>> {
    match value.as_object() {
        Some(object) => Ok(Some(object)),
        None if value.is_null_or_undefined() => Ok(None),
        None => Err(type_error(format!("spawn: {name} must be an object"))),
    }
}

fn list_of(list: &JsObject, cx: &mut Context) -> JsResult<Vec<std::ffi::OsString>> {
    /// More never fit into the 2 MiB or so that the kernel has for them.
    const ARGUMENTS_MAX: f64 = 1_048_576.0;
    let length = list.get(js_string!("length"), cx)?.to_number(cx)?;
    if length > ARGUMENTS_MAX {
        return Err(range_error("spawn: too many arguments"));
    }
    let mut arguments = Vec::new();
    for place in 0..length.max(0.0) as u32 {
        let value = list.get(place, cx)?.to_string(cx)?;
        arguments.push(argument(refuse_nul(utf8(&value), "an argument")?));
    }
    Ok(arguments)
}

/// `NAME=value` of every own property that enumerates; one that is undefined is left out.
fn pairs_of(env: &JsObject, cx: &mut Context) -> JsResult<Vec<(std::ffi::OsString, std::ffi::OsString)>> {
    let mut pairs = Vec::new();
    for key in env.own_property_keys(cx)? {
        let name = match &key {
            boa_engine::property::PropertyKey::String(name) => utf8(name),
            boa_engine::property::PropertyKey::Index(index) => index.get().to_string().into_bytes(),
            boa_engine::property::PropertyKey::Symbol(_) => continue,
        };
        let value = env.get(key, cx)?;
        if value.is_undefined() {
            continue;
        }
        let value = utf8(&value.to_string(cx)?);
        pairs.push((
            argument(refuse_nul(name, "a variable's name")?),
            argument(refuse_nul(value, "a variable of the environment")?),
        ));
    }
    Ok(pairs)
}

fn needed_string(value: &JsValue, what: &str, cx: &mut Context) -> JsResult<Vec<u8>> {
    let string = match value.as_string() {
        Some(string) => string,
        // String objects and paths that know their text, but no numbers, functions or nothing at all.
        None if value.as_object().is_some_and(|object| !object.is_callable()) => value.to_string(cx)?,
        None => return Err(type_error(format!("spawn: {what} must be a string"))),
    };
    refuse_nul(utf8(&string), what)
}

/// The kernel would take what stands before the NUL byte for the whole.
fn refuse_nul(bytes: Vec<u8>, what: &str) -> JsResult<Vec<u8>> {
    if bytes.contains(&0) {
        return Err(type_error(format!("spawn: {what} must not contain a NUL byte")));
    }
    Ok(bytes)
}
