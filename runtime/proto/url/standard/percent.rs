//! Percent-encoding (URL Standard, section 1.3) and `application/x-www-form-urlencoded` (section 5).
//!
//! Which set belongs to which part of a URL is the parser's to know.

/// Which ASCII characters a part of a URL cannot have as they are. C0 controls and what is not ASCII it never can.
pub(super) type Set = &'static [u8];

/// Only the controls.
pub(super) const C0_CONTROL: Set = b"\x7f";
/// What follows `#`.
pub(super) const FRAGMENT: Set = b"\x7f \"<>`";
/// What follows `?`.
pub(super) const QUERY: Set = b"\x7f \"#<>";
/// The same for `http:` and similar schemes.
pub(super) const SPECIAL_QUERY: Set = b"\x7f \"#<>'";
/// Segments of a path. (The standard added `^` in 2024; Node 20 leaves it alone.)
pub(super) const PATH: Set = b"\x7f \"#<>?`{}";
/// User names and passwords.
pub(super) const USERINFO: Set = b"\x7f \"#<>?^`{}/:;=@[\\]|";

/// Appends a character, percent-encoded when it is in the set.
pub(super) fn encode_into(c: char, set: Set, out: &mut String) {
    let mut utf8 = [0; 4];
    let bytes = c.encode_utf8(&mut utf8);
    if c.is_ascii() && c >= ' ' && !set.contains(&(c as u8)) {
        return out.push(c);
    }
    bytes.bytes().for_each(|byte| escape(byte, out));
}

fn escape(byte: u8, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(DIGITS[usize::from(byte >> 4)]));
    out.push(char::from(DIGITS[usize::from(byte & 15)]));
}

/// The bytes of percent-encoded text; a broken escape stays as it is.
pub(super) fn decode(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [byte, tail @ ..] = rest {
        match (byte, tail) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.push(hex(*high) << 4 | hex(*low));
                rest = after;
            }
            _ => {
                out.push(*byte);
                rest = tail;
            }
        }
    }
    out
}

fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20) - b'a' + 10,
    }
}

/// The names and values of a form's text (section 5.1).
pub fn form_pairs(text: &str) -> Vec<(String, String)> {
    let read = |part: &[u8]| {
        let spaced: Vec<u8> = part.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
        String::from_utf8_lossy(&decode(&spaced)).into_owned()
    };
    let pieces = text.as_bytes().split(|&byte| byte == b'&').filter(|piece| !piece.is_empty());
    pieces
        .map(|piece| match piece.iter().position(|&byte| byte == b'=') {
            Some(at) => (read(&piece[..at]), read(&piece[at + 1..])),
            None => (read(piece), String::new()),
        })
        .collect()
}

/// The text of a form's names and values (section 5.2).
pub fn form_text<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        form_part(name, &mut out);
        out.push('=');
        form_part(value, &mut out);
    }
    out
}

fn form_part(part: &str, out: &mut String) {
    for byte in part.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'*' | b'-' | b'.' | b'_' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => escape(byte, out),
        }
    }
}
