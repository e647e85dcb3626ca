//! Looking for a line that was entered before.
//!
//! The files that keep a history are not read or written here.

/// The lines that were entered, oldest first, and which of them is being looked at.
#[derive(Debug)]
pub(super) struct History {
    lines: Vec<String>,
    /// How many are kept.
    max: usize,
    /// Which is in the editor; the number of lines when it is none of them.
    at: usize,
    /// What was in the editor before one of them was.
    draft: String,
}

/// Lines kept unless the program says otherwise.
const LINES_MAX: usize = 1000;

impl History {
    pub(super) fn new() -> Self {
        Self { lines: Vec::new(), max: LINES_MAX, at: 0, draft: String::new() }
    }

    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    pub(super) fn set(&mut self, lines: Vec<String>) {
        self.lines = lines;
        self.limit(self.max);
    }

    /// How many lines to keep; the oldest go first.
    pub(super) fn limit(&mut self, max: usize) {
        self.max = max;
        self.lines.drain(..self.lines.len().saturating_sub(max));
        self.at = self.lines.len();
    }

    /// A line was entered. Blank ones, and the same again, are not kept.
    pub(super) fn add(&mut self, line: &str) {
        if !line.trim().is_empty() && self.lines.last().is_none_or(|last| last != line) {
            self.lines.push(line.to_owned());
        }
        self.limit(self.max);
        self.draft.clear();
    }

    /// The next older line (or newer one) that begins with `start`; `current` is what is in the editor.
    pub(super) fn step(&mut self, older: bool, start: &str, current: &str) -> Option<&str> {
        if self.at == self.lines.len() {
            current.clone_into(&mut self.draft);
        }
        let fits = |index: &usize| self.lines[*index].starts_with(start) && self.lines[*index] != current;
        let found = match older {
            true => (0..self.at).rev().find(fits),
            false => (self.at + 1..self.lines.len()).find(fits),
        };
        match found {
            Some(index) => self.at = index,
            None if older || self.at == self.lines.len() => return None,
            None => self.at = self.lines.len(),
        }
        self.lines.get(self.at).or(Some(&self.draft)).map(String::as_str)
    }

    /// The oldest line, or (`newest`) what was in the editor before.
    pub(super) fn end(&mut self, newest: bool, current: &str) -> Option<&str> {
        if self.at == self.lines.len() {
            current.clone_into(&mut self.draft);
        }
        self.at = if newest { self.lines.len() } else { 0 };
        self.lines.get(self.at).or(Some(&self.draft)).map(String::as_str)
    }
}

/// An incremental search backwards, as Ctrl-R begins it.
#[derive(Debug)]
pub(super) struct Search {
    query: String,
    /// The line that was found; the number of lines while none was.
    at: usize,
    failed: bool,
    /// What was in the editor, and where its cursor was.
    pub before: (String, usize),
}

impl Search {
    pub(super) fn new(history: &History, before: (String, usize)) -> Self {
        Self { query: String::new(), at: history.lines.len(), failed: false, before }
    }

    /// What stands in the place of the prompt.
    pub(super) fn prompt(&self) -> String {
        format!("({}reverse-i-search)`{}': ", if self.failed { "failed " } else { "" }, self.query)
    }

    /// What was found and where in it, in bytes; `None` while there is nothing.
    pub(super) fn found<'a>(&self, history: &'a History) -> Option<(&'a str, usize)> {
        let line = history.lines.get(self.at)?;
        Some((line, line.find(&self.query).unwrap_or(0)))
    }

    pub(super) fn add(&mut self, character: char, history: &History) {
        self.query.push(character);
        self.look((self.at + 1).min(history.lines.len()), history);
    }

    /// Takes the last character back; the search begins anew.
    pub(super) fn shorten(&mut self, history: &History) {
        self.query.pop();
        self.at = history.lines.len();
        self.failed = false;
        if !self.query.is_empty() {
            self.look(history.lines.len(), history);
        }
    }

    /// Goes on to the next older line.
    pub(super) fn older(&mut self, history: &History) {
        if !self.query.is_empty() {
            self.look(self.at, history);
        }
    }

    fn look(&mut self, end: usize, history: &History) {
        let found = history.lines[..end].iter().rposition(|line| line.contains(&self.query));
        self.failed = found.is_none();
        if let Some(found) = found {
            self.at = found;
        }
    }
}
