//! `require('url')`: the URL objects of Node 0.2. What is where in a URL, and what a reference means, is `proto`'s.

mod format;

use std::ops::Range;

use boa_engine::object::JsObject;
use boa_engine::string::JsStrVariant;
use noderu_glue::binding::{install, set};
use noderu_glue::lazy::install_lazy;
use noderu_glue::prelude::*;
use noderu_runtime::proto::url as proto;

use crate::{querystring, web};

const METHODS: &[Method] = &[
    method("parse", 3, parse),
    method("format", 1, format::format),
    method("resolve", 2, resolve),
    method("resolveObject", 2, resolve_object),
];

/// `require('url')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    install(&exports, METHODS, cx);
    install_lazy(&exports, web::MODERN_URL, cx);
    Ok(exports.into())
}

/// `parse(url, parseQueryString=false, slashesDenoteHost=false)`: an object of the parts that the URL has. What was
/// parsed before is handed back.
fn parse(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let url = arg(args, 0);
    if let Some(object) = url.as_object()
        && object.get(js_string!("href"), cx)?.to_boolean()
    {
        return Ok(url);
    }
    let Some(url) = url.as_string() else { return Err(type_error("Parameter 'url' must be a string")) };
    Ok(parsed(&url, arg(args, 1).to_boolean(), arg(args, 2).to_boolean(), cx)?.into())
}

/// The object of a URL. The order of its keys is that of the manual's examples.
fn parsed(url: &JsString, parse_query: bool, slashes_host: bool, cx: &mut Context) -> JsResult<JsObject> {
    let parts = match url.as_str().variant() {
        JsStrVariant::Latin1(bytes) => proto::parts(bytes, slashes_host),
        JsStrVariant::Utf16(units) => proto::parts(units, slashes_host),
    };
    let object = JsObject::with_object_proto(cx.intrinsics());
    set(&object, "href", slice(url, parts.href));
    if let Some(protocol) = parts.protocol {
        set(&object, "protocol", latin1(&utf8(&slice(url, protocol)).to_ascii_lowercase()));
    }
    if parts.slashes {
        set(&object, "slashes", true);
    }
    for (name, range) in [
        ("host", parts.host),
        ("auth", parts.auth),
        ("hostname", parts.hostname),
        ("port", parts.port),
        ("hash", parts.hash),
        ("search", parts.search),
    ] {
        if let Some(range) = range {
            set(&object, name, slice(url, range));
        }
    }
    match (parts.query, parse_query) {
        (Some(query), true) => set(&object, "query", querystring::parse(&slice(url, query), cx)?),
        (Some(query), false) => set(&object, "query", slice(url, query)),
        // `parse(request.url, true).query.name` must not fail on a URL without a query.
        (None, true) => set(&object, "query", JsObject::with_object_proto(cx.intrinsics())),
        (None, false) => {}
    }
    if let Some(pathname) = parts.pathname {
        set(&object, "pathname", slice(url, pathname));
    }
    Ok(object)
}

fn slice(text: &JsString, range: Range<usize>) -> JsString {
    match text.as_str().variant() {
        JsStrVariant::Latin1(bytes) => latin1(&bytes[range]),
        JsStrVariant::Utf16(units) => narrowed(&units[range]),
    }
}

/// `resolve(from, to)`
fn resolve(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let base = href(&arg(args, 0), cx)?;
    let reference = href(&arg(args, 1), cx)?;
    Ok(resolved(&base, &reference).into())
}

fn resolved(base: &JsString, reference: &JsString) -> JsString {
    match (base.as_str().variant(), reference.as_str().variant()) {
        (JsStrVariant::Latin1(base), JsStrVariant::Latin1(reference)) => latin1(&proto::resolve(base, reference)),
        _ => narrowed(&proto::resolve(&base.to_vec(), &reference.to_vec())),
    }
}

/// `resolveObject(from, to)`: the same as a parsed object.
fn resolve_object(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let base = href(&arg(args, 0), cx)?;
    let reference = href(&arg(args, 1), cx)?;
    Ok(parsed(&resolved(&base, &reference), false, true, cx)?.into())
}

/// The text of an argument that may be a parsed object.
fn href(value: &JsValue, cx: &mut Context) -> JsResult<JsString> {
    if let Some(text) = web::formatted_url(value, &JsValue::undefined(), cx)? {
        return Ok(text);
    }
    if let Some(object) = value.as_object() {
        return format::formatted(&object, cx);
    }
    value.as_string().ok_or_else(|| type_error("A URL must be a string or a parsed object"))
}
