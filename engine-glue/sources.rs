//! Which source text stands behind a file name: for reports and stack traces, which quote it.
//!
//! Keeps no text of files: what a report quotes is read again through the reader that the host gives. Only code that
//! is in no file is remembered: that of `-e`, and that of the last scripts which the program made itself.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use boa_engine::Context;
use rustc_hash::FxHashMap;

use crate::slot::slot;

/// Reads the text of a file for a report; none when it is gone.
pub type Reader = fn(&str) -> Option<String>;

#[derive(Default)]
pub(crate) struct Sources {
    /// Columns that the function wrapper put before the first line of a file.
    prefixes: RefCell<FxHashMap<Box<str>, u32>>,
    texts: RefCell<FxHashMap<Box<str>, Rc<str>>>,
    /// Scripts that ran lately, the last one in front.
    recent: RefCell<VecDeque<(Box<str>, Box<str>)>>,
    reader: Cell<Option<Reader>>,
}

impl Sources {
    pub(crate) fn note_prefix(&self, file: &str, columns: u32) {
        self.prefixes.borrow_mut().insert(file.into(), columns);
    }

    /// The column in the file, for a column in what the engine compiled.
    pub(crate) fn column(&self, file: &str, line: u32, column: u32) -> u32 {
        if line != 1 {
            return column;
        }
        let prefix = self.prefixes.borrow().get(file).copied().unwrap_or(0);
        column.checked_sub(prefix).filter(|&left| left > 0).unwrap_or(1)
    }
}

pub(crate) fn sources(cx: &mut Context) -> Rc<Sources> {
    slot(cx, |_| Rc::<Sources>::default())
}

/// Sets how the text of a file is read again when a report or a stack trace quotes it.
pub fn set_reader(reader: Reader, cx: &mut Context) {
    sources(cx).reader.set(Some(reader));
}

/// Remembers the text of code that is in no file, under the name that it is evaluated with.
pub fn remember(name: &str, text: &str, cx: &mut Context) {
    sources(cx).texts.borrow_mut().insert(name.into(), text.into());
}

/// Remembers the text of a script that the program made, until 24 others came; one of more than 64 KiB not at all.
pub fn remember_for_a_while(name: &str, text: &str, cx: &mut Context) {
    let sources = sources(cx);
    let mut recent = sources.recent.borrow_mut();
    if let Some(index) = recent.iter().position(|(of, _)| **of == *name) {
        if *recent[index].1 == *text {
            return;
        }
        recent.remove(index);
    }
    if text.len() <= RECENT_LEN_MAX {
        recent.push_front((name.into(), text.into()));
        recent.truncate(RECENT_MAX);
    }
}

/// How many scripts are remembered for a while, and the bytes of the largest.
const RECENT_MAX: usize = 24;
const RECENT_LEN_MAX: usize = 64 << 10;

/// The text behind a name: what [`remember`] was given, what the reader of [`set_reader`] finds, or a script of that name
/// that ran lately.
pub fn text_of(name: &str, cx: &mut Context) -> Option<String> {
    let sources = sources(cx);
    let remembered = sources.texts.borrow().get(name).map(|text| text.to_string());
    let recent = || {
        let recent = sources.recent.borrow();
        recent.iter().find(|(of, _)| **of == *name).map(|(_, text)| text.to_string())
    };
    remembered.or_else(|| sources.reader.get().and_then(|read| read(name))).or_else(recent)
}

/// A line of a source (counted from 1) with the caret line under one of its columns (counted from 1).
///
/// Of a line longer than [`QUOTE_LEN_MAX`] only the surroundings of the column are quoted.
pub fn quote(text: &str, line: u32, column: u32) -> Option<String> {
    let line_text = text.split('\n').nth(usize::try_from(line).ok()?.checked_sub(1)?)?.trim_end_matches('\r');
    let at = usize::try_from(column).ok()?.saturating_sub(1);
    let len = line_text.chars().count();
    let first = if len <= QUOTE_LEN_MAX { 0 } else { at.min(len).saturating_sub(QUOTE_LEN_MAX / 2) };
    let shown: String = line_text.chars().skip(first).take(QUOTE_LEN_MAX).collect();
    let mut quoted = shown.clone();
    quoted.push('\n');
    let blank = |c: char| if c == '\t' { '\t' } else { ' ' };
    quoted.extend(shown.chars().map(blank).chain(std::iter::repeat(' ')).take(at.min(len) - first));
    quoted.push('^');
    Some(quoted)
}

/// How much of a source line a report shows, in characters: minified files have lines of megabytes.
pub const QUOTE_LEN_MAX: usize = 200;

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn the_caret_stands_under_the_column() {
        assert_eq!(quote("a\n\tb = c;\r\nd", 2, 6).as_deref(), Some("\tb = c;\n\t    ^"));
        assert_eq!(quote("a", 1, 9).as_deref(), Some("a\n ^"));
        assert_eq!(quote("a", 2, 1), None);
        assert_eq!(quote("a", 0, 0), None);
        assert_eq!(quote("", 1, 0).as_deref(), Some("\n^"));
    }

    #[test]
    fn of_a_long_line_the_surroundings_are_shown() {
        let text = "x".repeat(10_000);
        let quoted = quote(&text, 1, 5_000).expect("line 1 is there");
        assert_eq!(quoted.len(), 200 + 1 + 100 + 1);
        assert_eq!(quote(&text, 1, u32::MAX).map(|quoted| quoted.len()), Some(100 + 1 + 100 + 1));
    }
}
