//! Base64 (RFC 4648). "Decoding" to text means bytes to digits here, as Buffer#toString has it.
//!
//! Reading digits is as lenient as Node's: the URL-safe alphabet counts as well, everything that is no digit (line
//! ends, spaces) is skipped, and the first `=` ends the data. A last single digit, six bits, is dropped.

use super::{Source, Written};

/// The digits of `bytes`, padded.
pub(super) fn decode_to_text(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![b'='; bytes.len().div_ceil(3).saturating_mul(4)];
    let (groups, rest) = bytes.as_chunks::<3>();
    let (quads, _) = out.as_chunks_mut::<4>();
    for (quad, [a, b, c]) in quads.iter_mut().zip(groups) {
        *quad = [digit(a >> 2), digit(a << 4 | b >> 4), digit(b << 2 | c >> 6), digit(*c)];
    }
    if let Some(quad) = quads.get_mut(groups.len()) {
        match rest {
            [a, b] => *quad = [digit(a >> 2), digit(a << 4 | b >> 4), digit(b << 2), b'='],
            [a] => *quad = [digit(a >> 2), digit(a << 4), b'=', b'='],
            _ => {}
        }
    }
    out
}

/// No text of `chars` characters stands for more bytes than this.
pub(super) fn len_max(chars: usize) -> usize {
    chars / 4 * 3 + 3
}

pub(super) fn encoded_len(source: Source<'_>) -> usize {
    let digits = match source {
        Source::Latin1(bytes) => count_digits(bytes.iter().map(|byte| value(*byte))),
        Source::Utf16(units) => count_digits(units.iter().map(|unit| unit_value(*unit))),
    };
    digits / 4 * 3 + digits % 4 * 3 / 4
}

pub(super) fn encode_into(source: Source<'_>, out: &mut [u8]) -> Written {
    match source {
        Source::Latin1(bytes) => read_digits(bytes, out, value),
        Source::Utf16(units) => read_digits(units, out, unit_value),
    }
}

fn count_digits(values: impl Iterator<Item = u8>) -> usize {
    values.take_while(|value| *value != PAD).filter(|value| *value < 64).count()
}

/// Groups of four digits go the fast way; whatever else is there is read digit by digit until a group is whole.
#[inline(always)]
fn read_digits<T: Copy>(text: &[T], out: &mut [u8], value: impl Fn(T) -> u8) -> Written {
    let (mut chars, mut bytes) = (0, 0);
    'groups: loop {
        let quads = text.get(chars..).unwrap_or_default().as_chunks::<4>().0;
        let triples = out.get_mut(bytes..).unwrap_or_default().as_chunks_mut::<3>().0;
        for (to, quad) in triples.iter_mut().zip(quads) {
            let [a, b, c, d] = quad.map(&value);
            if (a | b | c | d) >= 64 {
                break;
            }
            *to = [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d];
            chars += 4;
            bytes += 3;
        }
        let (mut bits, mut held) = (0u16, 0);
        while let Some(unit) = text.get(chars) {
            match value(*unit) {
                PAD => break 'groups,
                SKIP => {}
                six => {
                    bits = bits << 6 | u16::from(six);
                    held += 6;
                    if held >= 8 {
                        let Some(to) = out.get_mut(bytes) else { break 'groups };
                        held -= 8;
                        *to = (bits >> held) as u8;
                        bytes += 1;
                        if held == 0 {
                            chars += 1;
                            continue 'groups;
                        }
                    }
                }
            }
            chars += 1;
        }
        break;
    }
    Written { bytes, chars }
}

#[inline(always)]
fn digit(six: u8) -> u8 {
    DIGITS[usize::from(six & 63)]
}

#[inline(always)]
fn value(byte: u8) -> u8 {
    VALUES[usize::from(byte)]
}

#[inline(always)]
fn unit_value(unit: u16) -> u8 {
    if unit < 256 { VALUES[usize::from(unit)] } else { SKIP }
}

const DIGITS: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SKIP: u8 = 0x80;
const PAD: u8 = 0xc0;

static VALUES: [u8; 256] = {
    let mut table = [SKIP; 256];
    let mut value = 0;
    while value < 64 {
        table[DIGITS[value] as usize] = value as u8;
        value += 1;
    }
    table[b'-' as usize] = 62;
    table[b'_' as usize] = 63;
    table[b'=' as usize] = PAD;
    table
};
