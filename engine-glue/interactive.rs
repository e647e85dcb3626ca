//! Code that somebody types piece by piece into a running program: whether it is finished, and what it declares.
//!
//! Each piece runs as a script of the current realm. The engine would keep `let`, `const` and `class` of a script for
//! good, and refuse to declare them again; so such a piece runs within a block, whose names become accessors on the
//! global object: later pieces see them, may declare them anew, and [`forget`] takes them away.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::ast::operations::{lexically_declared_names, var_declared_names};
use boa_engine::ast::scope::Scope;
use boa_engine::interner::{Interner, Sym};
use boa_engine::object::JsObject;
use boa_engine::parser::{Error, Parser};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsResult, JsString, JsValue, Source};
use rustc_hash::FxHashSet;

use crate::binding::{function, set_hidden};
use crate::builtins::syntax;
use crate::convert::arg;
use crate::error::type_error;
use crate::eval;
use crate::slot::slot;
use crate::sources::sources;

/// What became of a piece of code.
#[derive(Debug)]
pub enum Outcome {
    /// It is the beginning of something: nothing ran.
    Unfinished,
    /// It ran; its last value.
    Value(JsValue),
    /// It has `await` in it: a promise of its last value.
    Promise(JsValue),
}

/// Runs `code` under the name `file`, unless it is unfinished. What begins with a brace is an object when it can be
/// one; `await` may stand outside of functions.
///
/// # Errors
/// A SyntaxError that knows its place, or what the code throws.
pub fn evaluate(code: &str, file: &str, cx: &mut Context) -> JsResult<Outcome> {
    let before: FxHashSet<PropertyKey> = cx.global_object().own_property_keys(cx)?.into_iter().collect();
    let outcome = run(&Piece { code, file }, cx);
    for key in cx.global_object().own_property_keys(cx)? {
        if !before.contains(&key) {
            note_made(key, cx);
        }
    }
    outcome
}

/// The names that pieces of code gave to the global object.
fn made(cx: &mut Context) -> Rc<RefCell<FxHashSet<PropertyKey>>> {
    slot(cx, |_| Rc::default())
}

/// Counts a property of the global object among those that [`forget`] takes away.
pub fn note_made(key: PropertyKey, cx: &mut Context) {
    made(cx).borrow_mut().insert(key);
}

/// Takes away every name that a piece of code gave to the global object.
///
/// # Errors
/// None in practice: the engine's, on deleting a property.
pub fn forget(cx: &mut Context) -> JsResult<()> {
    let names = made(cx).take();
    let global = cx.global_object();
    for key in names {
        if global.has_own_property(key.clone(), cx)? {
            // A `var` is there for good, says the standard.
            let free = PropertyDescriptor::builder().value(JsValue::undefined()).writable(true).configurable(true);
            global.insert_property(key.clone(), free.enumerable(true));
            global.delete_property_or_throw(key, cx)?;
        }
    }
    Ok(())
}

/// What was typed.
struct Piece<'a> {
    code: &'a str,
    file: &'a str,
}

fn run(piece: &Piece, cx: &mut Context) -> JsResult<Outcome> {
    let code = piece.code;
    if code.trim_start().starts_with('{') && !code.trim_end().ends_with(';') {
        if let Shape::Whole { .. } = shape(&format!("({code}\n)")) {
            return piece.run_within("(", "\n)", Outcome::Value, cx);
        }
        if let (Shape::Unfinished, Shape::Unfinished | Shape::Wrong) = (shape(&format!("({code}")), shape(code)) {
            return Ok(Outcome::Unfinished);
        }
    }
    match shape(code) {
        Shape::Unfinished => Ok(Outcome::Unfinished),
        Shape::Whole { lexical, is_strict, .. } if !lexical.is_empty() => {
            let start = format!("{}{{{}", if is_strict { "'use strict';" } else { "" }, export(&lexical));
            // A block has rules of its own for functions of the same name: then a script it is.
            match shape(&[&start, code, "\n}"].concat()) {
                Shape::Whole { .. } => exporting(cx, |cx| piece.run_within(&start, "\n}", Outcome::Value, cx)),
                _ => piece.run(cx),
            }
        }
        Shape::Wrong if code.contains("await") => run_async(piece, cx),
        _ => piece.run(cx),
    }
}

/// Code with `await` in it, as the body of an async function.
fn run_async(piece: &Piece, cx: &mut Context) -> JsResult<Outcome> {
    const EXPRESSION: (&str, &str) = ("(async()=>(", "\n))()");
    let code = piece.code;
    if let Shape::Whole { .. } = shape(&[EXPRESSION.0, code, EXPRESSION.1].concat()) {
        return piece.run_within(EXPRESSION.0, EXPRESSION.1, Outcome::Promise, cx);
    }
    // `void` is an operator of the same kind, and one that scripts know.
    match shape(&code.replace("await", "void ")) {
        Shape::Unfinished => Ok(Outcome::Unfinished),
        Shape::Whole { mut lexical, vars, .. } => {
            lexical.extend(vars);
            let start = format!("(async()=>{{{}", export(&lexical));
            match shape(&[&start, code, "\n})()"].concat()) {
                Shape::Whole { .. } => exporting(cx, |cx| piece.run_within(&start, "\n})()", Outcome::Promise, cx)),
                _ => piece.run(cx),
            }
        }
        Shape::Wrong => piece.run(cx),
    }
}

impl Piece<'_> {
    /// Runs the code as it is.
    fn run(&self, cx: &mut Context) -> JsResult<Outcome> {
        eval::compile(self.code, self.file, cx)?.evaluate(cx).map(Outcome::Value)
    }

    /// Runs the code with something around it that does not show in the places of its errors.
    fn run_within(
        &self,
        start: &str,
        end: &str,
        outcome: fn(JsValue) -> Outcome,
        cx: &mut Context,
    ) -> JsResult<Outcome> {
        sources(cx).note_prefix(self.file, u32::try_from(start.len()).unwrap_or(0));
        let whole = [start, self.code, end].concat();
        let script = eval::parse(&whole, Some(self.file), cx);
        let script = script.map_err(|error| syntax::located(error, self.code, self.file, cx))?;
        script.evaluate(cx).map(outcome)
    }
}

/// What the function that [`exporting`] lends is called; it is gone when the code itself runs.
const EXPORT: &str = "$repl_names$";

/// A statement that gives accessors for these names to the global object.
fn export(names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let mut statement = format!("{EXPORT}({{");
    for name in names {
        let value = if name == "v" { "w" } else { "v" };
        statement.push_str(&format!("get {name}(){{return {name}}},set {name}({value}){{{name}={value}}},"));
    }
    statement + "});"
}

/// Runs `body` while the function is there that [`export`] calls.
fn exporting<T>(cx: &mut Context, body: impl FnOnce(&mut Context) -> JsResult<T>) -> JsResult<T> {
    let global = cx.global_object();
    let name = JsString::from(EXPORT);
    set_hidden(&global, EXPORT, function(EXPORT, 1, take_names, cx));
    let result = body(cx);
    // Code that did not come to run leaves it behind.
    global.delete_property_or_throw(name, cx)?;
    result
}

fn take_names(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let accessors = arg(args, 0).as_object().ok_or_else(|| type_error("an object with accessors was to come"))?;
    let global = cx.global_object();
    global.delete_property_or_throw(JsString::from(EXPORT), cx)?;
    for key in accessors.own_property_keys(cx)? {
        let accessor = own_property(&accessors, &key);
        if let Some(accessor) = accessor {
            note_made(key.clone(), cx);
            global.insert_property(key, accessor);
        }
    }
    Ok(JsValue::undefined())
}

fn own_property(object: &JsObject, key: &PropertyKey) -> Option<PropertyDescriptor> {
    object.borrow().properties().get(key)
}

/// What the parser makes of a text.
enum Shape {
    /// More must come.
    Unfinished,
    /// A script.
    Whole {
        /// What its `let`, `const`, `class`, and functions of a block, declare; empty unless there is one of the former.
        lexical: Vec<String>,
        /// What its `var`s declare.
        vars: Vec<String>,
        is_strict: bool,
    },
    /// No script, whatever may come.
    Wrong,
}

fn shape(code: &str) -> Shape {
    let mut interner = Interner::new();
    let parsed = Parser::new(Source::from_bytes(code)).parse_script(&Scope::new_global(), &mut interner);
    let ast = match parsed {
        Ok(ast) => ast,
        Err(error) if is_cut(&error, code) => return Shape::Unfinished,
        Err(_) => return Shape::Wrong,
    };
    let name =
        |symbol: Sym| -> String { interner.resolve_expect(symbol).join(str::to_owned, String::from_utf16_lossy, true) };
    let declares = !lexically_declared_names(&ast).is_empty();
    let lexical = if declares { lexically_declared_names(ast.statements()) } else { Vec::new() };
    let mut lexical: Vec<String> = lexical.into_iter().map(&name).collect();
    lexical.sort();
    lexical.dedup();
    let vars = var_declared_names(ast.statements()).into_iter().map(&name).collect();
    Shape::Whole { lexical, vars, is_strict: ast.strict() }
}

/// Whether the parser came to the end of the text and wanted more.
fn is_cut(error: &Error, code: &str) -> bool {
    match error {
        Error::AbruptEnd => true,
        Error::General { message, .. } => &**message == "missing ) after argument list",
        Error::Expected { found, .. } | Error::Unexpected { found, .. } => &**found == "EOF",
        Error::Lex { err } => {
            let message = err.to_string();
            message.contains("unterminated template literal")
                || message.contains("unterminated multiline comment")
                // A backslash at the end of the line joins the next one to the string.
                || message.contains("unterminated") && code.trim_end_matches(['\n', '\r']).ends_with('\\')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Engine, on_deep_stack};

    /// Runs the pieces one after the other; `...` is for what is unfinished.
    fn session(pieces: &[&str]) -> Vec<String> {
        let pieces: Vec<String> = pieces.iter().map(ToString::to_string).collect();
        on_deep_stack(move || {
            let Engine { mut context, .. } = Engine::new();
            let cx = &mut context;
            let mut shown = Vec::new();
            for piece in pieces {
                if piece == "!forget" {
                    forget(cx).expect("forgets");
                    continue;
                }
                shown.push(match evaluate(&piece, "test", cx) {
                    Ok(Outcome::Unfinished) => "...".into(),
                    Ok(Outcome::Value(value)) => value.display().to_string(),
                    Ok(Outcome::Promise(promise)) => {
                        cx.run_jobs().expect("jobs run");
                        promise.display().to_string().lines().next().unwrap_or_default().to_owned()
                    }
                    Err(error) => error.to_string().lines().next().unwrap_or_default().to_owned(),
                });
            }
            shown
        })
        .expect("a thread")
    }

    #[test]
    fn what_is_unfinished() {
        for code in [
            "(",
            "[1,",
            "{",
            "{a: 1,",
            "{\"a\": 1,",
            "{ f()",
            "f(function (v) {",
            "var a =",
            "1 +",
            "a.",
            "if (a)",
            "`abc",
            "`a${",
            "/* abc",
            "'abc\\",
            "class A {",
            "async () => {",
            "function f(",
            "x = {",
            "for (;;) {",
            "a ?",
            "new",
            "do {}",
            "try {}",
            "switch (1) { case 1:",
            "let x = [",
            "await f(",
            "const y = await (",
        ] {
            assert_eq!(session(&[code]), ["..."], "{code}");
        }
        for code in ["", " ", "// abc", "1", "var a", "{}", "{ var q = 1; q }", "/* */", "if (0) {}"] {
            assert_ne!(session(&[code]), ["..."], "{code}");
        }
        for code in ["var 1", "'abc", ")", "a b", "{ a: 1 } }", "/abc"] {
            assert!(session(&[code])[0].starts_with("SyntaxError"), "{code}");
        }
    }

    #[test]
    fn values() {
        assert_eq!(
            session(&["1 + 1", "var a = 2", "a", "{ a: 1 }.a", "{ a: 5 }['a']", "{ let q = 1; q }"])[..3],
            ["2", "undefined", "2"]
        );
        assert_eq!(session(&["x = 1; let y = 2", "3; let z"]), ["1", "3"]);
    }

    #[test]
    fn names_stay() {
        let pieces = [
            "let a = 1, [b, { c }] = [2, { c: 3 }]; const d = 4; class E { f() { return a } } function g() { return d }",
            "a + b + c + d + new E().f() + g()",
            "a = 10; g() + new E().f()",
            "d = 5",
            "let a = 100",
            "a + new E().f()",
            "var a = 7; a",
            "let broken = null.x",
            "broken",
            "let broken = 1",
            "broken",
            "'use strict'; let s = 1; undeclared = 1",
            "s",
            "let v = 3; v",
            "v = 4; v",
        ];
        let shown = session(&pieces);
        assert_eq!(shown[1], "15");
        assert_eq!(shown[2], "14");
        assert!(shown[3].starts_with("TypeError"), "{}", shown[3]);
        assert_eq!(shown[5], "110");
        assert_eq!(shown[6], "7");
        assert!(shown[7].starts_with("TypeError") && shown[8].starts_with("ReferenceError"), "{shown:?}");
        assert_eq!(shown[10], "1");
        assert!(shown[11].starts_with("ReferenceError"), "{}", shown[11]);
        assert_eq!(&shown[12..], ["1", "3", "4"]);
    }

    #[test]
    fn old_functions_see_new_names() {
        assert_eq!(
            session(&["x = 1", "function f() { return x }", "f()", "let x = 2", "f()", "!forget", "x = 3", "typeof f"])
                [2..],
            ["1", "undefined", "2", "3", "\"undefined\""]
        );
    }

    #[test]
    fn forgetting() {
        let shown = session(&[
            "var a = 1; let b = 2; c = 3; function f() {} class D {}",
            "!forget",
            "typeof a + typeof b + typeof c + typeof f + typeof D",
            "let b = 5; b",
        ]);
        assert_eq!(
            shown[1..],
            ["undefined".repeat(5), "5".into()].map(|it| if it.len() > 9 { format!("\"{it}\"") } else { it })
        );
    }

    #[test]
    fn awaiting() {
        let shown = session(&[
            "await Promise.resolve(1)",
            "const r = await 5, q = await 6; var w = 7",
            "r + q + w",
            "await = 1",
        ]);
        assert!(shown[0].starts_with("Promise"), "{shown:?}");
        assert_eq!(shown[2..], ["18", "1"]);
    }

    #[test]
    fn what_the_parser_wrongly_refuses() {
        let shown = session(&[
            "const a = 1\n, b = 2",
            "var using = a + b; using",
            "let c = (function (p) { class K { m() { return eval('p') } } return new K().m() })(4); c",
            "const d = 1\n,",
        ]);
        assert_eq!(shown, ["undefined", "3", "4", "..."]);
    }

    #[test]
    fn places_of_errors_are_those_of_the_code() {
        on_deep_stack(|| {
            let Engine { mut context, .. } = Engine::new();
            let cx = &mut context;
            let error = evaluate("let a = 1; throw new Error('x')", "here", cx).expect_err("it throws");
            let report = crate::report::report(&error, cx);
            assert!(report.contains("here:1:1"), "{report}");
            assert!(!report.contains("here:1:6"), "{report}");
        })
        .expect("a thread");
    }
}
