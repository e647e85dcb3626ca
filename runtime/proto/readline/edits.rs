//! The line being edited: text, cursor, what was killed, what can be undone.
//!
//! Every edit keeps the cursor within the line; nothing is drawn here.

use super::text::{after, before, blank_word_before, word_after, word_before};

/// Killed texts that Alt-Y goes back through.
const KILLS_MAX: usize = 32;
/// Changes that can be undone.
const UNDO_MAX: usize = 200;
/// Characters of the longest line that is kept for undo: beyond, each change would cost a copy that somebody feels.
const UNDO_LEN_MAX: usize = 64 << 10;
/// Characters up to which killed text is put in: two keys, held down, double the line each time.
const YANKED_LEN_MAX: usize = 256 << 10;

/// What the last key did, as far as the next one cares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Other,
    /// Typed text: more of it is undone together.
    Insert,
    /// Killed text: more is added to it.
    Kill,
    /// Put in killed text of this length: Alt-Y replaces it.
    Yank(usize),
}

/// A line and its cursor.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub text: Vec<char>,
    /// In characters, never within the text of one that others join.
    pub cursor: usize,
    kills: Vec<Vec<char>>,
    undo: Vec<(Vec<char>, usize)>,
    last: Last,
}

impl Line {
    /// Takes the text out and leaves an empty line behind; what was killed stays.
    pub(super) fn take(&mut self) -> String {
        self.cursor = 0;
        self.undo.clear();
        self.last = Last::Other;
        std::mem::take(&mut self.text).into_iter().collect()
    }

    /// Replaces the text; the cursor goes to its end.
    pub(super) fn set(&mut self, text: &str) {
        self.changes(Last::Other);
        self.text = text.chars().collect();
        self.cursor = self.text.len();
    }

    /// Puts text in at the cursor.
    pub(super) fn insert(&mut self, text: &[char]) {
        if self.last != Last::Insert || text.contains(&' ') {
            self.changes(Last::Insert);
        }
        self.put(text);
    }

    pub(super) fn move_to(&mut self, at: usize) {
        self.cursor = at.min(self.text.len());
        self.last = Last::Other;
    }

    pub(super) fn left(&mut self) {
        self.move_to(before(&self.text, self.cursor));
    }

    pub(super) fn right(&mut self) {
        self.move_to(after(&self.text, self.cursor));
    }

    pub(super) fn word_left(&mut self) {
        self.move_to(word_before(&self.text, self.cursor));
    }

    pub(super) fn word_right(&mut self) {
        self.move_to(word_after(&self.text, self.cursor));
    }

    pub(super) fn delete_back(&mut self) {
        // One code point at a time: an accent that was typed wrong goes alone, as it came.
        self.remove(self.cursor.saturating_sub(1), self.cursor);
    }

    pub(super) fn delete(&mut self) {
        self.remove(self.cursor, after(&self.text, self.cursor));
    }

    pub(super) fn kill_to_end(&mut self) {
        self.kill(self.cursor, self.text.len(), false);
    }

    pub(super) fn kill_to_start(&mut self) {
        self.kill(0, self.cursor, true);
    }

    pub(super) fn kill_word_back(&mut self) {
        self.kill(word_before(&self.text, self.cursor), self.cursor, true);
    }

    pub(super) fn kill_blank_word_back(&mut self) {
        self.kill(blank_word_before(&self.text, self.cursor), self.cursor, true);
    }

    pub(super) fn kill_word(&mut self) {
        self.kill(self.cursor, word_after(&self.text, self.cursor), false);
    }

    /// Puts in what was killed last.
    pub(super) fn yank(&mut self) {
        let Some(killed) = self.kills.last().cloned() else { return };
        if self.text.len() + killed.len() > YANKED_LEN_MAX {
            return;
        }
        self.changes(Last::Yank(killed.len()));
        self.put(&killed);
    }

    /// Replaces what `yank` put in by what was killed before.
    pub(super) fn yank_older(&mut self) {
        let Last::Yank(len) = self.last else { return };
        self.kills.rotate_right(1);
        let Some(killed) = self.kills.last().cloned() else { return };
        if self.text.len() - len + killed.len() > YANKED_LEN_MAX {
            return;
        }
        self.text.drain(self.cursor - len..self.cursor);
        self.cursor -= len;
        self.last = Last::Yank(killed.len());
        self.put(&killed);
    }

    /// Exchanges the two characters around the cursor, or the last two.
    pub(super) fn transpose(&mut self) {
        if self.cursor == 0 || self.text.len() < 2 {
            return;
        }
        self.changes(Last::Other);
        let second = if self.cursor == self.text.len() { before(&self.text, self.cursor) } else { self.cursor };
        let (first, end) = (before(&self.text, second), after(&self.text, second));
        self.text[first..end].rotate_left(second - first);
        self.cursor = end;
    }

    /// Changes the word from the cursor on with `change`, which gets a character and whether it is the word's first.
    pub(super) fn change_word(&mut self, change: fn(char, bool) -> String) {
        let end = word_after(&self.text, self.cursor);
        self.changes(Last::Other);
        let mut first = true;
        let mut changed = Vec::with_capacity(end - self.cursor);
        for character in self.text.drain(self.cursor..end).collect::<Vec<_>>() {
            changed.extend(change(character, first).chars());
            first &= !character.is_alphanumeric();
        }
        self.put(&changed);
    }

    pub(super) fn undo(&mut self) {
        if let Some((text, cursor)) = self.undo.pop() {
            self.text = text;
            self.cursor = cursor;
        }
        self.last = Last::Other;
    }

    fn put(&mut self, text: &[char]) {
        self.text.splice(self.cursor..self.cursor, text.iter().copied());
        self.cursor += text.len();
    }

    fn remove(&mut self, start: usize, end: usize) -> Vec<char> {
        if start == end {
            self.last = Last::Other;
            return Vec::new();
        }
        self.changes(Last::Other);
        self.cursor = start;
        self.text.drain(start..end).collect()
    }

    fn kill(&mut self, start: usize, end: usize, backwards: bool) {
        let more = self.last == Last::Kill;
        let mut killed = self.remove(start, end);
        if killed.is_empty() {
            return;
        }
        self.last = Last::Kill;
        match self.kills.last_mut().filter(|_| more) {
            Some(last) if backwards => {
                killed.append(last);
                *last = killed;
            }
            Some(last) => last.append(&mut killed),
            None => {
                if self.kills.len() == KILLS_MAX {
                    self.kills.remove(0);
                }
                self.kills.push(killed);
            }
        }
    }

    fn changes(&mut self, by: Last) {
        self.last = by;
        if self.text.len() > UNDO_LEN_MAX {
            return;
        }
        if self.undo.len() == UNDO_MAX {
            self.undo.remove(0);
        }
        self.undo.push((self.text.clone(), self.cursor));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn killing_and_putting_in_does_not_grow_for_ever() {
        let mut line = Line::default();
        line.set("some text");
        for _ in 0..100 {
            line.kill_to_start();
            line.yank();
            line.yank();
            line.yank_older();
        }
        assert!(line.text.len() <= YANKED_LEN_MAX && line.text.len() > 9);
        line.set("ab");
        line.kill_to_start();
        line.yank();
        line.yank();
        assert_eq!(line.text, ['a', 'b', 'a', 'b']);
    }
}
