//! What a reference means at a base: RFC 3986, section 5.2, as browsers do it for the `href` of a link.
//!
//! No reference is refused: text comes out as it went in, dots and all, where nothing is to be resolved.

use std::ops::Range;

use super::{Unit, find, is_slashed, scheme_len, starts_with};

/// Resolves `reference` at `base`. The base may itself be relative: then what leads above its start stays as `..`.
///
/// A reference that repeats the scheme of a base with slashes (`http:g`) is relative, as section 5.2.2 allows.
pub fn resolve<U: Unit>(base: &[U], reference: &[U]) -> Vec<U> {
    let from = split(base);
    let mut to = split(reference);
    if let (Some(scheme), Some(base_scheme)) = (to.scheme.clone(), from.scheme.clone())
        && to.authority.is_none()
        && same_scheme(&reference[scheme.clone()], &base[base_scheme])
        && is_slashed(&reference[scheme])
    {
        to.scheme = None;
    }
    let mut out = Vec::with_capacity(base.len() + reference.len());
    if to.scheme.is_some() {
        to.scheme.clone().into_iter().for_each(|range| out.extend_from_slice(&reference[range]));
        to.authority.clone().into_iter().for_each(|range| out.extend_from_slice(&reference[range]));
        let path = &reference[to.path.clone()];
        match to.authority.is_some() || starts_with(path, b"/") {
            true => out.extend(without_dots(path, to.authority.is_some())),
            // `javascript:` and `mailto:` have no folders.
            false => out.extend_from_slice(path),
        }
        out.extend_from_slice(&reference[to.path.end..]);
        return out;
    }
    from.scheme.clone().into_iter().for_each(|range| out.extend_from_slice(&base[range]));
    let (authority, text) = match (&to.authority, &from.authority) {
        (Some(own), _) => (Some(own.clone()), reference),
        (None, inherited) => (inherited.clone(), base),
    };
    authority.clone().into_iter().for_each(|range| out.extend_from_slice(&text[range]));
    let rooted = authority.is_some() || from.scheme.is_some();
    let path = &reference[to.path.clone()];
    let base_path = &base[from.path.clone()];
    if to.authority.is_some() || starts_with(path, b"/") {
        out.extend(without_dots(path, rooted));
        out.extend_from_slice(&reference[to.path.end..]);
    } else if path.is_empty() {
        out.extend_from_slice(base_path);
        if !starts_with(&reference[to.path.end..], b"?") {
            from.query.clone().into_iter().for_each(|range| out.extend_from_slice(&base[range]));
        }
        out.extend_from_slice(&reference[to.path.end..]);
    } else {
        // Section 5.2.3: up to the last slash of the base's path, or the root where a host has no path.
        let folder = base_path.iter().rposition(|&unit| unit == U::from(b'/')).map_or(0, |slash| slash + 1);
        let mut merged = Vec::with_capacity(folder + path.len() + 1);
        if from.authority.is_some() && base_path.is_empty() {
            merged.push(U::from(b'/'));
        }
        merged.extend_from_slice(&base_path[..folder]);
        merged.extend_from_slice(path);
        out.extend(without_dots(&merged, rooted));
        out.extend_from_slice(&reference[to.path.end..]);
    }
    out
}

/// Section 5.2.4, with one difference for a path that begins nowhere (`rooted` is false and it has no slash in front):
/// `..` above its start are kept, because what is above is not known.
fn without_dots<U: Unit>(path: &[U], rooted: bool) -> Vec<U> {
    const DOT: u8 = b'.';
    let slash = U::from(b'/');
    let absolute = path.first() == Some(&slash);
    let body = if absolute { &path[1..] } else { path };
    let mut kept: Vec<&[U]> = Vec::new();
    let mut above = 0;
    let mut ends_in_folder = false;
    for segment in body.split(|&unit| unit == slash) {
        let is_dots = !segment.is_empty() && segment.len() <= 2 && segment.iter().all(|&unit| unit == U::from(DOT));
        ends_in_folder = is_dots;
        match (is_dots, segment.len()) {
            (true, 1) => {}
            (true, _) => {
                if kept.pop().is_none() && !absolute && !rooted {
                    above += 1;
                }
            }
            (false, _) => kept.push(segment),
        }
    }
    let mut out = Vec::with_capacity(path.len());
    if absolute {
        out.push(slash);
    }
    (0..above).for_each(|_| out.extend([DOT, DOT, b'/'].map(U::from)));
    for (index, segment) in kept.iter().enumerate() {
        if index > 0 {
            out.push(slash);
        }
        out.extend_from_slice(segment);
    }
    if ends_in_folder && !kept.is_empty() {
        out.push(slash);
    }
    out
}

/// The five components of section 3, each with its delimiter; the path is there always, and may be empty.
struct Split {
    scheme: Option<Range<usize>>,
    authority: Option<Range<usize>>,
    path: Range<usize>,
    query: Option<Range<usize>>,
}

fn split<U: Unit>(text: &[U]) -> Split {
    let mut at = 0;
    let scheme = scheme_len(text).map(|len| 0..len + 1);
    at = scheme.clone().map_or(at, |range| range.end);
    let end = find(text, at..text.len(), b'#').unwrap_or(text.len());
    let query = find(text, at..end, b'?').map(|query| query..end);
    let end = query.clone().map_or(end, |query| query.start);
    let authority = starts_with(&text[at..end], b"//").then(|| {
        let authority_end = find(text, at + 2..end, b'/').unwrap_or(end);
        at..authority_end
    });
    at = authority.clone().map_or(at, |range| range.end);
    Split { scheme, authority, path: at..end, query }
}

fn same_scheme<U: Unit>(a: &[U], b: &[U]) -> bool {
    let lower = |&unit: &U| super::ascii(unit).map(|byte| byte.to_ascii_lowercase());
    a.len() == b.len() && a.iter().map(lower).eq(b.iter().map(lower))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    fn check(base: &str, reference: &str, expect: &str) {
        let got = resolve(base.as_bytes(), reference.as_bytes());
        assert_eq!(String::from_utf8_lossy(&got), expect, "{base} and {reference}");
        let wide = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        assert_eq!(resolve(&wide(base), &wide(reference)), wide(expect), "{base} and {reference}");
    }

    /// RFC 3986, sections 5.4.1 and 5.4.2.
    #[test]
    fn examples_of_the_rfc() {
        for (reference, expect) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g#s", "http://a/b/c/g#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            ("g;x", "http://a/b/c/g;x"),
            ("g;x?y#s", "http://a/b/c/g;x?y#s"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("../../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            (".g", "http://a/b/c/.g"),
            ("g..", "http://a/b/c/g.."),
            ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/./x", "http://a/b/c/g?y/./x"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g#s/./x", "http://a/b/c/g#s/./x"),
            ("g#s/../x", "http://a/b/c/g#s/../x"),
            ("http:g", "http://a/b/c/g"),
        ] {
            check("http://a/b/c/d;p?q", reference, expect);
        }
    }

    #[test]
    fn other_bases() {
        for (base, reference, expect) in [
            ("/one/two/three", "four", "/one/two/four"),
            ("/one/two/three", "../../../../four", "/four"),
            ("one/two", "../../../four", "../../four"),
            ("one/two", "three", "one/three"),
            ("..", "#h", "..#h"),
            ("http://example.com/", "/one", "http://example.com/one"),
            ("http://example.com", "one", "http://example.com/one"),
            ("http://example.com?q", "one", "http://example.com/one"),
            ("http://a/b", "HTTP:c", "http://a/c"),
            ("http://a/b", "https:c", "https:c"),
            ("http://a/b", "https://c/./d/../e", "https://c/e"),
            ("http://a/b", "//c/../d?e#f", "http://c/d?e#f"),
            ("http://a/b", "javascript:a/../b", "javascript:a/../b"),
            ("http://a/b", "mailto:x@y", "mailto:x@y"),
            ("mailto:a@b", "c@d", "mailto:c@d"),
            ("file:///etc/passwd", "shadow", "file:///etc/shadow"),
            ("file:///etc/passwd", "/x/../y", "file:///y"),
            ("http://a/b?c#d", "", "http://a/b?c"),
            ("http://a/b//c", "../d", "http://a/b/d"),
            ("", "a/./b", "a/b"),
            ("", "", ""),
        ] {
            check(base, reference, expect);
        }
    }
}
