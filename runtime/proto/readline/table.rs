//! A list of names in columns, as a shell shows what a word could become.
//!
//! It only lays out: what the words are, and how wide the terminal is, it is given.

use super::text::width;

/// The words in columns, read downwards, each row ended by a line end. Empty words part groups.
pub fn table(words: &[String], columns: usize) -> String {
    let mut out = String::new();
    for group in words.split(String::is_empty).filter(|group| !group.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        rows(group, columns, &mut out);
    }
    out
}

fn rows(words: &[String], columns: usize, out: &mut String) {
    let wide = |word: &String| word.chars().map(width).sum::<usize>();
    let column = words.iter().map(wide).max().unwrap_or(0) + GAP;
    let across = (columns.saturating_add(GAP).saturating_sub(1) / column).max(1);
    let down = words.len().div_ceil(across);
    for row in 0..down {
        let mut cells = words[row..].iter().step_by(down).peekable();
        while let Some(word) = cells.next() {
            out.push_str(word);
            if cells.peek().is_some() {
                out.extend(std::iter::repeat_n(' ', column - wide(word)));
            }
        }
        out.push('\n');
    }
}

/// Blanks between two columns.
const GAP: usize = 2;
