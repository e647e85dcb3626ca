//! URLs and query strings.

use noderu_proto::querystring::{Fields, Value, escape, pairs, unescape};
use noderu_proto::text::Source;
use noderu_proto::url::{parts, resolve};

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

/// Any query gives names and values, and no more of them than it has pieces.
pub fn querystring(data: &[u8]) {
    for (separator, assignment) in [(&b"&"[..], &b"="[..]), (b";", b":"), (b", ", b"%3"), (b"", b"")] {
        let mut fields = Fields::default();
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
