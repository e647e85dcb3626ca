//! Tables of what is typed and what comes of it, each replayed cut at every byte.

use super::{Code, Editor, EditorEvent, Keys, Lines, table};

/// A terminal: takes what the editor sends and has a screen, as far as the editor makes use of one.
struct Terminal {
    rows: Vec<Vec<char>>,
    row: usize,
    column: usize,
    columns: usize,
}

impl Terminal {
    fn new(columns: usize) -> Self {
        Self { rows: vec![Vec::new()], row: 0, column: 0, columns }
    }

    fn write(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).expect("what goes to the terminal is UTF-8");
        let mut rest = text.chars();
        while let Some(character) = rest.next() {
            match character {
                '\r' => self.column = 0,
                '\n' => {
                    self.row += 1;
                    self.rows.resize(self.rows.len().max(self.row + 1), Vec::new());
                }
                '\x1b' => {
                    assert_eq!(rest.next(), Some('['));
                    let mut number = String::new();
                    let last = loop {
                        match rest.next().expect("the sequence ends") {
                            digit @ ('0'..='9' | ';') => number.push(digit),
                            last => break last,
                        }
                    };
                    let count = number.parse().unwrap_or(1);
                    match last {
                        'A' => self.row -= count,
                        'C' => self.column += count,
                        'J' if number == "2" => *self = Self::new(self.columns),
                        'J' => {
                            self.rows.truncate(self.row + 1);
                            self.rows[self.row].truncate(self.column);
                        }
                        'H' => (self.row, self.column) = (0, 0),
                        'm' => {}
                        other => panic!("unknown sequence {number}{other}"),
                    }
                }
                printed => self.print(printed),
            }
        }
    }

    fn print(&mut self, character: char) {
        let wide = super::text::width(character);
        if wide == 0 {
            return;
        }
        if self.column + wide > self.columns {
            self.row += 1;
            self.column = 0;
            self.rows.resize(self.rows.len().max(self.row + 1), Vec::new());
        }
        let row = &mut self.rows[self.row];
        row.resize(row.len().max(self.column + wide), ' ');
        row[self.column] = character;
        if wide == 2 {
            row[self.column + 1] = '\0';
        }
        self.column += wide;
    }

    /// The rows, with `|` where the cursor is.
    fn shown(&self) -> String {
        let mut shown = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            let mut row = row.clone();
            if number == self.row {
                row.resize(row.len().max(self.column), ' ');
                row.insert(self.column, '|');
            }
            shown.push(row.into_iter().filter(|it| *it != '\0').collect::<String>());
        }
        shown.join("\n")
    }
}

/// Types into an editor, all at once or byte by byte; gives the events and what the terminal shows.
fn typed(columns: usize, pieces: &[&[u8]]) -> (Vec<EditorEvent>, String) {
    let mut editor = Editor::new(columns);
    let mut terminal = Terminal::new(columns);
    let mut events = Vec::new();
    editor.set_prompt("> ");
    editor.show();
    for piece in pieces {
        editor.push(piece);
        while let Some(event) = editor.next_event() {
            if matches!(event, EditorEvent::Line(_)) {
                editor.show();
            }
            events.push(event);
        }
        terminal.write(&editor.output());
    }
    (events, terminal.shown())
}

fn screen(columns: usize, keys: &str) -> String {
    let whole = typed(columns, &[keys.as_bytes()]);
    let bytes: Vec<&[u8]> = keys.as_bytes().chunks(1).collect();
    assert_eq!(whole, typed(columns, &bytes), "{keys:?} byte by byte");
    whole.1
}

#[test]
fn editing() {
    for (keys, shown) in [
        ("abc", "> abc|"),
        ("abc\x02\x02x", "> ax|bc"),
        ("abc\x01x\x05y", "> xabcy|"),
        ("abc\x7f\x08", "> a|"),
        ("abc\x1b[D\x1b[D\x1b[3~", "> a|c"),
        ("abc\x1b[H\x1b[C\x0b", "> a|"),
        ("abc def\x15", "> |"),
        ("abc def.ghi\x17", "> abc |"),
        ("abc def.ghi\x1b\x7f", "> abc def.|"),
        ("abc def\x1bb\x1bb\x1bd", "> | def"),
        ("abc def\x1b[1;5D\x1b[1;5D\x1b[1;5C", "> abc| def"),
        ("one two\x17\x17\x19", "> one two|"),
        ("one\x15two\x15\x19\x1by", "> one|"),
        ("ab\x14", "> ba|"),
        ("abc\x01\x06\x14", "> ba|c"),
        ("foo bar\x01\x1bu\x1bc", "> FOO Bar|"),
        ("FOO\x01\x1bl", "> foo|"),
        ("abc\x15\x1f", "> abc|"),
        ("a b\x1f\x1f", "> |"),
        ("a\tb", "> ab|"),
        ("\x1b[200~a\tb\x03\x1b[201~c", "> a     bc|"),
        ("\x1bOHx\x1bOFy", "> xy|"),
        ("x\x1b[24~\x1b[99zy", "> xy|"),
        ("abc\x04", "> abc|"),
    ] {
        assert_eq!(screen(20, keys), shown, "{keys:?}");
    }
}

#[test]
fn wide_characters_and_long_lines() {
    for (keys, shown) in [
        ("日本語\x02x", "> 日本x|語"),
        ("e\u{301}a\x02\x02x", "> x|ea"),
        ("12345678", "> 12345678\n|"),
        ("1234567890", "> 12345678\n90|"),
        ("1234567日", "> 1234567\n日|"),
        ("1234567890\x01x", "> x|1234567\n890"),
        ("12345678901234567890\x01\x04\x04\x04\x04\x04\x04\x04\x04\x04\x04\x04\x04", "> |34567890\n"),
        ("123456789\x02\x02", "> 1234567|8\n9"),
        ("123456789\x02", "> 12345678\n|9"),
        ("\u{1}\x1b[200~\x1b[201~", "> |"),
    ] {
        assert_eq!(screen(10, keys), shown, "{keys:?}");
    }
}

#[test]
fn history() {
    for (keys, shown) in [
        ("a\rb\rc\x1b[A", "> a\n> b\n> b|"),
        ("a\rb\rc\x10\x10\x10\x0e\x0e", "> a\n> b\n> c|"),
        ("ab\rcd\ra\x1b[5~", "> ab\n> cd\n> a|b"),
        ("ab\rcd\rx\x1b<\x1b>", "> ab\n> cd\n> x|"),
        ("first\rsecond\r\x12i", "> first\n> second\n(reverse-i-search)`i': f|irst"),
        ("first\rsecond\r\x12s\x12\x1bz", "> first\n> second\n> fir|st"),
        ("first\rsecond\rx\x12s\x07", "> first\n> second\n> x|"),
        ("first\r\x12zz", "> first\n(failed reverse-i-search)`zz': |"),
        ("first\r\x12f\x12\x01x", "> first\n> x|first"),
    ] {
        assert_eq!(screen(60, keys), shown, "{keys:?}");
    }
    let mut editor = Editor::new(80);
    editor.limit_history(2);
    editor.push(b"a\nb\nb\n \nc\nd");
    while editor.next_event().is_some() {}
    assert_eq!(editor.history(), ["b", "c"]);
    editor.set_history(vec!["x".into(), "y".into(), "z".into()]);
    assert_eq!(editor.history(), ["y", "z"]);
}

#[test]
fn events() {
    let line = |text: &str| EditorEvent::Line(text.into());
    for (keys, events) in [
        ("abc\r", vec![line("abc")]),
        ("a\r\nb\n\nc", vec![line("a"), line("b"), line("")]),
        ("\x04", vec![EditorEvent::End]),
        ("a\x03", vec![EditorEvent::Interrupt]),
        ("a\t\x1a", vec![EditorEvent::Complete, EditorEvent::Suspend]),
        ("\x1b[200~a\n\tb\x04\n\x1b[201~", vec![line("a"), line("\tb")]),
        ("first\r\x12ir\r", vec![line("first"), line("first")]),
    ] {
        assert_eq!(typed(80, &[keys.as_bytes()]).0, events, "{keys:?}");
        screen(80, keys);
    }
}

#[test]
fn what_is_typed_behind_an_event_waits_for_the_program() {
    let mut editor = Editor::new(80);
    editor.push(b"a\rb");
    assert_eq!(editor.next_event(), Some(EditorEvent::Line("a".into())));
    assert_eq!(editor.line(), "");
    assert_eq!(editor.next_event(), None);
    assert_eq!((editor.line().as_str(), editor.cursor()), ("b", 1));
}

#[test]
fn positions_count_as_javascript_counts() {
    let mut editor = Editor::new(80);
    editor.set_line("a😀b");
    assert_eq!(editor.cursor(), 4);
    editor.set_cursor(3);
    editor.insert("x");
    assert_eq!(editor.line(), "a😀xb");
    editor.set_cursor(2);
    assert_eq!(editor.cursor(), 1);
}

#[test]
fn another_width() {
    let mut editor = Editor::new(10);
    editor.set_prompt("> ");
    editor.push(b"1234567890");
    assert_eq!(editor.next_event(), None);
    editor.output();
    editor.resize(20);
    let mut terminal = Terminal::new(20);
    terminal.write(b"> 1234567890");
    terminal.write(&editor.output());
    assert_eq!(terminal.shown(), "> 1234567890|");
}

#[test]
fn prompts_with_colors_and_lines() {
    let mut editor = Editor::new(10);
    let mut terminal = Terminal::new(10);
    editor.set_prompt("title\n\x1b[31m>\x1b[0m ");
    editor.push(b"12345678\x01");
    assert_eq!(editor.next_event(), None);
    terminal.write(&editor.output());
    assert_eq!(terminal.shown(), "title\n> |12345678\n");
    editor.hide();
    terminal.write(&editor.output());
    assert_eq!(terminal.shown(), "|");
    editor.print("x\n");
    terminal.write(&editor.output());
    assert_eq!(terminal.shown(), "x\ntitle\n> |12345678\n");
}

#[test]
fn keys() {
    let parsed = |bytes: &[u8]| {
        let mut keys = Keys::default();
        keys.push(bytes);
        let mut all = Vec::new();
        while let Some(key) = keys.next_key().or_else(|| keys.flush()) {
            let flags = [(key.ctrl, "C-"), (key.meta, "M-"), (key.shift, "S-")];
            let flags: String = flags.iter().filter(|it| it.0).map(|it| it.1).collect();
            all.push(format!("{flags}{}", key.name().unwrap_or(format!("{:?}", key.code))));
        }
        all.join(" ")
    };
    for (bytes, names) in [
        (&b"aB1 "[..], "a b 1 space"),
        (b"\x01\x00\x1f", "C-a C-space C-_"),
        (b"\x1b", "escape"),
        (b"\x1b\x1b", "escape escape"),
        (b"\x1b\x1b[A", "M-up"),
        (b"\x1b\x1b\x1b[A", "escape M-up"),
        (b"\x1b[", "M-Char('[')"),
        (b"\x1bO", "M-o"),
        (b"\x1b[1;6C", "C-S-right"),
        (b"\x1b[Z\x1b[15~\x1bOP\x1b[[B", "S-tab f5 f1 f2"),
        (b"\x1b[12\x01", "Unknown C-a"),
        (b"\xc3\xa9\xff\xe6\x97", "Char('é') Char('\u{fffd}') Char('\u{fffd}')"),
        (b"\x1b\xc3\xa9", "M-Char('é')"),
    ] {
        assert_eq!(parsed(bytes), names, "{bytes:?}");
    }
    assert_eq!(Keys::default().flush(), None);
    let mut keys = Keys::default();
    keys.push(b"\x1b[2");
    assert_eq!((keys.next_key(), keys.is_empty()), (None, false));
    keys.push(b"00~");
    assert_eq!(keys.next_key().map(|key| key.code), Some(Code::PasteStart));
}

#[test]
fn lines() {
    for (input, expected) in [
        ("a\nb\r\nc\rd", &["a", "b", "c", "d"][..]),
        ("\n\r\n\r\r", &["", "", "", ""]),
        ("", &[]),
        ("x", &["x"]),
        ("x\r\n", &["x"]),
        ("\u{e9}\n", &["\u{e9}"]),
    ] {
        for size in [1, 2, 3, input.len().max(1)] {
            let mut lines = Lines::default();
            let mut all = Vec::new();
            for piece in input.as_bytes().chunks(size) {
                lines.push(piece);
                while let Some(line) = lines.next_line() {
                    all.push(line);
                }
            }
            all.extend(lines.rest());
            assert_eq!(all, expected, "{input:?} by {size}");
        }
    }
}

#[test]
fn tables() {
    let words = |text: &str| text.split(' ').map(String::from).collect::<Vec<_>>();
    assert_eq!(table(&words("a bb c"), 80), "a   bb  c\n");
    assert_eq!(table(&words("a bb c dd"), 8), "a   c\nbb  dd\n");
    assert_eq!(table(&words("a b  c d"), 1), "a\nb\n\nc\nd\n");
    assert_eq!(table(&[], 80), "");
    assert_eq!(table(&words("日本 x"), 80), "日本  x\n");
}
