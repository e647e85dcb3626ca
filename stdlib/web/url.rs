//! The natives behind url.js: the parser, and the form coding of queries.

use boa_engine::object::builtins::JsArray;
use boa_engine::{Finalize, JsData, Trace};
use noderu_glue::binding::{self, install};
use noderu_glue::lazy::Lazy;
use noderu_glue::prelude::*;
use noderu_runtime::proto::url::{self as proto, Part, Standard};

use super::hidden;
use crate::module::builtin;

/// What `require('url')` has beside the functions of 0.2.
pub const MODERN: &[Lazy] = &[
    hidden("URL", |cx| member("URL", cx)),
    hidden("URLSearchParams", |cx| member("URLSearchParams", cx)),
    hidden("fileURLToPath", |cx| member("fileURLToPath", cx)),
    hidden("pathToFileURL", |cx| member("pathToFileURL", cx)),
    hidden("urlToHttpOptions", |cx| member("urlToHttpOptions", cx)),
    hidden("domainToASCII", |cx| member("domainToASCII", cx)),
    hidden("domainToUnicode", |cx| member("domainToUnicode", cx)),
];

/// A class or function of url.js.
///
/// # Errors
/// None in practice.
pub(super) fn member(name: &str, cx: &mut Context) -> JsResult<JsValue> {
    builtin::member(FILE, name, cx)
}

const FILE: &str = "web/url";

/// What `url.js` needs.
///
/// # Errors
/// None.
pub fn natives(natives: &JsObject, cx: &mut Context) -> JsResult<()> {
    install(natives, NATIVES, cx);
    binding::set(natives, "custom", crate::sys::custom_symbol(cx));
    Ok(())
}

/// What `url.format(value, options)` gives when the value is a URL of today; none for anything else.
///
/// # Errors
/// What getters of the program's options throw.
pub fn formatted(value: &JsValue, options: &JsValue, cx: &mut Context) -> JsResult<Option<JsString>> {
    // Where nobody looked at the class there is no URL.
    if !builtin::is_loaded(FILE, cx) {
        return Ok(None);
    }
    let format = member("format", cx)?.as_callable().ok_or_else(bad_receiver)?;
    Ok(format.call(&JsValue::undefined(), &[value.clone(), options.clone()], cx)?.as_string())
}

const NATIVES: &[Method] = &[
    method("parse", 2, parse),
    method("get", 2, get),
    method("set", 3, set),
    method("pairs", 1, pairs),
    method("text", 1, text_of_pairs),
    method("usv", 1, usv),
    method("toASCII", 1, to_ascii),
    method("toUnicode", 1, to_unicode),
];

#[derive(Trace, Finalize, JsData)]
struct Record(#[unsafe_ignore_trace] Standard);

/// `parse(url, base)`: a record, or undefined.
fn parse(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let url = to_text(&arg(args, 0), cx)?;
    let base = arg(args, 1);
    let base = if base.is_undefined() { None } else { Some(to_text(&base, cx)?) };
    let url = Standard::parse(&url, base.as_deref());
    Ok(url.map_or(JsValue::undefined(), |url| JsObject::from_proto_and_data(None, Record(url)).into()))
}

fn part(args: &[JsValue], cx: &mut Context) -> JsResult<Part> {
    Part::from_name(&to_text(&arg(args, 1), cx)?).ok_or_else(|| type_error("a URL has no such part"))
}

/// `get(record, part)`
fn get(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let part = part(args, cx)?;
    let record = arg(args, 0).as_object().ok_or_else(bad_receiver)?;
    let record = record.downcast_ref::<Record>().ok_or_else(bad_receiver)?;
    Ok(JsString::from(record.0.get(part).as_str()).into())
}

/// `set(record, part, value)`: false for an href that is no URL.
fn set(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let part = part(args, cx)?;
    let value = to_text(&arg(args, 2), cx)?;
    let record = arg(args, 0).as_object().ok_or_else(bad_receiver)?;
    let mut record = record.downcast_mut::<Record>().ok_or_else(bad_receiver)?;
    Ok(record.0.set(part, &value).into())
}

/// `pairs(query)`: `[[name, value], ..]`.
fn pairs(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let query = to_text(&arg(args, 0), cx)?;
    let list: Vec<JsValue> = proto::form_pairs(&query)
        .into_iter()
        .map(|(name, value)| {
            let pair = [name, value].map(|part| JsValue::from(JsString::from(part.as_str())));
            JsArray::from_iter(pair, cx).into()
        })
        .collect();
    Ok(JsArray::from_iter(list, cx).into())
}

/// `text([[name, value], ..])`
fn text_of_pairs(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let list = arg(args, 0).as_object().ok_or_else(bad_receiver)?;
    let count = list.get(js_string!("length"), cx)?.to_length(cx)?;
    let mut pairs = Vec::new();
    for index in 0..count {
        let pair = list.get(index, cx)?.as_object().ok_or_else(bad_receiver)?;
        let (name, value) = (pair.get(0, cx)?, pair.get(1, cx)?);
        pairs.push((to_text(&name, cx)?, to_text(&value, cx)?));
    }
    let text = proto::form_text(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    Ok(JsString::from(text.as_str()).into())
}

/// `usv(value)`: the value as a string without lone surrogates.
fn usv(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let string = arg(args, 0).to_string(cx)?;
    let is_plain = string.to_std_string().is_ok();
    Ok(if is_plain { string.into() } else { JsString::from(text(&string).as_str()).into() })
}

/// `toASCII(domain)`: the host that `ws://domain` has; empty for none.
fn to_ascii(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let host = host_of(&to_text(&arg(args, 0), cx)?);
    Ok(JsString::from(host.as_str()).into())
}

fn to_unicode(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let host = host_of(&to_text(&arg(args, 0), cx)?);
    let name = if host.starts_with('[') { Some(host) } else { proto::domain_to_unicode(&host) };
    Ok(JsString::from(name.unwrap_or_default().as_str()).into())
}

fn host_of(domain: &str) -> String {
    let mut url = Standard::parse("ws://x", None).unwrap_or_default();
    url.set(Part::Hostname, domain);
    let host = url.get(Part::Hostname);
    let mut other = Standard::parse("ws://y", None).unwrap_or_default();
    other.set(Part::Hostname, domain);
    // A domain that the setter refuses leaves two hosts as different as they were.
    if host == other.get(Part::Hostname) { host } else { String::new() }
}

fn bad_receiver() -> JsError {
    type_error("Not a URL")
}
