//! Strings in quotes, well-formed: what has no character of its own, and what would end the string, is escaped.

use boa_engine::JsResult;
use boa_engine::string::{JsStr, JsStrVariant};

use crate::builtins::join::Text;

/// Appends a string as JSON has it.
pub(super) fn quote(text: JsStr<'_>, out: &mut Text) -> JsResult<()> {
    out.push_ascii(b"\"");
    match text.variant() {
        JsStrVariant::Latin1(bytes) => {
            let mut rest = bytes;
            while let Some(at) = rest.iter().position(|&byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
                out.push(JsStr::latin1(&rest[..at]))?;
                out.push_ascii(&escaped(rest[at].into()));
                rest = &rest[at + 1..];
            }
            out.push(JsStr::latin1(rest))?;
        }
        JsStrVariant::Utf16(units) => {
            let mut start = 0;
            let mut at = 0;
            while let Some(&unit) = units.get(at) {
                let plain = match unit {
                    0..0x20 | 0x22 | 0x5c => false,
                    0xd800..0xdc00 if matches!(units.get(at + 1), Some(0xdc00..0xe000)) => {
                        at += 1;
                        true
                    }
                    0xd800..0xe000 => false,
                    _ => true,
                };
                if !plain {
                    out.push(JsStr::utf16(&units[start..at]))?;
                    out.push_ascii(&escaped(unit));
                    start = at + 1;
                }
                at += 1;
            }
            out.push(JsStr::utf16(&units[start..]))?;
        }
    }
    out.push_ascii(b"\"");
    Ok(())
}

fn escaped(unit: u16) -> Vec<u8> {
    match unit {
        0x08 => b"\\b".into(),
        0x09 => b"\\t".into(),
        0x0a => b"\\n".into(),
        0x0c => b"\\f".into(),
        0x0d => b"\\r".into(),
        0x22 => b"\\\"".into(),
        0x5c => b"\\\\".into(),
        unit => format!("\\u{unit:04x}").into_bytes(),
    }
}
