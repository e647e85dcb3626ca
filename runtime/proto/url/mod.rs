//! URLs: where the parts of one are, and what a reference means at a base.
//!
//! [`parts`] cuts as Node's `url.parse` does, which also finds a host behind `mailto:`. [`resolve`] is RFC 3986,
//! section 5.2. Both take any text: what has no scheme and no host is all path. Nothing is decoded or put in order but
//! the dots of paths.

pub mod punycode;
mod resolve;
mod standard;

pub use resolve::resolve;
pub use standard::{Part, Standard, domain_to_ascii, domain_to_unicode, form_pairs, form_text};

use std::ops::Range;

/// A code unit of one of the engine's two string shapes.
pub trait Unit: Copy + Eq + From<u8> + Into<u16> {}
impl Unit for u8 {}
impl Unit for u16 {}

/// Where the parts of a URL are in its text; `None` for a part that is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The text without the white space around it.
    pub href: Range<usize>,
    /// `http:`, with its colon.
    pub protocol: Option<Range<usize>>,
    /// Whether `//` introduces the host.
    pub slashes: bool,
    /// `user:pass@host.com:8080`
    pub host: Option<Range<usize>>,
    /// `user:pass`
    pub auth: Option<Range<usize>>,
    /// `host.com`, and an IPv6 address without its brackets.
    pub hostname: Option<Range<usize>>,
    /// `8080`
    pub port: Option<Range<usize>>,
    /// `/p/a/t/h`
    pub pathname: Option<Range<usize>>,
    /// `?query=string`
    pub search: Option<Range<usize>>,
    /// `query=string`
    pub query: Option<Range<usize>>,
    /// `#hash`
    pub hash: Option<Range<usize>>,
}

/// Finds the parts of `url`. Without a scheme, `//a/b` is a path unless `slashes_host` is set or it reads `//user@host`.
///
/// A host ends before `/`, `?`, `#`, `;`, and before what browsers would read differently: a backslash, white space,
/// control characters, and `< > " { } | ^` and the quotes.
pub fn parts<U: Unit>(url: &[U], slashes_host: bool) -> Parts {
    let start = url.iter().position(|&unit| !is_space(unit)).unwrap_or(url.len());
    let end = url.iter().rposition(|&unit| !is_space(unit)).map_or(start, |last| last + 1);
    let mut parts = Parts { href: start..end, ..Parts::default() };
    let mut at = start;
    if let Some(len) = scheme_len(&url[start..end]) {
        parts.protocol = Some(start..start + len + 1);
        at += len + 1;
    }
    let script = parts.protocol.clone().is_some_and(|range| is_word(&url[range], b"javascript:"));
    if script {
        parts.pathname = some(at..end);
        return parts;
    }
    let rest = &url[at..end];
    let slashes = starts_with(rest, b"//");
    if slashes && (slashes_host || parts.protocol.is_some() || has_user(&rest[2..])) {
        parts.slashes = true;
        at += 2;
    }
    // `http:a` has a path and no host, `mailto:a@b` a host and no slashes.
    let opaque = parts.protocol.clone().is_some_and(|range| !slashes && !is_slashed(&url[range]));
    if parts.slashes || opaque {
        let len = url[at..end].iter().position(|&unit| ends_host(unit)).unwrap_or(end - at);
        authority(url, at..at + len, &mut parts);
        at += len;
    }
    let hash = find(url, at..end, b'#');
    let search = find(url, at..hash.unwrap_or(end), b'?');
    let path_end = search.or(hash).unwrap_or(end);
    parts.hash = hash.map(|hash| hash..end);
    parts.search = search.map(|search| search..hash.unwrap_or(end));
    parts.query = parts.search.clone().map(|range| range.start + 1..range.end);
    parts.pathname = some(at..path_end);
    parts
}

/// Whether URLs of this protocol (`http:`) have `//` before their host, or a path from a root.
pub fn is_slashed<U: Unit>(protocol: &[U]) -> bool {
    [&b"http:"[..], b"https:", b"ftp:", b"gopher:", b"file:", b"ws:", b"wss:"]
        .iter()
        .any(|slashed| is_word(protocol, slashed))
}

/// `[userinfo "@"] host [":" port]`: userinfo ends at the last `@`, the port begins at the last colon and is digits.
fn authority<U: Unit>(url: &[U], range: Range<usize>, parts: &mut Parts) {
    parts.host = some(range.clone());
    let mut start = range.start;
    if let Some(at) = url[range.clone()].iter().rposition(|&unit| unit == U::from(b'@')) {
        parts.auth = Some(start..start + at);
        start += at + 1;
    }
    let mut end = range.end;
    let colon = url[start..end].iter().rposition(|&unit| unit == U::from(b':'));
    if let Some(colon) = colon.map(|colon| start + colon)
        && url[colon + 1..end].iter().all(|&unit| is_digit(unit))
    {
        parts.port = some(colon + 1..end);
        end = colon;
    }
    if end - start > 2 && url[start] == U::from(b'[') && url[end - 1] == U::from(b']') {
        (start, end) = (start + 1, end - 1);
    }
    parts.hostname = some(start..end);
}

/// `scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )` before a colon (RFC 3986, section 3.1).
pub(crate) fn scheme_len<U: Unit>(text: &[U]) -> Option<usize> {
    let first = ascii(*text.first()?)?;
    let len = text.iter().position(|&unit| {
        !ascii(unit).is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    })?;
    (first.is_ascii_alphabetic() && text[len] == U::from(b':')).then_some(len)
}

pub(crate) fn find<U: Unit>(url: &[U], range: Range<usize>, byte: u8) -> Option<usize> {
    let start = range.start;
    url[range].iter().position(|&unit| unit == U::from(byte)).map(|at| start + at)
}

pub(crate) fn starts_with<U: Unit>(text: &[U], prefix: &[u8]) -> bool {
    text.len() >= prefix.len() && text.iter().zip(prefix).all(|(&unit, &byte)| unit == U::from(byte))
}

/// Equality with a lower-case word, whatever the case of the text.
pub(crate) fn is_word<U: Unit>(text: &[U], word: &[u8]) -> bool {
    text.len() == word.len()
        && text.iter().zip(word).all(|(&unit, &byte)| ascii(unit).is_some_and(|unit| unit.to_ascii_lowercase() == byte))
}

fn has_user<U: Unit>(rest: &[U]) -> bool {
    let len = rest.iter().position(|&unit| ends_host(unit)).unwrap_or(rest.len());
    let at = rest[..len].iter().position(|&unit| unit == U::from(b'@'));
    at.is_some_and(|at| at > 0 && at + 1 < len)
}

fn ends_host<U: Unit>(unit: U) -> bool {
    let Some(byte) = ascii(unit) else { return false };
    byte <= b' ' || byte == 0x7f || b"/?#;\\<>\"{}|^'`".contains(&byte)
}

fn is_space<U: Unit>(unit: U) -> bool {
    matches!(unit.into(), 0x09..=0x0d | 0x20 | 0xa0 | 0xfeff | 0x2028 | 0x2029)
}

fn is_digit<U: Unit>(unit: U) -> bool {
    ascii(unit).is_some_and(|byte| byte.is_ascii_digit())
}

pub(crate) fn ascii<U: Unit>(unit: U) -> Option<u8> {
    u8::try_from(unit.into()).ok().filter(u8::is_ascii)
}

fn some(range: Range<usize>) -> Option<Range<usize>> {
    (!range.is_empty()).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(url: &str, slashes_host: bool) -> String {
        let parts = parts(url.as_bytes(), slashes_host);
        let wide: Vec<u16> = url.encode_utf16().collect();
        if url.is_ascii() {
            assert_eq!(parts, super::parts(&wide, slashes_host), "one text, two shapes");
        }
        let mut out = Vec::new();
        if parts.slashes {
            out.push("slashes".to_owned());
        }
        for (name, range) in [
            ("protocol", parts.protocol),
            ("host", parts.host),
            ("auth", parts.auth),
            ("hostname", parts.hostname),
            ("port", parts.port),
            ("pathname", parts.pathname),
            ("search", parts.search),
            ("query", parts.query),
            ("hash", parts.hash),
        ] {
            out.extend(range.map(|range| format!("{name}={}", &url[range])));
        }
        out.join(" ")
    }

    #[test]
    fn cuts() {
        for (url, expect) in [
            (
                "http://user:pass@host.com:8080/p/a/t/h?query=string#hash",
                "slashes protocol=http: host=user:pass@host.com:8080 auth=user:pass hostname=host.com port=8080 \
                 pathname=/p/a/t/h search=?query=string query=query=string hash=#hash",
            ),
            ("/status?name=ryan", "pathname=/status search=?name=ryan query=name=ryan"),
            ("", ""),
            ("  \n", ""),
            (" /a \n", "pathname=/a"),
            ("http://a", "slashes protocol=http: host=a hostname=a"),
            ("HTTP://A/", "slashes protocol=HTTP: host=A hostname=A pathname=/"),
            ("http:/a/b", "protocol=http: pathname=/a/b"),
            ("http:a", "protocol=http: pathname=a"),
            ("http://", "slashes protocol=http:"),
            ("http://a:", "slashes protocol=http: host=a: hostname=a"),
            ("http://a:b/", "slashes protocol=http: host=a:b hostname=a:b pathname=/"),
            ("http://[::1]:80/", "slashes protocol=http: host=[::1]:80 hostname=::1 port=80 pathname=/"),
            ("http://[::1]/", "slashes protocol=http: host=[::1] hostname=::1 pathname=/"),
            ("http://u@v@h/", "slashes protocol=http: host=u@v@h auth=u@v hostname=h pathname=/"),
            ("http://@h/", "slashes protocol=http: host=@h auth= hostname=h pathname=/"),
            ("http://evil\\@good/", "slashes protocol=http: host=evil hostname=evil pathname=\\@good/"),
            ("http://a;b?c", "slashes protocol=http: host=a hostname=a pathname=;b search=?c query=c"),
            ("http://a b/", "slashes protocol=http: host=a hostname=a pathname= b/"),
            ("http://a?b", "slashes protocol=http: host=a hostname=a search=?b query=b"),
            ("http://a#b?c/d", "slashes protocol=http: host=a hostname=a hash=#b?c/d"),
            ("?", "search=? query="),
            ("#", "hash=#"),
            ("a?b?c#d#e", "pathname=a search=?b?c query=b?c hash=#d#e"),
            ("javascript:alert('a?b#c');", "protocol=javascript: pathname=alert('a?b#c');"),
            (
                "mailto:foo@bar.com?subject=x",
                "protocol=mailto: host=foo@bar.com auth=foo hostname=bar.com search=?subject=x query=subject=x",
            ),
            ("xmpp:user@host/path", "protocol=xmpp: host=user@host auth=user hostname=host pathname=/path"),
            ("file:///etc/passwd", "slashes protocol=file: pathname=/etc/passwd"),
            ("file://localhost/etc", "slashes protocol=file: host=localhost hostname=localhost pathname=/etc"),
            ("//some/path", "pathname=//some/path"),
            ("//user@host/path", "slashes host=user@host auth=user hostname=host pathname=/path"),
            ("//@host/path", "pathname=//@host/path"),
            ("1a:b", "pathname=1a:b"),
            ("a/b:c", "pathname=a/b:c"),
            ("git+ssh://a/b", "slashes protocol=git+ssh: host=a hostname=a pathname=/b"),
        ] {
            assert_eq!(shown(url, false), expect, "{url}");
        }
        assert_eq!(shown("//host:1/path", true), "slashes host=host:1 hostname=host port=1 pathname=/path");
        assert_eq!(shown("///path", true), "slashes pathname=/path");
    }
}
