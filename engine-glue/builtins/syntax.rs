//! SyntaxErrors of files: the place as hidden state, which programs do not see. The engine names no file.

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
    let lines = u32::try_from(text.split('\n').count()).unwrap_or(u32::MAX);
    let position = native.source_position().map(|position| (position.line_number(), position.column_number()));
    let (message, position) = match position {
        // What stands behind the text is the module wrapper.
        Some((line, _)) if line > lines => (END, Some(end(text))),
        Some((line, column)) => (native.message(), Some((line, sources(cx).column(file, line, column)))),
        None if native.message() == END => (END, Some(end(text))),
        None => (native.message(), None),
    };
    let message = message.to_owned();
    let (line, column) = position.unwrap_or((0, 0));
    let quoted = quote(text, line, column);
    let object = JsNativeError::syntax().with_message(message).into_opaque(cx);
    hidden::attach(&object, SyntaxPlace { file: file.into(), line, column, quoted }, cx);
    JsError::from_opaque(object.into())
}

/// What the engine says of a text that ends too early.
const END: &str = "Unexpected end of input";

/// Line and column behind the last character.
fn end(text: &str) -> (u32, u32) {
    let text = text.trim_end_matches(['\n', '\r']);
    let line = text.matches('\n').count() + 1;
    let column = text.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}
