//! What a terminal shows of a prompt and a line, and the bytes that make it so.
//!
//! Only what every terminal since the VT100 understands is sent: cursor up, cursor right, erase to the end of the
//! screen. The rows and columns of everything are reckoned here, as the terminal itself wraps them: a wide character
//! that does not fit goes to the next row whole.

use super::text::width;

/// Where something is, counted from the start of the prompt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ScreenPosition {
    pub row: usize,
    pub column: usize,
}

/// What is on the terminal now.
#[derive(Debug)]
pub(super) struct Screen {
    /// Columns of the terminal, at least 1.
    columns: usize,
    /// Where the cursor is; `None` while nothing is shown.
    cursor: Option<ScreenPosition>,
    /// Where the text ends.
    end: ScreenPosition,
}

impl Screen {
    pub(super) fn new(columns: usize) -> Self {
        Self { columns: columns.max(1), cursor: None, end: ScreenPosition::default() }
    }

    /// The width of the terminal.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// Whether prompt and line are shown.
    pub(super) fn is_shown(&self) -> bool {
        self.cursor.is_some()
    }

    /// The terminal has another width now, and has wrapped what it shows anew: `prompt` and `before` stand in front of
    /// the cursor.
    pub(super) fn resize(&mut self, columns: usize, prompt: &str, before: &[char]) {
        self.columns = columns.max(1);
        if self.cursor.is_some() {
            let mut page = Page::new(self.columns);
            page.prompt(prompt);
            page.text(before);
            self.cursor = Some(page.at);
        }
    }

    /// Shows `prompt` and `line`, the cursor on character `cursor`, in place of what was shown.
    pub(super) fn show(&mut self, prompt: &str, line: &[char], cursor: usize, out: &mut Vec<u8>) {
        self.to_start(out);
        let mut page = Page::new(self.columns);
        page.prompt(prompt);
        page.text(&line[..cursor]);
        let mut place = page.at;
        page.text(&line[cursor..]);
        page.settle();
        if cursor == line.len() || place.column == self.columns {
            place = if cursor == line.len() { page.at } else { ScreenPosition { row: place.row + 1, column: 0 } };
        }
        out.extend_from_slice(page.out.as_bytes());
        out.extend_from_slice(b"\x1b[J");
        self.end = page.at;
        move_cursor(page.at, place, out);
        self.cursor = Some(place);
    }

    /// The same when all that changed is that `added` came to the end of the line, where the cursor is. False when
    /// that is not enough.
    pub(super) fn append(&mut self, added: &[char], out: &mut Vec<u8>) -> bool {
        let Some(cursor) = self.cursor else { return false };
        let wide: usize = added.iter().map(|it| width(*it)).sum();
        let simple = added.iter().all(|it| !it.is_control() && width(*it) > 0);
        if cursor != self.end || !simple || cursor.column + wide >= self.columns {
            return false;
        }
        out.extend_from_slice(added.iter().collect::<String>().as_bytes());
        self.end.column += wide;
        self.cursor = Some(self.end);
        true
    }

    /// Takes prompt and line off the terminal; the cursor goes to where they began.
    pub(super) fn hide(&mut self, out: &mut Vec<u8>) {
        if self.cursor.is_some() {
            self.to_start(out);
            out.extend_from_slice(b"\x1b[J");
            self.cursor = None;
        }
    }

    /// Leaves prompt and line where they are and goes to the row below them.
    pub(super) fn leave(&mut self, out: &mut Vec<u8>) {
        let Some(cursor) = self.cursor.take() else { return };
        // Down as far as the text goes; a line feed in the last row makes room.
        out.extend(std::iter::repeat_n(b'\n', self.end.row - cursor.row.min(self.end.row)));
        out.extend_from_slice(b"\r\n");
    }

    /// Clears the terminal.
    pub(super) fn clear(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[H\x1b[2J");
        self.cursor = None;
    }

    /// Prompt and line begin on a fresh row: something else was printed.
    pub(super) fn forget(&mut self) {
        self.cursor = None;
    }

    fn to_start(&self, out: &mut Vec<u8>) {
        let Some(cursor) = self.cursor else { return };
        if cursor.row > 0 {
            out.extend_from_slice(format!("\x1b[{}A", cursor.row).as_bytes());
        }
        out.push(b'\r');
    }
}

fn move_cursor(from: ScreenPosition, to: ScreenPosition, out: &mut Vec<u8>) {
    if from == to {
        return;
    }
    if from.row > to.row {
        out.extend_from_slice(format!("\x1b[{}A", from.row - to.row).as_bytes());
    }
    out.push(b'\r');
    if to.column > 0 {
        out.extend_from_slice(format!("\x1b[{}C", to.column).as_bytes());
    }
}

/// Text as it is laid out.
struct Page {
    columns: usize,
    at: ScreenPosition,
    out: String,
}

/// Columns from one tab stop to the next.
const TAB: usize = 8;

impl Page {
    fn new(columns: usize) -> Self {
        Self { columns, at: ScreenPosition::default(), out: String::new() }
    }

    /// A prompt may have line ends and escape sequences (colors) in it, which take no room.
    fn prompt(&mut self, prompt: &str) {
        let mut rest = prompt.chars().peekable();
        while let Some(character) = rest.next() {
            if character != '\x1b' {
                self.character(character);
                continue;
            }
            self.out.push(character);
            let Some('[') = rest.next_if_eq(&'[') else { continue };
            self.out.push('[');
            for part in rest.by_ref() {
                self.out.push(part);
                if ('@'..='~').contains(&part) {
                    break;
                }
            }
        }
    }

    fn text(&mut self, text: &[char]) {
        text.iter().for_each(|it| self.character(*it));
    }

    fn character(&mut self, character: char) {
        match character {
            '\n' => {
                self.out.push_str("\r\n");
                self.at = ScreenPosition { row: self.at.row + 1, column: 0 };
            }
            '\t' => {
                let stop = (self.at.column / TAB + 1) * TAB;
                for _ in self.at.column..stop {
                    self.printed(' ', 1);
                }
            }
            // As ^A; what is beyond ASCII has no such name.
            control if control.is_control() => {
                let shown = if control.is_ascii() { char::from(control as u8 ^ 0x40) } else { '?' };
                self.printed('^', 1);
                self.printed(shown, 1);
            }
            printed => self.printed(printed, width(printed)),
        }
    }

    fn printed(&mut self, character: char, wide: usize) {
        if wide > 0 && self.at.column + wide > self.columns && self.at.column > 0 {
            self.at = ScreenPosition { row: self.at.row + 1, column: 0 };
        }
        self.at.column += wide;
        self.out.push(character);
    }

    /// A terminal whose last column was filled keeps its cursor there until more comes: makes it go to the next row.
    fn settle(&mut self) {
        if self.at.column >= self.columns {
            self.out.push_str("\r\n");
            self.at = ScreenPosition { row: self.at.row + 1, column: 0 };
        }
    }
}
