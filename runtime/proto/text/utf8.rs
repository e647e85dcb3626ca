//! UTF-8, with the replacement rules of the WHATWG Encoding Standard.
//!
//! No bytes are refused: what is malformed becomes U+FFFD, and lone surrogates do when they are written.

use super::{DecodedText, Source, Written};

/// Decodes; each maximal piece of an ill-formed sequence becomes one U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> DecodedText {
    let ascii = ascii_len(bytes);
    if ascii == bytes.len() {
        return DecodedText::Latin1(bytes.to_vec());
    }
    // Neither shape has more units than there are bytes. Latin-1 is given up at the first character it lacks.
    let mut latin1 = vec![0; bytes.len()];
    let (read, wrote) = decode_latin1(bytes, &mut latin1);
    latin1.truncate(wrote);
    if read == bytes.len() {
        return DecodedText::Latin1(latin1);
    }
    let rest = bytes.get(read..).unwrap_or_default();
    let mut units = vec![0; wrote + rest.len()];
    units.iter_mut().zip(&latin1).for_each(|(to, byte)| *to = (*byte).into());
    let wide = decode_utf16(rest, units.get_mut(wrote..).unwrap_or_default());
    units.truncate(wrote + wide);
    DecodedText::Utf16(units)
}

/// Writes as many whole characters as fit.
pub(super) fn encode_into(source: Source<'_>, out: &mut [u8]) -> Written {
    match source {
        Source::Latin1(bytes) => encode_latin1(bytes, out),
        Source::Utf16(units) => encode_utf16(units, out),
    }
}

/// The bytes that the text takes in UTF-8 (`Buffer.byteLength`).
pub fn utf8_len(source: Source<'_>) -> usize {
    match source {
        // Sums over blocks so small that narrow lanes hold them.
        Source::Latin1(bytes) => {
            let high = |block: &[u8]| usize::from(block.iter().map(|byte| byte >> 7).sum::<u8>());
            bytes.len() + bytes.chunks(128).map(high).sum::<usize>()
        }
        Source::Utf16(units) => {
            let (mut len, mut surrogates) = (units.len(), 0);
            for block in units.chunks(1024) {
                let more = |unit: &u16| u16::from(*unit >= 0x80) + u16::from(*unit >= 0x800);
                len += usize::from(block.iter().map(more).sum::<u16>());
                surrogates |= block.iter().map(|unit| u16::from(is_surrogate(*unit))).sum::<u16>();
            }
            // Three bytes for each half of a pair are two too many for the pair.
            if surrogates == 0 { len } else { len - 2 * count_pairs(units) }
        }
    }
}

/// Bytes at the end of `bytes` that are the beginning of a character and not the whole of it: 0 to 3.
pub(super) fn incomplete_len(bytes: &[u8]) -> usize {
    (1..=bytes.len().min(3))
        .find(|len| next_char(bytes.get(bytes.len() - len..).unwrap_or_default()) == Next::Cut)
        .unwrap_or(0)
}

/// What stands at the start of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A character of that many bytes.
    Char { code: u32, len: usize },
    /// That many bytes which no character begins with: a maximal subpart.
    IllFormed { len: usize },
    /// The beginning of a character, to the end of the bytes (nothing at all is one, too).
    Cut,
}

/// Reads one character. Table 3-7 of the Unicode Standard (RFC 3629 section 4 as a grammar):
///
/// ```text
/// 00..7F | C2..DF tail | E0 A0..BF tail | E1..EC 2(tail) | ED 80..9F tail | EE..EF 2(tail)
/// F0 90..BF 2(tail) | F1..F3 3(tail) | F4 80..8F 2(tail)          tail = 80..BF
/// ```
#[inline(always)]
pub(super) fn next_char(bytes: &[u8]) -> Next {
    match bytes {
        [byte @ ..0x80, ..] => Next::Char { code: (*byte).into(), len: 1 },
        [a @ 0xc2..=0xdf, b @ 0x80..=0xbf, ..] => Next::Char { code: bits(*a, 0x1f) << 6 | bits(*b, 0x3f), len: 2 },
        [a @ (0xe1..=0xec | 0xee..=0xef), b @ 0x80..=0xbf, c @ 0x80..=0xbf, ..] => {
            Next::Char { code: bits(*a, 0xf) << 12 | bits(*b, 0x3f) << 6 | bits(*c, 0x3f), len: 3 }
        }
        _ => rare_char(bytes),
    }
}

/// Every row of the table.
fn rare_char(bytes: &[u8]) -> Next {
    let Some(&lead) = bytes.first() else { return Next::Cut };
    let (len, first, low, high) = match lead {
        ..0x80 => (1, bits(lead, 0x7f), 0, 0),
        0xc2..=0xdf => (2, bits(lead, 0x1f), 0x80, 0xbf),
        0xe0 => (3, 0, 0xa0, 0xbf),
        0xed => (3, 0xd, 0x80, 0x9f),
        0xe1..=0xef => (3, bits(lead, 0xf), 0x80, 0xbf),
        0xf0 => (4, 0, 0x90, 0xbf),
        0xf1..=0xf3 => (4, bits(lead, 7), 0x80, 0xbf),
        0xf4 => (4, 4, 0x80, 0x8f),
        _ => return Next::IllFormed { len: 1 },
    };
    let mut code = first;
    for at in 1..len {
        match bytes.get(at) {
            None => return Next::Cut,
            Some(byte) if at == 1 && !(low..=high).contains(byte) => return Next::IllFormed { len: 1 },
            Some(byte) if byte & 0xc0 != 0x80 => return Next::IllFormed { len: at },
            Some(byte) => code = code << 6 | bits(*byte, 0x3f),
        }
    }
    Next::Char { code, len }
}

#[inline(always)]
fn bits(byte: u8, mask: u8) -> u32 {
    (byte & mask).into()
}

pub(super) const REPLACEMENT: u16 = 0xfffd;

/// How many bytes at the start of `bytes` are ASCII.
fn ascii_len(bytes: &[u8]) -> usize {
    let blocks = bytes.as_chunks::<32>().0;
    let clean = blocks.iter().take_while(|block| block.iter().fold(0, |all, byte| all | byte) < 0x80).count() * 32;
    let rest = bytes.get(clean..).unwrap_or_default();
    clean + rest.iter().take_while(|byte| **byte < 0x80).count()
}

/// Decodes up to the first character that is not in Latin-1; returns the bytes read and written.
fn decode_latin1(bytes: &[u8], out: &mut [u8]) -> (usize, usize) {
    let (mut read, mut wrote) = (0, 0);
    loop {
        while let (Some(word), Some(to)) = (chunk_at::<8, _>(bytes, read), chunk_at_mut::<8, _>(out, wrote)) {
            *to = *word;
            let run = leading_ascii(word);
            read += run;
            wrote += run;
            if run < 8 {
                break;
            }
        }
        let (code, len) = match next_char(bytes.get(read..).unwrap_or_default()) {
            Next::Char { code: code @ ..=0xff, len } => (code as u8, len),
            _ => return (read, wrote),
        };
        let Some(to) = out.get_mut(wrote) else { return (read, wrote) };
        *to = code;
        read += len;
        wrote += 1;
    }
}

/// Decodes everything; returns the units written. `out` has as many units as there are bytes.
fn decode_utf16(bytes: &[u8], out: &mut [u16]) -> usize {
    let (mut read, mut wrote) = (0, 0);
    loop {
        while let (Some(word), Some(to)) = (chunk_at::<8, _>(bytes, read), chunk_at_mut::<8, _>(out, wrote)) {
            let run = leading_ascii(word);
            *to = word.map(u16::from);
            read += run;
            wrote += run;
            if run < 8 {
                break;
            }
        }
        // Other characters come in runs as well; an ASCII one ends the run, and there may be a word of them.
        loop {
            let rest = bytes.get(read..).unwrap_or_default();
            let (code, len) = match next_char(rest) {
                Next::Char { code, len } => (code, len),
                Next::IllFormed { len } => (REPLACEMENT.into(), len),
                Next::Cut if rest.is_empty() => return wrote,
                Next::Cut => (REPLACEMENT.into(), rest.len()),
            };
            match out.get_mut(wrote..).unwrap_or_default() {
                [first, second, ..] if code >= 0x1_0000 => {
                    *first = 0xd7c0 + (code >> 10) as u16;
                    *second = 0xdc00 | (code & 0x3ff) as u16;
                    wrote += 2;
                }
                [first, ..] => {
                    *first = code as u16;
                    wrote += 1;
                }
                [] => return wrote,
            }
            read += len;
            if code < 0x80 {
                break;
            }
        }
    }
}

/// Room to write a word of eight bytes of which only the first few may count. What is written too much is written over
/// by the characters that follow: when one of them does not fit, at most three bytes are left, so eight are filled.
const WORD_ROOM: usize = 8 + 3;

fn encode_latin1(source: &[u8], out: &mut [u8]) -> Written {
    let (mut chars, mut bytes) = (0, 0);
    if let run @ 32.. = ascii_len(source).min(out.len())
        && let (Some(to), Some(from)) = (out.get_mut(..run), source.get(..run))
    {
        to.copy_from_slice(from);
        (chars, bytes) = (run, run);
    }
    loop {
        while let (Some(word), Some([to @ .., _, _, _])) =
            (chunk_at::<8, _>(source, chars), chunk_at_mut::<WORD_ROOM, _>(out, bytes))
        {
            let run = leading_ascii(word);
            to.copy_from_slice(word);
            chars += run;
            bytes += run;
            if run < 8 {
                break;
            }
        }
        let Some(byte) = source.get(chars) else { break };
        if *byte < 0x80 {
            let Some(to) = out.get_mut(bytes) else { break };
            *to = *byte;
            bytes += 1;
        } else {
            let Some(to) = chunk_at_mut::<2, _>(out, bytes) else { break };
            *to = [0xc0 | byte >> 6, 0x80 | byte & 0x3f];
            bytes += 2;
        }
        chars += 1;
    }
    Written { bytes, chars }
}

fn encode_utf16(source: &[u16], out: &mut [u8]) -> Written {
    let mut run = 0;
    for (to, from) in out.as_chunks_mut::<16>().0.iter_mut().zip(source.as_chunks::<16>().0) {
        if from.iter().fold(0, |all, unit| all | unit) >= 0x80 {
            break;
        }
        *to = from.map(|unit| unit as u8);
        run += 16;
    }
    let (mut chars, mut bytes) = (run, run);
    loop {
        while let (Some(units), Some(to)) = (chunk_at::<4, _>(source, chars), chunk_at_mut::<4, _>(out, bytes)) {
            let [a, b, c, d] = units.map(u64::from);
            let word = a | b << 16 | c << 32 | d << 48;
            if word & 0xff80_ff80_ff80_ff80 != 0 {
                break;
            }
            *to = units.map(|unit| unit as u8);
            chars += 4;
            bytes += 4;
        }
        // Characters of either kind come in runs: leave this loop at the end of a run of others.
        loop {
            let Some(unit) = source.get(chars) else { return Written { bytes, chars } };
            let room = out.get_mut(bytes..).unwrap_or_default();
            let (units, len) = encode_char(*unit, source.get(chars + 1), room);
            if len == 0 {
                return Written { bytes, chars };
            }
            chars += units;
            bytes += len;
            if *unit >= 0x80 && source.get(chars).is_some_and(|next| *next < 0x80) {
                break;
            }
        }
    }
}

/// Writes the character that begins with `unit`; returns the units and bytes it took, no bytes when it does not fit.
#[inline(always)]
fn encode_char(unit: u16, next: Option<&u16>, out: &mut [u8]) -> (usize, usize) {
    let six = |bits: u32| 0x80 | (bits & 0x3f) as u8;
    let code = u32::from(unit);
    match (unit, next) {
        (..0x80, _) => {
            let Some(to) = out.first_mut() else { return (0, 0) };
            *to = unit as u8;
            (1, 1)
        }
        (..0x800, _) => {
            let Some(to) = out.first_chunk_mut() else { return (0, 0) };
            *to = [0xc0 | (code >> 6) as u8, six(code)];
            (1, 2)
        }
        (0xd800..0xdc00, Some(low @ 0xdc00..0xe000)) => {
            let code = 0x1_0000 + ((code & 0x3ff) << 10 | u32::from(*low) & 0x3ff);
            let Some(to) = out.first_chunk_mut() else { return (0, 0) };
            *to = [0xf0 | (code >> 18) as u8, six(code >> 12), six(code >> 6), six(code)];
            (2, 4)
        }
        _ => {
            let code = if is_surrogate(unit) { REPLACEMENT.into() } else { code };
            let Some(to) = out.first_chunk_mut() else { return (0, 0) };
            *to = [0xe0 | (code >> 12) as u8, six(code >> 6), six(code)];
            (1, 3)
        }
    }
}

/// How many bytes at the start of `word` are ASCII: 0 to 8.
#[inline(always)]
fn leading_ascii(word: &[u8; 8]) -> usize {
    ((u64::from_le_bytes(*word) & HIGH_BITS).trailing_zeros() / 8) as usize
}

#[inline(always)]
fn is_surrogate(unit: u16) -> bool {
    unit & 0xf800 == 0xd800
}

#[inline(always)]
fn chunk_at<const N: usize, T>(from: &[T], at: usize) -> Option<&[T; N]> {
    from.get(at..)?.first_chunk()
}

#[inline(always)]
fn chunk_at_mut<const N: usize, T>(from: &mut [T], at: usize) -> Option<&mut [T; N]> {
    from.get_mut(at..)?.first_chunk_mut()
}

fn count_pairs(units: &[u16]) -> usize {
    let mut pairs = 0;
    let mut rest = units;
    while let [first, tail @ ..] = rest {
        rest = match (first, tail) {
            (0xd800..0xdc00, [0xdc00..0xe000, after @ ..]) => {
                pairs += 1;
                after
            }
            _ => tail,
        };
    }
    pairs
}

const HIGH_BITS: u64 = u64::from_le_bytes([0x80; 8]);
