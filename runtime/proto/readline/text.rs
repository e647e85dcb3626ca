//! How wide text is on a terminal, and where its characters and words begin.
//!
//! Unicode's tables decide, not the terminal's font.

use unicode_width::UnicodeWidthChar;

/// The columns that a character takes when it is printed; 0 for one that joins the character before it. Control
/// characters take none here: who shows them says how.
pub(super) fn width(character: char) -> usize {
    character.width().unwrap_or(0)
}

/// Whether the character is shown together with the one before it.
fn joins(character: char) -> bool {
    !character.is_control() && width(character) == 0
}

/// Where the character (with what joins it) in front of `at` begins.
pub(super) fn before(line: &[char], at: usize) -> usize {
    let mut start = at.saturating_sub(1);
    while start > 0 && joins(line[start]) {
        start -= 1;
    }
    start
}

/// Where the character (with what joins it) at `at` ends.
pub(super) fn after(line: &[char], at: usize) -> usize {
    let mut end = (at + 1).min(line.len());
    while end < line.len() && joins(line[end]) {
        end += 1;
    }
    end
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$' || joins(character)
}

/// Where the word that ends at `at`, or before the blanks and marks in front of it, begins.
pub(super) fn word_before(line: &[char], at: usize) -> usize {
    let word_end = line[..at].iter().rposition(|it| is_word(*it)).map_or(0, |last| last + 1);
    line[..word_end].iter().rposition(|it| !is_word(*it)).map_or(0, |last| last + 1)
}

/// Where the word at `at`, or behind the blanks and marks from there on, ends.
pub(super) fn word_after(line: &[char], at: usize) -> usize {
    let word_start = line[at..].iter().position(|it| is_word(*it)).map_or(line.len(), |first| at + first);
    line[word_start..].iter().position(|it| !is_word(*it)).map_or(line.len(), |first| word_start + first)
}

/// The same for what blanks alone part.
pub(super) fn blank_word_before(line: &[char], at: usize) -> usize {
    let word_end = line[..at].iter().rposition(|it| !it.is_whitespace()).map_or(0, |last| last + 1);
    line[..word_end].iter().rposition(|it| it.is_whitespace()).map_or(0, |last| last + 1)
}

/// The length in UTF-16 units, in which JavaScript counts.
pub(super) fn units(text: &[char]) -> usize {
    text.iter().map(|it| it.len_utf16()).sum()
}

/// How many characters these UTF-16 units are, at most `line`'s.
pub(super) fn characters(line: &[char], units: usize) -> usize {
    let mut left = units;
    line.iter()
        .take_while(|it| {
            let fits = it.len_utf16() <= left;
            left = left.saturating_sub(it.len_utf16());
            fits
        })
        .count()
}
