//! Compares output with what a file says it should be.
//!
//! Expectations are exact but for a few marks: `{{*}}` stands for any text within a line, a line `{{...}}` for any
//! number of whole lines, and a name in braces (`{{DIR}}`, `{{PORT}}`, ...) for its value.

/// Puts the values in place of their marks.
pub fn fill(text: &[u8], values: &[(&str, String)]) -> Vec<u8> {
    let mut out = text.to_vec();
    for (name, value) in values {
        let mark = format!("{{{{{name}}}}}");
        let mut from = 0;
        while let Some(at) = find(&out[from..], mark.as_bytes()).map(|at| at + from) {
            out.splice(at..at + mark.len(), value.bytes());
            from = at + value.len();
        }
    }
    out
}

/// `Err` shows the differences, line by line, under the name of the stream.
pub fn compare(what: &str, expected: &[u8], got: &[u8]) -> Result<(), String> {
    if expected == got {
        return Ok(());
    }
    let (expected, got) = (lines(expected), lines(got));
    let marked = expected.iter().any(|line| is_any_lines(line) || find(line, ANY_TEXT).is_some());
    if marked && matches_lines(&expected, &got) {
        return Ok(());
    }
    Err(format!("{what} differs (- expected, + got):\n{}", difference(&expected, &got)))
}

/// Whether the pattern with its `{{*}}` marks is the whole line.
pub fn matches_line(pattern: &[u8], line: &[u8]) -> bool {
    let mut pieces = split(pattern, ANY_TEXT);
    let first = pieces.remove(0);
    let Some(mut rest) = line.strip_prefix(first) else { return false };
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        let Some(at) = find(rest, piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

const ANY_TEXT: &[u8] = b"{{*}}";
const ANY_LINES: &[u8] = b"{{...}}";

/// Context lines shown around a difference.
const CONTEXT: usize = 3;
/// Beyond this many lines the difference is only pointed at: the table below grows with the square.
const DIFFERENCE_LINES_MAX: usize = 2000;

fn is_any_lines(line: &[u8]) -> bool {
    line.strip_suffix(b"\n").unwrap_or(line) == ANY_LINES
}

/// The classic star matcher, a line for a character: on a mismatch the last star takes one more line.
fn matches_lines(expected: &[&[u8]], got: &[&[u8]]) -> bool {
    let (mut e, mut g) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while g < got.len() {
        if e < expected.len() && is_any_lines(expected[e]) {
            star = Some((e, g));
            e += 1;
        } else if e < expected.len() && matches_line(expected[e], got[g]) {
            e += 1;
            g += 1;
        } else if let Some((star_e, star_g)) = star {
            star = Some((star_e, star_g + 1));
            e = star_e + 1;
            g = star_g + 1;
        } else {
            return false;
        }
    }
    expected[e..].iter().all(|line| is_any_lines(line))
}

fn difference(expected: &[&[u8]], got: &[&[u8]]) -> String {
    if expected.len() > DIFFERENCE_LINES_MAX || got.len() > DIFFERENCE_LINES_MAX {
        let at = expected.iter().zip(got).take_while(|(e, g)| matches_line(e, g)).count();
        let show = |lines: &[&[u8]]| lines.get(at).map_or("(end)".to_owned(), |line| printable(line));
        return format!("line {}:\n- {}\n+ {}\n", at + 1, show(expected), show(got));
    }
    // Longest common subsequence, from the ends.
    let mut common = vec![vec![0_u32; got.len() + 1]; expected.len() + 1];
    for e in (0..expected.len()).rev() {
        for g in (0..got.len()).rev() {
            common[e][g] = if matches_line(expected[e], got[g]) {
                common[e + 1][g + 1] + 1
            } else {
                common[e + 1][g].max(common[e][g + 1])
            };
        }
    }
    let mut rows = Vec::new();
    let (mut e, mut g) = (0, 0);
    while e < expected.len() || g < got.len() {
        if e < expected.len() && g < got.len() && matches_line(expected[e], got[g]) {
            rows.push((' ', got[g]));
            e += 1;
            g += 1;
        } else if g == got.len() || (e < expected.len() && common[e + 1][g] >= common[e][g + 1]) {
            rows.push(('-', expected[e]));
            e += 1;
        } else {
            rows.push(('+', got[g]));
            g += 1;
        }
    }
    let near =
        |at: usize| rows[at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(rows.len())].iter().any(|r| r.0 != ' ');
    let mut out = String::new();
    let mut skipped = false;
    for (at, (sign, line)) in rows.iter().enumerate() {
        if near(at) {
            out.push_str(&format!("{sign} {}\n", printable(line)));
            skipped = false;
        } else if !skipped {
            out.push_str("  ...\n");
            skipped = true;
        }
    }
    out
}

/// The line as text; a missing newline at the end of the file is a difference too, so it is shown.
fn printable(line: &[u8]) -> String {
    let (body, newline) = line.strip_suffix(b"\n").map_or((line, false), |body| (body, true));
    let mut text = String::new();
    for chunk in body.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() { text.extend(c.escape_default()) } else { text.push(c) }
        }
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02x}")));
    }
    if text.len() > 2000 {
        let cut = (0..=2000).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(cut);
        text.push_str(&format!("... ({} bytes)", body.len()));
    }
    if !newline {
        text.push_str("\\ no newline");
    }
    text
}

/// Lines with their newlines.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

fn split<'a>(mut text: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    while let Some(at) = find(text, mark) {
        pieces.push(&text[..at]);
        text = &text[at + mark.len()..];
    }
    pieces.push(text);
    pieces
}

/// Where the needle begins in the text.
pub fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return Some(0);
    }
    text.windows(needle.len()).position(|window| window == needle)
}
