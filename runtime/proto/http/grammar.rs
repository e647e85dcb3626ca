//! Byte classes of the HTTP grammar, and scans over them that look at eight bytes at a time.
//!
//! They classify and find; what is refused, and how it is called, is the callers' business.

/// token = 1*tchar; tchar = "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "." / "^" / "_" / "`" / "|" / "~" /
/// DIGIT / ALPHA (RFC 9110 section 5.6.2)
#[inline(always)]
pub(super) fn is_tchar(byte: u8) -> bool {
    TCHAR[byte as usize]
}

/// True for a byte of a field value: HTAB, SP, VCHAR and obs-text (RFC 9110 section 5.5).
#[inline(always)]
pub(super) fn is_value_byte(byte: u8) -> bool {
    byte == b'\t' || (byte >= 0x20 && byte != 0x7f)
}

/// The index of the first byte at or after `from` that no field value may hold (line ends among them), or `buf.len()`.
#[inline]
pub(super) fn value_end(buf: &[u8], mut from: usize) -> usize {
    while let Some(word) = word_at(buf, from) {
        let hits = below(word, 0x20) | zeros(word ^ splat(0x7f));
        if hits == 0 {
            from += 8;
            continue;
        }
        from += first(hits);
        if buf.get(from) != Some(&b'\t') {
            return from;
        }
        from += 1;
    }
    while buf.get(from).is_some_and(|&byte| is_value_byte(byte)) {
        from += 1;
    }
    from
}

/// The index of the first byte at or after `from` that no request target may hold (controls, SP, DEL), or `buf.len()`.
/// Bytes of 0x80 and above are let through: clients of old send raw UTF-8 or Latin-1 there, and it frames nothing.
#[inline]
pub(super) fn target_end(buf: &[u8], mut from: usize) -> usize {
    while let Some(word) = word_at(buf, from) {
        let hits = below(word, 0x21) | zeros(word ^ splat(0x7f));
        if hits != 0 {
            return from + first(hits);
        }
        from += 8;
    }
    while buf.get(from).is_some_and(|&byte| byte > 0x20 && byte != 0x7f) {
        from += 1;
    }
    from
}

/// `bytes` without the optional white space (SP, HTAB) around it.
#[inline]
pub(super) fn trim_ows(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let [b' ' | b'\t', tail @ ..] = rest {
        rest = tail;
    }
    while let [head @ .., b' ' | b'\t'] = rest {
        rest = head;
    }
    rest
}

#[inline(always)]
fn word_at(buf: &[u8], at: usize) -> Option<u64> {
    buf.get(at..)?.first_chunk::<8>().map(|bytes| u64::from_le_bytes(*bytes))
}

const fn splat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The high bit of each byte that is less than `limit` (at most 0x80). Exact for the lowest such byte, which is what
/// [`first`] reads; a borrow may mark bytes above it.
#[inline(always)]
const fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(splat(limit)) & !word & splat(0x80)
}

#[inline(always)]
const fn zeros(word: u64) -> u64 {
    below(word, 1)
}

#[inline(always)]
const fn first(hits: u64) -> usize {
    (hits.trailing_zeros() / 8) as usize
}

static TCHAR: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let others = b"!#$%&'*+-.^_`|~";
    let mut at = 0;
    while at < others.len() {
        table[others[at] as usize] = true;
        at += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scans_stop_where_the_byte_tests_say() {
        for offset in 0..12 {
            for byte in 0..=255u8 {
                let mut buf = vec![b'a'; 20];
                buf[offset] = byte;
                let value = buf.iter().position(|&b| !is_value_byte(b)).unwrap_or(buf.len());
                assert_eq!(value_end(&buf, 0), value, "byte {byte:#x} at {offset}");
                let target = buf.iter().position(|&b| b <= 0x20 || b == 0x7f).unwrap_or(buf.len());
                assert_eq!(target_end(&buf, 0), target, "byte {byte:#x} at {offset}");
            }
        }
        assert_eq!(value_end(b"a\tb\tc\x01dddddddddd", 0), 5);
        assert_eq!(value_end(b"abc", 9), 9);
    }
}
