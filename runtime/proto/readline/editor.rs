//! The line editor: keys change the line, the line is shown, and what concerns the program becomes an event.
//!
//! The order that matters: [`Editor::next_event`] works on what was typed only until something happens that the program
//! has to handle. What was typed behind it waits, since that may change the prompt, or how the terminal is used.

use super::edits::Line;
use super::keys::{Code, KeyPress, Keys};
use super::screen::Screen;
use super::search::{History, Search};
use super::text::{characters, units};

/// What concerns the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditorEvent {
    /// A line was entered; the cursor is on the row below it.
    Line(String),
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D on an empty line.
    End,
    /// Tab: what could the word before the cursor become?
    Complete,
    /// Ctrl-Z.
    Suspend,
}

/// Edits one line after the other. See [`Editor::output`] for what it does on the terminal.
#[derive(Debug)]
pub struct Editor {
    keys: Keys,
    line: Line,
    history: History,
    search: Option<Search>,
    prompt: String,
    screen: Screen,
    out: Vec<u8>,
    /// The terminal does not show what there is.
    stale: bool,
    /// What comes was pasted.
    pasting: bool,
    /// Prompt and line were left where they are: nothing is to come back.
    is_left: bool,
    /// The last key was Return: a Newline right behind it is part of it.
    after_return: bool,
}

impl Editor {
    /// An editor for a terminal with this many columns.
    pub fn new(columns: usize) -> Self {
        Self {
            keys: Keys::default(),
            line: Line::default(),
            history: History::new(),
            search: None,
            prompt: String::new(),
            screen: Screen::new(columns),
            out: Vec::new(),
            stale: false,
            pasting: false,
            is_left: false,
            after_return: false,
        }
    }

    /// Takes what was typed.
    pub fn push(&mut self, bytes: &[u8]) {
        self.keys.push(bytes);
    }

    /// Works on what was typed, up to the next event; `None` when all is done.
    pub fn next_event(&mut self) -> Option<EditorEvent> {
        let mut event = None;
        while event.is_none()
            && let Some(key) = self.keys.next_key()
        {
            let newline = key.code == Code::Newline;
            if !(newline && self.after_return) {
                event = self.press(&key);
            }
            self.after_return = key.code == Code::Return;
        }
        if self.stale {
            self.show();
        }
        event
    }

    /// The bytes for the terminal since the last call.
    pub fn output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// What stands in front of the line; may have line ends and escape sequences in it. Seen from the next `show` on.
    pub fn set_prompt(&mut self, prompt: &str) {
        prompt.clone_into(&mut self.prompt);
    }

    /// Shows prompt and line, where they are already or else where the cursor is.
    pub fn show(&mut self) {
        self.stale = false;
        self.is_left = false;
        match &self.search {
            Some(search) => self.screen.show(&search.prompt(), &self.line.text, self.line.cursor, &mut self.out),
            None => self.screen.show(&self.prompt, &self.line.text, self.line.cursor, &mut self.out),
        }
    }

    /// Whether prompt and line are on the terminal.
    pub fn is_shown(&self) -> bool {
        self.screen.is_shown()
    }

    /// Takes prompt and line off the terminal, until `show`.
    pub fn hide(&mut self) {
        self.screen.hide(&mut self.out);
        self.is_left = false;
    }

    /// Leaves prompt and line where they are and goes to the row below.
    pub fn leave(&mut self) {
        self.screen.leave(&mut self.out);
        self.is_left = true;
    }

    /// Whether `leave` was the last that happened to prompt and line.
    pub fn is_left(&self) -> bool {
        self.is_left
    }

    /// Goes to a row of its own, when something else was printed up to the cursor.
    pub fn start_row(&mut self) {
        self.out.extend_from_slice(b"\r\n");
    }

    /// The program printed something of its own: the next `show` begins where that ended.
    pub fn forget_screen(&mut self) {
        self.screen.forget();
    }

    /// Prints text below the line, and shows prompt and line below that.
    pub fn print(&mut self, text: &str) {
        self.leave();
        for line in text.split_inclusive('\n') {
            self.out.extend_from_slice(line.trim_end_matches('\n').as_bytes());
            if line.ends_with('\n') {
                self.out.extend_from_slice(b"\r\n");
            }
        }
        self.show();
    }

    /// The terminal has this many columns now.
    pub fn resize(&mut self, columns: usize) {
        self.screen.resize(columns, &self.prompt, &self.line.text[..self.line.cursor]);
        if self.screen.is_shown() {
            self.show();
        }
    }

    /// Columns of the terminal.
    pub fn columns(&self) -> usize {
        self.screen.columns()
    }

    /// The line so far.
    pub fn line(&self) -> String {
        self.line.text.iter().collect()
    }

    /// Where its cursor is, in UTF-16 units.
    pub fn cursor(&self) -> usize {
        units(&self.line.text[..self.line.cursor])
    }

    /// Replaces the line; the cursor goes to its end. Seen from the next `show` on.
    pub fn set_line(&mut self, line: &str) {
        self.line.set(line);
    }

    /// Moves the cursor, in UTF-16 units. Seen from the next `show` on.
    pub fn set_cursor(&mut self, cursor: usize) {
        self.line.move_to(characters(&self.line.text, cursor));
    }

    /// Puts text in at the cursor, and shows it.
    pub fn insert(&mut self, text: &str) {
        self.typed(&text.chars().collect::<Vec<_>>());
        if self.stale {
            self.show();
        }
    }

    /// The lines that were entered, oldest first.
    pub fn history(&self) -> &[String] {
        self.history.lines()
    }

    /// Replaces them.
    pub fn set_history(&mut self, lines: Vec<String>) {
        self.history.set(lines);
    }

    /// How many of them are kept.
    pub fn limit_history(&mut self, max: usize) {
        self.history.limit(max);
    }

    fn press(&mut self, key: &KeyPress) -> Option<EditorEvent> {
        if self.pasting {
            return self.pasted(key);
        }
        if self.search.is_some() && self.searching(key) {
            return None;
        }
        match key.code {
            Code::Char(letter) if key.ctrl => return self.control(letter),
            Code::Char(letter) if key.meta => self.alt(letter),
            Code::Char(letter) => {
                self.typed(&[letter]);
                return None;
            }
            Code::Return | Code::Newline => return Some(self.enter()),
            Code::Tab if key.shift => return None,
            Code::Tab => return Some(EditorEvent::Complete),
            Code::Backspace if key.meta || key.ctrl => self.line.kill_word_back(),
            Code::Backspace => self.line.delete_back(),
            Code::Delete if key.meta || key.ctrl => self.line.kill_word(),
            Code::Delete => self.line.delete(),
            Code::Left if key.meta || key.ctrl => self.line.word_left(),
            Code::Left => self.line.left(),
            Code::Right if key.meta || key.ctrl => self.line.word_right(),
            Code::Right => self.line.right(),
            Code::Home => self.line.move_to(0),
            Code::End => self.line.move_to(usize::MAX),
            Code::Up => self.recall(true, false),
            Code::Down => self.recall(false, false),
            Code::PageUp => self.recall(true, true),
            Code::PageDown => self.recall(false, true),
            Code::PasteStart => self.pasting = true,
            Code::Escape | Code::Insert | Code::Function(_) | Code::PasteEnd | Code::Unknown => return None,
        }
        self.stale = true;
        None
    }

    fn control(&mut self, letter: char) -> Option<EditorEvent> {
        match letter {
            'a' => self.line.move_to(0),
            'b' => self.line.left(),
            'c' => return Some(EditorEvent::Interrupt),
            'd' if self.line.text.is_empty() => return Some(EditorEvent::End),
            'd' => self.line.delete(),
            'e' => self.line.move_to(usize::MAX),
            'f' => self.line.right(),
            'k' => self.line.kill_to_end(),
            'l' => self.screen.clear(&mut self.out),
            'n' => self.recall(false, false),
            'p' => self.recall(true, false),
            'r' => {
                let line = self.line();
                self.search = Some(Search::new(&self.history, (line, self.line.cursor)));
            }
            't' => self.line.transpose(),
            'u' => self.line.kill_to_start(),
            'w' => self.line.kill_blank_word_back(),
            'y' => self.line.yank(),
            'z' => return Some(EditorEvent::Suspend),
            '_' => self.line.undo(),
            _ => return None,
        }
        self.stale = true;
        None
    }

    fn alt(&mut self, letter: char) {
        match letter.to_ascii_lowercase() {
            'b' => self.line.word_left(),
            'c' => self.line.change_word(|it, first| if first { upper(it) } else { lower(it) }),
            'd' => self.line.kill_word(),
            'f' => self.line.word_right(),
            'l' => self.line.change_word(|it, _| lower(it)),
            'u' => self.line.change_word(|it, _| upper(it)),
            'y' => self.line.yank_older(),
            '<' => self.recall_end(false),
            '>' => self.recall_end(true),
            _ => {}
        }
    }

    /// Text goes in at the cursor.
    fn typed(&mut self, text: &[char]) {
        let at_end = self.line.cursor == self.line.text.len();
        self.line.insert(text);
        let shown = !self.stale && self.search.is_none() && at_end && self.screen.append(text, &mut self.out);
        self.stale |= !shown;
    }

    /// Within a paste nothing is a command but the line end.
    fn pasted(&mut self, key: &KeyPress) -> Option<EditorEvent> {
        match key.code {
            Code::PasteEnd => self.pasting = false,
            Code::Return | Code::Newline => return Some(self.enter()),
            Code::Tab => self.typed(&['\t']),
            Code::Char(letter) if !key.ctrl => self.typed(&[letter]),
            _ => {}
        }
        None
    }

    fn enter(&mut self) -> EditorEvent {
        self.search = None;
        if self.stale || !self.screen.is_shown() {
            self.show();
        }
        self.leave();
        let line = self.line.take();
        self.history.add(&line);
        EditorEvent::Line(line)
    }

    fn recall(&mut self, older: bool, by_start: bool) {
        let current = self.line();
        let cursor = self.line.cursor;
        let start: String = if by_start { self.line.text[..cursor].iter().collect() } else { String::new() };
        if let Some(line) = self.history.step(older, &start, &current) {
            self.line.set(line);
            if by_start {
                self.line.move_to(cursor);
            }
        }
    }

    fn recall_end(&mut self, newest: bool) {
        let current = self.line();
        if let Some(line) = self.history.end(newest, &current) {
            self.line.set(line);
        }
    }

    /// A key during a search. False: the search has ended, and the key is to be taken as usual.
    fn searching(&mut self, key: &KeyPress) -> bool {
        let Some(search) = &mut self.search else { return false };
        self.stale = true;
        match key.code {
            Code::Char(letter) if !key.ctrl && !key.meta => search.add(letter, &self.history),
            Code::Char('r') if key.ctrl => search.older(&self.history),
            Code::Backspace => search.shorten(&self.history),
            Code::Char('c' | 'g') if key.ctrl => {
                let (line, cursor) = std::mem::take(&mut search.before);
                self.search = None;
                self.line.set(&line);
                self.line.move_to(cursor);
                return true;
            }
            // What was found stays.
            Code::Escape => {
                self.search = None;
                return true;
            }
            _ => {
                self.search = None;
                return false;
            }
        }
        if let Some((line, at)) = search.found(&self.history) {
            let cursor = line[..at].chars().count();
            self.line.set(line);
            self.line.move_to(cursor);
        }
        true
    }
}

fn upper(character: char) -> String {
    character.to_uppercase().collect()
}

fn lower(character: char) -> String {
    character.to_lowercase().collect()
}
