//! How deep calls go, and what a program sees when they go deeper.
//!
//! Calls from JavaScript to JavaScript take no native stack. A native that calls back takes 1 to 5 KiB (measured for
//! forty kinds of callback: getters, `toString`, comparators, iterators, proxies, `JSON`, `eval`) and counts twice in
//! the engine's limit. Natives that descend on their own, as `join` does in arrays of arrays, are counted here with
//! [`descend`]. Together with the largest source text that the parser takes, this fits the stack of
//! [`crate::engine::on_deep_stack`] three times over.

use std::cell::Cell;
use std::rc::Rc;

use boa_engine::{Context, JsResult};

use crate::error::range_error;

/// Nested calls; a call from a native counts twice.
const CALLS_MAX: usize = 16_000;
/// Values of arguments and variables in all calls together: 8 bytes each. A call with 100,000 arguments is usual.
const VALUES_MAX: usize = 4 << 20;
/// Natives inside natives without a call of JavaScript between them: up to 5 KiB of stack each.
const NATIVES_MAX: usize = 8_000;

/// What V8 says.
pub const MESSAGE: &str = "Maximum call stack size exceeded";

struct Depth(Rc<Cell<usize>>);

/// Sets the limits of a new context.
pub(crate) fn install(cx: &mut Context) {
    let limits = cx.runtime_limits_mut();
    limits.set_recursion_limit(CALLS_MAX);
    limits.set_stack_size_limit(VALUES_MAX);
    if cx.get_data::<Depth>().is_none() {
        cx.insert_data(Depth(Rc::default()));
    }
}

/// Runs a native that may come back to itself without a call of JavaScript between.
///
/// # Errors
/// A RangeError when it came too deep; otherwise what `body` gives.
pub fn descend<T>(cx: &mut Context, body: impl FnOnce(&mut Context) -> JsResult<T>) -> JsResult<T> {
    let Some(depth) = cx.get_data::<Depth>().map(|depth| depth.0.clone()) else { return body(cx) };
    if depth.get() >= NATIVES_MAX {
        return Err(range_error(MESSAGE));
    }
    depth.set(depth.get() + 1);
    let result = body(cx);
    depth.set(depth.get() - 1);
    result
}

#[cfg(test)]
mod tests {
    use crate::testing::{outcomes, table};

    const EXCEEDED: &str = "RangeError: Maximum call stack size exceeded";

    #[test]
    fn calls_nest_to_the_limit() {
        table(&[
            ("function f(n) { return n ? f(n - 1) + 1 : 0 } f(15000)", "15000"),
            ("function f() { f() } f()", EXCEEDED),
            ("function f() { f() } try { f() } catch (e) { e.name }", "RangeError"),
            ("function f() { new Promise(f) } f(); 'rejected'", "rejected"),
            ("function f(a,b,c,d,e,g,h) { var i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z; f(a,b,c,d,e,g,h) } f()", EXCEEDED),
            (
                "var n = 0; try { [1].sort(); [2, 1].sort(function f() { n++; [2, 1].sort(f) }) } catch (e) { e }",
                EXCEEDED,
            ),
            ("Math.max.apply(null, new Array(100000).fill(7))", "7"),
            ("String.fromCharCode.apply(null, new Array(500000).fill(97)).length", "500000"),
        ]);
    }

    #[test]
    fn natives_that_call_back_fit_the_stack() {
        let bodies = [
            "[1].forEach(go)",
            "[2, 1].sort(go)",
            "new Int8Array(2).sort(go)",
            "({ get x() { go() } }).x",
            "({ set x(v) { go() } }).x = 1",
            "'' + { toString: go }",
            "1 + { valueOf: go }",
            "[{ toString: go }].join()",
            "JSON.stringify({ a: [{ b: { toJSON: go } }] })",
            "JSON.parse('[1]', go)",
            "'a'.replace(/a/, go)",
            "new Proxy({}, { get: go }).x",
            "new Proxy(go, {})()",
            "Reflect.construct(go, [])",
            "new (class extends class { constructor() { go() } } {})",
            "for (var x of { [Symbol.iterator]: go });",
            "[...(function* () { go(); yield 1 })()]",
            "eval('go()')",
            "Function('go', 'go()')(go)",
            "1 instanceof { [Symbol.hasInstance]: go }",
            "go`x`",
            "Object.assign({}, { get a() { go() } })",
            "(function* () { go(); yield 1 })().next()",
            "go.apply(null, [])",
            "go.bind(null)()",
            "with ({ get a() { go() } }) a",
            "({ [{ toString: go }]: 1 })",
            "var { a } = { get a() { go() } }",
            "Array.from([1], go)",
            "Object.defineProperty({}, 'a', { get value() { go() } })",
        ];
        for (body, outcome) in
            bodies.iter().zip(outcomes(bodies.iter().map(|body| format!("function go() {{ {body} }} go()")).collect()))
        {
            assert!(outcome.starts_with(EXCEEDED), "{body}: {outcome}");
        }
    }

    #[test]
    fn the_engine_goes_on_behind_a_limit() {
        let outcome = crate::testing::in_engine(|engine| {
            let cx = &mut engine.context;
            for _ in 0..3 {
                assert!(crate::eval::run("function f() { [1].map(f) } f()", "/a.js", cx).is_err());
            }
            crate::eval::run("[1, 2].map(function (x) { return x * 2 }) + ''", "/b.js", cx)
                .map_or_else(|error| error.to_string(), |value| value.display().to_string())
        });
        assert_eq!(outcome, "\"2,4\"");
    }

    #[test]
    fn source_text_nests_to_the_limit() {
        table(&[
            ("eval('['.repeat(5000) + ']'.repeat(5000)).length", "1"),
            ("eval('('.repeat(5000) + '7' + ')'.repeat(5000))", "7"),
            ("eval('['.repeat(100000) + ']'.repeat(100000)).length", "RangeError: Maximum call stack size exceeded"),
            ("new Function('('.repeat(100000))", "RangeError: Maximum call stack size exceeded"),
            ("try { eval('{'.repeat(100000)) } catch (e) { e.name }", "RangeError"),
            ("eval('1+'.repeat(100000) + '1')", "100001"),
            ("eval('1+'.repeat(1000000) + '1')", "RangeError: Maximum call stack size exceeded"),
            ("eval('!'.repeat(1000000) + '1')", "RangeError: Maximum call stack size exceeded"),
            ("eval('if (0) {} else '.repeat(500000) + ';')", "RangeError: Maximum call stack size exceeded"),
            ("eval('x=>'.repeat(300000) + '1')", "RangeError: Maximum call stack size exceeded"),
            (
                "try { new RegExp('('.repeat(100000)) } catch (e) { e.name + e.message.split('/:').pop() }",
                "SyntaxError Regular expression is too deeply nested",
            ),
        ]);
    }
}
