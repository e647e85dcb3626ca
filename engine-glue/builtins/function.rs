//! `new Function(..)`, and the same for generators and async functions: text that becomes a function.
//!
//! The engine's own keeps no text
//! for `toString`, and **panics** in a `with` block. Here the whole function, as the standard writes it down
//! (CreateDynamicFunction, `sourceText`), goes the way of files. The engine's own is left for what that way cannot do:
//! text with a lone surrogate, or with a variable named `anonymous`.

use boa_engine::ast::scope::Scope;
use boa_engine::ast::{Expression, Position, Spanned, Statement, StatementListItem};
use boa_engine::context::intrinsics::StandardConstructor;
use boa_engine::interner::Interner;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::parser::Parser;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction, Source, js_string};

use crate::binding::set_hidden;
use crate::eval;
use crate::limits::{STRING_MAX, too_long};

pub(super) fn install(cx: &mut Context) {
    let constructors = cx.intrinsics().constructors();
    let plain = constructors.function().clone();
    let kinds = [
        (constructors.generator_function().clone(), "GeneratorFunction", "function*"),
        (constructors.async_function().clone(), "AsyncFunction", "async function"),
        (constructors.async_generator_function().clone(), "AsyncGeneratorFunction", "async function*"),
    ];
    let function = replace(&plain, "Function", "function", None, cx);
    for (class, name, keywords) in kinds {
        replace(&class, name, keywords, Some(&function), cx);
    }
    set_hidden(&cx.global_object(), "Function", function);
}

/// Makes the constructor that stands in the place of the engine's.
fn replace(
    class: &StandardConstructor,
    name: &str,
    keywords: &'static str,
    parent: Option<&JsObject>,
    cx: &mut Context,
) -> JsObject {
    let (original, prototype) = (class.constructor(), class.prototype());
    let construct = NativeFunction::from_copy_closure_with_captures(
        move |target, args, original: &JsObject, cx| construct(target, args, keywords, original, cx),
        original,
    );
    let constructor = FunctionObjectBuilder::new(cx.realm(), construct)
        .name(JsString::from(name))
        .length(1)
        .constructor(true)
        .build();
    let constructor = JsObject::from(constructor);
    let fixed = |value: JsObject| PropertyDescriptor::builder().value(value).writable(false).enumerable(false);
    constructor.insert_property(js_string!("prototype"), fixed(prototype.clone()).configurable(false));
    match parent {
        Some(parent) => {
            constructor.set_prototype(Some(parent.clone()));
            prototype.insert_property(js_string!("constructor"), fixed(constructor.clone()).configurable(true));
        }
        None => set_hidden(&prototype, "constructor", constructor.clone()),
    }
    constructor
}

/// `target` is new.target; undefined in a plain call.
fn construct(
    target: &JsValue,
    args: &[JsValue],
    keywords: &str,
    original: &JsObject,
    cx: &mut Context,
) -> JsResult<JsValue> {
    let mut texts = Vec::with_capacity(args.len());
    for arg in args {
        texts.push(arg.to_string(cx)?);
    }
    let made = match source_text(&texts, keywords)? {
        Some((source, body)) => {
            let script = eval::nameless(&source, cx)?;
            if is_one_function(&source, body) { script.evaluate(cx)?.as_object() } else { None }
        }
        None => None,
    };
    let Some(made) = made else {
        let texts: Vec<JsValue> = texts.into_iter().map(Into::into).collect();
        return match target.as_object() {
            Some(target) => original.construct(&texts, Some(&target), cx).map(Into::into),
            None => original.call(&JsValue::undefined(), &texts, cx),
        };
    };
    // That of a subclass, or of Reflect.construct, also where the target's realm decides.
    if let Some(target) = target.as_object() {
        let like = original.construct(&[], Some(&target), cx)?;
        made.set_prototype(like.prototype());
    }
    Ok(made.into())
}

/// The function expression in parentheses, and where its body begins; none when a text is not all Unicode.
fn source_text(texts: &[JsString], keywords: &str) -> JsResult<Option<(String, Position)>> {
    if texts.iter().map(|text| text.len() as u64).sum::<u64>() > STRING_MAX {
        return Err(too_long());
    }
    let mut utf8 = Vec::with_capacity(texts.len());
    for text in texts {
        match text.to_std_string() {
            Ok(text) => utf8.push(text),
            Err(_) => return Ok(None),
        }
    }
    let body = utf8.pop().unwrap_or_default();
    let head = format!("({keywords} anonymous({}\n", utf8.join(","));
    let lines = head.replace("\r\n", "\n").matches(['\n', '\r', '\u{2028}', '\u{2029}']).count();
    let body_start = Position::new(u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1), BODY_COLUMN);
    Ok(Some((format!("{head}) {{\n{body}\n}})"), body_start)))
}

/// Where the `{` stands on its line, `) {`.
const BODY_COLUMN: u32 = 3;

/// Whether the text is one function expression in parentheses whose body begins at this position, and where nothing
/// else is named `anonymous`. A text that parses may be more: `/*` as parameter and `*/) {` as body, `}, function () {`.
fn is_one_function(text: &str, body: Position) -> bool {
    if text.matches("anonymous").nth(1).is_some() {
        return false;
    }
    let mut interner = Interner::new();
    let Ok(script) = Parser::new(Source::from_bytes(text)).parse_script(&Scope::new_global(), &mut interner) else {
        return false;
    };
    let [StatementListItem::Statement(statement)] = &**script.statements() else { return false };
    let Statement::Expression(Expression::Parenthesized(inner)) = &**statement else { return false };
    let start = match inner.expression() {
        Expression::FunctionExpression(function) => function.body().span().start(),
        Expression::GeneratorExpression(function) => function.body().span().start(),
        Expression::AsyncFunctionExpression(function) => function.body().span().start(),
        Expression::AsyncGeneratorExpression(function) => function.body().span().start(),
        _ => return false,
    };
    start == body
}

#[cfg(test)]
mod tests {
    use crate::testing::table;

    #[test]
    fn text_becomes_a_function() {
        // As node 20 has it.
        table(&[
            (
                "[new Function('a', 'b', 'return a + b')(1, 2), Function('return this === globalThis')(), typeof Function()()].join()",
                "3,true,undefined",
            ),
            ("new Function('a,b', 'c', 'return a')", "function anonymous(a,b,c\n) {\nreturn a\n}"),
            ("Function('a', '').length + Function('').name + Function.length + Function.name", "1anonymous1Function"),
            ("Function('return typeof anonymous')()", "undefined"),
            ("Function('const a = 1\\n, b = 2; return b')() + Function('using', 'return using')(3)", "5"),
            ("Function('a = [1\\n, 2]', '{b}', 'return a + b')(undefined, { b: 4 })", "1,24"),
            ("Function('\"\\ud800\"; return 1')()", "1"),
            ("Function('a // b', 'return a /* x */ // y')(8)", "8"),
            ("with ({}) { new Function('function g() { return 1 } return g()')() }", "1"),
            ("(function () { 'use strict'; return new Function('x = 1; return typeof this')() })()", "object"),
            ("(function (local) { return new Function('return typeof local')() })(1)", "undefined"),
        ]);
    }

    #[test]
    fn text_that_is_no_function_is_refused() {
        table(&[
            ("new Function('a', '}')", "SyntaxError: Unexpected token '}'"),
            ("new Function('a b', '')", "SyntaxError: Unexpected identifier 'b'"),
            ("new Function('/*', '*/){')", "SyntaxError: Invalid or unexpected token"),
            (
                "new Function('a', 'a', '\"use strict\"')",
                "SyntaxError: Duplicate parameter name not allowed in this context",
            ),
            ("new Function('a = super()', '')", "SyntaxError: 'super' keyword unexpected here"),
            ("new Function('return yield 1')", "SyntaxError: Unexpected number"),
            ("Function({ toString: function () { throw 'text' } })", "text"),
            ("Function(Symbol())", "TypeError: Cannot convert a Symbol value to a string"),
        ]);
    }

    #[test]
    fn it_is_the_constructor_of_all_functions() {
        table(&[
            (
                "[Function.prototype.constructor === Function, (function () {}).constructor === Function, Function instanceof Function, \
                 Object.getPrototypeOf(Function) === Function.prototype, new Function() instanceof Function, \
                 (class {}) instanceof Function, Math.max.constructor === Function].join()",
                "true,true,true,true,true,true,true",
            ),
            (
                "class F extends Function { twice(x) { return this(this(x)) } } var f = new F('x', 'return x * 3'); \
                 f.twice(2) + f.name + (f instanceof F) + (f.constructor === F)",
                "18anonymoustruetrue",
            ),
            ("Reflect.construct(Function, ['return 1'], Array) instanceof Array", "true"),
            (
                "var F = Function; Function = null; new F('return 1')() + (function () {}).constructor('return 2')()",
                "3",
            ),
            (
                "JSON.stringify([Object.getOwnPropertyDescriptor(Function, 'prototype').writable, \
                 Object.getOwnPropertyDescriptor(globalThis, 'Function').enumerable, Object.keys(Function)])",
                "[false,false,[]]",
            ),
            ("String(Function)", "function Function() { [native code] }"),
        ]);
    }

    #[test]
    fn generators_and_async_functions_too() {
        table(&[
            (
                "var G = (function* () {}).constructor; var g = new G('a', 'yield a; yield 2'); [...g(1)] + G.name + \
                 (Object.getPrototypeOf(G) === Function) + (g.constructor === G) + (g instanceof G) + typeof g.prototype",
                "1,2GeneratorFunctiontruetruetrueobject",
            ),
            (
                "var A = (async function () {}).constructor; var a = A('await 1; return 2'); \
                 A.name + (a() instanceof Promise) + (a instanceof A) + a",
                "AsyncFunctiontruetrueasync function anonymous(\n) {\nawait 1; return 2\n}",
            ),
            (
                "var A = (async function* () {}).constructor; A('yield 1')()[Symbol.asyncIterator] ? A.name : 0",
                "AsyncGeneratorFunction",
            ),
        ]);
    }
}
