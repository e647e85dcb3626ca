//! How deeply source text nests: a scan over tokens that keeps the engine's recursive parser and compiler from
//! overflowing the native stack.
//!
//! It adds up what the engine's stack holds at once: an amount per open bracket, and amounts for operators and
//! keywords that nest without brackets (`a + b + ..`, `!!!a`, `a ? b : c ? ..`, `else if`, `a => b => ..`), from the
//! start of a statement. The amounts were measured on boa_engine 0.22 and
//! rounded up. It does not check the syntax: text that is no JavaScript gets some answer, never a panic.

use crate::engine::STACK_SIZE;

/// The stack that parsing and compiling may take, in bytes: half of it, since `eval` comes on top of calls.
const STACK_MAX: usize = STACK_SIZE / 2;

/// What is thrown, as a RangeError, for text that does not fit.
pub const MESSAGE: &str = "Source text nests too deeply";

/// Stack per open `(`, `[`, `{` or `${`.
const BRACKET: usize = 32 << 10;
/// Stack per statement keyword or prefix word: `if (a) if (b) ..`, `await await ..`.
const WORD: usize = 4608;
/// Stack per prefix operator, `?`, `:`, `=>` and `**`.
const PREFIX: usize = 3 << 10;
/// Stack per assignment: `a = b = ..`.
const ASSIGNMENT: usize = 1536;
/// Stack per operator that is read in a loop but compiled recursively: `a + b + ..`, `a.b.c`, `f()()()`.
const INFIX: usize = 640;
/// Stack per comma of an expression.
const COMMA: usize = 400;

/// Whether the engine can parse and compile this text within its stack.
pub fn fits(text: &[u8]) -> bool {
    // No text nests deeper than one bracket per byte.
    text.len() <= STACK_MAX / BRACKET || Scanner::new(text).run()
}

/// Line and column (from 1, in characters) of the first string, template, regular expression or comment that has no
/// end.
pub fn unterminated(text: &str) -> Option<(u32, u32)> {
    let mut scanner = Scanner::new(text.as_bytes());
    scanner.run();
    let before = String::from_utf8_lossy(&text.as_bytes()[..scanner.endless?]).into_owned();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    Some((u32::try_from(line).ok()?, u32::try_from(column).ok()?))
}

/// What the last token was, as far as `/`, `+` and `{` care.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// A value ended: `/` divides, `+` adds.
    Operand,
    /// A value is awaited: `/` begins a regular expression, `+` is a sign, `{` an object.
    Operator,
    /// A statement is awaited: as before, but `{` begins a block.
    Statement,
    /// `if`, `while`, `for`, `with`: behind the parentheses a statement is awaited.
    Head,
}

/// An open bracket.
struct Level {
    bracket: u8,
    /// What its statement or element so far adds to the total, with the commas before it.
    segment: usize,
    /// What the commas of its statement add.
    commas: usize,
    /// The token before it.
    before: Last,
}

struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    levels: Vec<Level>,
    /// Stack held by all levels.
    total: usize,
    last: Last,
    /// The last token was a `}`: what comes next tells whether the statement ended with it.
    closed: bool,
    /// Where the first token begins that has no end.
    endless: Option<usize>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a [u8]) -> Self {
        let outermost = Level { bracket: b'{', segment: 0, commas: 0, before: Last::Statement };
        let levels = vec![outermost];
        Scanner { text, at: 0, levels, total: 0, last: Last::Statement, closed: false, endless: None }
    }

    /// Scans to the end, or to where the nesting is too deep: false then.
    fn run(&mut self) -> bool {
        if self.text.starts_with(b"#!") {
            self.skip_line();
        }
        while let Some(&byte) = self.text.get(self.at) {
            self.token(byte);
            if self.total > STACK_MAX {
                return false;
            }
        }
        true
    }

    /// Passes the blank, comment or token that begins with `byte`.
    fn token(&mut self, byte: u8) {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => self.at += 1,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' | b'\\' | b'#' | 0x80.. => self.word(),
            b'0'..=b'9' => self.number(),
            b'"' | b'\'' => self.string(byte),
            b'`' => self.template(),
            b'(' | b'[' | b'{' => self.open(byte),
            b'}' if self.level().bracket == b'$' => {
                self.close();
                self.at -= 1;
                self.template();
            }
            b')' | b']' | b'}' => self.close(),
            b'/' if self.text[self.at..].starts_with(b"//") => self.skip_line(),
            b'/' if self.text[self.at..].starts_with(b"/*") => self.skip_comment(),
            b'/' if self.last != Last::Operand => self.regexp(),
            b'<' if self.text[self.at..].starts_with(b"<!--") => self.skip_line(),
            _ => self.operator(),
        }
    }

    fn level(&mut self) -> &mut Level {
        self.levels.last_mut().expect("the outermost level is never closed")
    }

    fn add(&mut self, cost: usize) {
        self.level().segment += cost;
        self.total += cost;
    }

    /// Begins the next statement.
    fn next_statement(&mut self) {
        let level = self.level();
        level.commas = 0;
        self.total -= std::mem::take(&mut self.level().segment);
    }

    /// Begins the next element, argument or operand of the comma.
    fn next_element(&mut self) {
        let level = self.level();
        if level.bracket != b'[' {
            // Elements lie side by side; a comma expression nests.
            level.commas += COMMA;
        }
        let commas = level.commas;
        let segment = std::mem::replace(&mut level.segment, commas);
        self.total = self.total - segment + commas;
    }

    fn open(&mut self, bracket: u8) {
        self.after_block();
        self.at += 1;
        self.add(INFIX);
        self.levels.push(Level { bracket, segment: 0, commas: 0, before: self.last });
        self.total += BRACKET;
        self.last = if bracket == b'{' && self.last != Last::Operator { Last::Statement } else { Last::Operator };
    }

    fn close(&mut self) {
        self.at += 1;
        self.closed = false;
        self.last = Last::Operand;
        if self.levels.len() == 1 {
            return;
        }
        let Some(level) = self.levels.pop() else { return };
        self.total -= level.segment + BRACKET;
        self.closed = level.bracket == b'{';
        if level.before == Last::Head || (self.closed && level.before != Last::Operator) {
            self.last = Last::Statement;
        }
    }

    /// What tokens do first: behind a block begins the next statement.
    fn after_block(&mut self) {
        if std::mem::take(&mut self.closed) && self.last == Last::Statement {
            self.next_statement();
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let in_word =
            |byte: &&u8| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'$' | b'\\' | b'#' | 0x80..);
        self.at += self.text[start..].iter().take_while(in_word).count();
        let property = start > 0 && self.text[start - 1] == b'.' && !self.text[..start].ends_with(b"...");
        let word = &self.text[start..self.at];
        let continues = matches!(word, b"else" | b"catch" | b"finally" | b"while" | b"in" | b"instanceof" | b"of");
        if std::mem::take(&mut self.closed) && !continues {
            self.next_statement();
        }
        self.last = Last::Operand;
        if property || word.len() > 10 || word.len() < 2 || !word[0].is_ascii_lowercase() {
            return;
        }
        match word {
            b"if" | b"while" | b"for" | b"with" => {
                self.add(WORD);
                self.last = Last::Head;
            }
            b"else" | b"do" => {
                self.add(WORD);
                self.last = Last::Statement;
            }
            b"new" | b"typeof" | b"void" | b"delete" | b"await" | b"yield" | b"case" | b"default" | b"extends" => {
                self.add(WORD);
                self.last = Last::Operator;
            }
            b"in" | b"instanceof" | b"of" => {
                self.add(INFIX);
                self.last = Last::Operator;
            }
            b"function" | b"class" | b"async" | b"catch" | b"finally" => self.add(WORD),
            b"return" | b"throw" => {
                self.next_statement();
                self.last = Last::Operator;
            }
            b"try" | b"var" | b"const" | b"let" | b"break" | b"continue" | b"switch" | b"import" | b"export" => {
                self.next_statement();
            }
            _ => {}
        }
    }

    fn number(&mut self) {
        self.after_block();
        let in_number = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_');
        self.at += self.text[self.at..].iter().take_while(in_number).count();
        self.last = Last::Operand;
    }

    fn string(&mut self, quote: u8) {
        self.after_block();
        self.last = Last::Operand;
        let mut at = self.at + 1;
        while let Some(&byte) = self.text.get(at) {
            match byte {
                b'\\' if self.text[at + 1..].starts_with(b"\r\n") => at += 3,
                b'\\' => at += 2,
                b'\n' | b'\r' => break,
                _ if byte == quote => {
                    self.at = at + 1;
                    return;
                }
                _ => at += 1,
            }
        }
        self.without_end(at);
    }

    /// The characters of a template, from its backquote or the `}` in it to the closing backquote or the next `${`.
    fn template(&mut self) {
        self.after_block();
        self.last = Last::Operand;
        let mut at = self.at + 1;
        while let Some(&byte) = self.text.get(at) {
            match byte {
                b'\\' => at += 2,
                b'`' => {
                    self.at = at + 1;
                    return;
                }
                b'$' if self.text.get(at + 1) == Some(&b'{') => {
                    self.at = at + 1;
                    self.open(b'$');
                    return;
                }
                _ => at += 1,
            }
        }
        self.without_end(at);
    }

    /// A regular expression; a division after all when the line does not end it.
    fn regexp(&mut self) {
        self.after_block();
        self.last = Last::Operand;
        let mut at = self.at + 1;
        let mut class = false;
        while let Some(&byte) = self.text.get(at) {
            match byte {
                b'\\' => at += 1,
                b'\n' | b'\r' => break,
                b'[' => class = true,
                b']' => class = false,
                b'/' if !class => {
                    self.at = at + 1;
                    return;
                }
                _ => {}
            }
            at += 1;
        }
        self.without_end(self.at + 1);
    }

    fn without_end(&mut self, at: usize) {
        self.endless.get_or_insert(self.at);
        self.at = at;
    }

    fn operator(&mut self) {
        let rest = &self.text[self.at..];
        let is = |operator: &[u8]| rest.starts_with(operator);
        let value = self.last == Last::Operand;
        let (len, cost) = match rest[0] {
            b';' => {
                self.next_statement();
                self.at += 1;
                self.closed = false;
                self.last = Last::Statement;
                return;
            }
            b',' => {
                self.next_element();
                (1, 0)
            }
            b'.' => (if is(b"...") { 3 } else { 1 }, INFIX),
            b'=' if is(b"=>") => (2, PREFIX),
            b'=' if is(b"===") => (3, INFIX),
            b'=' if is(b"==") => (2, INFIX),
            b'=' => (1, ASSIGNMENT),
            b'*' if is(b"**") => (2, PREFIX),
            b'+' if is(b"++") => (2, INFIX),
            b'-' if is(b"--") => (2, INFIX),
            b'+' | b'-' if value => (1, INFIX),
            b'?' if is(b"?.") || is(b"??") => (2, INFIX),
            b'!' if is(b"!=") => (2, INFIX),
            b'!' | b'~' | b'+' | b'-' | b'?' | b':' => (1, PREFIX),
            _ => (1, INFIX),
        };
        let keeps_value = value && (is(b"++") || is(b"--"));
        self.at += len;
        self.closed = false;
        self.add(cost);
        if !keeps_value {
            self.last = Last::Operator;
        }
    }

    fn skip_line(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.iter().position(|&byte| byte == b'\n' || byte == b'\r').unwrap_or(rest.len());
    }

    fn skip_comment(&mut self) {
        match self.text[self.at + 2..].windows(2).position(|pair| pair == b"*/") {
            Some(len) => self.at += 2 + len + 2,
            None => self.without_end(self.text.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BRACKET, STACK_MAX, Scanner, fits, unterminated};

    /// What a text holds at most, in units of an open bracket.
    fn peak(text: &str) -> usize {
        let mut scanner = Scanner::new(text.as_bytes());
        let mut peak = 0;
        while let Some(&byte) = scanner.text.get(scanner.at) {
            scanner.token(byte);
            peak = peak.max(scanner.total);
        }
        peak / BRACKET
    }

    #[test]
    fn open_brackets_count() {
        for (text, expect) in [
            ("", 0),
            ("((()))()()", 3),
            ("[[['(((((', /[(((]\\/(((/, `(((${[]}(((`, // ((((((\n /* ((((((( */ 1]]]", 5),
            ("a = b / (c) / (d)", 1),
            ("if (a) /(((/.test(b); x = { a: /(((/ }", 1),
            ("}}}))))](", 1),
            ("f(1)(2)(3)[4].g(5)", 1),
            ("`a${`b${c}`}`", 2),
            ("function f() { return /((/ } /((/; a++ / (2)", 1),
            ("while (1) { } /((((/", 1),
        ] {
            assert_eq!(peak(text), expect, "{text}");
        }
    }

    #[test]
    fn chains_count_until_their_statement_ends() {
        let most = STACK_MAX / BRACKET;
        for unit in ["(", "[", "{", "x=function(){", "`${", "a[", "f("] {
            assert!(fits(unit.repeat(most / 4).as_bytes()), "{unit}");
            assert!(!fits(unit.repeat(most + 10).as_bytes()), "{unit}");
        }
        for unit in [
            "!",
            "- ",
            "a=",
            "a?b:",
            "x=>",
            "if(1)",
            "else if(1){}",
            "new ",
            "await ",
            "a+",
            ".a",
            "()",
            "for(;;)",
            "a:",
            "2**",
            "typeof ",
        ] {
            let text = unit.repeat(STACK_MAX / super::INFIX + 10);
            assert!(!fits(text.as_bytes()), "{unit}");
            assert!(fits(unit.repeat(2_000).as_bytes()), "{unit}");
        }
        for line in [
            "a + b;\n",
            "f(a, !b);\n",
            "if (a) { b() } else { c() }\n",
            "var x = a ? b : c\n",
            "x = function () {}\n",
            "{}\n",
        ] {
            assert!(fits(line.repeat(STACK_MAX / 1024).as_bytes()), "{line}");
        }
        let array = format!("[{}]", "{a: -1, b: [x ? y : z]},\n".repeat(STACK_MAX / 1024));
        assert!(fits(array.as_bytes()));
    }

    #[test]
    fn tokens_without_end_are_found() {
        for (text, expect) in [
            ("var a = 1;\nvar s = 'abc\ndef'", Some((2, 9))),
            ("a;\n  `x${1}y", Some((2, 8))),
            ("/* x", Some((1, 1))),
            ("'a\\\nb'", None),
            ("a = b / c", None),
            ("\"\\", Some((1, 1))),
        ] {
            assert_eq!(unterminated(text), expect, "{text}");
        }
    }

    #[test]
    fn any_bytes_are_survived() {
        let mut seed = 1_u32;
        let alphabet = b"(){}[]`$'\"/\\\n;,.?:=+-*!aif \xc3\xa9#";
        for _ in 0..2_000 {
            let text: Vec<u8> = (0..40)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    alphabet[(seed >> 16) as usize % alphabet.len()]
                })
                .collect();
            Scanner::new(&text).run();
            unterminated(&String::from_utf8_lossy(&text));
        }
    }
}
