//! Programs that the engine takes but runs wrongly.

use std::borrow::Cow;

use super::tokens::{Kind, tokens};
use super::{Edit, Source, apply};

/// A text in which some lines became wider.
pub struct Rewritten {
    /// The text; it has the lines that it had.
    pub text: String,
    /// Where it differs, in order.
    pub places: Vec<Place>,
}

/// A place in a rewritten text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line in the text, from 1.
    pub line: u32,
    /// Column in the text as it is now, from 1, behind what was put there.
    pub column: u32,
    /// How many columns the line gained there (or lost).
    pub gained: i32,
}

/// The text written in a way that the engine runs as it should; none if there is nothing of the kind.
///
/// - `o.__proto__ = p`, which programs of 2010 wrote where today's say `Object.setPrototypeOf`: the engine remembers
///   for each place that sets a property by name in which slot of which shape it was found. Behind `__proto__` is a
///   setter of `Object.prototype`, and when it has run, the object inherits from another: at the next run of the same
///   place the engine takes whatever the new prototype has in that slot for the setter, calls it, or panics. It
///   remembers nothing of `o["__proto__"] = p`, which means the same.
/// - `() => () => this.x`: `this` in an arrow function within an arrow function is undefined, unless the outer one
///   says `this`, too. So it does: `() => 0?this:() => this.x`, or `{ ..;0?this:0}` at the end of its block.
pub fn steady(text: &str) -> Option<Rewritten> {
    let prototypes = text.match_indices(PROTO).any(|(at, _)| may_be_assigned(text, at));
    let arrows = text.contains("this") && text.match_indices("=>").nth(1).is_some();
    if !prototypes && !arrows {
        return None;
    }
    let source = Source { text, tokens: tokens(text) };
    let mut edits = Vec::new();
    if prototypes {
        source.assignments_of_prototypes(&mut edits);
    }
    if arrows {
        source.arrows_within_arrows(&mut edits);
    }
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(range, _)| range.start);
    let places = places(text, &edits);
    Some(Rewritten { text: apply(text, edits), places })
}

const PROTO: &str = "__proto__";

/// Whether a point stands before the name at `at` and one `=` behind it, or a comment stands in between.
fn may_be_assigned(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    let behind = text[at + PROTO.len()..].trim_start();
    // A line comment before the name ends with anything.
    let member = before.ends_with(['.', '/']) || text[before.len()..at].contains(['\n', '\r', '\u{2028}', '\u{2029}']);
    member && (behind.starts_with('/') || (behind.starts_with('=') && !behind.starts_with("==")))
}

/// Where sorted edits leave their marks.
fn places(text: &str, edits: &[Edit]) -> Vec<Place> {
    let (mut line, mut column, mut at, mut gained) = (1, 1, 0, 0);
    let place = |(range, replacement): &Edit| {
        let mut lines = text[at..range.end].split('\n');
        at = range.end;
        column += lines.next().map_or(0, |rest| rest.chars().count());
        for rest in lines {
            (line, column, gained) = (line + 1, 1 + rest.chars().count(), 0);
        }
        let here = columns(replacement.len()) - columns(range.len());
        gained += here;
        let column = u32::try_from(columns(column).saturating_add(gained)).unwrap_or(1);
        Place { line, column, gained: here }
    };
    edits.iter().map(place).collect()
}

fn columns(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// An arrow function that has begun.
struct Arrow {
    /// The token `=>`.
    sign: usize,
    /// The token that ends its block; none when its body is an expression.
    end: Option<usize>,
    /// How many brackets are open around it.
    level: usize,
    /// Whether it says `this` somewhere.
    this: bool,
    /// Whether an arrow function within it does.
    this_within: bool,
}

/// What an outer arrow function says before an expression, and at the end of a block.
const BEFORE_EXPRESSION: &str = "0?this:";
const AT_END: &str = ";0?this:0";

impl Source<'_> {
    fn assignments_of_prototypes(&self, edits: &mut Vec<Edit>) {
        for index in 1..self.tokens.len() {
            let token = self.tokens[index];
            if token.kind == Kind::Word
                && self.word(index) == PROTO
                && self.word(index - 1) == "."
                && self.word(index + 1) == "="
                && !self.comparison(index + 1)
            {
                let dot = self.tokens[index - 1];
                edits.push((dot.start..dot.end, "".into()));
                edits.push((token.start..token.end, "[\"__proto__\"]".into()));
            }
        }
    }

    /// Whether the `=` at `index` is the first sign of `==` or `===`.
    fn comparison(&self, index: usize) -> bool {
        let equals = self.tokens[index];
        self.tokens.get(index + 1).is_some_and(|next| next.start == equals.end && self.word(index + 1).starts_with('='))
    }

    /// Gives a `this` to each arrow function around one that says it. Where an expression ends is not told exactly, and
    /// functions of other kinds are not told apart: a `this` too many does no harm.
    fn arrows_within_arrows(&self, edits: &mut Vec<Edit>) {
        let mut arrows: Vec<Arrow> = Vec::new();
        // The tokens that close the brackets which are open.
        let mut mates: Vec<usize> = Vec::new();
        for index in 0..self.tokens.len() {
            let closes = mates.last() == Some(&index);
            if closes {
                mates.pop();
            }
            let word = self.word(index);
            let ends = closes || matches!(word, "," | ";");
            while let Some(arrow) = arrows.last() {
                let over = match arrow.end {
                    Some(end) => end == index,
                    None => ends && if closes { arrow.level > mates.len() } else { arrow.level == mates.len() },
                };
                if !over {
                    break;
                }
                self.end_arrow(&mut arrows, edits);
            }
            match word {
                "this" if !self.is_property(index) => {
                    if let Some(arrow) = arrows.last_mut() {
                        arrow.this = true;
                    }
                }
                "=>" => {
                    let block = self.tokens.get(index + 1).and_then(|open| open.mate);
                    let end = block.filter(|_| self.word(index + 1) == "{");
                    arrows.push(Arrow { sign: index, end, level: mates.len(), this: false, this_within: false });
                }
                _ => {}
            }
            mates.extend(self.tokens[index].mate);
        }
        while !arrows.is_empty() {
            self.end_arrow(&mut arrows, edits);
        }
    }

    fn end_arrow(&self, arrows: &mut Vec<Arrow>, edits: &mut Vec<Edit>) {
        let Some(arrow) = arrows.pop() else { return };
        if let Some(outer) = arrows.last_mut() {
            outer.this |= arrow.this;
            outer.this_within |= arrow.this;
        }
        if !arrow.this_within {
            return;
        }
        let (at, words) = match arrow.end {
            Some(end) => (self.tokens[end].start, AT_END),
            None => (self.tokens[arrow.sign].end, BEFORE_EXPRESSION),
        };
        edits.push((at..at, Cow::Borrowed(words)));
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, steady};
    use crate::testing::table;

    /// Each row's code behind the same beginning.
    fn behind(start: &str, rows: &[(&str, &str)]) {
        let codes: Vec<String> = rows.iter().map(|row| format!("{start} {}", row.0)).collect();
        table(&codes.iter().zip(rows).map(|(code, row)| (code.as_str(), row.1)).collect::<Vec<_>>());
    }

    #[test]
    fn prototypes_are_assigned_many_times_from_one_place() {
        behind(
            "function put(o, p) { o.__proto__ = p; return o }",
            &[
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
            ],
        );
    }

    #[test]
    fn arrows_within_arrows_know_this() {
        behind(
            "var o = { x: 5, call(f) { return f() } }; function f(m) { return m.call({ x: 7 }) } var q; \
             class A { x = 5; constructor(m) { this.m = m } }",
            &[
                ("f(function () { return () => () => this.x })()()", "7"),
                ("f(function () { return () => () => () => this.x })()()()", "7"),
                ("f(function () { return a => { return b => { return c => { return this.x } } } })()()()", "7"),
                ("f(function () { return () => { 'use strict'; return [1].map(() => this.x) } })() + ''", "7"),
                ("f(function () { return () => [1].map(a => [2].map(b => this.x + a + b)) })() + ''", "10"),
                ("f(function* () { yield () => () => this.x }).next().value()()", "7"),
                ("new (class { x = 4; get g() { return () => () => this.x } })().g()()", "4"),
                ("new (class { x = 4; m(a = () => () => this.x) { return a } })().m()()()", "4"),
                ("new (class { x = 4; h = () => { return [1].map(() => [2].map(() => this.x)) } })().h() + ''", "4"),
                ("f(function () { return a => a ? () => this.x : () => 0 })(1)()", "7"),
                ("f(function () { return a => a ?? (() => this.x)() })(null)", "7"),
                ("f(function () { return () => q = () => this.x })()()", "7"),
                ("f(function () { return () => ({ x: () => this.x }) })().x()", "7"),
                ("f(function () { return () => `${[1].map(() => this.x)}` })()", "7"),
                (
                    "f(function () { return () => { return function () { return () => () => this.x }.call({ x: 3 })()() + (() => this.x)() } })()",
                    "10",
                ),
                (
                    "f(function () { return () => { class B { m() { return this.y } y = 9 } return () => [new B().m(), this.x] } })()() + ''",
                    "9,7",
                ),
                (
                    "class B extends A { constructor() { var g = () => () => super(); g()(); this.y = [1].map(() => this.x) } } new B().y + ''",
                    "5",
                ),
                (
                    "f(function () { return { async m() { await 1; q = [1].map(() => [1].map(() => this.z)) }, z: 6 } }).m(); 'later'",
                    "later",
                ),
            ],
        );
    }

    #[test]
    fn only_what_runs_wrongly_is_written_anew() {
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
            (".__proto__=", "[\"__proto__\"]="),
            ("() => this; () => this", ""),
            ("() => f(this, () => 1)", ""),
            ("() => () => a.this", ""),
            ("[a => 1, b => this]; (a => 1)(b => this)", ""),
            ("() => () => this", "() =>0?this: () => this"),
            ("() => { f(() => this) }", "() => { f(() => this) ;0?this:0}"),
            ("a => { return x } ; b => c => d => this", "a => { return x } ; b =>0?this: c =>0?this: d => this"),
            ("f(a => g(b => this), c => h(d => 1))", "f(a =>0?this: g(b => this), c => h(d => 1))"),
            ("a => `${b => this}`", "a =>0?this: `${b => this}`"),
            ("a => b =>\n  this", "a =>0?this: b =>\n  this"),
            ("=> => this", "=>0?this: => this"),
        ] {
            let found = steady(text).map_or_else(|| text.to_owned(), |it| it.text);
            assert_eq!(found, if expect.is_empty() { text } else { expect }, "{text}");
        }
    }

    #[test]
    fn places_are_known() {
        let place = |line, column, gained| Place { line, column, gained };
        let places = |text| steady(text).map_or(Vec::new(), |it| it.places);
        assert_eq!(places("é => () => this"), [place(1, 12, 7)]);
        assert_eq!(
            places("\na.__proto__ = b.__proto__ = 1"),
            [place(2, 2, -1), place(2, 15, 4), place(2, 19, -1), place(2, 32, 4)]
        );
    }

    #[test]
    fn errors_are_told_of_the_text_as_it_was() {
        behind(
            "var a, o = {};",
            &[
                ("try { o.__proto__ = o.__proto__ = a.b } catch (e) { e.stack.split(/:/).slice(-1)[0] }", "52"),
                ("\n\nvar x; try { o.__proto__ = {}; x.y.z } catch (e) { e.stack.split(/:/).slice(-2) + '' }", "3,34"),
                ("var p = {}; o.__proto__ = p; p.__proto__ = o = = 1", "SyntaxError: Unexpected token ="),
                ("try { (() => { (() => this)(); a.b })() } catch (e) { /:1:(\\d+)/.exec(e.stack)[1] }", "49"),
            ],
        );
    }
}
