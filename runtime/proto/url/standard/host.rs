//! Hosts (URL Standard, section 3.5): names, IPv4 addresses in all their shapes, IPv6 addresses.

use std::net::Ipv6Addr;

use super::percent::{C0_CONTROL, decode, encode_into};
use crate::url::punycode;

/// The host that `text` means, as it is written; none for a failure.
pub fn parse(text: &str, is_special: bool) -> Option<String> {
    if let Some(address) = text.strip_prefix('[') {
        let address: Ipv6Addr = address.strip_suffix(']')?.parse().ok()?;
        return Some(format!("[{}]", ipv6_text(address)));
    }
    if !is_special {
        if text.chars().any(is_forbidden) {
            return None;
        }
        let mut host = String::new();
        text.chars().for_each(|c| encode_into(c, C0_CONTROL, &mut host));
        return Some(host);
    }
    let decoded = decode(text.as_bytes());
    let domain = domain_to_ascii(&String::from_utf8_lossy(&decoded))?;
    if ends_in_number(&domain) {
        return ipv4(&domain).map(|address| std::net::Ipv4Addr::from(address).to_string());
    }
    Some(domain)
}

/// A domain name in ASCII and lower case; none for a name that no URL can have.
///
/// Of the mapping of Unicode TS 46 it does what is common: case, full-width letters, full stops, characters that do not
/// count.
pub fn domain_to_ascii(domain: &str) -> Option<String> {
    let mapped: String = domain.chars().filter(|&c| !is_ignored(c)).flat_map(mapped).collect();
    let labels: Option<Vec<String>> = mapped.split('.').map(label_to_ascii).collect();
    let name = labels?.join(".");
    let is_forbidden = |c: char| is_forbidden(c) || c <= '\u{1f}' || matches!(c, '%' | '\u{7f}');
    let is_broken = mapped.contains(char::REPLACEMENT_CHARACTER);
    (!name.is_empty() && !is_broken && !name.chars().any(is_forbidden)).then_some(name)
}

fn label_to_ascii(label: &str) -> Option<String> {
    if !label.is_ascii() {
        if label.starts_with(punycode::PREFIX) || label.contains(char::is_control) {
            return None;
        }
        return punycode::encode(label).map(|code| [punycode::PREFIX, &code].concat());
    }
    match label.strip_prefix(punycode::PREFIX) {
        // What hides nothing, or what would have been mapped, pretends.
        Some(code) => {
            let hidden = punycode::decode(code)?;
            let is_kept = |c: char| !is_ignored(c) && !c.is_control() && mapped(c).eq([c]);
            let is_plain = !hidden.is_ascii() && hidden.chars().all(is_kept);
            is_plain.then(|| label.into())
        }
        None => Some(label.into()),
    }
}

fn mapped(c: char) -> impl Iterator<Item = char> {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + 0x21).unwrap_or(c),
        _ if punycode::is_stop(c) => '.',
        _ => c,
    };
    narrow.to_lowercase()
}

fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}' | '\u{2060}' | '\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// A forbidden host code point.
fn is_forbidden(c: char) -> bool {
    matches!(
        c,
        '\0' | '\t' | '\n' | '\r' | ' ' | '#' | '/' | ':' | '<' | '>' | '?' | '@' | '[' | '\\' | ']' | '^' | '|'
    )
}

fn ends_in_number(domain: &str) -> bool {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let last = domain.rsplit('.').next().unwrap_or_default();
    (!last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())) || ipv4_number(last).is_some()
}

fn ipv4(domain: &str) -> Option<u32> {
    let parts: Vec<&str> = domain.strip_suffix('.').unwrap_or(domain).split('.').collect();
    if parts.len() > 4 {
        return None;
    }
    let numbers: Option<Vec<u64>> = parts.into_iter().map(ipv4_number).collect();
    let numbers = numbers?;
    let (last, first) = numbers.split_last()?;
    let room = 256u64.pow(5 - u32::try_from(numbers.len()).ok()?);
    if *last >= room || first.iter().any(|&number| number > 255) {
        return None;
    }
    let high = (0u32..).zip(first).map(|(place, number)| number << (8 * (3 - place))).sum::<u64>();
    u32::try_from(high + last).ok()
}

/// Decimal, octal after `0`, hexadecimal after `0x`; a number too large for any address is one all the same.
fn ipv4_number(text: &str) -> Option<u64> {
    let (digits, radix) = match text.as_bytes() {
        [] => return None,
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    if digits.is_empty() {
        return Some(0);
    }
    if !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    Some(u64::from_str_radix(digits, radix).unwrap_or(u64::MAX))
}

/// The first of the longest runs of zeros is left out.
fn ipv6_text(address: Ipv6Addr) -> String {
    let pieces = address.segments();
    let mut longest = (0, 1);
    let mut at = 0;
    while at < 8 {
        let len = pieces[at..].iter().take_while(|&&piece| piece == 0).count();
        if len > longest.1 {
            longest = (at, len);
        }
        at += len.max(1);
    }
    let words = |pieces: &[u16]| pieces.iter().map(|piece| format!("{piece:x}")).collect::<Vec<_>>().join(":");
    match longest {
        (_, 1) => words(&pieces),
        (start, len) => format!("{}::{}", words(&pieces[..start]), words(&pieces[start + len..])),
    }
}
