//! Evaluation with file names.

use std::path::Path;

use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsResult, JsValue, Script, Source};

/// Runs `code` as a script of the current realm under the name `file`.
///
/// # Errors
/// A SyntaxError, or what the script throws.
pub fn run(code: &str, file: &str, cx: &mut Context) -> JsResult<JsValue> {
    let source = Source::from_reader(code.as_bytes(), Some(Path::new(file)));
    Script::parse(source, None, cx)?.evaluate(cx)
}

/// Compiles `body` as the body of a function with these parameters; line 1 of the body is line 1 of `file`.
///
/// # Errors
/// A SyntaxError, also when the body closes the function early.
pub fn function(body: &str, parameters: &[&str], file: &str, cx: &mut Context) -> JsResult<JsFunction> {
    let code = format!("(function ({}) {{{body}\n}})", parameters.join(", "));
    let value = run(&code, file, cx)?;
    value.as_function().ok_or_else(|| crate::error::type_error(format!("{file} is not one function body")))
}
