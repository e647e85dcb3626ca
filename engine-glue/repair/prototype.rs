//! `o.__proto__ = p`, which programs of 2010 wrote where today's say `Object.setPrototypeOf`.
//!
//! The engine remembers for each place that sets a property by name in which slot of which shape it was found. Behind
//! `__proto__` is a setter of `Object.prototype`, and when it has run, the object inherits from another: at the next
//! run of the same place the engine takes whatever the new prototype has in that slot for the setter, calls it, or
//! panics. It remembers nothing of `o["__proto__"] = p`, which means the same.

use super::tokens::{Kind, tokens};
use super::{Source, apply};

const NAME: &str = "__proto__";

/// A text in which some lines became wider.
pub struct Bracketed {
    /// The text; it has the lines that it had.
    pub text: String,
    /// Line and column (from 1) in it behind each name that was written with brackets, in order.
    pub places: Vec<(u32, u32)>,
}

/// How much wider a line becomes by one such place, in columns.
pub const WIDER: u32 = 3;

/// The text with each assignment to `.__proto__` written with brackets; none if there is nothing of the kind.
pub fn with_brackets(text: &str) -> Option<Bracketed> {
    if !text.match_indices(NAME).any(|(at, _)| may_be_assigned(text, at)) {
        return None;
    }
    let source = Source { text, tokens: tokens(text) };
    let (mut edits, mut places) = (Vec::new(), Vec::new());
    for index in 1..source.tokens.len() {
        let token = source.tokens[index];
        if token.kind == Kind::Word
            && source.word(index) == NAME
            && source.word(index - 1) == "."
            && source.word(index + 1) == "="
            && !source.comparison(index + 1)
        {
            let dot = source.tokens[index - 1];
            edits.push((dot.start..dot.end, "".into()));
            edits.push((token.start..token.end, "[\"__proto__\"]".into()));
            places.push(token.end);
        }
    }
    let places = widened(text, &places);
    (!edits.is_empty()).then(|| Bracketed { text: apply(text, edits), places })
}

/// Line and column in the wider text for ascending offsets in the old one.
fn widened(text: &str, offsets: &[usize]) -> Vec<(u32, u32)> {
    let (mut line, mut column, mut wider, mut at) = (1, 1, 0, 0);
    let place = |&offset: &usize| {
        let passed = &text[at..offset];
        at = offset;
        let mut lines = passed.split('\n');
        column += lines.next().map_or(0, |rest| rest.chars().count());
        for rest in lines {
            (line, column, wider) = (line + 1, 1 + rest.chars().count(), 0);
        }
        wider += WIDER;
        (line, u32::try_from(column).unwrap_or(u32::MAX).saturating_add(wider))
    };
    offsets.iter().map(place).collect()
}

/// Whether a point stands before the name at `at` and one `=` behind it, or a comment stands in between.
fn may_be_assigned(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    let behind = text[at + NAME.len()..].trim_start();
    // A line comment before the name ends with anything.
    let member = before.ends_with(['.', '/']) || text[before.len()..at].contains(['\n', '\r', '\u{2028}', '\u{2029}']);
    member && (behind.starts_with('/') || (behind.starts_with('=') && !behind.starts_with("==")))
}

impl Source<'_> {
    /// Whether the `=` at `index` is the first sign of `==` or `===`.
    fn comparison(&self, index: usize) -> bool {
        let equals = self.tokens[index];
        self.tokens.get(index + 1).is_some_and(|next| next.start == equals.end && self.word(index + 1).starts_with('='))
    }
}

#[cfg(test)]
mod tests {
    use super::with_brackets;
    use crate::testing::table;

    #[test]
    fn prototypes_are_assigned_many_times_from_one_place() {
        const PUT: &str = "function put(o, p) { o.__proto__ = p; return o }";
        let rows = [
            ("var a = {}, h = {}; put(a, h); put(a, h); Object.getPrototypeOf(a) === h", "true"),
            (
                "var a = {}, n = 0, h = { x: 1, f: function () { n++ }, g: function () { n++ } }; put(a, h); put(a, h); \
              put(a, {}); put(a, null); [n, a.x, a instanceof Object]",
                "0,,false",
            ),
            (
                "var h = { x: 1 }; [put([], h), put([], h), put(function () {}, h), put({ a: 1 }, h)].map(function (o) { return o.x })",
                "1,1,1,1",
            ),
        ];
        let codes: Vec<String> = rows.iter().map(|row| format!("{PUT} {}", row.0)).collect();
        table(&codes.iter().zip(&rows).map(|(code, row)| (code.as_str(), row.1)).collect::<Vec<_>>());
    }

    #[test]
    fn assignments_alone_are_written_anew() {
        for (text, expect) in [
            ("a.__proto__ = b", r#"a["__proto__"] = b"#),
            ("a.b.__proto__=c.__proto__=d", r#"a.b["__proto__"]=c["__proto__"]=d"#),
            ("a\n  .__proto__ = b", "a\n  [\"__proto__\"] = b"),
            ("a. // x\n__proto__ /* y */ = b", "a // x\n[\"__proto__\"] /* y */ = b"),
            ("a/* x */.__proto__ = 1", "a/* x */[\"__proto__\"] = 1"),
            ("a.__proto__ == b; a.__proto__ === b; a.__proto__; a.__proto__.x = 1; f(a.__proto__)", ""),
            ("x = { __proto__: b }; __proto__ = 2; var __proto__ = 1; a?.__proto__", ""),
            ("'a.__proto__ = b' + `a.__proto__ = ${b} a.__proto__ = b`; // a.__proto__ = b", ""),
            ("`${a.__proto__ = b}`; /a.__proto__ = b/.test(c)", "`${a[\"__proto__\"] = b}`; /a.__proto__ = b/.test(c)"),
            ("super.__proto__ = é.__proto__ = 1", "super[\"__proto__\"] = é[\"__proto__\"] = 1"),
            ("a.__proto__", ""),
            ("__proto__", ""),
            (".__proto__=", "[\"__proto__\"]="),
        ] {
            let expect = if expect.is_empty() { text } else { expect };
            let found = with_brackets(text).map_or_else(|| text.to_owned(), |it| it.text);
            assert_eq!(found, expect, "{text}");
        }
    }

    #[test]
    fn errors_are_told_of_the_text_as_it_was() {
        const A: &str = "var a, o = {};";
        let rows = [
            ("try { o.__proto__ = o.__proto__ = a.b } catch (e) { e.stack.split(/:/).slice(-1)[0] }", "52"),
            ("\n\nvar x; try { o.__proto__ = {}; x.y.z } catch (e) { e.stack.split(/:/).slice(-2) + '' }", "3,34"),
            ("var p = {}; o.__proto__ = p; p.__proto__ = o = = 1", "SyntaxError: Unexpected token ="),
        ];
        let codes: Vec<String> = rows.iter().map(|row| format!("{A} {}", row.0)).collect();
        table(&codes.iter().zip(&rows).map(|(code, row)| (code.as_str(), row.1)).collect::<Vec<_>>());
    }
}
