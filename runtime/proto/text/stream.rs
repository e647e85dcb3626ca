//! Decoding text that arrives in pieces: a character (or a base64 group) that is cut is held back until it is whole.
//!
//! However the bytes are cut, the pieces put together and [`StreamDecoder::end`] are what [`decode`] makes of the whole.

use super::utf8::{self, Next};
use super::{DecodedText, Encoding, decode};

/// Holds the beginning of a character between two pieces.
#[derive(Clone, Copy, Debug)]
pub struct StreamDecoder {
    encoding: Encoding,
    held: [u8; HELD_MAX],
    held_len: u8,
}

/// The longest beginnings: three of the four bytes of a UTF-8 character; a high surrogate and one byte in ucs2.
const HELD_MAX: usize = 3;

impl StreamDecoder {
    /// A decoder at the start of a stream.
    pub const fn new(encoding: Encoding) -> Self {
        Self { encoding, held: [0; HELD_MAX], held_len: 0 }
    }

    /// The encoding it was made for.
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Decodes the next piece; the text is empty when no character became whole.
    pub fn write(&mut self, bytes: &[u8]) -> DecodedText {
        if self.held_len == 0 {
            return self.decode_whole(bytes);
        }
        if self.encoding == Encoding::Utf8 {
            let (mut text, rest) = self.finish_utf8(bytes);
            if self.held_len == 0 {
                text.append(self.decode_whole(rest));
            }
            return text;
        }
        let joined = [self.held(), bytes].concat();
        self.decode_whole(&joined)
    }

    /// What is left at the end of the stream: U+FFFD for the beginning of a UTF-8 character, the last padded base64
    /// group, a lone surrogate. The decoder is fresh afterwards.
    pub fn end(&mut self) -> DecodedText {
        let text = decode(self.encoding, self.held());
        self.held_len = 0;
        text
    }

    /// Decodes all of `bytes` but a beginning at the end, which is held instead of what was held before.
    fn decode_whole(&mut self, bytes: &[u8]) -> DecodedText {
        let len = bytes.len();
        let keep = match self.encoding {
            Encoding::Utf8 => utf8::incomplete_len(bytes),
            Encoding::Ucs2 => {
                let odd = len % 2;
                let high = bytes.len().checked_sub(odd + 1).and_then(|at| bytes.get(at));
                odd + if matches!(high, Some(0xd8..0xdc)) { 2 } else { 0 }
            }
            Encoding::Base64 => len % 3,
            Encoding::Ascii | Encoding::Binary | Encoding::Hex => 0,
        };
        let (whole, tail) = bytes.split_at(len.saturating_sub(keep));
        self.hold(tail);
        decode(self.encoding, whole)
    }

    /// Adds bytes to the held beginning until it is a character or can't become one.
    fn finish_utf8<'a>(&mut self, bytes: &'a [u8]) -> (DecodedText, &'a [u8]) {
        let mut rest = bytes;
        while let [byte, tail @ ..] = rest {
            let mut joined = [0; HELD_MAX + 1];
            let held = self.held_len as usize;
            joined[..held].copy_from_slice(self.held());
            joined[held] = *byte;
            let joined = &joined[..held + 1];
            match utf8::next_char(joined) {
                Next::Char { .. } => {
                    self.held_len = 0;
                    return (decode(Encoding::Utf8, joined), tail);
                }
                Next::Cut => {
                    self.hold(joined);
                    rest = tail;
                }
                // The beginning is ill-formed; the byte that shows it may begin a character of its own.
                Next::IllFormed { .. } => return (self.end(), rest),
            }
        }
        (DecodedText::default(), rest)
    }

    fn held(&self) -> &[u8] {
        self.held.get(..self.held_len.into()).unwrap_or_default()
    }

    fn hold(&mut self, tail: &[u8]) {
        let tail = tail.get(..HELD_MAX).unwrap_or(tail);
        let mut held = [0; HELD_MAX];
        held[..tail.len()].copy_from_slice(tail);
        self.held = held;
        self.held_len = tail.len() as u8;
    }
}
