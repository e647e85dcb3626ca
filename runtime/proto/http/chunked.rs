//! The chunked coding (RFC 9112 section 7.1): an incremental decoder that hands out slices of what it was given.
//!
//! Strict where two readings could differ: a chunk size line ends in CRLF (never in LF alone), so does chunk data,
//! sizes are hexadecimal digits and nothing else, and a trailer may not bring framing fields.

use memchr::memchr;

use super::fields::{HeaderFields, Line, field_line, is};
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
pub struct ChunkedDecoder {
    state: ChunkState,
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
enum ChunkState {
    Size { value: u64, digits: u8 },
    Extension { size: u64, begun: bool },
    SizeLf { size: u64 },
    Data { left: u64 },
    DataCr,
    DataLf,
    Trailers,
    Done,
}

impl Default for ChunkState {
    fn default() -> Self {
        Self::Size { value: 0, digits: 0 }
    }
}

/// What [`ChunkedDecoder::decode`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChunkedStep<'a> {
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

impl ChunkedDecoder {
    /// A decoder at the start of a body.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in bytes up to the next piece of body, the end of the body, or the end of `input`. After
    /// [`ChunkedStep::End`] it returns `End { consumed: 0 }` for ever.
    pub fn decode<'a>(&mut self, input: &'a [u8]) -> Result<ChunkedStep<'a>, Refusal> {
        let mut at = 0;
        while let Some(&byte) = input.get(at) {
            match self.state {
                ChunkState::Data { left } => {
                    let rest = input.get(at..).unwrap_or_default();
                    let len = usize::try_from(left).unwrap_or(usize::MAX).min(rest.len());
                    let left = left - len as u64;
                    self.state = if left == 0 { ChunkState::DataCr } else { ChunkState::Data { left } };
                    return Ok(ChunkedStep::Data { bytes: rest.get(..len).unwrap_or_default(), consumed: at + len });
                }
                ChunkState::Trailers => {
                    at += self.trailers(input.get(at..).unwrap_or_default())?;
                    continue;
                }
                ChunkState::Done => return Ok(ChunkedStep::End { consumed: at }),
                _ => self.state = self.framing(byte)?,
            }
            at += 1;
        }
        Ok(if self.state == ChunkState::Done { ChunkedStep::End { consumed: at } } else { ChunkedStep::Partial })
    }

    /// The fields of the trailer section, once the body has ended.
    pub fn trailer_fields(&self) -> HeaderFields<'_> {
        HeaderFields::new(if self.state == ChunkState::Done { &self.trailers } else { b"" })
    }

    /// The raw trailer section with its blank line, for a caller that keeps it and walks it later with
    /// [`trailer_fields`]; empty when there are no trailers.
    pub fn take_trailers(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.trailers)
    }

    /// chunk = chunk-size [ chunk-ext ] CRLF chunk-data CRLF
    #[inline]
    fn framing(&mut self, byte: u8) -> Result<ChunkState, Cause> {
        Ok(match (self.state, byte) {
            (ChunkState::Size { value, digits }, _) => match hex(byte) {
                Some(_) if digits == SIZE_DIGITS_MAX => return Err(Cause::ChunkSizeOverflow),
                Some(digit) => ChunkState::Size { value: value << 4 | digit, digits: digits + 1 },
                None if digits == 0 => return Err(Cause::ChunkSize),
                None => self.after_size(value, byte)?,
            },
            (ChunkState::Extension { size, begun }, _) => self.extension(size, begun, byte)?,
            (ChunkState::SizeLf { size: 0 }, b'\n') => ChunkState::Trailers,
            (ChunkState::SizeLf { size }, b'\n') => ChunkState::Data { left: size },
            (ChunkState::SizeLf { .. }, _) => return Err(Cause::ChunkLineEnd),
            (ChunkState::DataCr, b'\r') => ChunkState::DataLf,
            (ChunkState::DataLf, b'\n') => ChunkState::default(),
            (ChunkState::DataCr | ChunkState::DataLf, _) => return Err(Cause::ChunkDataEnd),
            (state @ (ChunkState::Data { .. } | ChunkState::Trailers | ChunkState::Done), _) => state,
        })
    }

    fn after_size(&mut self, size: u64, byte: u8) -> Result<ChunkState, Cause> {
        match byte {
            b'\r' => Ok(ChunkState::SizeLf { size }),
            b'\n' => Err(Cause::ChunkLineEnd),
            b';' | b' ' | b'\t' => self.extension(size, false, byte),
            _ => Err(Cause::ChunkSize),
        }
    }

    /// chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )
    ///
    /// Old servers pad the size with spaces, so white space without an extension is let through as well. What an
    /// extension says is not looked at; it may hold what a field value may.
    fn extension(&mut self, size: u64, begun: bool, byte: u8) -> Result<ChunkState, Cause> {
        self.extensions_len += 1;
        match byte {
            b'\r' => Ok(ChunkState::SizeLf { size }),
            b'\n' => Err(Cause::ChunkLineEnd),
            _ if self.extensions_len > EXTENSIONS_LEN_MAX => Err(Cause::ChunkExtensionTooLong),
            b';' => Ok(ChunkState::Extension { size, begun: true }),
            b' ' | b'\t' => Ok(ChunkState::Extension { size, begun }),
            _ if begun && is_value_byte(byte) => Ok(ChunkState::Extension { size, begun }),
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
                self.state = ChunkState::Done;
                if self.trailer_count == 0 {
                    self.trailers = Vec::new();
                }
            }
            Line::Partial => {}
        }
        Ok(len)
    }
}

/// The fields of a raw trailer section that [`ChunkedDecoder::take_trailers`] gave.
pub fn trailer_fields(raw: &[u8]) -> HeaderFields<'_> {
    HeaderFields::new(raw)
}

#[inline]
fn hex(byte: u8) -> Option<u64> {
    (byte as char).to_digit(16).map(u64::from)
}

/// Digits of a chunk size: 64 bits. More, even leading zeros, nobody needs.
const SIZE_DIGITS_MAX: u8 = 16;
