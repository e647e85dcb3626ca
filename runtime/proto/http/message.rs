//! One direction of a connection, message after message: heads, pieces of bodies, ends.
//!
//! A [`MessageReader`] is given bytes as they come and returns one [`Part`] at a time, with how many of the bytes that took. It
//! holds no more than the beginning of a head; bodies stay in the caller's bytes. However the bytes are cut, the same
//! parts come of them, bodies put together. What is refused once stays refused: nobody knows where the next message
//! would begin.

use super::chunked::{ChunkedDecoder, ChunkedStep};
use super::head::RequestLine;
use super::refusal::{Cause, Refusal};
use super::response::StatusLine;
use super::scan::{Following, Limits, Scanner, StartLine, Status};

/// Reads what clients send.
pub type RequestReader = MessageReader<RequestLine>;
/// Reads what servers send.
pub type ResponseReader = MessageReader<StatusLine>;

/// Something that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<H> {
    /// A head is complete. `End` follows, after the pieces of its body, unless [`MessageReader::is_handed_over`].
    Head {
        /// What it says, in ranges of its bytes.
        head: H,
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

impl<H> Part<H> {
    /// The same part with another head.
    pub fn map_head<G>(self, map: impl FnOnce(H) -> G) -> Part<G> {
        match self {
            Self::Head { head, kept } => Part::Head { head: map(head), kept },
            Self::Body { len } => Part::Body { len },
            Self::End { trailers } => Part::End { trailers },
        }
    }
}

/// What [`MessageReader::read`] took in: how many bytes, and what they made.
pub type Taken<H> = (usize, Option<Part<H>>);

/// Reads the messages of one side.
#[derive(Clone, Debug)]
pub struct MessageReader<S> {
    limits: Limits,
    scanner: Scanner<S>,
    state: ReaderState,
    /// The beginning of a head.
    input: Vec<u8>,
}

/// What the next byte belongs to.
///
/// ```text
/// Head -> Length | Chunked -> Over -> Head ...
///    \--> UntilClose -> (finish) Over
///     \-> HandedOver             Broken: from anywhere, for good
/// ```
#[derive(Clone, Debug)]
enum ReaderState {
    Head,
    Length(u64),
    Chunked(Box<ChunkedDecoder>),
    UntilClose,
    /// All of the body was returned; `End` is still to be.
    Over(Box<[u8]>),
    HandedOver,
    Broken(Refusal),
}

impl<S: StartLine> MessageReader<S> {
    /// A reader at the beginning of the first message.
    pub fn new(limits: Limits) -> Self {
        Self { limits, scanner: Scanner::new(), state: ReaderState::Head, input: Vec::new() }
    }

    /// Takes in bytes up to the next part. Without a part all of `input` was taken in and more is needed, or
    /// [`MessageReader::is_handed_over`]. Ask again, also with no bytes, until there is no part.
    ///
    /// # Errors
    /// A message that is not accepted; the same again for everything after it.
    pub fn read(&mut self, input: &[u8]) -> Result<Taken<S::Head>, Refusal> {
        let taken = match &mut self.state {
            ReaderState::Head => self.head(input),
            ReaderState::Length(left) => {
                let len = usize::try_from(*left).unwrap_or(usize::MAX).min(input.len());
                *left -= len as u64;
                if *left == 0 {
                    self.state = ReaderState::Over(Box::default());
                }
                Ok((len, (len > 0).then_some(Part::Body { len })))
            }
            ReaderState::Chunked(decoder) => match decoder.decode(input) {
                Ok(ChunkedStep::Data { bytes, consumed }) => Ok((consumed, Some(Part::Body { len: bytes.len() }))),
                Ok(ChunkedStep::End { consumed }) => {
                    let trailers = decoder.take_trailers().into_boxed_slice();
                    self.state = ReaderState::Head;
                    Ok((consumed, Some(Part::End { trailers })))
                }
                Ok(ChunkedStep::Partial) => Ok((input.len(), None)),
                Err(refusal) => Err(refusal),
            },
            ReaderState::UntilClose => {
                Ok((input.len(), (!input.is_empty()).then_some(Part::Body { len: input.len() })))
            }
            ReaderState::Over(trailers) => {
                let trailers = std::mem::take(trailers);
                self.state = ReaderState::Head;
                Ok((0, Some(Part::End { trailers })))
            }
            ReaderState::HandedOver => Ok((0, None)),
            ReaderState::Broken(refusal) => Err(*refusal),
        };
        taken.inspect_err(|refusal| self.state = ReaderState::Broken(*refusal))
    }

    /// No more bytes will come: completes a body that ends with the connection.
    ///
    /// # Errors
    /// A message was cut short.
    pub fn finish(&mut self) -> Result<Option<Part<S::Head>>, Refusal> {
        let within = self.is_within_message();
        match &self.state {
            ReaderState::UntilClose => self.state = ReaderState::Over(Box::default()),
            ReaderState::Over(_) | ReaderState::HandedOver => {}
            ReaderState::Head if !within => {}
            ReaderState::Broken(refusal) => return Err(*refusal),
            ReaderState::Head | ReaderState::Length(_) | ReaderState::Chunked(_) => {
                let refusal = Refusal::from(Cause::CutShort);
                self.state = ReaderState::Broken(refusal);
                return Err(refusal);
            }
        }
        match self.state {
            ReaderState::Over(_) => self.read(&[]).map(|(_, part)| part),
            _ => Ok(None),
        }
    }

    /// The message whose head was just returned has no body, whatever its head says: it is the response to HEAD.
    pub fn skip_body(&mut self) {
        if self.is_within_body() {
            self.state = ReaderState::Over(Box::default());
        }
    }

    /// Whether the next `len` bytes are all body.
    pub fn is_body_only(&self, len: u64) -> bool {
        match self.state {
            ReaderState::Length(left) => left >= len,
            ReaderState::UntilClose => true,
            _ => false,
        }
    }

    /// All of a body was returned, and its end can be without another byte.
    pub fn has_end(&self) -> bool {
        matches!(self.state, ReaderState::Over(_))
    }

    /// Another protocol begins behind the last head; nothing more is taken in.
    pub fn is_handed_over(&self) -> bool {
        matches!(self.state, ReaderState::HandedOver)
    }

    /// A body has begun and is not complete.
    pub fn is_within_body(&self) -> bool {
        matches!(self.state, ReaderState::Length(_) | ReaderState::Chunked(_) | ReaderState::UntilClose)
    }

    /// A message has begun and is not complete. Empty lines before a first line are no message.
    pub fn is_within_message(&self) -> bool {
        match self.state {
            ReaderState::Head => !self.input.is_empty() && !self.scanner.is_idle(),
            ReaderState::HandedOver | ReaderState::Broken(_) => false,
            ReaderState::Length(_) | ReaderState::Chunked(_) | ReaderState::UntilClose | ReaderState::Over(_) => true,
        }
    }

    /// Between two messages, with not a byte taken in: a new reader would do as well.
    pub fn is_at_rest(&self) -> bool {
        matches!(self.state, ReaderState::Head) && self.input.is_empty()
    }

    fn head(&mut self, input: &[u8]) -> Result<Taken<S::Head>, Refusal> {
        let before = self.input.len();
        if before > 0 {
            self.input.extend_from_slice(input);
        }
        let bytes = if before > 0 { &self.input[..] } else { input };
        let Status::Complete { head, len } = self.scanner.parse(bytes, &self.limits)? else {
            if before == 0 {
                self.input.extend_from_slice(input);
            }
            return Ok((input.len(), None));
        };
        self.scanner = Scanner::new();
        let kept = (before > 0).then(|| {
            let mut kept = std::mem::take(&mut self.input);
            kept.truncate(len);
            kept.into_boxed_slice()
        });
        self.state = match S::following(&head) {
            Following::Nothing => ReaderState::Over(Box::default()),
            Following::Length(len) => ReaderState::Length(len),
            Following::Chunked => ReaderState::Chunked(Box::default()),
            Following::UntilClose => ReaderState::UntilClose,
            Following::OtherProtocol => ReaderState::HandedOver,
        };
        // The bytes before these held no whole head, so it ends within these.
        Ok((len.saturating_sub(before), Some(Part::Head { head, kept })))
    }
}
