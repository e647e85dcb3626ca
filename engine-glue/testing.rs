//! Tests as tables: code, and what it gives or throws.

use boa_engine::JsError;

use crate::engine::{Engine, on_deep_stack};
use crate::error::thrown_value;
use crate::{convert, eval};

/// Evaluates each row's code in an engine of its own, and compares `String(result)` or `String(error)`.
#[track_caller]
pub(crate) fn table(rows: &[(&str, &str)]) {
    let results = outcomes(rows.iter().map(|row| row.0.to_owned()).collect());
    let mut wrong = String::new();
    for ((code, expect), result) in rows.iter().zip(results) {
        if *expect != result {
            wrong += &format!("{code}\n  expected {expect}\n  and got  {result}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What each code gives or throws, as text.
pub(crate) fn outcomes(codes: Vec<String>) -> Vec<String> {
    codes.into_iter().map(|code| in_engine(move |engine| outcome(&code, engine))).collect()
}

/// Runs `body` with an engine on a deep stack.
pub(crate) fn in_engine<T: Send + 'static>(body: impl FnOnce(&mut Engine) -> T + Send + 'static) -> T {
    on_deep_stack(move || body(&mut Engine::new())).expect("the machine has room for a stack")
}

fn outcome(code: &str, engine: &mut Engine) -> String {
    let cx = &mut engine.context;
    let result = eval::run(code, "/test.js", cx).and_then(|value| convert::to_text(&value, cx));
    result.unwrap_or_else(|error| thrown_text(error, engine))
}

fn thrown_text(error: JsError, engine: &mut Engine) -> String {
    let cx = &mut engine.context;
    let value = thrown_value(error, cx);
    convert::to_text(&value, cx).unwrap_or_else(|error| format!("throws again: {error}"))
}
