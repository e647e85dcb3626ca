//! Hosts (URL Standard, section 3.5): names, IPv4 addresses in all their shapes, IPv6 addresses.
//!
//! A host with a forbidden code point, or a number that is no IPv4 address, is refused.

use std::net::Ipv6Addr;

use super::idna;
use super::percent::{C0_CONTROL, decode, encode_into};

/// The host that `text` means, as it is written; `None` for a failure.
pub(super) fn parse(text: &str, is_special: bool) -> Option<String> {
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

/// A domain name in ASCII and lower case, as Unicode TS 46 maps it; `None` for a name that no URL can have.
pub fn domain_to_ascii(domain: &str) -> Option<String> {
    let name = idna::to_ascii(domain)?;
    let is_forbidden = |c: char| is_forbidden(c) || c <= '\u{1f}' || matches!(c, '%' | '\u{7f}');
    (!name.is_empty() && !name.chars().any(is_forbidden)).then_some(name)
}

/// A domain name as people read it; `None` for a name that no URL can have.
pub fn domain_to_unicode(domain: &str) -> Option<String> {
    domain_to_ascii(domain).and_then(|name| idna::to_unicode(&name))
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
