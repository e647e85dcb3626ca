//! Writing messages: status lines, chunk heads, and the checks on what a program gives for names and values.
//!
//! Nothing is decided here: which head a message gets and how its body is framed is `connection/outgoing.rs`'s.

use super::grammar::{is_tchar, value_end};
pub use super::status::{STATUS_CODES, reason_phrase};

/// Appends `HTTP/1.1 <code> <reason>\r\n`. The version is always 1.1: it says what the server can do, not what the
/// request was (RFC 9110 section 6.2). `reason` must have passed [`is_field_value`].
pub fn push_status_line(out: &mut Vec<u8>, status: u16, reason: &[u8]) {
    out.extend_from_slice(b"HTTP/1.1 ");
    push_decimal(out, status.into());
    out.push(b' ');
    out.extend_from_slice(reason);
    out.extend_from_slice(b"\r\n");
}

/// Appends one header line. Name and value must have passed [`is_token`] and [`is_field_value`].
pub fn push_header(out: &mut Vec<u8>, name: &[u8], value: &[u8]) {
    out.extend_from_slice(name);
    out.extend_from_slice(b": ");
    out.extend_from_slice(value);
    out.extend_from_slice(b"\r\n");
}

/// Appends the size line of a chunk of `len` bytes, in lower-case hexadecimal digits as v0.2.0 wrote it.
/// `len` 0 would end the body: write [`LAST_CHUNK`] for that.
pub fn push_chunk_head(out: &mut Vec<u8>, len: usize) {
    let mut line = [0u8; 18];
    line[16..].copy_from_slice(b"\r\n");
    let mut at = 16;
    let mut left = len as u64;
    loop {
        at -= 1;
        line[at] = b"0123456789abcdef"[(left & 15) as usize];
        left >>= 4;
        if left == 0 {
            break;
        }
    }
    out.extend_from_slice(&line[at..]);
}

/// What stands after the data of each chunk.
pub const CHUNK_END: &[u8] = b"\r\n";
/// The last chunk without trailers. With trailers: `0\r\n`, the trailer lines, `\r\n`.
pub const LAST_CHUNK: &[u8] = b"0\r\n\r\n";

/// Appends `number` in decimal digits.
pub fn push_decimal(out: &mut Vec<u8>, number: u64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut left = number;
    loop {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// True for a header name, method or other token: token = 1*tchar (RFC 9110 section 5.6.2).
pub fn is_token(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(|&byte| is_tchar(byte))
}

/// True for what may stand as a header value or reason phrase. Control bytes (CR, LF and NUL before all) would let a
/// program's input write headers of its own; HTAB and everything from 0x80 on may stand there.
pub fn is_field_value(bytes: &[u8]) -> bool {
    value_end(bytes, 0) == bytes.len()
}

/// True for what may stand as a request target: no space and no control byte.
pub fn is_request_target(bytes: &[u8]) -> bool {
    !bytes.is_empty() && super::grammar::target_end(bytes, 0) == bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_without_padding() {
        for number in [0u64, 1, 9, 10, 15, 16, 255, 4096, 65535, u32::MAX.into(), u64::MAX] {
            let mut out = Vec::new();
            push_decimal(&mut out, number);
            assert_eq!(out, number.to_string().as_bytes());
            let Ok(len) = usize::try_from(number) else { continue };
            let mut out = b"x".to_vec();
            push_chunk_head(&mut out, len);
            assert_eq!(out, format!("x{number:x}\r\n").as_bytes());
        }
    }

    #[test]
    fn lines_are_written_as_they_stand() {
        let mut out = Vec::new();
        push_status_line(&mut out, 302, b"Moved Temporarily");
        push_header(&mut out, b"X-A", b"b");
        assert_eq!(out, b"HTTP/1.1 302 Moved Temporarily\r\nX-A: b\r\n");
    }

    #[test]
    fn what_programs_give_is_checked() {
        for (text, token, value, target) in [
            (&b""[..], false, true, false),
            (b"Content-Type", true, true, true),
            (b"text/html; charset=utf-8", false, true, false),
            (b"/a?b=c", false, true, true),
            (b"a\tb", false, true, false),
            (b"caf\xe9", false, true, true),
            (b"a\r\nSet-Cookie: b", false, false, false),
            (b"a\nb", false, false, false),
            (b"a\rb", false, false, false),
            (b"a\0b", false, false, false),
            (b"a\x7f", false, false, false),
        ] {
            assert_eq!(
                (is_token(text), is_field_value(text), is_request_target(text)),
                (token, value, target),
                "{text:?}"
            );
        }
    }

    #[test]
    fn the_table_is_sorted_and_found() {
        assert!(STATUS_CODES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(STATUS_CODES.iter().all(|(code, phrase)| reason_phrase(*code) == Some(phrase)));
        assert_eq!((reason_phrase(302), reason_phrase(299)), (Some("Moved Temporarily"), None));
    }
}
