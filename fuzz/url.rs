//! URLs and query strings.

use noderu_proto::querystring::{QueryFields, Value, escape, pairs, unescape};
use noderu_proto::text::Source;
use noderu_proto::url::{Part, Standard, domain_to_ascii, form_pairs, form_text, parts, punycode, resolve};

/// The parts of any text lie in it, in order; what is resolved at a base with a host keeps a host.
pub fn url(data: &[u8]) {
    let wide: Vec<u16> = data.iter().map(|&byte| u16::from(byte)).collect();
    for slashes_host in [false, true] {
        let found = parts(data, slashes_host);
        assert_eq!(found, parts(&wide, slashes_host), "one text, two shapes");
        let mut end = found.href.start;
        let top = [&found.protocol, &found.host, &found.pathname, &found.search, &found.hash];
        for range in top.into_iter().flatten() {
            assert!(range.start >= end && range.end <= found.href.end);
            end = range.end;
        }
        assert!(found.href.is_empty() || end == found.href.end || found.slashes, "all of it is in some part");
        if let (Some(host), Some(name)) = (&found.host, &found.hostname) {
            assert!(host.start <= name.start && name.end <= host.end);
        }
    }
    let cut = data.iter().position(|&byte| byte == b'\n').unwrap_or(data.len());
    let (base, reference) = (&data[..cut], data.get(cut + 1..).unwrap_or(&[]));
    let resolved = resolve(base, reference);
    assert!(resolved.len() <= base.len() + reference.len() + 2);
    let widened: Vec<u16> = resolved.iter().map(|&byte| u16::from(byte)).collect();
    assert_eq!(widened, resolve(&wide[..cut], wide.get(cut + 1..).unwrap_or(&[])));
    let at_host = resolve(b"http://a/b/c", reference);
    assert!(parts(&at_host, true).protocol.is_some());
}

/// The line before the first line end is a base. A URL that was read reads the same again, whatever was set on it.
pub fn whatwg_url(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (base, reference) = text.split_once('\n').unwrap_or(("", &text));
    for base in [None, Some(base), Some("http://u:p@h:81/a/b?c#d"), Some("file:///c:/a/b"), Some("x:opaque")] {
        let Some(url) = Standard::parse(reference, base) else { continue };
        check_again(&url);
        for part in [Part::Protocol, Part::Username, Part::Password, Part::Host, Part::Hostname, Part::Port] {
            let mut changed = url.clone();
            assert!(changed.set(part, reference));
            check_again(&changed);
        }
        for part in [Part::Pathname, Part::Search, Part::Hash] {
            let mut changed = url.clone();
            assert!(changed.set(part, reference));
            if !changed.get(Part::Pathname).ends_with(' ') {
                check_again(&changed);
            }
        }
    }
    let pairs = form_pairs(&text);
    let again = form_text(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    assert_eq!(form_pairs(&again), pairs);
    if let Some(code) = punycode::encode(&text) {
        assert_eq!(
            punycode::decode(&code).filter(|_| code.len() <= punycode::LEN_MAX).as_deref().unwrap_or(&text),
            text
        );
    }
    let _ = punycode::decode(&text);
    let _ = (punycode::to_ascii(&text), punycode::to_unicode(&text));
    if let Some(name) = domain_to_ascii(&text) {
        assert_eq!(domain_to_ascii(&name).as_ref(), Some(&name));
    }
}

fn check_again(url: &Standard) {
    let href = url.get(Part::Href);
    assert!(href.is_ascii());
    // White space at the end of an opaque path would be taken for white space around the URL.
    if !href.ends_with(' ') {
        assert_eq!(Standard::parse(&href, None).map(|again| again.get(Part::Href)), Some(href));
    }
}

/// Any query gives names and values, and no more of them than it has pieces.
pub fn querystring(data: &[u8]) {
    for (separator, assignment) in [(&b"&"[..], &b"="[..]), (b";", b":"), (b", ", b"%3"), (b"", b"")] {
        let mut fields = QueryFields::default();
        let mut pieces = 0;
        for (name, value) in pairs(data, separator, assignment) {
            let name = unescape(Source::Latin1(name), true).to_utf16();
            fields.add(&name, unescape(Source::Latin1(value), true).to_utf16());
            pieces += 1;
        }
        let values: usize = fields.into_entries().map(|(_, value)| count(&value)).sum();
        assert_eq!(values, pieces, "every piece is one value");
    }
    let units: Vec<u16> =
        data.chunks(2).map(|pair| u16::from_be_bytes([pair[0], *pair.get(1).unwrap_or(&0)])).collect();
    for source in [Source::Latin1(data), Source::Utf16(&units)] {
        let mut escaped = Vec::new();
        escape(source, &mut escaped);
        let text: Vec<u16> = match source {
            Source::Latin1(bytes) => bytes.iter().map(|&byte| u16::from(byte)).collect(),
            Source::Utf16(units) => String::from_utf16_lossy(units).encode_utf16().collect(),
        };
        assert_eq!(unescape(Source::Latin1(&escaped), false).to_utf16(), text, "what it writes, it reads");
    }
}

fn count(value: &Value<Vec<u16>>) -> usize {
    match value {
        Value::One(_) => 1,
        Value::Many(list) => list.iter().map(count).sum(),
        Value::Fields(fields) => fields.clone().into_entries().map(|(_, value)| count(&value)).sum(),
    }
}
