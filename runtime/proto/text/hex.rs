//! Two hexadecimal digits per byte.
//!
//! What is no digit ends the reading; it is no error.

use super::{Source, Written};

pub(super) fn to_digits(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0; bytes.len().saturating_mul(2)];
    for (to, byte) in out.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
        *to = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    }
    out
}

/// Writes bytes up to the first pair that is not two digits (a last single digit is dropped).
pub(super) fn encode_into(source: Source<'_>, out: &mut [u8]) -> Written {
    let mut bytes = 0;
    for (to, byte) in out.iter_mut().zip(source.pairs()) {
        *to = byte;
        bytes += 1;
    }
    Written { bytes, chars: bytes * 2 }
}

pub(super) fn encoded_len(source: Source<'_>) -> usize {
    source.pairs().count()
}

impl Source<'_> {
    /// The bytes that pairs of digits stand for, up to the first that is not a pair.
    fn pairs(&self) -> impl Iterator<Item = u8> {
        (0..self.len() / 2).map_while(|pair| Some(self.digit(pair * 2)? << 4 | self.digit(pair * 2 + 1)?))
    }

    fn digit(&self, at: usize) -> Option<u8> {
        let byte = match self {
            Source::Latin1(bytes) => *bytes.get(at)?,
            Source::Utf16(units) => u8::try_from(*units.get(at)?).ok()?,
        };
        Some(VALUES[usize::from(byte)]).filter(|value| *value < 16)
    }
}

const DIGITS: [u8; 16] = *b"0123456789abcdef";

static VALUES: [u8; 256] = {
    let mut table = [0xff; 256];
    let mut value = 0;
    while value < 16 {
        table[DIGITS[value] as usize] = value as u8;
        table[DIGITS[value].to_ascii_uppercase() as usize] = value as u8;
        value += 1;
    }
    table
};
