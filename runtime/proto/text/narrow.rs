//! One and two bytes per character: ascii, binary and ucs2.
//!
//! No bytes are refused: what does not fit in a byte loses its high bits.

use super::{DecodedText, Source, Written};

/// The low byte of each character.
pub(super) fn low_bytes(source: Source<'_>, out: &mut [u8]) -> Written {
    let len = source.len().min(out.len());
    match source {
        Source::Latin1(bytes) => out.iter_mut().zip(bytes).for_each(|(to, byte)| *to = *byte),
        Source::Utf16(units) => out.iter_mut().zip(units).for_each(|(to, unit)| *to = *unit as u8),
    }
    Written { bytes: len, chars: len }
}

/// UTF-16, little endian; a last odd byte is dropped.
pub(super) fn decode_ucs2(bytes: &[u8]) -> DecodedText {
    let (pairs, _) = bytes.as_chunks::<2>();
    if pairs.iter().fold(0, |high, pair| high | pair[1]) == 0 {
        return DecodedText::Latin1(pairs.iter().map(|pair| pair[0]).collect());
    }
    DecodedText::Utf16(pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect())
}

pub(super) fn encode_ucs2(source: Source<'_>, out: &mut [u8]) -> Written {
    let (pairs, _) = out.as_chunks_mut::<2>();
    let len = source.len().min(pairs.len());
    match source {
        Source::Latin1(bytes) => pairs.iter_mut().zip(bytes).for_each(|(to, byte)| *to = [*byte, 0]),
        Source::Utf16(units) => pairs.iter_mut().zip(units).for_each(|(to, unit)| *to = unit.to_le_bytes()),
    }
    Written { bytes: len * 2, chars: len }
}
