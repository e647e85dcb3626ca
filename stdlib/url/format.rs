//! `url.format`: a URL out of the parts that an object has.

use boa_engine::object::JsObject;
use noderu_glue::prelude::*;
use noderu_runtime::proto::url::is_slashed;

use super::parsed;
use crate::{querystring, web};

/// `format(object)`; a string is parsed first. `format(url, { auth, fragment, search, unicode })` is for URLs of today.
pub(super) fn format(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let value = arg(args, 0);
    if let Some(text) = web::formatted_url(&value, &arg(args, 1), cx)? {
        return Ok(text.into());
    }
    let object = match (value.as_object(), value.as_string()) {
        (Some(object), _) => object,
        (None, Some(text)) => parsed(&text, false, false, cx)?,
        (None, None) => return Err(type_error("Parameter 'urlObj' must be an object")),
    };
    Ok(formatted(&object, cx)?.into())
}

/// The URL of an object. `host` wins over `hostname` and `port`, `search` over `query`.
///
/// # Errors
/// What getters and `toString`s of the program throw.
pub(super) fn formatted(object: &JsObject, cx: &mut Context) -> JsResult<JsString> {
    let mut protocol = text_of(object, "protocol", cx)?.unwrap_or_default();
    if !protocol.is_empty() && protocol.last() != Some(&COLON) {
        protocol.push(COLON);
    }
    let host = host(object, cx)?;
    let slashes = object.get(js_string!("slashes"), cx)?.to_boolean();
    // What follows `javascript:` is code.
    let script = protocol.iter().copied().eq("javascript:".encode_utf16());
    let delimiters: &[u8] = if script { b"" } else { b"?#" };
    let mut pathname = masked(text_of(object, "pathname", cx)?.unwrap_or_default(), delimiters);
    let mut out = protocol.clone();
    if slashes || (host.is_some() && (protocol.is_empty() || is_slashed(&protocol))) {
        out.extend([SLASH, SLASH]);
        if host.is_some() && pathname.first().is_some_and(|&unit| unit != SLASH) {
            pathname.insert(0, SLASH);
        }
    }
    out.extend(host.unwrap_or_default());
    out.extend(pathname);
    let search = match text_of(object, "search", cx)?.filter(|search| !search.is_empty()) {
        Some(search) => search,
        None => query(object, cx)?,
    };
    out.extend(masked(led(search, b'?'), b"#"));
    out.extend(led(text_of(object, "hash", cx)?.unwrap_or_default(), b'#'));
    Ok(narrowed(&out))
}

const COLON: u16 = b':' as u16;
const SLASH: u16 = b'/' as u16;
const AT: u16 = b'@' as u16;

fn host(object: &JsObject, cx: &mut Context) -> JsResult<Option<Vec<u16>>> {
    let auth = text_of(object, "auth", cx)?.filter(|auth| !auth.is_empty());
    let host = match text_of(object, "host", cx)? {
        Some(host) if host.contains(&AT) => return Ok(Some(host)),
        Some(host) => Some(host),
        None => match text_of(object, "hostname", cx)? {
            Some(name) => {
                let brackets = name.contains(&COLON) && name.first() != Some(&u16::from(b'['));
                let mut host =
                    if brackets { [&[u16::from(b'[')], &name[..], &[u16::from(b']')]].concat() } else { name };
                if let Some(port) = text_of(object, "port", cx)?.filter(|port| !port.is_empty()) {
                    host.push(COLON);
                    host.extend(port);
                }
                Some(host)
            }
            None => None,
        },
    };
    Ok(host.filter(|host| !host.is_empty()).map(|host| match auth {
        Some(auth) => [&auth[..], &[AT], &host].concat(),
        None => host,
    }))
}

fn query(object: &JsObject, cx: &mut Context) -> JsResult<Vec<u16>> {
    let query = object.get(js_string!("query"), cx)?;
    Ok(match query.is_object() {
        true => querystring::stringify(&query, cx)?.to_vec(),
        false if query.to_boolean() => query.to_string(cx)?.to_vec(),
        false => Vec::new(),
    })
}

/// A part as text; none when it is not there.
fn text_of(object: &JsObject, name: &str, cx: &mut Context) -> JsResult<Option<Vec<u16>>> {
    let value = object.get(JsString::from(name), cx)?;
    // Today's URL objects have null where 0.2's have nothing.
    if value.is_null_or_undefined() || value.as_boolean() == Some(false) {
        return Ok(None);
    }
    Ok(Some(value.to_string(cx)?.to_vec()))
}

/// The text behind its delimiter, unless it is empty.
fn led(mut text: Vec<u16>, delimiter: u8) -> Vec<u16> {
    if text.first().is_some_and(|&unit| unit != u16::from(delimiter)) {
        text.insert(0, u16::from(delimiter));
    }
    text
}

/// The text with these delimiters of later parts escaped.
fn masked(text: Vec<u16>, delimiters: &[u8]) -> Vec<u16> {
    let mut out = Vec::with_capacity(text.len());
    for unit in text {
        match u8::try_from(unit) {
            Ok(byte) if delimiters.contains(&byte) => out.extend(format!("%{byte:02X}").encode_utf16()),
            _ => out.push(unit),
        }
    }
    out
}
