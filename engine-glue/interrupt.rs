//! Scripts that can be stopped while they compute, without anything of them left behind.
//!
//! The engine runs a script as a future that gives way every few thousand instructions; there the host is asked whether
//! to go on. Dropped, that future leaves its calls on the engine's stack, and the engine has no function that takes them
//! off. So the script runs inside three calls that are laid out so that the engine's own clean-up does it:
//!
//! ```text
//! outer (JavaScript) -> native -> a synthetic module -> inner (JavaScript) -> native -> the script ... its calls
//! ```
//!
//! An error that no `catch` sees is thrown where the script gave way. It takes off the script's calls up to the script,
//! where it stops; whoever called `inner` takes off one call more, which is the script instead of `inner`. The module
//! takes off `inner` in its own stead, and is itself taken off when the same error is thrown into `outer`: unlike every
//! other call that comes from a native, that of a module does not stop an error.
//! `nothing_is_left_behind` counts what there is afterwards.
//!
//! Regular expressions ask the host, too, while they go back to try again, and end with an error that no `catch` sees.
//!
//! Other natives run to their end: code that one of them calls (`forEach`, `sort`, getters, `eval`, jobs of promises) cannot
//! be stopped, except in a regular expression.

use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{self, Poll};

use boa_engine::builtins::regexp::set_interrupt_check;
use boa_engine::error::RuntimeLimitError;
use boa_engine::module::SyntheticModuleInitializer;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::{Context, JsError, JsResult, JsValue, Module, NativeFunction, Script};
use boa_gc::{Finalize, Gc, GcRefCell, Trace};

use crate::eval;

/// Whether the script is to be stopped. It is asked at every pause, some thousand times a second.
pub type Asked = fn() -> bool;

/// Instructions, weighed by their work, from one pause to the next: about a millisecond.
const INSTRUCTIONS: u32 = 50_000;

/// Runs a script; none when it was stopped. Its `finally` blocks have not run then, and its `catch` blocks saw nothing.
///
/// # Errors
/// What the script throws, or a limit of the engine.
pub fn evaluate(script: &Script, asked: Asked, cx: &mut Context) -> JsResult<Option<JsValue>> {
    let run = Gc::new(Run {
        script: script.clone(),
        asked,
        result: GcRefCell::new(None),
        was_stopped: Rc::new(Cell::new(false)),
    });
    let called = call_through(NativeFunction::from_copy_closure_with_captures(outer, run.clone()), cx);
    if run.was_stopped.get() {
        return Ok(None);
    }
    let result = run.result.borrow_mut().take();
    match result {
        Some(Ended(ref result)) => result.clone().map(Some),
        // It did not come to run.
        None => called.and(Ok(Some(JsValue::undefined()))),
    }
}

#[derive(Trace, Finalize)]
struct Run {
    script: Script,
    #[unsafe_ignore_trace]
    asked: Asked,
    result: GcRefCell<Option<Ended>>,
    #[unsafe_ignore_trace]
    was_stopped: Rc<Cell<bool>>,
}

#[derive(Trace, Finalize)]
struct Ended(JsResult<JsValue>);

/// Calls a native from JavaScript, which is what has the engine take calls off its stack.
fn call_through(native: NativeFunction, cx: &mut Context) -> JsResult<JsValue> {
    let native = FunctionObjectBuilder::new(cx.realm(), native).build();
    let caller = eval::function("native()", &["native"], "repl", cx)?;
    caller.call(&JsValue::undefined(), &[native.into()], cx)
}

fn outer(_: &JsValue, _: &[JsValue], run: &Gc<Run>, cx: &mut Context) -> JsResult<JsValue> {
    let steps = SyntheticModuleInitializer::from_copy_closure_with_captures(
        |_, run: &Gc<Run>, cx| {
            let called = call_through(NativeFunction::from_copy_closure_with_captures(inner, run.clone()), cx);
            if let Err(error) = called
                && !run.was_stopped.get()
            {
                *run.result.borrow_mut() = Some(Ended(Err(error)));
            }
            Ok(())
        },
        run.clone(),
    );
    let module = Module::synthetic(&[], steps, None, None, cx);
    module.link(cx)?;
    module.evaluate(cx)?;
    if run.was_stopped.get() { Err(uncatchable()) } else { Ok(JsValue::undefined()) }
}

fn inner(_: &JsValue, _: &[JsValue], run: &Gc<Run>, cx: &mut Context) -> JsResult<JsValue> {
    let asking = Asking::begin(run.asked);
    let mut future = pin!(run.script.evaluate_async_with_budget(cx, INSTRUCTIONS));
    let mut nobody = task::Context::from_waker(task::Waker::noop());
    loop {
        let polled = future.as_mut().poll(&mut nobody);
        if asking.has_stopped_a_match() {
            run.was_stopped.set(true);
            return Err(uncatchable());
        }
        if let Poll::Ready(result) = polled {
            *run.result.borrow_mut() = Some(Ended(result));
            return Ok(JsValue::undefined());
        }
        if (run.asked)() {
            run.was_stopped.set(true);
            return Err(uncatchable());
        }
    }
}

thread_local! {
    /// Whom regular expressions ask, and whether one of them was told to stop.
    static MATCHES: Cell<(Option<Asked>, bool)> = const { Cell::new((None, false)) };
}

/// While it lives, matches of regular expressions ask. Scripts can be within scripts: the outer's question comes back.
struct Asking {
    before: (Option<Asked>, bool),
}

impl Asking {
    fn begin(asked: Asked) -> Self {
        let before = MATCHES.replace((Some(asked), false));
        set_interrupt_check(Some(|| {
            let (asked, stopped) = MATCHES.get();
            let stopped = stopped || asked.is_some_and(|asked| asked());
            MATCHES.set((asked, stopped));
            stopped
        }));
        Self { before }
    }

    fn has_stopped_a_match(&self) -> bool {
        MATCHES.get().1
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        MATCHES.set(self.before);
        if self.before.0.is_none() {
            set_interrupt_check(None);
        }
    }
}

/// The engine's errors for limits are not shown to `catch`.
fn uncatchable() -> JsError {
    RuntimeLimitError::LoopIteration.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Engine, on_deep_stack};

    thread_local! {
        /// Pauses until the script is stopped.
        static LEFT: Cell<u32> = const { Cell::new(0) };
    }

    fn soon() -> bool {
        LEFT.set(LEFT.get() - 1);
        LEFT.get() == 0
    }

    fn run(code: &str, pauses: u32, cx: &mut Context) -> JsResult<Option<JsValue>> {
        LEFT.set(pauses);
        let script = eval::compile(code, "test", cx)?;
        evaluate(&script, soon, cx)
    }

    /// What a value of a script looks like when it comes to its end.
    fn shown(code: &str, cx: &mut Context) -> String {
        match run(code, u32::MAX, cx) {
            Ok(Some(value)) => value.display().to_string(),
            Ok(None) => "stopped".into(),
            Err(error) => error.to_string().lines().next().unwrap_or_default().to_owned(),
        }
    }

    fn with_engine(body: impl FnOnce(&mut Context) + Send + 'static) {
        on_deep_stack(|| {
            let Engine { mut context, .. } = Engine::new();
            body(&mut context);
        })
        .expect("a thread");
    }

    /// Each of them computes for ever.
    const ENDLESS: &[&str] = &[
        "while (true);",
        "for (;;) { try { while (true); } catch (e) { caught = true } finally { caught = true } }",
        "function f(n) { if (n) return f(n - 1) + 1; while (true); } f(500)",
        "(function () { 'use strict'; let a = 1; { let b = () => a; for (;;) b(); } })()",
        "{ class A { constructor() { while (true); } } class B extends A { constructor() { super(); } } new B() }",
        "(async function () { while (true); })()",
        "with ({ x: 1 }) { for (;;) x; }",
        "var o = { get x() { return 1 } }; while (o.x);",
        "label: for (var i = 0; ; i++) { switch (i % 3) { case 0: continue label; default: [i].map(String) } }",
        "f = function* () { for (;;) yield 1 }; for (var v of f()) v;",
        "var [a, ...b] = [1, 2, 3]; do { b = [...b.slice(-2), a] } while (true)",
        "try { /(a*)*b/.test('a'.repeat(60)) } catch (e) { caught = true } finally { caught = true }",
        "['a'.repeat(60)].map(s => s.replace(/^(a+)+$|(a|a)*c/g, ''))[0].match(/(x+x+)+y/) || 'x'.repeat(60).match(/(x+x+)+y/)",
        "throwing = function (n) { try { if (n) throwing(n - 1); else while (true); } finally { caught = true } }; throwing(50)",
    ];

    #[test]
    fn nothing_is_left_behind() {
        with_engine(|cx| {
            cx.eval(boa_engine::Source::from_bytes(DEPTH)).expect("runs");
            let before = shown("depth()", cx);
            let stack = shown("new Error().stack.split('\\n').length", cx);
            for pauses in [1, 2, 3, 7] {
                for code in ENDLESS {
                    assert!(matches!(run(code, pauses, cx), Ok(None)), "{code}");
                    assert_eq!(shown("typeof caught", cx), "\"undefined\"", "{code}");
                    assert_eq!(
                        shown("var sum = 0; for (var i = 0; i < 1000; i++) sum += i; sum", cx),
                        "499500",
                        "{code}"
                    );
                    assert_eq!(shown("new Error().stack.split('\\n').length", cx), stack, "{code}");
                }
            }
            assert_eq!(shown("depth()", cx), before);
        });
    }

    /// How many calls fit the engine's stack: every call that stays there is one less.
    const DEPTH: &str = "function depth() { var n = 0; function f() { n++; f() } try { [1].sort.call([2, 1], f) } catch (e) {} return n }";

    /// Stopped inside of JavaScript that a native called, which goes on behind it.
    #[test]
    fn who_called_goes_on() {
        with_engine(|cx| {
            let native = crate::binding::function(
                "stop",
                0,
                |_, _, cx| {
                    Ok(JsValue::from(run("(function f(n) { if (n) f(n - 1); for (;;); })(9)", 3, cx)?.is_none()))
                },
                cx,
            );
            crate::binding::set(&cx.global_object(), "stop", native);
            for code in [
                "(function () { let a = [1, stop(), 2]; return a.join() })()",
                "var all = []; for (let i of [1, 2]) all.push(i, [3].map(() => stop())); all.join()",
                "try { stop(); throw 'on' } catch (e) { e } finally { stop() }",
                "function* g() { yield stop(); yield stop() } [...g()].join()",
            ] {
                let expected = match code.as_bytes()[0] {
                    b'(' => "\"1,true,2\"",
                    b'v' => "\"1,true,2,true\"",
                    b't' => "\"on\"",
                    _ => "\"true,true\"",
                };
                // On a carrier and without one.
                assert_eq!(shown(code, cx), expected, "{code}");
                let plain = eval::run(code, "test", cx).map(|value| value.display().to_string());
                assert_eq!(plain.expect("runs"), expected, "{code}");
            }
        });
    }

    #[test]
    fn what_is_not_stopped() {
        with_engine(|cx| {
            for (code, expected) in [
                ("1 + 1", "2"),
                ("", "undefined"),
                ("throw 1", "1"),
                ("null.x", "TypeError"),
                ("var n = 0; while (n < 300000) n++; n", "300000"),
                ("function f() { f() } f()", "RangeError"),
                ("try { [2, 1].sort(function f() { [2, 1].sort(f) }) } catch (e) { e.name }", "\"RangeError\""),
                ("depth = 1; depth", "1"),
            ] {
                let shown = shown(code, cx);
                assert!(shown.starts_with(expected), "{code}: {shown}");
            }
        });
    }

    #[test]
    fn hundreds_of_times() {
        with_engine(|cx| {
            cx.eval(boa_engine::Source::from_bytes(DEPTH)).expect("runs");
            let before = shown("depth()", cx);
            for _ in 0..300 {
                assert!(matches!(run("(function f(n) { if (n) f(n - 1); for (;;); })(3)", 1, cx), Ok(None)));
            }
            assert_eq!(shown("depth()", cx), before);
        });
    }
}
