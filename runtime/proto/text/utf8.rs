//! UTF-8, with the replacement rules of the WHATWG Encoding Standard.

use super::{Source, Text, Written};

/// Decodes; each maximal piece of an ill-formed sequence becomes one U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Text {
    let ascii = ascii_len(bytes);
    let (start, rest) = bytes.split_at(ascii);
    if rest.is_empty() {
        return Text::Latin1(start.to_vec());
    }
    let mut latin1 = Vec::with_capacity(bytes.len());
    latin1.extend_from_slice(start);
    let mut wide: Option<Vec<u16>> = None;
    for chunk in rest.utf8_chunks() {
        let mut valid = chunk.valid().as_bytes();
        if wide.is_none() {
            valid = push_latin1(&mut latin1, valid);
        }
        if valid.is_empty() && chunk.invalid().is_empty() {
            continue;
        }
        let units = wide.get_or_insert_with(|| widen(&latin1, bytes.len()));
        push_utf16(units, valid);
        if !chunk.invalid().is_empty() {
            units.push(REPLACEMENT);
        }
    }
    match wide {
        Some(units) => Text::Utf16(units),
        None => Text::Latin1(latin1),
    }
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
        Source::Latin1(bytes) => bytes.len() + bytes.iter().map(|byte| usize::from(byte >> 7)).sum::<usize>(),
        Source::Utf16(units) => {
            // Three bytes for each half of a pair would be two too many for the pair.
            let (mut len, mut surrogates) = (units.len(), 0);
            for unit in units {
                len += usize::from(*unit >= 0x80) + usize::from(*unit >= 0x800);
                surrogates += usize::from(*unit & 0xf800 == 0xd800);
            }
            if surrogates > 1 { len - 2 * count_pairs(units) } else { len }
        }
    }
}

/// Bytes at the end of `bytes` that are the beginning of a character and not the whole of it: 0 to 3.
pub(super) fn incomplete_len(bytes: &[u8]) -> usize {
    (1..=bytes.len().min(3))
        .find(|len| {
            let tail = bytes.get(bytes.len() - len..).unwrap_or_default();
            std::str::from_utf8(tail).is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
        })
        .unwrap_or(0)
}

pub(super) const REPLACEMENT: u16 = 0xfffd;

/// How many bytes at the start of `bytes` are ASCII.
fn ascii_len(bytes: &[u8]) -> usize {
    let blocks = bytes.as_chunks::<32>().0;
    let clean = blocks.iter().take_while(|block| block.iter().fold(0, |all, byte| all | byte) < 0x80).count() * 32;
    let rest = bytes.get(clean..).unwrap_or_default();
    clean + rest.iter().take_while(|byte| **byte < 0x80).count()
}

/// Appends well-formed `utf8` up to the first character above U+00FF; answers what is left.
fn push_latin1<'a>(out: &mut Vec<u8>, utf8: &'a [u8]) -> &'a [u8] {
    let mut rest = utf8;
    loop {
        while let Some((word, tail)) = rest.split_first_chunk::<8>()
            && u64::from_le_bytes(*word) & HIGH_BITS == 0
        {
            out.extend_from_slice(word);
            rest = tail;
        }
        match rest {
            [byte @ ..0x80, tail @ ..] => {
                out.push(*byte);
                rest = tail;
            }
            [lead @ 0xc2..=0xc3, next, tail @ ..] => {
                out.push(lead << 6 | next & 0x3f);
                rest = tail;
            }
            _ => return rest,
        }
    }
}

/// Appends well-formed `utf8`.
fn push_utf16(out: &mut Vec<u16>, utf8: &[u8]) {
    let mut rest = utf8;
    loop {
        while let Some((word, tail)) = rest.split_first_chunk::<8>()
            && u64::from_le_bytes(*word) & HIGH_BITS == 0
        {
            out.extend_from_slice(&word.map(u16::from));
            rest = tail;
        }
        match rest {
            [byte @ ..0x80, tail @ ..] => {
                out.push((*byte).into());
                rest = tail;
            }
            [a @ ..0xe0, b, tail @ ..] => {
                out.push(u16::from(a & 0x1f) << 6 | low_six(*b));
                rest = tail;
            }
            [a @ ..0xf0, b, c, tail @ ..] => {
                out.push(u16::from(a & 0x0f) << 12 | low_six(*b) << 6 | low_six(*c));
                rest = tail;
            }
            [a, b, c, d, tail @ ..] => {
                let high = u32::from(a & 7) << 18 | u32::from(low_six(*b)) << 12;
                let code = (high | u32::from(low_six(*c)) << 6 | u32::from(low_six(*d))).wrapping_sub(0x1_0000);
                out.extend_from_slice(&[0xd800 | (code >> 10 & 0x3ff) as u16, 0xdc00 | (code & 0x3ff) as u16]);
                rest = tail;
            }
            _ => return,
        }
    }
}

#[inline(always)]
fn low_six(byte: u8) -> u16 {
    (byte & 0x3f).into()
}

fn widen(latin1: &[u8], capacity: usize) -> Vec<u16> {
    let mut units = Vec::with_capacity(capacity);
    units.extend(latin1.iter().copied().map(u16::from));
    units
}

fn encode_latin1(source: &[u8], out: &mut [u8]) -> Written {
    let (mut chars, mut bytes) = (0, 0);
    loop {
        let run = copy_ascii(source.get(chars..).unwrap_or_default(), out.get_mut(bytes..).unwrap_or_default());
        chars += run;
        bytes += run;
        while let (Some(byte @ 0x80..), Some(to)) = (source.get(chars), out.get_mut(bytes..bytes + 2)) {
            to.copy_from_slice(&[0xc0 | byte >> 6, 0x80 | byte & 0x3f]);
            chars += 1;
            bytes += 2;
        }
        if source.get(chars).is_none_or(|byte| *byte >= 0x80) || bytes >= out.len() {
            return Written { bytes, chars };
        }
    }
}

fn encode_utf16(source: &[u16], out: &mut [u8]) -> Written {
    let (mut chars, mut bytes) = (0, 0);
    loop {
        let run = narrow_ascii(source.get(chars..).unwrap_or_default(), out.get_mut(bytes..).unwrap_or_default());
        chars += run;
        bytes += run;
        while let Some(unit @ 0x80..) = source.get(chars) {
            let (units, len) = encode_char(*unit, source.get(chars + 1), out.get_mut(bytes..).unwrap_or_default());
            if len == 0 {
                return Written { bytes, chars };
            }
            chars += units;
            bytes += len;
        }
        if chars >= source.len() || bytes >= out.len() {
            return Written { bytes, chars };
        }
    }
}

/// Writes the character that begins with `unit`, which is not ASCII; answers the units and bytes it took, no bytes when
/// it does not fit.
#[inline(always)]
fn encode_char(unit: u16, next: Option<&u16>, out: &mut [u8]) -> (usize, usize) {
    let six = |bits: u32| 0x80 | (bits & 0x3f) as u8;
    let code = u32::from(unit);
    match (unit, next) {
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
            let code = if unit & 0xf800 == 0xd800 { REPLACEMENT.into() } else { code };
            let Some(to) = out.first_chunk_mut() else { return (0, 0) };
            *to = [0xe0 | (code >> 12) as u8, six(code >> 6), six(code)];
            (1, 3)
        }
    }
}

/// Copies ASCII up to the first other character or the end of either side; answers how many.
#[inline]
fn copy_ascii(source: &[u8], out: &mut [u8]) -> usize {
    let len = source.len().min(out.len());
    let run = ascii_len(source.get(..len).unwrap_or_default());
    if let (Some(to), Some(from)) = (out.get_mut(..run), source.get(..run)) {
        to.copy_from_slice(from);
    }
    run
}

#[inline]
fn narrow_ascii(source: &[u16], out: &mut [u8]) -> usize {
    let mut run = 0;
    for (to, from) in out.as_chunks_mut::<16>().0.iter_mut().zip(source.as_chunks::<16>().0) {
        if from.iter().fold(0, |all, unit| all | unit) >= 0x80 {
            break;
        }
        *to = from.map(|unit| unit as u8);
        run += 16;
    }
    let rest = source.get(run..).unwrap_or_default();
    for (to, from) in out.get_mut(run..).unwrap_or_default().iter_mut().zip(rest) {
        if *from >= 0x80 {
            break;
        }
        *to = *from as u8;
        run += 1;
    }
    run
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
