//! Source text as tokens, with what the repairs need to know of each: whether a line ended before it, which bracket it
//! belongs to, whether a `{` opens an object, a class or a block.
//!
//! What `/`, `{` and `}` mean follows from the token before them and from the bracket around them, without a grammar. It
//! does not check the syntax: text that is no JavaScript gives some tokens, never a panic.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or keyword.
    Word,
    /// A number, string, regular expression, or the characters of a template up to its end or a `${`.
    Literal,
    /// Any other: one operator character, or `=>`, `...`, `?.`, `++`, `--`.
    Sign,
}

/// What stands between brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// `( )`, `[ ]`, `${ }`.
    Expression,
    /// `{ }` with statements.
    Block,
    /// `{ }` of an object literal or an object pattern.
    Object,
    /// `{ }` of a class.
    Class,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Its first byte in the text.
    pub(super) start: usize,
    /// The byte behind its last.
    pub(super) end: usize,
    /// Whether a line ended since the token before.
    pub(super) after_newline: bool,
    /// What it stands in; for a bracket, what that bracket stands in.
    pub(super) within: Within,
    /// Whether it stands behind the `:` or `=` of its property, or is no part of a property.
    pub(super) in_value: bool,
    /// Whether its statement so far has a `const` or `let`.
    pub(super) in_lexical: bool,
    /// For an open bracket, the index of the token that closes it.
    pub(super) mate: Option<usize>,
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        at: 0,
        tokens: Vec::new(),
        levels: vec![Level::new(Within::Block, None, After::Statement)],
        last: After::Statement,
        newline: true,
    };
    if text.starts_with("#!") {
        scanner.skip_line();
    }
    while scanner.at < text.len() {
        scanner.step();
    }
    scanner.tokens
}

/// What the last token leaves open, as far as `/`, `{` and `++` care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    /// A value ended: `/` divides.
    Operand,
    /// A value is awaited: `/` begins a regular expression, `{` an object.
    Operator,
    /// A statement is awaited: `/` begins a regular expression, `{` a block.
    Statement,
    /// `if`, `while`, `for`, `with`: behind the parentheses a statement is awaited.
    Head,
}

/// An open bracket.
#[derive(Debug)]
struct Level {
    within: Within,
    /// Its token; none around the whole text.
    open: Option<usize>,
    /// What its closing bracket leaves open.
    afterwards: After,
    in_value: bool,
    in_lexical: bool,
    /// `?` that wait for their `:`.
    conditions: usize,
    /// A `function` whose parentheses are to come, and what its body's `}` leaves open.
    function: Option<After>,
    /// What the `}` of the next block leaves open: set behind the parentheses of a function.
    body: Option<After>,
    /// The same for a `class` whose `{` is to come.
    class: Option<After>,
}

impl Level {
    fn new(within: Within, open: Option<usize>, afterwards: After) -> Level {
        Level {
            within,
            open,
            afterwards,
            in_value: matches!(within, Within::Expression | Within::Block),
            in_lexical: false,
            conditions: 0,
            function: None,
            body: None,
            class: None,
        }
    }
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    tokens: Vec<Token>,
    levels: Vec<Level>,
    last: After,
    newline: bool,
}

impl Scanner<'_> {
    fn rest(&self) -> &[u8] {
        &self.bytes[self.at..]
    }

    fn level(&mut self) -> &mut Level {
        self.levels.last_mut().expect("the level around the whole text is never closed")
    }

    /// Passes a blank, a comment or a token.
    fn step(&mut self) {
        let byte = self.bytes[self.at];
        match byte {
            b' ' | b'\t' | 0x0b | 0x0c => self.at += 1,
            b'\n' | b'\r' => {
                self.newline = true;
                self.at += 1;
            }
            0x80.. => self.beyond_ascii(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' | b'\\' | b'#' => self.word(),
            b'0'..=b'9' => self.number(),
            b'.' if self.rest().get(1).is_some_and(u8::is_ascii_digit) => self.number(),
            b'"' | b'\'' => self.string(byte),
            b'`' => {
                self.at += 1;
                self.template(self.at - 1);
            }
            b'(' | b'[' | b'{' => self.open(byte),
            b'}' if self.in_template() => {
                self.close();
                self.template(self.at);
            }
            b')' | b']' | b'}' => self.close(),
            b'/' if self.rest().starts_with(b"//") => self.skip_line(),
            b'/' if self.rest().starts_with(b"/*") => self.skip_comment(),
            b'/' if self.last != After::Operand && self.regexp() => {}
            b'<' if self.rest().starts_with(b"<!--") => self.skip_line(),
            b'-' if self.newline && self.rest().starts_with(b"-->") => self.skip_line(),
            _ => self.sign(),
        }
    }

    fn beyond_ascii(&mut self) {
        let Some(character) = self.text[self.at..].chars().next() else { return };
        if matches!(character, '\u{2028}' | '\u{2029}') {
            self.newline = true;
            self.at += character.len_utf8();
        } else if character.is_whitespace() || character == '\u{feff}' {
            self.at += character.len_utf8();
        } else {
            self.word();
        }
    }

    fn push(&mut self, kind: Kind, start: usize) -> usize {
        let level = self.level();
        let (within, in_value, in_lexical) = (level.within, level.in_value, level.in_lexical);
        let after_newline = std::mem::take(&mut self.newline);
        self.tokens.push(Token { kind, start, end: self.at, after_newline, within, in_value, in_lexical, mate: None });
        self.tokens.len() - 1
    }

    fn last_is(&self, text: &str) -> bool {
        self.tokens.last().is_some_and(|token| &self.text[token.start..token.end] == text)
    }

    fn word(&mut self) {
        let start = self.at;
        for character in self.text[start..].chars() {
            let joins =
                character.is_alphanumeric() || matches!(character, '_' | '$' | '\\' | '#' | '\u{200c}' | '\u{200d}');
            if !joins && (character.is_ascii() || character.is_whitespace() || character == '\u{feff}') {
                break;
            }
            self.at += character.len_utf8();
            // `\u{61}`
            if character == '\\'
                && self.rest().starts_with(b"u{")
                && let Some(len) = self.rest().iter().position(|&byte| byte == b'}')
            {
                self.at += len + 1;
                return self.escaped_word(start);
            }
        }
        let word = &self.text[start..self.at];
        let property = self.last_is(".") || self.last_is("?.");
        let before = self.last;
        self.last = After::Operand;
        if !property {
            self.keyword(word, before);
        }
        self.push(Kind::Word, start);
    }

    /// The rest of a word with an escape that has braces.
    fn escaped_word(&mut self, start: usize) {
        while self.at < self.bytes.len()
            && matches!(self.bytes[self.at], b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'$')
        {
            self.at += 1;
        }
        self.last = After::Operand;
        self.push(Kind::Word, start);
    }

    fn keyword(&mut self, word: &str, before: After) {
        // What a function or class in this place leaves open: as a statement, the next statement.
        let afterwards = if before == After::Operator { After::Operand } else { After::Statement };
        let key = !self.level().in_value;
        match word {
            _ if key && word != "static" => {}
            "static" if key => self.last = After::Statement,
            "if" | "while" | "for" | "with" => self.last = After::Head,
            "else" | "do" | "try" | "finally" => self.last = After::Statement,
            "return" | "throw" | "case" | "typeof" | "void" | "delete" | "new" | "yield" | "await" | "extends"
            | "default" => self.last = After::Operator,
            "in" | "instanceof" => self.last = After::Operator,
            "of" if before == After::Operand => self.last = After::Operator,
            "const" | "let" => {
                self.level().in_lexical = true;
                self.last = After::Operator;
            }
            "var" => self.last = After::Operator,
            "function" => self.level().function = Some(afterwards),
            "class" => self.level().class = Some(afterwards),
            _ => {}
        }
    }

    fn number(&mut self) {
        let start = self.at;
        let in_number = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_');
        self.at += self.rest().iter().take_while(in_number).count();
        self.last = After::Operand;
        self.push(Kind::Literal, start);
    }

    fn string(&mut self, quote: u8) {
        let start = self.at;
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' if self.rest().starts_with(b"\\\r\n") => self.at += 3,
                b'\\' => self.at += 1 + self.width(self.at + 1),
                b'\n' | b'\r' => break,
                _ => self.at += 1,
            }
            if byte == quote {
                break;
            }
        }
        self.literal(start);
    }

    /// Bytes of the character at `at`; 0 at the end.
    fn width(&self, at: usize) -> usize {
        self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    }

    fn literal(&mut self, start: usize) {
        self.at = self.at.min(self.bytes.len());
        self.last = After::Operand;
        self.push(Kind::Literal, start);
    }

    fn in_template(&self) -> bool {
        let open = self.levels.last().and_then(|level| level.open);
        open.is_some_and(|open| self.text[self.tokens[open].start..].starts_with("${"))
    }

    /// The characters of a template, to its end or the next `${`: a literal that begins at `start`.
    fn template(&mut self, start: usize) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 1 + self.width(self.at + 1),
                b'`' => {
                    self.at += 1;
                    break;
                }
                b'$' if self.rest().starts_with(b"${") => {
                    self.literal(start);
                    let open = self.at;
                    self.at += 2;
                    let index = self.push(Kind::Sign, open);
                    self.levels.push(Level::new(Within::Expression, Some(index), After::Operand));
                    self.last = After::Operator;
                    return;
                }
                _ => self.at += 1,
            }
        }
        self.literal(start);
    }

    /// A regular expression; false when the line ends before it does: a division after all.
    fn regexp(&mut self) -> bool {
        let start = self.at;
        let mut at = start + 1;
        let mut class = false;
        loop {
            match self.bytes.get(at) {
                None | Some(b'\n' | b'\r') => return false,
                Some(b'\\') => at += self.width(at + 1),
                Some(b'[') => class = true,
                Some(b']') => class = false,
                Some(b'/') if !class => break,
                Some(_) => {}
            }
            at += 1;
        }
        self.at = at + 1;
        self.at += self.rest().iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        self.literal(start);
        true
    }

    fn open(&mut self, bracket: u8) {
        let start = self.at;
        self.at += 1;
        let before = self.last;
        let index = self.push(Kind::Sign, start);
        let level = self.level();
        let (within, afterwards) = match bracket {
            b'(' => {
                if let Some(afterwards) = level.function.take() {
                    level.body = Some(afterwards);
                }
                (Within::Expression, if before == After::Head { After::Statement } else { After::Operand })
            }
            b'[' => (Within::Expression, After::Operand),
            _ => match (level.class.take(), level.body.take()) {
                (Some(afterwards), _) => (Within::Class, afterwards),
                (None, Some(afterwards)) => (Within::Block, afterwards),
                (None, None) if before == After::Operator => (Within::Object, After::Operand),
                (None, None) => (Within::Block, After::Statement),
            },
        };
        self.levels.push(Level::new(within, Some(index), afterwards));
        self.last = if within == Within::Block { After::Statement } else { After::Operator };
    }

    fn close(&mut self) {
        let start = self.at;
        self.at += 1;
        let mut open = None;
        if self.levels.len() > 1
            && let Some(level) = self.levels.pop()
        {
            self.last = level.afterwards;
            open = level.open;
        }
        let index = self.push(Kind::Sign, start);
        if let Some(open) = open {
            self.tokens[open].mate = Some(index);
        }
    }

    fn sign(&mut self) {
        let start = self.at;
        let is = |sign: &[u8]| self.rest().starts_with(sign);
        let len = match self.bytes[start] {
            b'=' if is(b"=>") => 2,
            b'.' if is(b"...") => 3,
            // Not the `?.5` of a condition.
            b'?' if is(b"?.") && !self.rest().get(2).is_some_and(u8::is_ascii_digit) => 2,
            b'?' if is(b"??") => 2,
            b'+' if is(b"++") => 2,
            b'-' if is(b"--") => 2,
            _ => 1,
        };
        let sign = &self.text[start..start + len];
        self.at += len;
        let before = self.last;
        self.last = After::Operator;
        match sign {
            "++" | "--" if before == After::Operand && !self.newline => self.last = After::Operand,
            ";" => {
                let level = self.level();
                (level.in_lexical, level.conditions) = (false, 0);
                level.in_value = matches!(level.within, Within::Expression | Within::Block);
                if level.within != Within::Expression {
                    self.last = After::Statement;
                }
            }
            "," => {
                let level = self.level();
                level.in_value = level.within != Within::Object;
            }
            "=" | "=>" => {
                // The block of an arrow function.
                if sign == "=>" {
                    self.last = After::Statement;
                }
                self.level().in_value = true;
            }
            "?" => self.level().conditions += 1,
            ":" => {
                let level = self.level();
                if level.conditions > 0 {
                    level.conditions -= 1;
                } else if level.within == Within::Block {
                    // A label, or a case.
                    self.last = After::Statement;
                }
                self.level().in_value = true;
            }
            _ => {}
        }
        self.push(Kind::Sign, start);
    }

    fn skip_line(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find(['\n', '\r', '\u{2028}', '\u{2029}']).unwrap_or(rest.len());
    }

    fn skip_comment(&mut self) {
        let rest = &self.text[self.at..];
        let end = rest[2..].find("*/").map_or(rest.len(), |len| len + 4);
        self.newline |= rest[..end].contains(['\n', '\r', '\u{2028}', '\u{2029}']);
        self.at += end;
    }
}
