//! Strings and keys as an inspected value shows them.

use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{JsString, JsSymbol};

/// A string in single quotes, escaped as JSON escapes, with `'` for `"`. As in 0.2 (and up to 0.10), which turned the
/// quotes of the JSON text, a backslash at the very end is not doubled.
pub(super) fn string(value: &JsString) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('\'');
    match value.as_str().variant() {
        JsStrVariant::Latin1(bytes) => bytes.iter().for_each(|&byte| escape(char::from(byte), &mut out)),
        JsStrVariant::Utf16(units) => {
            for unit in char::decode_utf16(units.iter().copied()) {
                match unit {
                    Ok(character) => escape(character, &mut out),
                    Err(lone) => out.push_str(&format!("\\u{:04x}", lone.unpaired_surrogate())),
                }
            }
        }
    }
    if out.ends_with('\\') {
        out.pop();
    }
    out.push('\'');
    out
}

fn escape(character: char, out: &mut String) {
    match character {
        '\'' => out.push_str("\\'"),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        control if control < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(control))),
        other => out.push(other),
    }
}

/// A key: bare when it is a plain identifier of ASCII letters, digits and `_`, quoted otherwise.
pub(super) fn key(name: &JsString) -> String {
    if is_identifier(name.as_str()) { bare(name) } else { string(name) }
}

/// A symbol key or value: `Symbol(description)`.
pub(super) fn symbol(symbol: &JsSymbol) -> String {
    bare(&symbol.descriptive_string())
}

/// The text itself.
pub(super) fn bare(text: &JsString) -> String {
    noderu_glue::convert::text(text)
}

/// Whether the key is digits alone.
pub(super) fn is_number(name: &JsString) -> bool {
    !name.is_empty() && name.iter().all(|unit| (0x30..=0x39).contains(&unit))
}

fn is_identifier(name: JsStr<'_>) -> bool {
    let mut bytes = name.iter().map(u8::try_from);
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    bytes.next().is_some_and(|first| first.is_ok_and(|first| word(first) && !first.is_ascii_digit()))
        && bytes.all(|byte| byte.is_ok_and(word))
}

#[cfg(test)]
mod tests {
    use boa_engine::JsString;

    #[test]
    fn quotes_as_0_2_does() {
        let check = |input: &str, expect: &str| assert_eq!(super::string(&JsString::from(input)), expect);
        check("it's \"q\"", r#"'it\'s "q"'"#);
        check("a\nb\u{1}\\c", r"'a\nb\u0001\\c'");
        check("end\\", r"'end\'");
        check("½ 日本 😀", "'½ 日本 😀'");
        let lone = JsString::from(&[0x61_u16, 0xD800][..]);
        assert_eq!(super::string(&lone), r"'a\ud800'");
    }

    #[test]
    fn keys_are_bare_when_plain() {
        let check = |input: &str, expect: &str| assert_eq!(super::key(&JsString::from(input)), expect);
        check("a_1", "a_1");
        check("_", "_");
        check("1a", "'1a'");
        check("$x", "'$x'");
        check("", "''");
        check("a-b", "'a-b'");
    }
}
