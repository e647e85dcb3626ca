//! The chunked coding (RFC 9112 section 7.1): an incremental decoder that hands out slices of what it was given.
//!
//! Strict where two readings could differ: a chunk size line ends in CRLF (never in LF alone), so does chunk data,
//! sizes are hexadecimal digits and nothing else, and a trailer may not bring framing fields.

use memchr::memchr;

use super::fields::{Fields, Line, field_line, is};
use super::grammar::is_value_byte;
use super::refusal::{Cause, Refusal};

/// Bytes of chunk extensions accepted in one body. They mean nothing to anybody; without a bound a peer could send
/// extensions for ever and never a byte of body.
pub const EXTENSIONS_LEN_MAX: u32 = 16 * 1024;
/// Bytes of a trailer section, its blank line included.
pub const TRAILERS_LEN_MAX: usize = 16 * 1024;
/// Fields of a trailer section.
pub const TRAILERS_MAX: usize = 128;

/// Decodes one chunked body.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    state: State,
    extensions_len: u32,
    trailers: Vec<u8>,
    trailer_count: usize,
    /// Where the trailer line that is not whole yet begins.
    trailer_line: usize,
}

/// What the next byte belongs to.
///
/// ```text
/// Size -> [Extension] -> SizeLf -> Data -> DataCr -> DataLf -> Size ...
///                           \-> Trailers -> Done        (size 0)
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Size { value: u64, digits: u8 },
    Extension { size: u64, begun: bool },
    SizeLf { size: u64 },
    Data { left: u64 },
    DataCr,
    DataLf,
    Trailers,
    Done,
}

impl Default for State {
    fn default() -> State {
        State::Size { value: 0, digits: 0 }
    }
}

/// What [`Decoder::decode`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Everything was taken in and more is needed.
    Partial,
    /// Bytes of the body, never empty; continue after `consumed` bytes.
    Data {
        /// A piece of the input.
        bytes: &'a [u8],
        /// Bytes of the input that were taken in, the piece included.
        consumed: usize,
    },
    /// The body is over, its trailers can be read; what follows `consumed` bytes is the next message.
    End {
        /// Bytes of the input that were taken in.
        consumed: usize,
    },
}

impl Decoder {
    /// A decoder at the start of a body.
    pub fn new() -> Decoder {
        Decoder::default()
    }

    /// Takes in bytes up to the next piece of body, the end of the body, or the end of `input`. After
    /// [`Step::End`] it answers `End { consumed: 0 }` for ever.
    pub fn decode<'a>(&mut self, input: &'a [u8]) -> Result<Step<'a>, Refusal> {
        let mut at = 0;
        while let Some(&byte) = input.get(at) {
            match self.state {
                State::Data { left } => {
                    let rest = input.get(at..).unwrap_or_default();
                    let len = usize::try_from(left).unwrap_or(usize::MAX).min(rest.len());
                    let left = left - len as u64;
                    self.state = if left == 0 { State::DataCr } else { State::Data { left } };
                    return Ok(Step::Data { bytes: rest.get(..len).unwrap_or_default(), consumed: at + len });
                }
                State::Trailers => {
                    at += self.trailers(input.get(at..).unwrap_or_default())?;
                    continue;
                }
                State::Done => return Ok(Step::End { consumed: at }),
                _ => self.state = self.framing(byte)?,
            }
            at += 1;
        }
        Ok(if self.state == State::Done { Step::End { consumed: at } } else { Step::Partial })
    }

    /// The fields of the trailer section, once the body has ended.
    pub fn trailer_fields(&self) -> Fields<'_> {
        Fields::new(if self.state == State::Done { &self.trailers } else { b"" })
    }

    /// The raw trailer section with its blank line, for a caller that keeps it and walks it later with
    /// [`trailer_fields`]; empty when there are no trailers.
    pub fn take_trailers(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.trailers)
    }

    /// chunk = chunk-size [ chunk-ext ] CRLF chunk-data CRLF
    #[inline]
    fn framing(&mut self, byte: u8) -> Result<State, Cause> {
        Ok(match (self.state, byte) {
            (State::Size { value, digits }, _) => match hex(byte) {
                Some(_) if digits == SIZE_DIGITS_MAX => return Err(Cause::ChunkSizeOverflow),
                Some(digit) => State::Size { value: value << 4 | digit, digits: digits + 1 },
                None if digits == 0 => return Err(Cause::ChunkSize),
                None => self.after_size(value, byte)?,
            },
            (State::Extension { size, begun }, _) => self.extension(size, begun, byte)?,
            (State::SizeLf { size: 0 }, b'\n') => State::Trailers,
            (State::SizeLf { size }, b'\n') => State::Data { left: size },
            (State::SizeLf { .. }, _) => return Err(Cause::ChunkLineEnd),
            (State::DataCr, b'\r') => State::DataLf,
            (State::DataLf, b'\n') => State::default(),
            (State::DataCr | State::DataLf, _) => return Err(Cause::ChunkDataEnd),
            (state @ (State::Data { .. } | State::Trailers | State::Done), _) => state,
        })
    }

    fn after_size(&mut self, size: u64, byte: u8) -> Result<State, Cause> {
        match byte {
            b'\r' => Ok(State::SizeLf { size }),
            b'\n' => Err(Cause::ChunkLineEnd),
            b';' | b' ' | b'\t' => self.extension(size, false, byte),
            _ => Err(Cause::ChunkSize),
        }
    }

    /// chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )
    ///
    /// Old servers pad the size with spaces, so white space without an extension is let through as well. What an
    /// extension says is not looked at; it may hold what a field value may.
    fn extension(&mut self, size: u64, begun: bool, byte: u8) -> Result<State, Cause> {
        self.extensions_len += 1;
        match byte {
            b'\r' => Ok(State::SizeLf { size }),
            b'\n' => Err(Cause::ChunkLineEnd),
            _ if self.extensions_len > EXTENSIONS_LEN_MAX => Err(Cause::ChunkExtensionTooLong),
            b';' => Ok(State::Extension { size, begun: true }),
            b' ' | b'\t' => Ok(State::Extension { size, begun }),
            _ if begun && is_value_byte(byte) => Ok(State::Extension { size, begun }),
            _ if begun => Err(Cause::ChunkExtension),
            _ => Err(Cause::ChunkSize),
        }
    }

    /// Takes in bytes up to the end of one trailer line and judges the line when it is whole. Answers how many.
    ///
    /// trailer-section = *( field-line CRLF )
    fn trailers(&mut self, input: &[u8]) -> Result<usize, Cause> {
        let (len, whole) = match memchr(b'\n', input) {
            Some(lf) => (lf + 1, true),
            None => (input.len(), false),
        };
        if self.trailers.len() + len > TRAILERS_LEN_MAX {
            return Err(Cause::TrailersTooLong);
        }
        self.trailers.extend_from_slice(input.get(..len).unwrap_or_default());
        if !whole {
            return Ok(len);
        }
        match field_line(&self.trailers, self.trailer_line)? {
            Line::Field { name, end, .. } => {
                if is(name, b"content-length") || is(name, b"transfer-encoding") || is(name, b"host") {
                    return Err(Cause::TrailerForbidden);
                }
                self.trailer_count += 1;
                self.trailer_line = end;
                if self.trailer_count > TRAILERS_MAX {
                    return Err(Cause::TrailersTooMany);
                }
            }
            Line::Blank { .. } => {
                self.state = State::Done;
                if self.trailer_count == 0 {
                    self.trailers = Vec::new();
                }
            }
            Line::Partial => {}
        }
        Ok(len)
    }
}

/// The fields of a raw trailer section that [`Decoder::take_trailers`] gave.
pub fn trailer_fields(raw: &[u8]) -> Fields<'_> {
    Fields::new(raw)
}

#[inline]
fn hex(byte: u8) -> Option<u64> {
    (byte as char).to_digit(16).map(u64::from)
}

/// Digits of a chunk size: 64 bits. More, even leading zeros, nobody needs.
const SIZE_DIGITS_MAX: u8 = 16;
