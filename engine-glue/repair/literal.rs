//! `eval('text')` whose text the engine's parser wrongly refuses: the literal is written anew.
//!
//! Bundles for development (webpack's `devtool: 'eval'`) hold each of their modules so. Text that is made when the
//! program runs is out of reach: a direct `eval` must be the engine's own.

use boa_engine::Source;
use boa_engine::ast::scope::Scope;
use boa_engine::interner::Interner;
use boa_engine::parser::Parser;

use super::{Edit, repaired};
use crate::nesting;

impl super::Source<'_> {
    /// What mends the call of `eval` at `index`; none when its argument is no literal, or needs no mending, or has no help.
    pub(super) fn mended_literal(&self, index: usize) -> Option<Edit> {
        let literal = self.tokens.get(index + 2)?;
        let range = literal.start..literal.end;
        if self.word(index + 3) != ")" {
            return None;
        }
        let text = decoded(&self.text[range.clone()])?;
        let mended = repaired(&text)?;
        (!parses(&text) && parses(&mended)).then(|| (range, encoded(&mended).into()))
    }
}

fn parses(code: &str) -> bool {
    let mut interner = Interner::new();
    nesting::fits(code.as_bytes())
        && Parser::new(Source::from_bytes(code)).parse_script(&Scope::new_global(), &mut interner).is_ok()
}

/// The value of a string literal on one line; none for what is no such literal, has octal escapes, or lone surrogates.
fn decoded(literal: &str) -> Option<String> {
    let quote = literal.chars().next().filter(|&quote| matches!(quote, '"' | '\''))?;
    let inside = literal.strip_prefix(quote)?.strip_suffix(quote)?;
    let mut units: Vec<u16> = Vec::with_capacity(inside.len());
    let mut rest = inside.chars();
    while let Some(character) = rest.next() {
        let value = match character {
            '\\' => escaped(&mut rest)?,
            '\n' | '\r' => return None,
            other => u32::from(other),
        };
        match char::from_u32(value) {
            Some(character) => units.extend_from_slice(character.encode_utf16(&mut [0; 2])),
            // Half of a pair.
            None => units.push(u16::try_from(value).ok()?),
        }
    }
    String::from_utf16(&units).ok()
}

/// What follows a backslash.
fn escaped(rest: &mut std::str::Chars<'_>) -> Option<u32> {
    let digits = |count: usize, rest: &mut std::str::Chars<'_>| {
        let text = rest.as_str().get(..count)?;
        *rest = rest.as_str()[count..].chars();
        u32::from_str_radix(text, 16).ok()
    };
    Some(match rest.next()? {
        'n' => 10,
        't' => 9,
        'r' => 13,
        'b' => 8,
        'f' => 12,
        'v' => 11,
        '0' if !rest.as_str().starts_with(|next: char| next.is_ascii_digit()) => 0,
        'x' => digits(2, rest)?,
        'u' if rest.as_str().starts_with('{') => {
            let end = rest.as_str().find('}')?;
            let value = u32::from_str_radix(&rest.as_str()[1..end], 16).ok()?;
            *rest = rest.as_str()[end + 1..].chars();
            value
        }
        'u' => digits(4, rest)?,
        '0'..='9' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => return None,
        other => u32::from(other),
    })
}

fn encoded(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 16);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => literal.extend(['\\', character]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\0' => literal.push_str("\\x00"),
            '\u{2028}' => literal.push_str("\\u2028"),
            '\u{2029}' => literal.push_str("\\u2029"),
            other => literal.push(other),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use super::super::analysed;
    use super::{decoded, encoded};
    use crate::testing::table;

    #[test]
    fn literals_that_are_evaluated_are_mended() {
        table(&[
            (r#"eval("const a = 1\n, b = 2; a + b")"#, "3"),
            (r"(function (x) { return eval('const a = x\r\n\t, b = \u0032; a + b') })(5)", "7"),
            (r#"function async(x) { return x } eval('async("\\"\\u{e9}\\n")').length"#, "3"),
            (
                r#"[function () { eval("let a\n, b = '\u2028'; module = b.length") }].forEach(function (f) { f() }); module"#,
                "1",
            ),
            (r#"eval("const a = 1\n, b = +;")"#, "SyntaxError: Unexpected token ,"),
        ]);
    }

    #[test]
    fn other_literals_stay() {
        for text in [
            r#"eval("const a = 1, b = 2")"#,
            r#"eval("const a = 1\n, b = +")"#,
            r#"eval("const a = 1\n, b = 2" + c)"#,
            r#"evaluate("const a = 1\n, b = 2")"#,
            "eval(`const a = 1\n, b = 2`)",
            r#"eval("const a = 1\n, b = '\1'")"#,
        ] {
            assert_eq!(analysed(text), None, "{text}");
        }
    }

    #[test]
    fn literals_are_read_and_written() {
        for (literal, value) in [
            (r#""a\n\x41\u0042\u{43}\'\q""#, Some("a\nABC'q")),
            (r"'\ud83d\ude00\0'", Some("\u{1f600}\0")),
            (r"'\ud83d'", None),
            (r"'\07'", None),
            (r"'\x4'", None),
            ("'a\\\nb'", None),
            ("/a/", None),
            ("5", None),
            ("'", None),
        ] {
            assert_eq!(decoded(literal).as_deref(), value, "{literal}");
            if let Some(value) = value {
                assert_eq!(decoded(&encoded(value)).as_deref(), Some(value));
            }
        }
    }
}
