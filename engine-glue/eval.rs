//! Evaluation with file names.

use std::borrow::Cow;
use std::path::Path;

use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsResult, JsValue, Script, Source};

use crate::builtins::syntax;
use crate::error::type_error;
use crate::sources::sources;

/// Runs `code` as a script of the current realm under the name `file`, and returns its completion value.
///
/// # Errors
/// A SyntaxError that knows its place, or what the script throws.
pub fn run(code: &str, file: &str, cx: &mut Context) -> JsResult<JsValue> {
    script(code, code, file, cx)?.evaluate(cx)
}

/// Compiles `code` as a script of the current realm, which can run many times.
///
/// # Errors
/// A SyntaxError that knows its place.
pub fn compile(code: &str, file: &str, cx: &mut Context) -> JsResult<Script> {
    script(code, code, file, cx)
}

/// Compiles `body` as the body of a function with these parameters; line 1 of the body is line 1 of `file`.
///
/// # Errors
/// A SyntaxError that knows its place, also when the body closes the function early.
pub fn function(body: &str, parameters: &[&str], file: &str, cx: &mut Context) -> JsResult<JsFunction> {
    let prefix = format!("(function ({}) {{", parameters.join(", "));
    sources(cx).note_prefix(file, u32::try_from(prefix.len()).unwrap_or(0));
    let code = [&prefix, body, "\n})"].concat();
    let value = script(&code, body, file, cx)?.evaluate(cx)?;
    value.as_function().ok_or_else(|| type_error(format!("{file} is not one function body")))
}

/// Source text without byte order mark, and with an empty line in the place of a `#!` line.
pub fn strip(source: &str) -> Cow<'_, str> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    if !source.starts_with("#!") {
        return Cow::Borrowed(source);
    }
    Cow::Borrowed(source.find(['\n', '\r', '\u{2028}', '\u{2029}']).map_or("", |end| &source[end..]))
}

/// Compiles `code`, a function expression that stands in no file, as a script of the current realm.
///
/// # Errors
/// A SyntaxError.
pub(crate) fn nameless(code: &str, cx: &mut Context) -> JsResult<Script> {
    parse(code, None, cx)
}

/// Parses `code`; `shown` is the part of it that stands in `file`.
fn script(code: &str, shown: &str, file: &str, cx: &mut Context) -> JsResult<Script> {
    parse(code, Some(file), cx).map_err(|error| syntax::located(error, shown, file, cx))
}

/// Parses `code` as a script of the current realm.
///
/// # Errors
/// What the parser says, in its own words; a RangeError for text that nests too deeply.
pub(crate) fn parse(code: &str, file: Option<&str>, cx: &mut Context) -> JsResult<Script> {
    Script::parse(Source::from_reader(code.as_bytes(), file.map(Path::new)), None, cx)
}
