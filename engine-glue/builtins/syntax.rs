//! SyntaxErrors of files: V8's words for the engine's, and the place as a property that programs do not see.
//!
//! The engine names line and column only inside the message, and no file at all.

use boa_engine::error::JsNativeErrorKind;
use boa_engine::object::JsObject;
use boa_engine::{Context, Finalize, JsData, JsError, JsNativeError, Trace};

use crate::sources::{quote, sources};
use crate::state as hidden;

/// The place in a source text that is no JavaScript; hidden state of the SyntaxError.
#[derive(Clone, Debug, Trace, Finalize, JsData)]
pub struct SyntaxPlace {
    /// The name of the source.
    pub file: String,
    /// The line, from 1; 0 when the engine does not say.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// The source line and the caret line, when the place is known.
    pub quoted: Option<String>,
}

impl SyntaxPlace {
    /// What Node prints above the message: `file:line`, the source line, the caret line.
    pub fn text(&self) -> String {
        match &self.quoted {
            Some(quoted) => format!("{}:{}\n{quoted}\n", self.file, self.line),
            None => format!("{}\n", self.file),
        }
    }
}

/// Where the SyntaxError `object` found no JavaScript; none for other errors.
pub fn place(object: &JsObject, cx: &mut Context) -> Option<SyntaxPlace> {
    let holder = hidden::state::<SyntaxPlace>(&object.clone().into(), cx)?;
    holder.downcast_ref::<SyntaxPlace>().map(|place| place.clone())
}

/// What to throw for an error that parsing `text` of `file` gave: a SyntaxError of the parser as an error object with
/// its place; any other error as it is.
pub fn located(error: JsError, text: &str, file: &str, cx: &mut Context) -> JsError {
    let Some(native) = error.as_native() else { return error };
    if !matches!(native.kind(), JsNativeErrorKind::Syntax) {
        return error;
    }
    let (message, position) = split_position(native.message());
    let lines = u32::try_from(text.split('\n').count()).unwrap_or(u32::MAX);
    let (message, position) = match position {
        _ if message == "abrupt end" => ("Unexpected end of input".into(), Some(end(text))),
        // What stands behind the text is the module wrapper.
        Some((line, _)) if line > lines => ("Unexpected end of input".into(), Some(end(text))),
        Some((line, column)) => (v8_words(message), Some((line, sources(cx).column(file, line, column)))),
        None => (v8_words(message), None),
    };
    let (line, column) = position.unwrap_or((0, 0));
    let quoted = quote(text, line, column);
    let object = JsNativeError::syntax().with_message(message).into_opaque(cx);
    hidden::attach(&object, SyntaxPlace { file: file.into(), line, column, quoted }, cx);
    JsError::from_opaque(object.into())
}

/// The same for text that has no place to name: a SyntaxError of the parser in V8's words.
pub(crate) fn worded(error: JsError, cx: &mut Context) -> JsError {
    let Some(native) = error.as_native() else { return error };
    if !matches!(native.kind(), JsNativeErrorKind::Syntax) {
        return error;
    }
    let message = match split_position(native.message()).0 {
        "abrupt end" => "Unexpected end of input".into(),
        message => v8_words(message),
    };
    JsError::from_opaque(JsNativeError::syntax().with_message(message).into_opaque(cx).into())
}

/// Line and column behind the last character.
fn end(text: &str) -> (u32, u32) {
    let text = text.trim_end_matches(['\n', '\r']);
    let line = text.matches('\n').count() + 1;
    let column = text.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

/// Takes ` at line 1, col 2` off a message.
fn split_position(message: &str) -> (&str, Option<(u32, u32)>) {
    let Some((before, position)) = message.rsplit_once(" at line ") else { return (message, None) };
    let Some((line, column)) = position.split_once(", col ") else { return (message, None) };
    match line.parse().ok().zip(column.parse().ok()) {
        Some(position) => (before, Some(position)),
        None => (message, None),
    }
}

/// V8's message for one of the engine's, where there is one; otherwise the engine's with a capital.
pub(crate) fn v8_words(message: &str) -> String {
    if let Some(rest) = message.strip_prefix("unexpected token '")
        && let Some((token, _)) = rest.split_once("', ")
    {
        return unexpected(token);
    }
    if message.starts_with("expected ")
        && let Some((_, rest)) = message.rsplit_once(", got '")
    {
        let token = rest.rsplit_once("' in ").map_or(rest.trim_end_matches('\''), |(token, _)| token);
        return unexpected(token);
    }
    let message = message.strip_prefix("invalid scope analysis: ").unwrap_or(message);
    let mut characters = message.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => "Invalid source text".into(),
    }
}

fn unexpected(token: &str) -> String {
    let quoted = |mark: char| token.len() > 1 && token.starts_with(mark) && token.ends_with(mark);
    match token {
        "EOF" | "end of file" | "" => "Unexpected end of input".into(),
        _ if token.starts_with(|c: char| c.is_ascii_digit()) => "Unexpected number".into(),
        _ if quoted('"') || quoted('\'') || quoted('`') => "Unexpected string".into(),
        _ if KEYWORDS.contains(&token) || !token.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$') => {
            format!("Unexpected token {}", if token == "\n" { "end of line" } else { token })
        }
        _ => format!("Unexpected identifier {token}"),
    }
}

const KEYWORDS: &[&str] = &[
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "let",
    "new",
    "null",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
];
