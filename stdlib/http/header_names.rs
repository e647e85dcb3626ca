//! Header names: the strings of the usual ones without an allocation, and what a repetition means.

use boa_engine::string::{JsStr, JsString};
use boa_engine::{js_str, js_string};
use noderu_glue::prelude::latin1;

/// What becomes of the second value of a field.
pub(super) enum Repetition {
    /// The field can be said only once; later values are dropped.
    FirstWins,
    /// The values become an array.
    List,
    /// The values are joined with this.
    Joined(JsStr<'static>),
}

/// What repetition of the field means; any case.
pub(super) fn repetition(name: &[u8]) -> Repetition {
    const ONCE: &[&[u8]] = &[
        b"age",
        b"authorization",
        b"content-length",
        b"content-type",
        b"etag",
        b"expires",
        b"from",
        b"host",
        b"if-modified-since",
        b"if-unmodified-since",
        b"last-modified",
        b"location",
        b"max-forwards",
        b"proxy-authorization",
        b"referer",
        b"retry-after",
        b"server",
        b"user-agent",
    ];
    if name.eq_ignore_ascii_case(b"set-cookie") {
        Repetition::List
    } else if name.eq_ignore_ascii_case(b"cookie") {
        Repetition::Joined(js_str!("; "))
    } else if ONCE.iter().any(|once| name.eq_ignore_ascii_case(once)) {
        Repetition::FirstWins
    } else {
        Repetition::Joined(js_str!(", "))
    }
}

macro_rules! usual {
    ($lower:expr, $($name:literal)+) => {
        match $lower {
            $(name if name == $name.as_bytes() => js_string!($name),)+
            other => latin1(other),
        }
    };
}

/// The property that a field named `name` becomes: the name in lower case.
pub(super) fn field_key(name: &[u8]) -> JsString {
    let mut small = [0; 32];
    let Some(lower) = small.get_mut(..name.len()) else { return latin1(&name.to_ascii_lowercase()) };
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    usual!(
        &*lower,
        "host" "connection" "user-agent" "accept" "accept-encoding" "accept-language" "accept-charset" "cookie"
        "content-type" "content-length" "transfer-encoding" "cache-control" "pragma" "referer" "origin" "authorization"
        "if-modified-since" "if-none-match" "range" "upgrade" "expect" "keep-alive" "x-forwarded-for" "x-real-ip"
        "x-requested-with" "date" "set-cookie" "upgrade-insecure-requests" "sec-websocket-key" "trailer" "te" "via"
    )
}
