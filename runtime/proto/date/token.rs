//! The tokens of a date.
//!
//! Any text has tokens; what makes no sense is refused where they are put together.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits: their value, of which the first nine that are not leading zeros count, and how many there are.
    Number { value: i32, length: usize },
    /// Letters: what they mean by the first three, and how many there are.
    Word { word: Word, length: usize },
    /// Any other character that is ASCII.
    Sign(u8),
    /// White space, as much as there is.
    Blank,
    /// The end of the text.
    End,
}

/// What a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A month, 1 to 12.
    Month(i32),
    /// AM or PM: 0 or 12.
    Half(i32),
    /// A zone: hours east of Greenwich.
    Zone(i32),
    /// `T` between day and time.
    TimeMark,
    /// None of these.
    Other,
}

/// Digits of a number that count.
pub(super) const DIGITS_MAX: usize = 9;

impl Token {
    /// For a plus or minus, whether it is the minus.
    pub(super) fn sign(self) -> Option<bool> {
        match self {
            Self::Sign(b'+') => Some(false),
            Self::Sign(b'-') => Some(true),
            _ => None,
        }
    }
}

/// Reads tokens one ahead.
pub(super) struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    current: Token,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut scanner = Scanner { text: text.as_bytes(), at: 0, current: Token::End };
        scanner.next();
        scanner
    }

    /// The next token, which stays.
    pub(super) fn peek(&self) -> Token {
        self.current
    }

    /// The next token, and goes on.
    pub(super) fn next(&mut self) -> Token {
        let token = self.current;
        self.current = self.scan();
        token
    }

    /// Passes this sign, if it is next.
    pub(super) fn skip(&mut self, sign: u8) -> bool {
        let found = self.current == Token::Sign(sign);
        if found {
            self.next();
        }
        found
    }

    /// Passes what is in the parentheses whose opening one was read, and those in it; to the end, when nothing
    /// closes them.
    pub(super) fn skip_parentheses(&mut self) {
        let mut open = 1;
        while open > 0 && self.current != Token::End {
            match self.next() {
                Token::Sign(b'(') => open += 1,
                Token::Sign(b')') => open -= 1,
                _ => {}
            }
        }
    }

    fn scan(&mut self) -> Token {
        let start = self.at;
        let Some(&byte) = self.text.get(start) else { return Token::End };
        if byte.is_ascii_digit() {
            return self.number();
        }
        if let Some(length) = blank(&self.text[start..]) {
            self.at += length;
            while let Some(length) = blank(&self.text[self.at..]) {
                self.at += length;
            }
            return Token::Blank;
        }
        if byte == b':' || !in_word(byte) {
            self.at += 1;
            return Token::Sign(byte);
        }
        while self.at < self.text.len() && in_word(self.text[self.at]) && blank(&self.text[self.at..]).is_none() {
            self.at += 1;
        }
        let letters = &self.text[start..self.at];
        Token::Word { word: word(letters), length: letters.len() }
    }

    fn number(&mut self) -> Token {
        let start = self.at;
        let (mut value, mut digits) = (0, 0);
        while let Some(digit) = self.text.get(self.at).filter(|byte| byte.is_ascii_digit()) {
            if digits < DIGITS_MAX {
                value = value * 10 + i32::from(digit - b'0');
                digits += usize::from(value > 0);
            }
            self.at += 1;
        }
        Token::Number { value, length: self.at - start }
    }
}

/// From `A` on everything belongs to words, brackets and letters beyond ASCII included.
fn in_word(byte: u8) -> bool {
    byte >= b'A'
}

/// Bytes of the white space or line end at the start of the text.
fn blank(text: &[u8]) -> Option<usize> {
    match text {
        [b'\t'..=b'\r' | b' ', ..] => Some(1),
        [0xc2, 0xa0, ..] => Some(2),
        [0xe1, 0x9a, 0x80, ..] | [0xe3, 0x80, 0x80, ..] | [0xef, 0xbb, 0xbf, ..] => Some(3),
        [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf, ..] | [0xe2, 0x81, 0x9f, ..] => Some(3),
        _ => None,
    }
}

/// What letters mean: three decide, and only months may have more.
fn word(letters: &[u8]) -> Word {
    let mut start = [0; 3];
    for (lower, letter) in start.iter_mut().zip(letters) {
        *lower = letter.to_ascii_lowercase();
    }
    let month = MONTHS.iter().position(|month| **month == start);
    if let Some(month) = month.and_then(|index| i32::try_from(index + 1).ok()) {
        return Word::Month(month);
    }
    if letters.len() > 3 {
        return Word::Other;
    }
    match &start {
        b"am\0" => Word::Half(0),
        b"pm\0" => Word::Half(12),
        b"ut\0" | b"utc" | b"z\0\0" | b"gmt" => Word::Zone(0),
        b"edt" => Word::Zone(-4),
        b"est" | b"cdt" => Word::Zone(-5),
        b"cst" | b"mdt" => Word::Zone(-6),
        b"mst" | b"pdt" => Word::Zone(-7),
        b"pst" => Word::Zone(-8),
        b"t\0\0" => Word::TimeMark,
        _ => Word::Other,
    }
}

const MONTHS: [&[u8; 3]; 12] =
    [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
