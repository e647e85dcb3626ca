//! The walk over the lines of a head, shared by requests and responses.
//!
//! A head arrives in pieces. [`Scanner`] keeps the place where it stopped, so that every byte is looked at a bounded
//! number of times however it is cut, and refuses as soon as a limit is passed, whether or not a line end has come.
//! One rule keeps the result independent of the cuts: a line is judged only when it is whole (its line feed is there);
//! before that only its method and its length are, and those come first when it is judged whole, too.

use memchr::memchr;

use super::fields::{Framing, Line, field_line};
use super::refusal::{Cause, Refusal};

/// How much of a head is accepted. The defaults are v0.2.0's (80 KiB) and today's Node's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a head, the blank line included (431).
    pub head_len_max: u32,
    /// Header fields (431).
    pub headers_max: u16,
    /// Bytes of a request target (414).
    pub target_len_max: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { head_len_max: 80 * 1024, headers_max: 1000, target_len_max: 16 * 1024 }
    }
}

/// Whether a whole head was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status<T> {
    /// More bytes are needed.
    Partial,
    /// The head is whole; the first `len` bytes are its own, and what follows is the body or the next message.
    Complete {
        /// What the head says; its ranges are relative to the start of the bytes that were given.
        head: T,
        /// Bytes of the head, blank line included.
        len: usize,
    },
}

/// A first line: of a request or of a response.
pub trait StartLine: Copy {
    /// What a whole head becomes.
    type Head: Copy;
    /// Refuses what more bytes cannot make valid: `line` is the beginning of the line that starts at `at`.
    fn check_prefix(line: &[u8], limits: &Limits) -> Result<(), Cause>;
    /// Reads the whole line `line` (without its line end), which starts at `at` in the head.
    fn parse(line: &[u8], at: u32) -> Result<Self, Cause>;
    /// True where two Host fields must agree: in requests of version 1.1.
    fn one_host(&self) -> bool;
    /// Puts the head together once the blank line has come.
    fn finish(self, framing: Framing, fields_start: u32, count: u16) -> Result<Self::Head, Cause>;
    /// What the bytes behind a head are.
    fn following(head: &Self::Head) -> Following;
}

/// What the bytes behind a head are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Following {
    /// The next message: there is no body.
    Nothing,
    /// So many bytes of body; never 0.
    Length(u64),
    /// A body in the chunked coding.
    Chunked,
    /// A body that ends with the connection.
    UntilClose,
    /// Another protocol.
    OtherProtocol,
}

/// Parses one head that comes in pieces. Give it the same growing buffer each time; make a new one per head.
#[derive(Clone, Copy, Debug)]
pub struct Scanner<S> {
    /// Where the first line that is not parsed yet begins.
    line: u32,
    /// No line feed is in the bytes from `line` to here.
    searched: u32,
    start: Option<S>,
    fields_start: u32,
    count: u16,
    framing: Framing,
}

impl<S> Default for Scanner<S> {
    fn default() -> Self {
        Self { line: 0, searched: 0, start: None, fields_start: 0, count: 0, framing: Framing::default() }
    }
}

/// Why a step went no further: the bytes ran out, or the message is refused.
enum Stop {
    Partial,
    Refused(Cause),
}

impl<S: StartLine> Scanner<S> {
    /// A scanner at the beginning of a head.
    pub fn new() -> Self {
        Self::default()
    }

    /// Continues with `buf`, which begins with every byte given before.
    pub fn parse(&mut self, buf: &[u8], limits: &Limits) -> Result<Status<S::Head>, Refusal> {
        match self.walk(buf, limits) {
            Ok(len) => {
                let Some(start) = self.start else { return Ok(Status::Partial) };
                let head = start.finish(self.framing, self.fields_start, self.count)?;
                Ok(Status::Complete { head, len })
            }
            Err(Stop::Partial) => Ok(Status::Partial),
            Err(Stop::Refused(cause)) => Err(cause.into()),
        }
    }

    /// True while only empty lines (or nothing) have come: no message has begun.
    pub fn is_idle(&self) -> bool {
        self.start.is_none() && self.searched == self.line
    }

    fn walk(&mut self, buf: &[u8], limits: &Limits) -> Result<usize, Stop> {
        let searched = self.searched as usize;
        if searched > self.line as usize && memchr(b'\n', buf.get(searched..).unwrap_or_default()).is_none() {
            return Err(self.wait(buf, limits));
        }
        if self.start.is_none() {
            self.start_line(buf, limits)?;
        }
        loop {
            if let Some(len) = self.field(buf, limits)? {
                return Ok(len);
            }
        }
    }

    fn start_line(&mut self, buf: &[u8], limits: &Limits) -> Result<(), Stop> {
        self.skip_empty_lines(buf)?;
        let at = self.line as usize;
        let rest = buf.get(at..).unwrap_or_default();
        let Some(line_len) = memchr(b'\n', rest) else { return Err(self.wait(buf, limits)) };
        let line = &rest[..line_len];
        S::check_prefix(line, limits).map_err(Stop::Refused)?;
        let end = at + line_len + 1;
        within(end, limits)?;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        self.start = Some(S::parse(line, self.line).map_err(Stop::Refused)?);
        self.advance(end);
        self.fields_start = self.line;
        Ok(())
    }

    /// RFC 9112 section 2.2: a server should ignore at least one empty line before the request line.
    fn skip_empty_lines(&mut self, buf: &[u8]) -> Result<(), Stop> {
        loop {
            let at = self.line as usize;
            let len = match buf.get(at..).unwrap_or_default() {
                [] | [b'\r'] => return Err(Stop::Partial),
                [b'\n', ..] => 1,
                [b'\r', b'\n', ..] => 2,
                [b'\r', ..] => return Err(Stop::Refused(Cause::BareCr)),
                _ => return Ok(()),
            };
            if at + len > EMPTY_LINES_LEN_MAX {
                return Err(Stop::Refused(Cause::EmptyLines));
            }
            self.advance(at + len);
        }
    }

    /// Takes in one line; the length of the head when it was the blank one.
    #[inline]
    fn field(&mut self, buf: &[u8], limits: &Limits) -> Result<Option<usize>, Stop> {
        let at = self.line as usize;
        match field_line(buf, at) {
            Ok(Line::Field { name, value, end }) => {
                within(end, limits)?;
                if self.count >= limits.headers_max {
                    return Err(Stop::Refused(Cause::HeadersTooMany));
                }
                self.count += 1;
                let one_host = self.start.as_ref().is_some_and(StartLine::one_host);
                self.framing.note(buf, at, name, value, one_host).map_err(Stop::Refused)?;
                self.advance(end);
                Ok(None)
            }
            Ok(Line::Blank { end }) => within(end, limits).map(|()| Some(end)),
            Ok(Line::Partial) => Err(self.wait(buf, limits)),
            Err(cause) => Err(self.settle(cause, buf, limits)),
        }
    }

    /// A line that is not whole is not judged yet, and one that ends past the limit is too long before all else.
    #[cold]
    fn settle(&mut self, cause: Cause, buf: &[u8], limits: &Limits) -> Stop {
        let at = self.line as usize;
        match memchr(b'\n', buf.get(at..).unwrap_or_default()) {
            None => self.wait(buf, limits),
            Some(len) => within(at + len + 1, limits).err().unwrap_or(Stop::Refused(cause)),
        }
    }

    /// The bytes ran out inside a line: refuses what more bytes cannot make valid, else remembers how far the search went.
    #[cold]
    fn wait(&mut self, buf: &[u8], limits: &Limits) -> Stop {
        let line = buf.get(self.line as usize..).unwrap_or_default();
        if self.start.is_none()
            && let Err(cause) = S::check_prefix(line, limits)
        {
            return Stop::Refused(cause);
        }
        if let Err(stop) = within(buf.len(), limits) {
            return stop;
        }
        self.searched = buf.len() as u32;
        Stop::Partial
    }

    #[inline(always)]
    fn advance(&mut self, to: usize) {
        // Every caller has compared `to` with a limit of 32 bits.
        self.line = to as u32;
        self.searched = self.line;
    }
}

#[inline(always)]
fn within(end: usize, limits: &Limits) -> Result<(), Stop> {
    if end > limits.head_len_max as usize { Err(Stop::Refused(Cause::HeadTooLong)) } else { Ok(()) }
}

/// Bytes of empty lines accepted before a first line: old clients send one or two CRLF after a POST body.
const EMPTY_LINES_LEN_MAX: usize = 16;
