//! Where the lines of an inspected value break: 0.2's comma-first form.
//!
//! A container whose entries are longer than a line ([`LINE_WIDTH`] unless the program says otherwise) together gets one
//! entry per line, the comma before it:
//!
//! ```text
//! { rss: 4935680
//! , vsize: 41893888
//! }
//! ```
//!
//! Widths are known when a piece is built, so nothing is rendered twice and indentation is written once.

/// The sum of entry widths (each plus one) beyond which a container breaks.
pub(super) const LINE_WIDTH: usize = 50;
/// How far entries of an object are indented below their key.
const OBJECT_INDENT: usize = 3;
/// How far entries of an array are indented.
const ARRAY_INDENT: usize = 2;

/// A value on its way to text.
pub(super) enum Piece {
    /// Ready text: a primitive, a function, what an `inspect` method of the program returned.
    Text(Text),
    /// A container with entries.
    Group(Box<Group>),
}

/// Text with its measures. Escape sequences of colors are in the text but not in the width.
pub(super) struct Text {
    text: String,
    width: usize,
    lines: usize,
}

/// One entry of a container: `name` with its colon and space, or nothing for an array element.
pub(super) struct Entry {
    name: String,
    name_width: usize,
    value: Piece,
}

/// What stands around the entries of a container.
pub(super) struct Braces {
    /// The opening brace, with a name before it if need be.
    pub open: String,
    /// What stands between it and the first entry, such as `[Function: f]`; possibly empty.
    pub base: String,
    /// The closing brace.
    pub close: &'static str,
}

/// A container: `{ base entry, entry }`.
pub(super) struct Group {
    open: String,
    base: String,
    close: &'static str,
    entries: Vec<Entry>,
    array: bool,
    broken: bool,
    width: usize,
    lines: usize,
}

impl Piece {
    /// Text as it is.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let width = width(&text);
        Self::styled(text, width)
    }

    /// Text with color sequences, whose visible width is given.
    pub(super) fn styled(text: String, width: usize) -> Self {
        let lines = 1 + text.bytes().filter(|&byte| byte == b'\n').count();
        Self::Text(Text { text, width, lines })
    }

    /// A container that breaks when its entries are wider than `line`.
    pub(super) fn group(braces: Braces, array: bool, entries: Vec<Entry>, line: usize) -> Self {
        let Braces { open, base, close } = braces;
        let sum: usize = entries.iter().map(|entry| entry.width(array) + 1).sum();
        let broken = sum > line || base.contains('\n');
        // One for the line it begins on, and what breaks add; those of its own stand where it is broken.
        let breaks = if broken && (entries.len() > 1 || !base.is_empty()) { entries.len() } else { 0 };
        let inner: usize = entries.iter().map(|entry| entry.breaks(array)).sum();
        let lines = 1 + breaks + inner;
        // As long as it is on one line: every entry has two characters behind it, but the last has one. What is broken
        // is too wide in any case, and so is what holds it.
        let base_width = if base.is_empty() { 0 } else { 1 + width(&base) };
        let width = width(&open) + base_width + sum + entries.len() + width(close);
        Self::Group(Box::new(Group { open, base, close, entries, array, broken, width, lines }))
    }

    /// The rendered text.
    pub(super) fn render(self) -> String {
        match self {
            Self::Text(text) => text.text,
            group @ Self::Group(_) => {
                let mut out = String::new();
                group.write(0, &mut out);
                out
            }
        }
    }

    fn has_newline(&self) -> bool {
        self.lines() > 1
    }

    fn lines(&self) -> usize {
        match self {
            Self::Text(text) => text.lines,
            Self::Group(group) => group.lines,
        }
    }

    fn width(&self) -> usize {
        match self {
            Self::Text(text) => text.width,
            Self::Group(group) => group.width,
        }
    }

    fn write(&self, indent: usize, out: &mut String) {
        match self {
            Self::Text(text) if text.lines == 1 || indent == 0 => out.push_str(&text.text),
            Self::Text(text) => {
                for (number, line) in text.text.split('\n').enumerate() {
                    if number > 0 {
                        break_line(indent, out);
                    }
                    out.push_str(line);
                }
            }
            Self::Group(group) => group.write(indent, out),
        }
    }
}

impl Entry {
    /// An entry with a name (`key: `) or without (empty).
    pub(super) fn new(name: String, name_width: usize, value: Piece) -> Self {
        Self { name, name_width, value }
    }

    fn width(&self, array: bool) -> usize {
        let (width, lines) = (self.value.width(), self.value.lines());
        self.name_width
            + match (lines, array) {
                (1, _) => width,
                (_, true) => width + (lines - 1) * ARRAY_INDENT,
                (_, false) => width + 1 + lines * OBJECT_INDENT,
            }
    }

    /// Line breaks within it: a value of several lines begins below its key.
    fn breaks(&self, array: bool) -> usize {
        let lines = self.value.lines();
        if array || lines == 1 { lines - 1 } else { lines }
    }

    fn write(&self, array: bool, indent: usize, out: &mut String) {
        out.push_str(&self.name);
        if array {
            self.value.write(indent + ARRAY_INDENT, out);
        } else if self.value.has_newline() {
            break_line(indent + OBJECT_INDENT, out);
            self.value.write(indent + OBJECT_INDENT, out);
        } else {
            self.value.write(indent, out);
        }
    }
}

impl Group {
    fn write(&self, indent: usize, out: &mut String) {
        out.push_str(&self.open);
        if !self.base.is_empty() {
            out.push(' ');
            for (number, line) in self.base.split('\n').enumerate() {
                if number > 0 {
                    break_line(indent, out);
                }
                out.push_str(line);
            }
            if self.broken {
                break_line(indent + 1, out);
            }
        }
        for (number, entry) in self.entries.iter().enumerate() {
            match (number, self.broken) {
                (0, _) => {}
                (_, false) => out.push(','),
                (_, true) => {
                    break_line(indent, out);
                    out.push(',');
                }
            }
            out.push(' ');
            entry.write(self.array, indent, out);
        }
        if self.broken && (self.entries.len() > 1 || self.entries.iter().any(|entry| entry.value.has_newline())) {
            break_line(indent, out);
        } else {
            out.push(' ');
        }
        out.push_str(self.close);
    }
}

fn break_line(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Width in UTF-16 units: what `length` says in JavaScript.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

#[cfg(test)]
mod tests {
    use super::{Braces, Entry, LINE_WIDTH, Piece};

    fn object(entries: &[(&str, &str)]) -> Piece {
        let entry = |&(name, value): &(&str, &str)| {
            let name = format!("{name}: ");
            Entry::new(name.clone(), name.len(), Piece::text(value))
        };
        group("{", "", "}", entries.iter().map(entry).collect())
    }

    fn group(open: &str, base: &str, close: &'static str, entries: Vec<Entry>) -> Piece {
        let braces = Braces { open: open.into(), base: base.into(), close };
        Piece::group(braces, open == "[", entries, LINE_WIDTH)
    }

    fn check(piece: Piece, expect: &str) {
        assert_eq!(piece.render(), expect);
    }

    #[test]
    fn breaks_when_entries_are_longer_than_a_line() {
        check(object(&[("a", "1"), ("b", "2")]), "{ a: 1, b: 2 }");
        check(
            object(&[("rss", "4935680"), ("vsize", "41893888"), ("heapTotal", "1826816"), ("heapUsed", "650472")]),
            "{ rss: 4935680\n, vsize: 41893888\n, heapTotal: 1826816\n, heapUsed: 650472\n}",
        );
        let long = "'0123456789012345678901234567890123456789012345678'";
        check(object(&[("a", long)]), &format!("{{ a: {long} }}"));
    }

    #[test]
    fn nested_containers_are_indented() {
        let long = "'0123456789012345678901234567'";
        let inner = || object(&[("b", long), ("c", long)]);
        let outer = group("{", "", "}", vec![Entry::new("a: ".into(), 3, inner())]);
        check(outer, &format!("{{ a: \n   {{ b: {long}\n   , c: {long}\n   }}\n}}"));
        let outer = group("[", "", "]", vec![Entry::new(String::new(), 0, inner())]);
        check(outer, &format!("[ {{ b: {long}\n  , c: {long}\n  }}\n]"));
    }

    #[test]
    fn a_base_has_a_line_of_its_own_in_a_broken_container() {
        let entry = |name: &str| {
            let long = "'0123456789012345678901234567'";
            Entry::new(format!("{name}: "), 3, Piece::text(long))
        };
        let function = group("{", "[Function]", "}", vec![entry("a"), entry("b")]);
        let long = "'0123456789012345678901234567'";
        check(function, &format!("{{ [Function]\n  a: {long}\n, b: {long}\n}}"));
        let entries = vec![Entry::new("n: ".into(), 3, Piece::text("2"))];
        check(group("{", "[Error: x]", "}", entries), "{ [Error: x] n: 2 }");
    }
}
