//! Header lines: one line read, what the lines say about framing, and the lazy walk over lines that were accepted.
//!
//! Refused are folded lines, white space before a colon, bare CR, and fields that make the length of a body ambiguous.

use memchr::memchr;

use super::grammar::{is_tchar, trim_ows, value_end};
use super::refusal::Cause;

/// A range of bytes in a head. 32 bits do: heads are limited to far less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes of `raw` in this range; empty when `raw` is too short (it is not the head the range came from).
    #[inline]
    pub fn of<'a>(&self, raw: &'a [u8]) -> &'a [u8] {
        raw.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// Bytes in the range.
    pub fn len(&self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// True when nothing is in the range.
    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }
}

/// One header line, or the blank line that ends the head.
pub(super) enum Line<'a> {
    Field { name: &'a [u8], value: &'a [u8], end: usize },
    Blank { end: usize },
    Partial,
}

/// Reads the line that begins at `at`.
///
/// field-line = field-name ":" OWS field-value OWS (RFC 9112 section 5); the line may end in LF alone (section 2.2).
#[inline]
pub(super) fn field_line(buf: &[u8], at: usize) -> Result<Line<'_>, Cause> {
    let mut colon = at;
    while buf.get(colon).is_some_and(|&byte| is_tchar(byte)) {
        colon += 1;
    }
    match buf.get(colon) {
        Some(b':') if colon > at => {}
        None => return Ok(Line::Partial),
        Some(_) => return odd_line(buf, at, colon),
    }
    let mut start = colon + 1;
    while let Some(b' ' | b'\t') = buf.get(start) {
        start += 1;
    }
    let stop = value_end(buf, start);
    let end = match line_end(buf, stop) {
        Some(Ok(end)) => end,
        Some(Err(())) if buf.get(stop) == Some(&b'\r') => return Err(Cause::BareCr),
        Some(Err(())) => return Err(Cause::FieldValueByte),
        None => return Ok(Line::Partial),
    };
    let mut value = buf.get(start..stop).unwrap_or_default();
    while let [head @ .., b' ' | b'\t'] = value {
        value = head;
    }
    Ok(Line::Field { name: buf.get(at..colon).unwrap_or_default(), value, end })
}

/// A line whose name is not followed by a colon: the blank line, or what is wrong with it.
#[inline]
fn odd_line(buf: &[u8], at: usize, stop: usize) -> Result<Line<'_>, Cause> {
    let byte = buf.get(stop);
    if stop == at {
        return match (line_end(buf, at), byte) {
            (Some(Ok(end)), _) => Ok(Line::Blank { end }),
            (None, _) => Ok(Line::Partial),
            (_, Some(b'\r')) => Err(Cause::BareCr),
            (_, Some(b' ' | b'\t')) => Err(Cause::FieldFolded),
            (_, Some(b':')) => Err(Cause::FieldNameEmpty),
            _ => Err(Cause::FieldNameByte),
        };
    }
    match (line_end(buf, stop), byte) {
        (Some(Ok(_)), _) => Err(Cause::FieldNoColon),
        (None, _) => Ok(Line::Partial),
        (_, Some(b'\r')) => Err(Cause::BareCr),
        (_, Some(b' ' | b'\t')) => Err(Cause::FieldNameSpace),
        _ => Err(Cause::FieldNameByte),
    }
}

/// The end of the line whose LF or CRLF stands at `at`: `None` when the bytes run out, an error when neither is there.
#[inline(always)]
fn line_end(buf: &[u8], at: usize) -> Option<Result<usize, ()>> {
    match buf.get(at)? {
        b'\n' => Some(Ok(at + 1)),
        b'\r' => Some(if *buf.get(at + 1)? == b'\n' { Ok(at + 2) } else { Err(()) }),
        _ => Some(Err(())),
    }
}

/// How the body of a message is framed (RFC 9112 section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// There is none (also `Content-Length: 0`).
    None,
    /// That many bytes; never 0.
    Length(u64),
    /// The chunked coding; see [`super::chunked::ChunkedDecoder`].
    Chunked,
}

/// What the header fields of one message say about its framing and its connection.
///
/// The theory (RFC 9112 section 6): a length or the chunked coding, never both, each at most once. Whatever another
/// parser could read differently is refused, because a proxy in front of us may be that parser.
#[derive(Clone, Copy, Debug, Default)]
pub struct Framing {
    pub(super) length: Option<u64>,
    pub(super) chunked: bool,
    pub(super) close: bool,
    pub(super) keep_alive: bool,
    pub(super) connection_upgrade: bool,
    pub(super) upgrade: bool,
    pub(super) expect_continue: bool,
    host: Option<Span>,
}

impl Framing {
    /// Takes note of one field of the line that begins at `at` in `buf`. With `one_host` two Host fields must agree.
    #[inline]
    pub(super) fn note(
        &mut self,
        buf: &[u8],
        at: usize,
        name: &[u8],
        value: &[u8],
        one_host: bool,
    ) -> Result<(), Cause> {
        match name.len() {
            4 if one_host && is(name, b"host") => self.host(buf, at, name.len(), value),
            6 if is(name, b"expect") => {
                self.expect_continue |= value.eq_ignore_ascii_case(b"100-continue");
                Ok(())
            }
            7 if is(name, b"upgrade") => {
                self.upgrade |= !value.is_empty();
                Ok(())
            }
            10 if is(name, b"connection") => {
                self.connection(value);
                Ok(())
            }
            14 if is(name, b"content-length") => self.content_length(value),
            17 if is(name, b"transfer-encoding") => self.transfer_encoding(value),
            _ => Ok(()),
        }
    }

    /// The body that the fields announce, in a message of this minor version.
    pub(super) fn body(&self, minor: u8) -> Result<Option<BodyKind>, Cause> {
        match (self.chunked, self.length) {
            (true, Some(_)) => Err(Cause::LengthAndCoding),
            (true, None) if minor == 0 => Err(Cause::CodingOldVersion),
            (true, None) => Ok(Some(BodyKind::Chunked)),
            (false, Some(0)) => Ok(Some(BodyKind::None)),
            (false, Some(length)) => Ok(Some(BodyKind::Length(length))),
            (false, None) => Ok(None),
        }
    }

    /// Whether the sender keeps the connection open (RFC 9112 section 9.3).
    pub(super) fn persists(&self, minor: u8) -> bool {
        !self.close && (minor >= 1 || self.keep_alive)
    }

    /// Two equal Host lines are harmless, and none is what programs of 2010 sent.
    fn host(&mut self, buf: &[u8], at: usize, name_len: usize, value: &[u8]) -> Result<(), Cause> {
        if let Some(earlier) = self.host {
            return if earlier.of(buf).eq_ignore_ascii_case(value) { Ok(()) } else { Err(Cause::HostTwice) };
        }
        let after_colon = buf.get(at + name_len + 1..).unwrap_or_default();
        let start = at + name_len + 1 + after_colon.iter().take_while(|&&byte| byte == b' ' || byte == b'\t').count();
        self.host = Some(Span { start: start as u32, end: (start + value.len()) as u32 });
        Ok(())
    }

    /// Connection = #connection-option (RFC 9110 section 7.6.1)
    #[inline]
    fn connection(&mut self, value: &[u8]) {
        // The two values that nearly every client sends.
        if is(value, b"keep-alive") {
            self.keep_alive = true;
            return;
        }
        if is(value, b"close") {
            self.close = true;
            return;
        }
        for option in value.split(|&byte| byte == b',').map(trim_ows) {
            match option.len() {
                5 => self.close |= is(option, b"close"),
                7 => self.connection_upgrade |= is(option, b"upgrade"),
                10 => self.keep_alive |= is(option, b"keep-alive"),
                _ => {}
            }
        }
    }

    /// Content-Length = 1*DIGIT (RFC 9110 section 8.6)
    fn content_length(&mut self, value: &[u8]) -> Result<(), Cause> {
        if self.length.is_some() {
            return Err(Cause::LengthTwice);
        }
        if value.is_empty() {
            return Err(Cause::LengthSyntax);
        }
        let mut length = 0u64;
        for byte in value {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return Err(Cause::LengthSyntax);
            }
            length = length.checked_mul(10).and_then(|n| n.checked_add(digit.into())).ok_or(Cause::LengthSyntax)?;
        }
        self.length = Some(length);
        Ok(())
    }

    /// Transfer-Encoding = #transfer-coding (RFC 9112 section 6.1). `chunked` is the one that is implemented. Empty
    /// list elements, which the list syntax would let us skip, are refused: they are how filters are slipped past.
    fn transfer_encoding(&mut self, value: &[u8]) -> Result<(), Cause> {
        for coding in value.split(|&byte| byte == b',').map(trim_ows) {
            let name = coding.split(|&byte| byte == b';').next().unwrap_or_default();
            if name.is_empty() || !trim_ows(name).iter().all(|&byte| is_tchar(byte)) {
                return Err(Cause::CodingSyntax);
            }
            if self.chunked {
                return Err(Cause::CodingNotLast);
            }
            if !coding.eq_ignore_ascii_case(b"chunked") {
                return Err(Cause::CodingUnknown);
            }
            self.chunked = true;
        }
        Ok(())
    }
}

/// True when `name` is `lower`, which is in lower case, in any case. Both hold letters and `-` only, or bytes that a
/// header name or value may hold: among those no other byte becomes a letter or `-` when 0x20 is set.
#[inline(always)]
pub(super) fn is<const N: usize>(name: &[u8], lower: &[u8; N]) -> bool {
    name.len() == N
        && name.first_chunk::<N>().is_some_and(|name| {
            let differences = name.iter().zip(lower).map(|(byte, lower)| (byte | 0x20) ^ lower);
            differences.fold(0, |all, difference| all | difference) == 0
        })
}

/// Walks the fields of a head (or trailer section) that was accepted: names as they came, values without the white
/// space around them, in the order of the wire. Given other bytes it ends early; it never panics.
#[derive(Clone, Debug)]
pub struct HeaderFields<'a> {
    rest: &'a [u8],
}

impl<'a> HeaderFields<'a> {
    pub(super) fn new(lines: &'a [u8]) -> Self {
        HeaderFields { rest: lines }
    }
}

impl<'a> Iterator for HeaderFields<'a> {
    type Item = (&'a [u8], &'a [u8]);

    #[inline]
    fn next(&mut self) -> Option<(&'a [u8], &'a [u8])> {
        let lf = memchr(b'\n', self.rest)?;
        let (line, rest) = self.rest.split_at_checked(lf)?;
        let colon = line.iter().position(|&byte| byte == b':')?;
        let (name, value) = line.split_at_checked(colon)?;
        self.rest = rest.get(1..)?;
        let value = value.get(1..)?;
        Some((name, trim_ows(value.strip_suffix(b"\r").unwrap_or(value))))
    }
}
