//! What the engine's scope analysis overlooks, and then **panics** over.
//!
//! boa_engine 0.22 keeps a function's variables out of reach of `eval` unless the function has a direct call of it. It
//! looks for such calls in everything but the elements of a class and the methods of an object literal; the panic comes
//! when the text that is evaluated there names a variable of a function around. What is put here into the block around
//! the class, and into the object literal, does nothing and gives no value, but it is seen.
//!
//! Functions in the computed name of a class's method are not analysed at all. Such a name becomes the text of an `eval`,
//! which is.

use std::ops::Range;

use memchr::memmem;

use super::tokens::{Kind, Token, Within, tokens};
use super::{Edit, Source, apply};

/// A statement without a name and without a value.
const STATEMENT: &str = ";var{}=0&&eval()";
/// What an arrow function returns stands between these.
const EXPRESSION: (&str, &str) = ("(0?eval():", ")");
/// A member of an object literal that adds nothing to it.
const MEMBER: &str = "...0&&eval()";

/// The text with all that written so that the analysis sees it; none when there is nothing of the kind.
pub fn analysed(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let calls = memmem::find_iter(bytes, "eval").any(|at| may_be_a_call(bytes, at));
    let names = || {
        memmem::find(bytes, b"class").is_some() && memchr::memchr_iter(b']', bytes).any(|at| may_be_a_name(bytes, at))
    };
    if !calls && !names() {
        return None;
    }
    let source = Source { text, tokens: tokens(text) };
    let mut open = Vec::new();
    let mut edits: Vec<Edit> = Vec::new();
    for (index, token) in source.tokens.iter().enumerate() {
        while open.last().is_some_and(|&around: &usize| source.tokens[around].mate.is_some_and(|mate| mate <= index)) {
            open.pop();
        }
        if source.is_call_of_eval(index) {
            source.tell_those_around(index, &open, &mut edits);
            edits.extend(source.mended_literal(index));
        } else if let Some(name) = source.name_with_function(index) {
            source.tell_those_around(index, &open, &mut edits);
            edits.push(name);
        }
        if token.mate.is_some() {
            open.push(index);
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    // One remark is enough; and what stands in a name that was rewritten is part of its text.
    edits.dedup_by(|next, before| next.0.start < before.0.end || next.0.start == before.0.start);
    if edits.is_empty() { None } else { Some(apply(text, edits)) }
}

fn may_be_a_call(text: &[u8], at: usize) -> bool {
    let named = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.');
    let before = at.checked_sub(1).and_then(|before| text.get(before));
    let behind = text[at + 4..].iter().find(|byte| !byte.is_ascii_whitespace());
    !before.is_some_and(named) && matches!(behind, Some(b'(' | b'/'))
}

/// How far back a computed name is looked for.
const NAME_LEN_MAX: usize = 2000;

/// Whether the `]` closes what may be the name of a method, with a function in it.
fn may_be_a_name(text: &[u8], end: usize) -> bool {
    if !matches!(text[end + 1..].iter().find(|byte| !byte.is_ascii_whitespace()), Some(b'(' | b'/')) {
        return false;
    }
    let mut depth = 0_usize;
    for at in (end.saturating_sub(NAME_LEN_MAX)..end).rev() {
        match text[at] {
            b']' => depth += 1,
            b'[' if depth > 0 => depth -= 1,
            b'[' => {
                let name = &text[at..end];
                return ["=>", "function", "class", "){", ") {"]
                    .iter()
                    .any(|word| memmem::find(name, word.as_bytes()).is_some());
            }
            _ => {}
        }
    }
    false
}

impl Source<'_> {
    /// The computed name of a class's method that begins at `index`, when it has a function in it, as the text of an eval.
    fn name_with_function(&self, index: usize) -> Option<Edit> {
        let token = self.tokens[index];
        let end = token.mate?;
        let name =
            token.within == Within::Class && !token.in_value && self.word(index) == "[" && self.word(end + 1) == "(";
        let inside = index + 1..end;
        let function = |index: usize| match self.word(index) {
            "=>" | "function" | "class" => true,
            "{" => self.before(index) == ")",
            _ => false,
        };
        if !name || !inside.clone().any(function) {
            return None;
        }
        let range = token.end..self.tokens[end].start;
        let text = self.text[range.clone()].replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${");
        Some((range, format!("eval(`({text}\\n)`)").into()))
    }

    fn is_call_of_eval(&self, index: usize) -> bool {
        let token = self.tokens[index];
        self.word(index) == "eval"
            && self.word(index + 1) == "("
            && !self.is_property(index)
            && self.before(index) != "function"
            && !(self.is_key(token) && self.behind_parentheses(index + 1) == "{")
    }

    fn is_key(&self, token: Token) -> bool {
        matches!(token.within, Within::Object | Within::Class) && !token.in_value
    }

    /// `open` are the brackets around the call, the outermost first.
    fn tell_those_around(&self, call: usize, open: &[usize], edits: &mut Vec<Edit>) {
        for (depth, &inner) in open.iter().chain([&call]).enumerate() {
            let token = self.tokens[inner];
            match token.within {
                // A method's parameters or body, an initializer, a static block.
                Within::Class => {
                    let around = &open[..depth.saturating_sub(1)];
                    let block = around.iter().rev().find(|&&around| self.is_block(around));
                    let class = depth.checked_sub(1).map(|depth| open[depth]);
                    if let (None, Some(class)) = (block, class.and_then(|class| self.class_of_arrow(class))) {
                        edits.push((class.start..class.start, EXPRESSION.0.into()));
                        edits.push((class.end..class.end, EXPRESSION.1.into()));
                        continue;
                    }
                    let end = block.and_then(|&block| self.end_of(block)).unwrap_or(self.text.len());
                    edits.push((end..end, STATEMENT.into()));
                }
                Within::Object if !token.in_value && matches!(self.word(inner), "(" | "{") => {
                    let Some(literal) = depth.checked_sub(1).map(|depth| open[depth]) else { continue };
                    let Some(end) = self.end_of(literal) else { continue };
                    let last = self.tokens[literal].mate.map_or("", |mate| self.before(mate));
                    let comma = if last == "," { "" } else { "," };
                    edits.push((end..end, format!("{comma}{MEMBER}").into()));
                }
                _ => {}
            }
        }
    }

    /// Where the class whose `{` this is begins and ends, when an arrow function consists of nothing else.
    fn class_of_arrow(&self, bracket: usize) -> Option<Range<usize>> {
        let class = (0..bracket).rev().find(|&index| self.word(index) == "class" && !self.is_property(index))?;
        let end = self.tokens[self.tokens[bracket].mate?].end;
        (self.before(class) == "=>").then(|| self.tokens[class].start..end)
    }

    fn is_block(&self, bracket: usize) -> bool {
        let inside = self.tokens.get(bracket + 1);
        self.word(bracket) == "{" && inside.is_some_and(|inside| inside.within == Within::Block)
    }

    /// Where the bracket that closes this one begins.
    fn end_of(&self, bracket: usize) -> Option<usize> {
        self.tokens[bracket].mate.map(|mate| self.tokens[mate].start)
    }
}

/// Whether the text is one function expression in parentheses, `(keywords anonymous(parameters) { body })`, whose
/// parameters end with the `)` at `parameters_end`, and where nothing else is named `anonymous`.
pub fn is_one_function(text: &str, parameters_end: usize) -> bool {
    let source = Source { text, tokens: tokens(text) };
    let last = source.tokens.len().wrapping_sub(1);
    let whole = source.tokens.first().is_some_and(|first| first.mate == Some(last));
    let named = |token: &&Token| token.kind == Kind::Word && text[token.start..token.end] == *"anonymous";
    let Some(parenthesis) = source.tokens.iter().position(|token| token.start == parameters_end) else { return false };
    let opened = source.tokens.iter().position(|token| token.mate == Some(parenthesis));
    let body = source.tokens.get(parenthesis + 1);
    whole
        && source.tokens.iter().filter(named).count() == 1
        && opened.is_some_and(|open| source.before(open) == "anonymous")
        && source.word(parenthesis + 1) == "{"
        && body.is_some_and(|body| body.mate == last.checked_sub(1))
}

#[cfg(test)]
mod tests {
    use super::{analysed, is_one_function};
    use crate::testing::table;

    #[test]
    fn variables_around_a_method_are_found() {
        table(&[
            ("(function (a) { class K { static m() { return eval('a') } } return K.m() })(1)", "1"),
            ("(function (a) { class K { m(b = eval('a')) { return b } } return new K().m() })(2)", "2"),
            ("(function (a) { class K { x = eval('a'); static y = eval('a + 1') } return new K().x + K.y })(1)", "3"),
            ("(function (a) { var r; class K { static { r = eval('a') } } return r })(4)", "4"),
            ("(function (a) { return { m() { return eval('a') } }.m() })(5)", "5"),
            ("(function (a) { return { get m() { return eval('a') }, }.m })(6)", "6"),
            ("(function (a) { return Object.keys({ b: 1, m() { return eval('a') } }) })(7)", "b,m"),
            ("(a => ({ m() { return eval('a') } }))(8).m()", "8"),
            ("(function (a) { return (b => class { static m() { return eval('a + b') } })(3) })(6).m()", "9"),
            (
                "(function (a) { with ({ z: 1 }) { class K { static m() { return eval('a + z') } } return K.m() } })(1)",
                "2",
            ),
            (
                "(function (a) { class K { m() { return { n() { return eval('a') } } } } return new K().m().n() })('deep')",
                "deep",
            ),
            ("(function (a) { 'use strict'; class K { static m() { return eval('a') } } return K.m() })(1)", "1"),
            ("(a => class { static m() { return eval('a') + eval('a') } })(3).m()", "6"),
            ("class K { m() { return eval('1') } } 'value'", "value"),
            ("new Function('a', 'class K { static m() { return eval(\"a\") } } return K.m()')('f')", "f"),
            ("(function (a) { class K { static m() { return (0, eval)('typeof a') } } return K.m() })(1)", "undefined"),
        ]);
    }

    #[test]
    fn functions_in_names_of_methods_run() {
        table(&[
            (
                "(function (a) { class K { [(b => b + a)('m')]() { return 1 } } return Object.getOwnPropertyNames(K.prototype) })(2)",
                "constructor,m2",
            ),
            ("class K { static get [['a\\n', `b`].map(function (x) { return x.trim() })[0]]() { return 3 } } K.a", "3"),
            ("class K { static [class A {}.name]() { return 4 } } K.A()", "4"),
            ("class K { static *[{ n() { return 'g' } }.n()]() { yield 5 } } [...K.g()] + ''", "5"),
        ]);
    }

    #[test]
    fn only_what_is_overlooked_is_rewritten() {
        for (text, expect) in [
            ("function f(a) { return eval('a') }", ""),
            ("o = { m: function () { eval('a') }, n: eval('b') }", ""),
            ("class K { evaluate() { this.eval('a'); o.eval (1) } eval() {} }", ""),
            ("function eval(a) {} o = { eval(a) {} }; s = 'eval(a)'; /eval(a)/", ""),
            ("{ class K { m() { eval(a) } } }", "{ class K { m() { eval(a) } } ;var{}=0&&eval()}"),
            ("class K { m() { eval(a); eval(b) } }", "class K { m() { eval(a); eval(b) } };var{}=0&&eval()"),
            ("o = { m() { eval(a) } }", "o = { m() { eval(a) } ,...0&&eval()}"),
            ("var { x = { m() { eval(a) }, } } = y", "var { x = { m() { eval(a) }, ...0&&eval()} } = y"),
            ("var { [eval(a)]: b } = c", ""),
            ("class K { [a[0]](b) {} [x] = () => 1; m() { return a[() => 1](2) } }", ""),
            (
                "class K { static get [f(`${() => 1}`)]() {} }",
                "class K { static get [eval(`(f(\\`\\${() => 1}\\`)\\n)`)]() {} };var{}=0&&eval()",
            ),
        ] {
            assert_eq!(analysed(text).unwrap_or_default(), expect, "{text}");
        }
    }

    #[test]
    fn one_function_is_told_from_more() {
        for (text, expect) in [
            ("(function anonymous(a,b\n) {\nreturn a\n})", true),
            ("(async function* anonymous(\n) {\n\n})", true),
            ("(function anonymous(a = ')', {b}\n) {\n`}${'}'}`\n})", true),
            ("(function anonymous(\n) {\n}, function () {\n})", false),
            ("(function anonymous(\n) {\n})(function () {\n})", false),
            ("(function anonymous(/*\n) {\n*/){\n})", false),
            ("(function anonymous(\n) {\nreturn anonymous\n})", false),
            ("(function anonymous(\n) {\n}\n})", false),
            ("", false),
        ] {
            let parameters_end = text.find("\n) {").map_or(0, |at| at + 1);
            assert_eq!(is_one_function(text, parameters_end), expect, "{text}");
        }
    }
}
