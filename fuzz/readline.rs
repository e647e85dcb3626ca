//! The line editor and the cutting of lines: how the input is cut changes nothing, and nothing goes out of bounds.

use noderu_proto::readline::{Editor, EditorEvent, Keys, Lines};

/// The first byte chooses the width of the terminal and where the input is cut, the others are typed.
pub fn readline(data: &[u8]) {
    let [first, data @ ..] = data else { return };
    let columns = usize::from(*first % 32) + 1;
    let cut = usize::from(*first) % (data.len() + 1);
    let whole = typed(columns, &[data]);
    assert_eq!(whole, typed(columns, &[&data[..cut], &data[cut..]]));
    assert_eq!(whole, typed(columns, &data.chunks(1).collect::<Vec<_>>()));
    lines(data, cut);
    keys(data, cut);
}

/// What comes of it: the events, the line at the end, and where its cursor is.
fn typed(columns: usize, pieces: &[&[u8]]) -> (Vec<EditorEvent>, String, usize) {
    let mut editor = Editor::new(columns);
    editor.set_prompt("\x1b[1m日>\x1b[0m ");
    editor.set_history(vec!["first".into(), "日本".into()]);
    let mut events = Vec::new();
    for piece in pieces {
        editor.push(piece);
        while let Some(event) = editor.next_event() {
            match event {
                EditorEvent::Complete => editor.insert("e\u{301}"),
                EditorEvent::Interrupt => editor.set_line(""),
                EditorEvent::Line(_) => editor.resize(columns + 1),
                EditorEvent::End | EditorEvent::Suspend => editor.hide(),
            }
            events.push(event);
        }
        assert!(std::str::from_utf8(&editor.output()).is_ok(), "a terminal gets UTF-8");
    }
    let units = editor.line().encode_utf16().count();
    assert!(editor.cursor() <= units);
    (events, editor.line(), editor.cursor())
}

fn lines(data: &[u8], cut: usize) {
    let split = |pieces: &[&[u8]]| {
        let mut lines = Lines::default();
        let mut all = Vec::new();
        for piece in pieces {
            lines.push(piece);
            while let Some(line) = lines.next_line() {
                assert!(!line.contains(['\n', '\r']));
                all.push(line);
            }
        }
        all.extend(lines.rest());
        all
    };
    let whole = split(&[data]);
    assert_eq!(whole, split(&[&data[..cut], &data[cut..]]));
    assert_eq!(whole, split(&data.chunks(1).collect::<Vec<_>>()));
    let text = String::from_utf8_lossy(data).replace("\r\n", "\n").replace('\r', "\n");
    let text = text.strip_suffix('\n').map_or(text.as_str(), |text| text);
    let expected: Vec<&str> = if data.is_empty() { Vec::new() } else { text.split('\n').collect() };
    assert_eq!(whole, expected);
}

/// The bytes of the keys, one after the other, are the input.
fn keys(data: &[u8], cut: usize) {
    let mut keys = Keys::default();
    let mut all = Vec::new();
    for piece in [&data[..cut], &data[cut..]] {
        keys.push(piece);
        while let Some(key) = keys.next_key() {
            all.extend(key.bytes);
        }
    }
    while let Some(key) = keys.flush() {
        all.extend(key.bytes);
    }
    assert_eq!(all, data);
    assert!(keys.is_empty());
}
