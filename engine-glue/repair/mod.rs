//! Source text that the engine does not take as it should, written in another way.
//!
//! `steady.rs` and `overlooked.rs` have what it takes but runs wrongly, `literal.rs` texts of `eval`; the rest is a
//! second try for what its parser refuses although it is JavaScript.
//!
//! boa_engine 0.22 refuses four things that packages do: a comma at the beginning of a line in a `const` or `let`
//! declaration, calls of a function named `async`, `using` as an ordinary name, and (as the engines of 2010 took it) a
//! setter without a parameter. Each is written here in another way that means the same and keeps every line: edits of
//! single tokens, made only after the parser refused the text as it is. What comes out need not parse: whoever asked
//! reports the first error then. `toString` of a function shows the text that ran.

mod literal;
mod overlooked;
mod steady;
mod tokens;

pub use overlooked::{analysed, is_one_function};

use std::borrow::Cow;
use std::ops::Range;

pub use steady::{Place, Rewritten, steady};
use tokens::{Kind, Token, Within, tokens};

/// The text with what the parser wrongly refuses written in another way; none when there is nothing of the kind.
pub fn repaired(text: &str) -> Option<String> {
    let source = Source { text, tokens: tokens(text) };
    let mut edits = Vec::new();
    let using = fresh_name(text, "using_");
    let ignored = fresh_name(text, "ignored_");
    for index in 0..source.tokens.len() {
        match source.word(index) {
            "," => source.comma_first(index, &mut edits),
            "async" => source.call_of_async(index, &mut edits),
            "using" => source.using_as_name(index, &using, &mut edits),
            "set" => source.setter_of_nothing(index, &ignored, &mut edits),
            _ => {}
        }
    }
    if edits.is_empty() { None } else { Some(apply(text, edits)) }
}

/// The bytes in this range become this text.
type Edit = (Range<usize>, Cow<'static, str>);

fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len() + edits.len() * 8);
    let mut done = 0;
    for (range, replacement) in edits {
        out.push_str(&text[done..range.start]);
        out.push_str(&replacement);
        done = range.end;
    }
    out.push_str(&text[done..]);
    out
}

/// A name that the text does not have: `name` with as many underscores as it takes.
fn fresh_name(text: &str, name: &str) -> String {
    let mut name = name.to_owned();
    while text.contains(&name) {
        name.push('_');
    }
    name
}

struct Source<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

impl Source<'_> {
    /// The text of a word or sign; empty for literals and beyond the ends.
    fn word(&self, index: usize) -> &str {
        match self.tokens.get(index) {
            Some(token) if token.kind != Kind::Literal => &self.text[token.start..token.end],
            _ => "",
        }
    }

    fn before(&self, index: usize) -> &str {
        index.checked_sub(1).map_or("", |index| self.word(index))
    }

    fn is_property(&self, index: usize) -> bool {
        matches!(self.before(index), "." | "?.")
    }

    /// What follows the parentheses that open at `index`.
    fn behind_parentheses(&self, index: usize) -> &str {
        match self.tokens.get(index).and_then(|token| token.mate) {
            Some(mate) if self.word(index) == "(" => self.word(mate + 1),
            _ => "",
        }
    }

    /// `const a = 1\n, b = 2`: the comma goes to the end of the binding before it, ahead of comments. A comma that is
    /// first on its line continues what is before it wherever it may stand, so nothing else changes.
    fn comma_first(&self, index: usize, edits: &mut Vec<Edit>) {
        let comma = self.tokens[index];
        if comma.after_newline && comma.in_lexical && index > 0 {
            let end = self.tokens[index - 1].end;
            edits.push((end..end, ",".into()));
            edits.push((comma.start..comma.end, " ".into()));
        }
    }

    /// `async(x)` that is no arrow function: an escape makes the engine take it for a name. (Parentheses around it would
    /// continue an expression of the line before.)
    fn call_of_async(&self, index: usize, edits: &mut Vec<Edit>) {
        let token = self.tokens[index];
        let behind = self.behind_parentheses(index + 1);
        let method = behind == "{" && matches!(token.within, Within::Object | Within::Class);
        let call = self.word(index + 1) == "(" && behind != "=>" && !method;
        let label = self.word(index + 1) == ":" && token.within == Within::Block;
        if !self.is_property(index) && (call || label) {
            edits.push((token.start..token.start + 1, r"\u0061".into()));
        }
    }

    /// `using` where it is a variable: another name. Escapes do not help.
    fn using_as_name(&self, index: usize, name: &str, edits: &mut Vec<Edit>) {
        let token = self.tokens[index];
        let next = self.word(index + 1);
        let declares = self.tokens.get(index + 1).is_some_and(|next| next.kind == Kind::Word && !next.after_newline)
            && !matches!(next, "in" | "of" | "instanceof");
        if self.is_property(index) || declares {
            return;
        }
        let spread = self.before(index) == "...";
        let method = self.behind_parentheses(index + 1) == "{";
        match token.within {
            Within::Object if !token.in_value && !spread => match next {
                ":" | "(" => {}
                // `{ using }` and `{ using = 1 }` name the property, too.
                _ => edits.push((token.end..token.end, format!(": {name}").into())),
            },
            Within::Class if !token.in_value || method => {}
            _ => edits.push((token.start..token.end, name.to_owned().into())),
        }
    }

    /// `{ set x() {} }`: a parameter that nothing has the name of.
    fn setter_of_nothing(&self, index: usize, name: &str, edits: &mut Vec<Edit>) {
        let token = self.tokens[index];
        let Some(open) = self.tokens.get(index + 2) else { return };
        let empty = self.word(index + 2) == "(" && open.mate == Some(index + 3) && self.word(index + 4) == "{";
        let key = matches!(token.within, Within::Object | Within::Class) && !token.in_value;
        if key && empty && matches!(self.tokens[index + 1].kind, Kind::Word | Kind::Literal) {
            edits.push((open.end..open.end, name.to_owned().into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::repaired;
    use super::tokens::{Within, tokens};
    use crate::testing::table;

    #[test]
    fn refused_programs_run() {
        table(&[
            ("const a = 1\n  , b = 2\n  , c = a + b; c", "3"),
            ("let a\n  , b = 2\n; b", "2"),
            ("const a = 1 // one\n  /* two */, b = 2 // three\n  , c = 3\nb + c", "5"),
            ("for (let i = 0\n, n = 3; i < n; i++); 'done'", "done"),
            ("const a = { x: 1\n, y: 2 }\n, b = [a.x\n, a.y]; b", "1,2"),
            ("const f = function () {\n return 1 }\n, g = () => { return 2 }\n, h = `${f()\n, g()}`; h", "2"),
            ("const { a\n, b } = { a: 1, b: 2 }\n, c = 3; a + b + c", "6"),
            ("const a = 1\r\n\t, b = 2; b", "2"),
            ("const a = 1\u{2028}, b = 2; b", "2"),
            ("const re = /[,/]\\/\\n,/g\n, d = 4 / 2\n, e = d / 2 / 1; e", "1"),
            ("function async(x) { return x + 1 }; async(1)", "2"),
            (
                "var o = { async: function (x) { return x }, async2(x) { return x } }; o.async(1); var async = o.async2; async(7)",
                "7",
            ),
            ("var async = function (x) { return x }, a = 5\nasync(a)", "5"),
            ("var async = Number, x = async('4') + async('6') / async(3); x", "6"),
            ("function async(f) { return f(3) }; async(async (x) => x) + ''", "[object Promise]"),
            (
                "var async = 1; new (class { async() { return async(2) } }); function async(x) { return x }; typeof async",
                "number",
            ),
            ("var using = 1; using = using + 1; ({ using }).using", "2"),
            ("var using = { using: 5 }, x = using.using; x", "5"),
            ("function f({ using }) { return using } f({ using: 6 }) ", "6"),
            ("var { using = 7 } = {}; using", "7"),
            ("var using = { a: 1 }, o = { ...using, using: 2 }; o.a + using.a + o.using", "4"),
            ("class A { using() { return using } static using = 3 } var using = 8; new A().using() + A.using", "11"),
            ("function using() { return 9 } `${using()}`", "9"),
            ("var using = [1, 2], n = 0; for (var x of using) n += x; using\n+ n", "1,23"),
            ("var using = 3, using_ = 4; [using, using_]", "3,4"),
            ("var o = { get x() { return 1 }, set x() { this.y = 2 } }; o.x = 5; o.y + o.x", "3"),
            (
                "var ignored_ = 1, o = { set 'a b'() { this.y = ignored_ }, set: 3, get: 4 }; o['a b'] = 7; o.y + o.set",
                "4",
            ),
        ]);
    }

    #[test]
    fn what_is_wrong_is_told_of_the_text_as_it_was() {
        table(&[
            ("const a = 1\n, b = 2 +;", "SyntaxError: Unexpected token ,"),
            ("var using = 1; using = = 2", "SyntaxError: Unexpected token ="),
            ("async(1) 2", "SyntaxError: Unexpected number"),
            ("foo bar", "SyntaxError: Unexpected identifier bar"),
        ]);
    }

    #[test]
    fn single_tokens_are_written_in_another_way() {
        for (text, expect) in [
            ("const a = 1 // x\n  , b = 2", "const a = 1, // x\n    b = 2"),
            ("f(a\n, b)", ""),
            ("const a = 1; f(b\n, c)", ""),
            ("const a = [1\n, 2]", ""),
            ("var s = 'async(1), using', r = /using async(1)/, t = `using async(1)` // using async(1)", ""),
            ("async(x)", r"\u0061sync(x)"),
            ("async (x) => x", ""),
            ("async x => x; async function f() {}; o.async(1); o?.async(2); ({ async(x) {} })", ""),
            ("async: for (;;) break async", r"\u0061sync: for (;;) break async"),
            ("a ? using : b", "a ? using_ : b"),
            ("({ x: a ? using : b, using: using, using })", "({ x: a ? using_ : b, using: using_, using: using_ })"),
            ("x.using = using; x?.using", "x.using = using_; x?.using"),
            ("using x = f()", ""),
            ("if (a) /using/.test(b); a / using / b", "if (a) /using/.test(b); a / using_ / b"),
            ("x = {} / using / 1", "x = {} / using_ / 1"),
            ("{} /using/g", ""),
            ("function f() {} /using/g", ""),
            ("x = function () {} / using / 1", "x = function () {} / using_ / 1"),
            ("a++ / using / 2", "a++ / using_ / 2"),
            ("a = `${b /using}` + `/${/using/}`", "a = `${b /using_}` + `/${/using/}`"),
            ("({ set x() {}, set y(v) {} })", "({ set x(ignored_) {}, set y(v) {} })"),
            ("x = { set: 1 }; set x; set(); { set x() {} }", ""),
            ("class A { set x() {} static set y() {} }", "class A { set x(ignored_) {} static set y(ignored_) {} }"),
        ] {
            assert_eq!(repaired(text).unwrap_or_default(), expect, "{text}");
        }
    }

    #[test]
    fn lines_are_kept() {
        let text = "const a = 1\n  , using = 2 /*\n*/\n  , c = `\n`\n  , { d\n , e } = async(1)\n";
        let lines = |text: &str| text.matches('\n').count();
        assert_eq!(repaired(text).map(|text| lines(&text)), Some(lines(text)));
    }

    #[test]
    fn braces_are_told_apart() {
        use Within::{Block, Class, Expression, Object};
        // What the token `x` stands in.
        for (text, expect) in [
            ("x", Block),
            ("{ x }", Block),
            ("({ x })", Object),
            ("a = { x }", Object),
            ("return { x }", Object),
            ("a\n{ x }", Block),
            ("if (a) { x }", Block),
            ("() => { x }", Block),
            ("f(function (a) { x })", Block),
            ("function f(a) { x }", Block),
            ("class A { x }", Class),
            ("a = class extends B { x }", Class),
            ("class A { static { x } }", Block),
            ("class A { f() { x } }", Block),
            ("({ f() { x } })", Block),
            ("a: { x }", Block),
            ("switch (a) { case { x }: }", Object),
            ("switch (a) { case 1: { x } }", Block),
            ("a ? { x } : 1", Object),
            ("a ? 1 : { x }", Object),
            ("const { x } = a", Object),
            ("for (var { x } of a) ;", Object),
            ("function f({ x }) {}", Object),
            ("try { x } catch {}", Block),
            ("`${x}`", Expression),
            ("`${{ x }}`", Object),
            ("o.class\n{ x }", Block),
            ("({ class: { x } })", Object),
            ("({ if: 1, x })", Object),
            ("({ function: 1, a() { x } })", Block),
        ] {
            let found = tokens(text).into_iter().find(|token| &text[token.start..token.end] == "x");
            assert_eq!(found.map(|token| token.within), Some(expect), "{text}");
        }
    }

    #[test]
    fn any_text_is_survived() {
        let parts = [
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            "`",
            "${",
            "$",
            "'",
            "\"",
            "/",
            "\\",
            "\n",
            ";",
            ",",
            ".",
            "?",
            ":",
            "=",
            "=>",
            "+",
            "++",
            "*/",
            "/*",
            "//",
            "<!--",
            "-->",
            "async",
            "using",
            "set x",
            "const ",
            "class ",
            "function ",
            "if ",
            "é",
            "\u{2028}",
            "\u{1f600}",
            "1",
            "\\u{",
            " ",
        ];
        let mut seed = 1_u32;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(parts[(seed >> 16) as usize % parts.len()]);
            }
            for pair in tokens(&text).windows(2) {
                assert!(pair[0].start <= pair[0].end && pair[0].end <= pair[1].start, "{text}");
            }
            repaired(&text);
        }
    }
}
