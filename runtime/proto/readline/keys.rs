//! Which keys were pressed, out of the bytes that a terminal sends.
//!
//! UTF-8 text, control characters, and the escape sequences of ECMA-48 as xterm and similar terminals use them:
//! `ESC [ parameters intermediates final` (CSI), `ESC O final` (SS3), and ESC before any key for the Alt key. How the
//! bytes are cut never changes the keys: what is not whole yet waits. A lone ESC therefore waits for what follows it,
//! as the Meta prefix that it is to emacs; who wants the Escape key itself calls [`Keys::flush`] after a while.

/// A key that was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPress {
    /// Which.
    pub code: Code,
    /// With Control. Never with [`Code::Char`] of a capital letter: terminals do not say.
    pub ctrl: bool,
    /// With Alt, or after Escape.
    pub meta: bool,
    /// With Shift, as far as the terminal reports it.
    pub shift: bool,
    /// The bytes that the terminal sent for it.
    pub bytes: Vec<u8>,
}

/// The keys there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are called what the keys are called")]
pub enum Code {
    /// A character; with `ctrl` the letter that was held down with Control.
    Char(char),
    /// CR, which the Return key sends.
    Return,
    /// LF.
    Newline,
    Tab,
    Backspace,
    Escape,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Insert,
    Delete,
    /// F1 to F12.
    Function(u8),
    /// What follows was pasted, up to `PasteEnd`: `ESC [ 200 ~`.
    PasteStart,
    /// `ESC [ 201 ~`
    PasteEnd,
    /// A sequence that means no key known here.
    Unknown,
}

/// Bytes of an escape sequence beyond which it is none: no terminal sends longer ones.
const SEQUENCE_LEN_MAX: usize = 64;

/// Takes bytes, gives keys.
#[derive(Debug, Default)]
pub struct Keys {
    bytes: Vec<u8>,
    at: usize,
}

impl Keys {
    /// Takes more bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.at > 0 && self.at == self.bytes.len() {
            self.bytes.clear();
            self.at = 0;
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// The next key; `None` when the bytes so far make no whole one.
    pub fn next_key(&mut self) -> Option<KeyPress> {
        let (key, len) = parse(&self.bytes[self.at..], false)?;
        self.advance(len);
        Some(key)
    }

    /// The next key, taking what is there for whole.
    pub fn flush(&mut self) -> Option<KeyPress> {
        let (key, len) = parse(&self.bytes[self.at..], true)?;
        self.advance(len);
        Some(key)
    }

    /// Whether bytes wait, of whole keys or of the beginning of one.
    pub fn is_empty(&self) -> bool {
        self.at == self.bytes.len()
    }

    fn advance(&mut self, len: usize) {
        self.at += len;
        // Keeps the buffer from growing when it never runs empty, at a cost that is spread over what was read.
        if self.at > 4096 && self.at * 2 > self.bytes.len() {
            self.bytes.drain(..self.at);
            self.at = 0;
        }
    }
}

/// The first key and how many bytes it takes; `None` when there must be more (never, when `whole`, but for no bytes).
fn parse(bytes: &[u8], whole: bool) -> Option<(KeyPress, usize)> {
    let (&first, rest) = bytes.split_first()?;
    let (mut key, len) = match first {
        0x1b => match escaped(rest, whole)? {
            (key, len) if len > 0 => (key, len + 1),
            _ => (plain(Code::Escape), 1),
        },
        0..=0x1f | 0x7f => (control(first), 1),
        _ => {
            let (code, len) = character(bytes, whole)?;
            (plain(Code::Char(code)), len)
        }
    };
    key.bytes = bytes[..len].to_vec();
    Some((key, len))
}

/// What follows ESC. A length of 0: ESC stands alone.
fn escaped(rest: &[u8], whole: bool) -> Option<(KeyPress, usize)> {
    let alone = Some((plain(Code::Escape), 0));
    match rest.first() {
        None if whole => alone,
        None => None,
        Some(b'[') => csi(&rest[1..], whole).map(|(key, len)| (key, len + 1)),
        Some(b'O') => match rest.get(1) {
            Some(&last) if last.is_ascii_graphic() => Some((ss3(last), 2)),
            None if !whole => None,
            _ => Some((meta(plain(Code::Char('O'))), 1)),
        },
        // Alt with a key that is itself a sequence. Of a row of ESCs only the last two can belong to one.
        Some(0x1b) => match rest.get(1) {
            None if !whole => None,
            Some(b'[' | b'O') => {
                let (key, len) = escaped(&rest[1..], whole)?;
                Some((meta(key), len + 1))
            }
            _ => alone,
        },
        Some(_) => parse(rest, whole).map(|(key, len)| (meta(key), len)),
    }
}

/// `parameters (0x30-0x3f) intermediates (0x20-0x2f) final (0x40-0x7e)`
fn csi(bytes: &[u8], whole: bool) -> Option<(KeyPress, usize)> {
    // The Linux console's F1 to F5: ESC [ [ A.
    if bytes.first() == Some(&b'[') {
        return match bytes.get(1) {
            Some(last @ b'A'..=b'E') => Some((plain(Code::Function(last - b'A' + 1)), 2)),
            None if !whole => None,
            _ => Some((plain(Code::Unknown), 1)),
        };
    }
    let body = bytes.iter().take(SEQUENCE_LEN_MAX).take_while(|byte| (0x20..=0x3f).contains(*byte)).count();
    match bytes.get(body) {
        Some(last @ 0x40..=0x7e) if body < SEQUENCE_LEN_MAX => Some((csi_key(&bytes[..body], *last), body + 1)),
        None if !whole && body < SEQUENCE_LEN_MAX => None,
        // What cannot stand in a sequence ends it, and is read on its own. A lone `ESC [` is Alt and a bracket.
        _ if body == 0 => Some((meta(plain(Code::Char('['))), 0)),
        _ => Some((plain(Code::Unknown), body)),
    }
}

fn csi_key(parameters: &[u8], last: u8) -> KeyPress {
    let mut numbers = parameters.split(|byte| *byte == b';').map(|digits| {
        let digits = std::str::from_utf8(digits).ok()?;
        digits.parse::<u16>().ok()
    });
    let first = numbers.next().flatten();
    let modifiers = numbers.next().flatten().filter(|it| (2..=16).contains(it)).map_or(0, |it| it - 1);
    let code = match (last, first) {
        (b'A', _) => Code::Up,
        (b'B', _) => Code::Down,
        (b'C', _) => Code::Right,
        (b'D', _) => Code::Left,
        (b'F', _) | (b'~', Some(4 | 8)) => Code::End,
        (b'H', _) | (b'~', Some(1 | 7)) => Code::Home,
        (b'P'..=b'S', _) => Code::Function(last - b'P' + 1),
        (b'~', Some(2)) => Code::Insert,
        (b'~', Some(3)) => Code::Delete,
        (b'~', Some(5)) => Code::PageUp,
        (b'~', Some(6)) => Code::PageDown,
        (b'~', Some(number @ 11..=15)) => Code::Function(number as u8 - 10),
        (b'~', Some(number @ 17..=21)) => Code::Function(number as u8 - 11),
        (b'~', Some(number @ 23..=24)) => Code::Function(number as u8 - 12),
        (b'~', Some(200)) => Code::PasteStart,
        (b'~', Some(201)) => Code::PasteEnd,
        (b'Z', _) => return KeyPress { shift: true, ..plain(Code::Tab) },
        _ => Code::Unknown,
    };
    KeyPress { shift: modifiers & 1 != 0, meta: modifiers & 2 != 0, ctrl: modifiers & 4 != 0, ..plain(code) }
}

fn ss3(last: u8) -> KeyPress {
    let code = match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'M' => Code::Return,
        b'P'..=b'S' => Code::Function(last - b'P' + 1),
        // rxvt's arrows with Control.
        b'c' => return KeyPress { ctrl: true, ..plain(Code::Right) },
        b'd' => return KeyPress { ctrl: true, ..plain(Code::Left) },
        _ => Code::Unknown,
    };
    plain(code)
}

fn control(byte: u8) -> KeyPress {
    match byte {
        b'\r' => plain(Code::Return),
        b'\n' => plain(Code::Newline),
        b'\t' => plain(Code::Tab),
        0x08 | 0x7f => plain(Code::Backspace),
        0 => KeyPress { ctrl: true, ..plain(Code::Char(' ')) },
        letter => KeyPress { ctrl: true, ..plain(Code::Char(char::from(letter | 0x40).to_ascii_lowercase())) },
    }
}

/// The first character of UTF-8 text; U+FFFD for a byte that begins none.
fn character(bytes: &[u8], whole: bool) -> Option<(char, usize)> {
    let Some(chunk) = bytes[..bytes.len().min(4)].utf8_chunks().next() else { return Some(('\u{fffd}', 1)) };
    if let Some(first) = chunk.valid().chars().next() {
        return Some((first, first.len_utf8()));
    }
    let invalid = chunk.invalid().len();
    // A sequence that could go on reaches to the end of the bytes.
    let cut = invalid == bytes.len() && invalid < 4 && begins_well(&bytes[..invalid]);
    if cut && !whole { None } else { Some(('\u{fffd}', invalid.max(1))) }
}

/// Whether some bytes more would make the sequence a character.
fn begins_well(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

fn plain(code: Code) -> KeyPress {
    KeyPress { code, ctrl: false, meta: false, shift: false, bytes: Vec::new() }
}

fn meta(key: KeyPress) -> KeyPress {
    KeyPress { meta: true, ..key }
}

impl KeyPress {
    /// What Node calls the key in 'keypress' events; `None` for most characters that are no letters.
    pub fn name(&self) -> Option<String> {
        Some(match self.code {
            Code::Char(' ') => "space".into(),
            Code::Char(letter) if letter.is_ascii_alphanumeric() || self.ctrl => letter.to_ascii_lowercase().into(),
            Code::Char(_) | Code::Unknown => return None,
            Code::Return => "return".into(),
            Code::Newline => "enter".into(),
            Code::Tab => "tab".into(),
            Code::Backspace => "backspace".into(),
            Code::Escape => "escape".into(),
            Code::Up => "up".into(),
            Code::Down => "down".into(),
            Code::Left => "left".into(),
            Code::Right => "right".into(),
            Code::Home => "home".into(),
            Code::End => "end".into(),
            Code::PageUp => "pageup".into(),
            Code::PageDown => "pagedown".into(),
            Code::Insert => "insert".into(),
            Code::Delete => "delete".into(),
            Code::Function(number) => format!("f{number}"),
            Code::PasteStart => "paste-start".into(),
            Code::PasteEnd => "paste-end".into(),
        })
    }
}
