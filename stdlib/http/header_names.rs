//! Header names: the strings of the usual ones without an allocation, and what a repetition means.

use boa_engine::string::{JsStr, JsString};
use boa_engine::{js_str, js_string};
use noderu_glue::flood::KeyFlood;
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

/// Whether the names of a head were made to collide in the engine's property tables. The same name again is one name.
pub(super) fn collide<'a>(fields: impl Iterator<Item = (&'a [u8], &'a [u8])>) -> bool {
    let mut names: Vec<Vec<u8>> = fields.map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.sort_unstable();
    names.dedup();
    let mut flood = KeyFlood::default();
    names.iter().any(|name| flood.admit(&latin1(name).into(), "headers").is_err())
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

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::property::PropertyKey;
    use rustc_hash::FxBuildHasher;
    use std::hash::BuildHasher;

    fn collides(names: &[String]) -> bool {
        collide(names.iter().map(|name| (name.as_bytes(), &b"v"[..])))
    }

    #[test]
    fn names_that_are_made_to_collide_are_seen() {
        let place =
            |name: &String| FxBuildHasher.hash_one(PropertyKey::from(latin1(name.as_bytes()))) as usize % (1 << 11);
        let made: Vec<String> =
            (0..1_000_000).map(|n| format!("x-{n:x}")).filter(|name| place(name) == 7).take(300).collect();
        assert!(made.len() > KeyFlood::FREE);
        assert!(collides(&made));
        assert!(!collides(&made[..KeyFlood::FREE]));
        assert!(!collides(&(0..1000).map(|n| format!("X{n}")).collect::<Vec<_>>()));
        assert!(!collides(&(0..1000).map(|n| format!("x-header-{}", n * 7919)).collect::<Vec<_>>()));
        assert!(!collides(&vec!["Same".to_owned(); 1000]));
    }
}
