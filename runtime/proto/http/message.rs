//! One direction of a connection, message after message: heads, pieces of bodies, ends.
//!
//! A [`Reader`] is given bytes as they come and tells one thing at a time, with how many of the bytes that took. It holds
//! no more than the beginning of a head; bodies stay in the caller's bytes. However the bytes are cut, the same things
//! are told, bodies put together.

use super::chunked::{Decoder, Step};
use super::head::{BodyKind, HeadScanner, RequestHead};
use super::method::Method;
use super::refusal::{Cause, Refusal};
use super::response::{ResponseBody, ResponseHead, ResponseScanner};
use super::scan::{Limits, Status};

/// Which side is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What clients send.
    Requests,
    /// What servers send.
    Responses,
}

/// Something that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A head is complete. `End` follows, after the pieces of its body, unless [`Reader::is_handed_over`].
    Head {
        /// What it says, in ranges of its bytes.
        head: Head,
        /// Its bytes where they came in pieces; otherwise they are the ones that were taken in.
        kept: Option<Box<[u8]>>,
    },
    /// A piece of a body, the coding taken off: the last `len` of the bytes that were taken in. Never empty.
    Body {
        /// Bytes.
        len: usize,
    },
    /// The message is complete.
    End {
        /// The raw lines of a trailer section, mostly empty.
        trailers: Box<[u8]>,
    },
}

/// A head of either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Of a request.
    Request(RequestHead),
    /// Of a response.
    Response(ResponseHead),
}

/// Reads the messages of one side.
#[derive(Clone, Debug)]
pub struct Reader {
    limits: Limits,
    scanner: Scanner,
    state: State,
    /// The beginning of a head.
    input: Vec<u8>,
}

#[derive(Clone, Debug)]
enum Scanner {
    Requests(HeadScanner),
    Responses(ResponseScanner),
}

/// What the next byte belongs to.
///
/// ```text
/// Head -> Length | Chunked -> Over -> Head ...
///    \--> UntilClose -> (finish) Over
///     \-> HandedOver             Broken: from anywhere, for good
/// ```
#[derive(Clone, Debug)]
enum State {
    Head,
    Length(u64),
    Chunked(Box<Decoder>),
    UntilClose,
    /// All of the body was told; `End` is still to be.
    Over(Box<[u8]>),
    HandedOver,
    Broken(Refusal),
}

impl Reader {
    /// A reader at the beginning of the first message.
    pub fn new(side: Side, limits: Limits) -> Reader {
        let scanner = match side {
            Side::Requests => Scanner::Requests(HeadScanner::new()),
            Side::Responses => Scanner::Responses(ResponseScanner::new()),
        };
        Reader { limits, scanner, state: State::Head, input: Vec::new() }
    }

    /// Takes in bytes up to the next part; answers how many, and the part. Without a part all of `input` was taken in
    /// and more is needed, or [`Reader::is_handed_over`]. Ask again, also with no bytes, until there is no part.
    ///
    /// # Errors
    /// A message that is not accepted; the same again for everything after it.
    pub fn read(&mut self, input: &[u8]) -> Result<(usize, Option<Part>), Refusal> {
        let told = match &mut self.state {
            State::Head => self.head(input),
            State::Length(left) => {
                let len = usize::try_from(*left).unwrap_or(usize::MAX).min(input.len());
                *left -= len as u64;
                if *left == 0 {
                    self.state = State::Over(Box::default());
                }
                Ok((len, (len > 0).then_some(Part::Body { len })))
            }
            State::Chunked(decoder) => match decoder.decode(input) {
                Ok(Step::Data { bytes, consumed }) => Ok((consumed, Some(Part::Body { len: bytes.len() }))),
                Ok(Step::End { consumed }) => {
                    let trailers = decoder.take_trailers().into_boxed_slice();
                    self.state = State::Head;
                    Ok((consumed, Some(Part::End { trailers })))
                }
                Ok(Step::Partial) => Ok((input.len(), None)),
                Err(refusal) => Err(refusal),
            },
            State::UntilClose => Ok((input.len(), (!input.is_empty()).then_some(Part::Body { len: input.len() }))),
            State::Over(trailers) => {
                let trailers = std::mem::take(trailers);
                self.state = State::Head;
                Ok((0, Some(Part::End { trailers })))
            }
            State::HandedOver => Ok((0, None)),
            State::Broken(refusal) => Err(*refusal),
        };
        told.inspect_err(|refusal| self.state = State::Broken(*refusal))
    }

    /// No more bytes will come: completes a body that ends with the connection.
    ///
    /// # Errors
    /// A message was cut short.
    pub fn finish(&mut self) -> Result<Option<Part>, Refusal> {
        let within = self.is_within_message();
        match &self.state {
            State::UntilClose => self.state = State::Over(Box::default()),
            State::Over(_) | State::HandedOver => {}
            State::Head if !within => {}
            State::Broken(refusal) => return Err(*refusal),
            State::Head | State::Length(_) | State::Chunked(_) => {
                let refusal = Refusal::from(Cause::CutShort);
                self.state = State::Broken(refusal);
                return Err(refusal);
            }
        }
        match self.state {
            State::Over(_) => self.read(&[]).map(|(_, part)| part),
            _ => Ok(None),
        }
    }

    /// The message whose head was just told has no body, whatever its head says: it answers HEAD.
    pub fn skip_body(&mut self) {
        if matches!(self.state, State::Length(_) | State::Chunked(_) | State::UntilClose) {
            self.state = State::Over(Box::default());
        }
    }

    /// Whether so many of the next bytes are nothing but body, each of them.
    pub fn is_body_only(&self, len: u64) -> bool {
        match self.state {
            State::Length(left) => left >= len,
            State::UntilClose => true,
            _ => false,
        }
    }

    /// All of a body was told, and its end can be told without another byte.
    pub fn has_end(&self) -> bool {
        matches!(self.state, State::Over(_))
    }

    /// Another protocol begins behind the last head; nothing more is taken in.
    pub fn is_handed_over(&self) -> bool {
        matches!(self.state, State::HandedOver)
    }

    /// A message has begun and is not complete. Empty lines before a first line are no message.
    pub fn is_within_message(&self) -> bool {
        match (&self.state, &self.scanner) {
            (State::Head, Scanner::Requests(scanner)) => !self.input.is_empty() && !scanner.is_idle(),
            (State::Head, Scanner::Responses(scanner)) => !self.input.is_empty() && !scanner.is_idle(),
            (State::HandedOver | State::Broken(_), _) => false,
            _ => true,
        }
    }

    fn head(&mut self, input: &[u8]) -> Result<(usize, Option<Part>), Refusal> {
        let before = self.input.len();
        if before > 0 {
            self.input.extend_from_slice(input);
        }
        let bytes = if before > 0 { &self.input[..] } else { input };
        let found = match &mut self.scanner {
            Scanner::Requests(scanner) => match scanner.parse(bytes, &self.limits)? {
                Status::Complete { head, len } => {
                    *scanner = HeadScanner::new();
                    Some((Head::Request(head), len))
                }
                Status::Partial => None,
            },
            Scanner::Responses(scanner) => match scanner.parse(bytes, &self.limits)? {
                Status::Complete { head, len } => {
                    *scanner = ResponseScanner::new();
                    Some((Head::Response(head), len))
                }
                Status::Partial => None,
            },
        };
        let Some((head, len)) = found else {
            if before == 0 {
                self.input.extend_from_slice(input);
            }
            return Ok((input.len(), None));
        };
        let kept = (before > 0).then(|| {
            let mut kept = std::mem::take(&mut self.input);
            kept.truncate(len);
            kept.into_boxed_slice()
        });
        self.state = after(&head);
        // The bytes before these held no whole head, so it ends within these.
        Ok((len.saturating_sub(before), Some(Part::Head { head, kept })))
    }
}

/// What follows a head. Of a response it is not known what it answers; HEAD is told by [`Reader::skip_body`].
fn after(head: &Head) -> State {
    match head {
        Head::Request(head) if head.is_upgrade() => State::HandedOver,
        Head::Request(head) => match head.body {
            BodyKind::None => State::Over(Box::default()),
            BodyKind::Length(len) => State::Length(len),
            BodyKind::Chunked => State::Chunked(Box::default()),
        },
        Head::Response(head) if head.status == 101 => State::HandedOver,
        Head::Response(head) => match head.body(Method::Get) {
            ResponseBody::None => State::Over(Box::default()),
            ResponseBody::Length(len) => State::Length(len),
            ResponseBody::Chunked => State::Chunked(Box::default()),
            ResponseBody::UntilClose => State::UntilClose,
        },
    }
}
