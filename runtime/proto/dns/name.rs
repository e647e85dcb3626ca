//! Names between text and the wire (RFC 1035 sections 3.1 and 5.1).
//!
//! Names that are too long, or that their spelling does not allow, are refused before a byte of them is sent.

use std::fmt::Write;
use std::net::IpAddr;

/// The name can't be asked for: an empty label, a label over 63 bytes, a name over 255, or a character that the
/// spelling does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameError;

/// What a name may be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// Letters, digits, `-` and `_` (which host names in the wild have).
    Host,
    /// Printable ASCII but spaces; `\.` and `\DDD` give octets that stand for nothing else.
    Any,
}

/// The name as it is in a message, uncompressed. A dot at the end is accepted.
pub(super) fn to_wire(name: &str, spelling: Spelling) -> Result<Vec<u8>, NameError> {
    let mut out = Vec::with_capacity(name.len() + 2);
    let mut label = vec![];
    let mut rest = name.bytes();
    let mut open = true;
    while let Some(byte) = rest.next() {
        if byte == b'.' {
            push_label(&mut out, &label)?;
            label.clear();
            open = false;
            continue;
        }
        open = true;
        label.push(match (spelling, byte) {
            (Spelling::Host, b'-' | b'_') => byte,
            (Spelling::Host, _) if byte.is_ascii_alphanumeric() => byte,
            (Spelling::Any, b'\\') => escaped(&mut rest)?,
            (Spelling::Any, b'!'..=b'~') => byte,
            _ => return Err(NameError),
        });
    }
    if open {
        push_label(&mut out, &label)?;
    }
    out.push(0);
    if out.len() > WIRE_LEN_MAX { Err(NameError) } else { Ok(out) }
}

fn push_label(out: &mut Vec<u8>, label: &[u8]) -> Result<(), NameError> {
    if !(1..=LABEL_LEN_MAX).contains(&label.len()) {
        return Err(NameError);
    }
    out.push(label.len() as u8);
    out.extend_from_slice(label);
    Ok(())
}

/// What follows a backslash: three digits or a character.
fn escaped(rest: &mut impl Iterator<Item = u8>) -> Result<u8, NameError> {
    let first = rest.next().ok_or(NameError)?;
    if !first.is_ascii_digit() {
        return if first.is_ascii_graphic() { Ok(first) } else { Err(NameError) };
    }
    let mut value = u32::from(first - b'0');
    for _ in 0..2 {
        let digit = rest.next().filter(u8::is_ascii_digit).ok_or(NameError)?;
        value = value * 10 + u32::from(digit - b'0');
    }
    u8::try_from(value).map_err(|_| NameError)
}

/// Labels as text; the root is the empty text.
pub(super) fn to_text<'a>(labels: impl Iterator<Item = &'a [u8]>) -> String {
    let mut text = String::new();
    for label in labels {
        if !text.is_empty() {
            text.push('.');
        }
        for &byte in label {
            match byte {
                b'.' | b'\\' => text.extend(['\\', char::from(byte)]),
                b'!'..=b'~' => text.push(char::from(byte)),
                // A String takes everything.
                _ => write!(text, "\\{byte:03}").unwrap_or_default(),
            }
        }
    }
    text
}

/// The name under which the names of an address are kept (RFC 1035 section 3.5, RFC 3596 section 2.5).
pub(super) fn reverse(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => {
            let [a, b, c, d] = address.octets();
            format!("{d}.{c}.{b}.{a}.in-addr.arpa")
        }
        IpAddr::V6(address) => {
            let mut name = String::with_capacity(72);
            for octet in address.octets().iter().rev() {
                write!(name, "{:x}.{:x}.", octet & 15, octet >> 4).unwrap_or_default();
            }
            name + "ip6.arpa"
        }
    }
}

const LABEL_LEN_MAX: usize = 63;
/// RFC 1035 section 2.3.4, length octets and the root included.
const WIRE_LEN_MAX: usize = 255;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_the_wire() {
        let long = "a".repeat(64);
        for name in
            ["", ".", "a..b", ".a", "a b", "a\\046b", "b\u{fc}cher.de", "a\0b", "0/25.2", &long, &"a.".repeat(128)]
        {
            assert_eq!(to_wire(name, Spelling::Host), Err(NameError), "{name:?}");
        }
        for name in ["", ".", "a..b", "a b", "b\u{fc}cher.de", "a\0b", "a\\", "a\\12", "a\\256", "a\\\n", &long] {
            assert_eq!(to_wire(name, Spelling::Any), Err(NameError), "{name:?}");
        }
        assert_eq!(to_wire("www.Ex-a_m.c.", Spelling::Host).as_deref(), Ok(&b"\x03www\x06Ex-a_m\x01c\0"[..]));
        assert_eq!(to_wire("0/25.2", Spelling::Any).as_deref(), Ok(&b"\x040/25\x012\0"[..]));
        assert_eq!(to_wire("a\\.b\\000\\\\.c", Spelling::Any).as_deref(), Ok(&b"\x05a.b\0\\\x01c\0"[..]));
        assert!(to_wire(&"a.".repeat(127), Spelling::Host).is_ok());
    }

    #[test]
    fn in_text() {
        let labels: [&[u8]; 3] = [b"My. Printer", b"a\\\n\xff", b"local"];
        let text = to_text(labels.into_iter());
        assert_eq!(text, "My\\.\\032Printer.a\\\\\\010\\255.local");
        assert_eq!(to_wire(&text, Spelling::Any).as_deref(), Ok(&b"\x0bMy. Printer\x04a\\\n\xff\x05local\0"[..]));
        assert_eq!(to_text([].into_iter()), "");
    }

    #[test]
    fn reversed() {
        let of = |text: &str| reverse(text.parse().expect("an address"));
        assert_eq!(of("192.0.2.1"), "1.2.0.192.in-addr.arpa");
        assert_eq!(
            of("2001:db8::567:89ab"),
            "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"
        );
    }
}
