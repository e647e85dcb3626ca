//! Stack traces of the engine, read into frames: the engine gives them only as text.

use boa_engine::{Context, JsError};

use crate::sources::sources;

/// Where a frame stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a native function.
    Native,
    /// In code of `eval` or `new Function`, which has no name.
    Eval,
    /// In a file, with line and column (from 1) where the engine knows them.
    File {
        /// The name it was evaluated with.
        file: String,
        /// Line and column.
        position: Option<(u32, u32)>,
    },
}

/// A frame of a stack trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The function's name; none for a script, a module or an anonymous function.
    pub function: Option<String>,
    /// Where it was.
    pub place: Place,
}

impl Frame {
    /// `name (file:line:column)`, as V8 writes a frame.
    pub fn text(&self) -> String {
        let place = match &self.place {
            Place::Native => "native".into(),
            Place::Eval => "eval".into(),
            Place::File { file, position: Some((line, column)) } => format!("{file}:{line}:{column}"),
            Place::File { file, position: None } => file.clone(),
        };
        match &self.function {
            Some(function) => format!("{function} ({place})"),
            None => place,
        }
    }
}

/// The frames of a text of the engine's `    at name (place)` lines, the most recent first; lines before the first
/// such line are passed over. Columns are those of the file, without the module wrapper.
pub fn frames(text: &str, cx: &mut Context) -> Vec<Frame> {
    let sources = sources(cx);
    let mut frames = Vec::new();
    for line in text.lines() {
        let Some(mut frame) = line.strip_prefix("    at ").and_then(frame) else { continue };
        // A native without a name, such as what goes on after an `await`, says nothing.
        if frame.function.is_none() && frame.place == Place::Native {
            continue;
        }
        if let Place::File { file, position: Some((line, column)) } = &mut frame.place {
            *column = sources.column(file, *line, *column);
        }
        frames.push(frame);
    }
    frames
}

/// The frames of the place where an error was thrown, the most recent first.
///
/// The engine shows them only at the end of the error's text, behind the thrown value, which may be of any size:
/// what goes beyond [`VALUE_LEN_MAX`] is given up, and there are no frames then.
pub fn frames_of(error: &JsError, cx: &mut Context) -> Vec<Frame> {
    let mut text = Bounded(String::new());
    if std::fmt::write(&mut text, format_args!("{error}")).is_err() {
        return Vec::new();
    }
    let mut lines: Vec<&str> = text.0.lines().rev().take_while(|line| line.starts_with("    at ")).collect();
    lines.reverse();
    frames(&lines.join("\n"), cx)
}

/// Bytes of a thrown value's text before its stack trace is given up.
const VALUE_LEN_MAX: usize = 256 << 10;

/// Text that refuses to grow beyond [`VALUE_LEN_MAX`].
struct Bounded(String);

impl std::fmt::Write for Bounded {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        if self.0.len() + text.len() > VALUE_LEN_MAX {
            return Err(std::fmt::Error);
        }
        self.0.push_str(text);
        Ok(())
    }
}

/// Reads `name (place)`. A name may hold anything, a place may hold blanks and parentheses: the place begins at the
/// first ` (`.
fn frame(text: &str) -> Option<Frame> {
    let (name, place) = text.strip_suffix(')')?.split_once(" (")?;
    let function = match name {
        "<main>" | "<eval>" | "<anonymous>" | "" => None,
        name => Some(name.to_owned()),
    };
    let place = match place {
        "native" => Place::Native,
        place
            if ["native at ", "eval at ", "json at ", "unknown at "]
                .iter()
                .any(|&unnamed| place.starts_with(unnamed)) =>
        {
            if place.starts_with("native") {
                Place::Native
            } else {
                Place::Eval
            }
        }
        place => file_place(place)?,
    };
    Some(Frame { function, place })
}

fn file_place(place: &str) -> Option<Place> {
    let mut parts = place.rsplitn(3, ':');
    let (column, line, file) = (parts.next()?, parts.next()?, parts.next()?);
    let position = line.parse().ok().zip(column.parse().ok());
    Some(Place::File { file: file.to_owned(), position })
}

#[cfg(test)]
mod tests {
    use super::{Frame, Place, frame};

    #[test]
    fn frames_are_read() {
        let file = |file: &str, position| Place::File { file: file.into(), position };
        for (text, function, place) in [
            ("f (/a/b.js:1:2)", Some("f"), file("/a/b.js", Some((1, 2)))),
            ("<main> (/a (copy)/b.js:10:20)", None, file("/a (copy)/b.js", Some((10, 20)))),
            ("get stack (native)", Some("get stack"), Place::Native),
            ("<eval> (eval at :?:?)", None, Place::Eval),
            ("f (unknown at :3:4)", Some("f"), Place::Eval),
            ("<main> (c:\\x.js:?:?)", None, file("c:\\x.js", None)),
        ] {
            assert_eq!(frame(text), Some(Frame { function: function.map(str::to_owned), place }), "{text}");
        }
        assert_eq!(frame("f"), None);
        assert_eq!(frame(" (x)"), None);
    }
}
