//! What arrives on a connection, for both roles: heads with their bytes, bodies in as few pieces as they came in.
//!
//! An [`Inbound`] keeps what it was given before its time. What came of a body before its end, or before what is wrong
//! with it, is returned first, as it is when the two come apart.

use crate::http::message::{MessageReader, Part};
use crate::http::refusal::Refusal;
use crate::http::scan::{Limits, StartLine};
use crate::{Bytes, copied};

/// Something that arrived.
#[derive(Debug)]
pub(super) enum InboundPiece<H> {
    /// A head, with its bytes. `End` follows, behind the pieces of a body, unless another protocol does.
    Head(H, Box<[u8]>),
    /// A piece of a body, the coding taken off. Never empty.
    Body(Bytes),
    /// The message is complete; the raw lines of its trailer section.
    End(Box<[u8]>),
    /// The message is not accepted, and neither is anything behind it.
    Refused(Refusal),
}

/// One direction of a connection, and what of it was not asked for yet.
#[derive(Debug)]
pub(super) struct Inbound<S> {
    reader: MessageReader<S>,
    /// Bytes that arrived and are not read, from `at` on; empty when all are.
    kept: Vec<u8>,
    at: usize,
    /// What follows the piece of a body that was returned last.
    due: Option<Due>,
}

#[derive(Debug)]
enum Due {
    End(Box<[u8]>),
    Refused(Refusal),
}

impl<S: StartLine> Inbound<S> {
    pub(super) fn new(limits: Limits) -> Self {
        Self { reader: MessageReader::new(limits), kept: Vec::new(), at: 0, due: None }
    }

    /// The first piece that kept bytes and `fresh` ones make; what is behind it is kept. None: more bytes are needed.
    #[inline]
    pub(super) fn next(&mut self, fresh: &[u8]) -> Option<InboundPiece<S::Head>> {
        if let Some(due) = self.due.take() {
            self.keep(fresh);
            return Some(match due {
                Due::End(trailers) => InboundPiece::End(trailers),
                Due::Refused(refusal) => InboundPiece::Refused(refusal),
            });
        }
        if self.kept.is_empty() {
            let (piece, used) = self.read(fresh);
            self.kept.extend_from_slice(&fresh[used..]);
            return piece;
        }
        self.keep(fresh);
        let kept = std::mem::take(&mut self.kept);
        let (piece, used) = self.read(&kept[self.at..]);
        self.kept = kept;
        self.consume(used);
        piece
    }

    /// Takes a piece of a body that [`Inbound::is_body_only`] announced. It is not copied.
    pub(super) fn take_body(&mut self, bytes: Bytes) -> Option<InboundPiece<S::Head>> {
        match self.reader.read(&bytes) {
            Ok((_, Some(Part::Body { len }))) if len == bytes.len() => Some(InboundPiece::Body(bytes)),
            _ => None,
        }
    }

    /// Keeps bytes for later.
    pub(super) fn keep(&mut self, fresh: &[u8]) {
        self.kept.extend_from_slice(fresh);
    }

    /// Forgets the end of a message without a body.
    #[inline]
    pub(super) fn skip_end(&mut self) {
        if self.reader.has_end() {
            // An end that can be had without a byte is no error.
            let _ = self.reader.read(&[]);
        }
    }

    /// The message whose head was just returned has no body, whatever its head says: it is the response to HEAD.
    pub(super) fn skip_body(&mut self) {
        self.reader.skip_body();
    }

    /// No more bytes will come: what ends with the connection is complete.
    pub(super) fn finish(&mut self) {
        if let (None, Ok(Some(Part::End { trailers }))) = (&self.due, self.reader.finish()) {
            self.due = Some(Due::End(trailers));
        }
    }

    /// The bytes that were not read, for another protocol.
    pub(super) fn into_rest(mut self) -> Vec<u8> {
        self.kept.drain(..self.at);
        self.kept
    }

    /// Whether `next` returns a piece without another byte.
    pub(super) fn has_due(&self) -> bool {
        self.due.is_some() || self.reader.has_end()
    }

    /// Whether there are bytes that were not read.
    pub(super) fn has_kept(&self) -> bool {
        !self.kept.is_empty()
    }

    /// Whether the next byte belongs to a body, or its end is still to be returned.
    pub(super) fn is_within_body(&self) -> bool {
        self.has_due() || self.reader.is_within_body()
    }

    /// Whether more of a body has to arrive.
    pub(super) fn is_body_incomplete(&self) -> bool {
        self.due.is_none() && self.reader.is_within_body()
    }

    /// Whether what is due is a refusal.
    pub(super) fn has_refusal(&self) -> bool {
        matches!(self.due, Some(Due::Refused(_)))
    }

    /// Whether a head has begun and is not complete. Empty lines are no part of it.
    pub(super) fn is_within_head(&self) -> bool {
        self.reader.is_within_message() && !self.is_within_body()
    }

    /// Whether the next `len` bytes are all body, with none kept before them.
    pub(super) fn is_body_only(&self, len: u64) -> bool {
        self.kept.is_empty() && self.due.is_none() && self.reader.is_body_only(len)
    }

    /// Between two messages, with nothing kept: a new one would do as well.
    #[inline]
    pub(super) fn is_idle(&self) -> bool {
        self.kept.is_empty() && self.due.is_none() && self.reader.is_at_rest()
    }

    /// Reads `input` up to the end of the first piece: all of a body that is there, or one of the others.
    fn read(&mut self, input: &[u8]) -> (Option<InboundPiece<S::Head>>, usize) {
        let (mut body, mut used) = (Bytes::new(64), 0);
        let due = loop {
            match self.reader.read(&input[used..]) {
                Ok((len, Some(Part::Head { head, kept }))) => {
                    let raw = kept.unwrap_or_else(|| input[used..used + len].into());
                    return (Some(InboundPiece::Head(head, raw)), used + len);
                }
                Ok((len, Some(Part::Body { len: body_len }))) => {
                    used += len;
                    let piece = &input[used - body_len..used];
                    if body.is_empty() {
                        body = copied(piece);
                    } else {
                        body.extend_from_slice(piece);
                    }
                }
                Ok((len, Some(Part::End { trailers }))) => {
                    used += len;
                    break Some(Due::End(trailers));
                }
                Ok((len, None)) => {
                    used += len;
                    break None;
                }
                Err(refusal) => {
                    used = input.len();
                    break Some(Due::Refused(refusal));
                }
            }
        };
        if !body.is_empty() {
            self.due = due;
            return (Some(InboundPiece::Body(body)), used);
        }
        let piece = due.map(|due| match due {
            Due::End(trailers) => InboundPiece::End(trailers),
            Due::Refused(refusal) => InboundPiece::Refused(refusal),
        });
        (piece, used)
    }

    /// Drops the first `len` of the kept bytes.
    fn consume(&mut self, len: usize) {
        self.at += len;
        if self.at == self.kept.len() {
            self.kept = Vec::new();
            self.at = 0;
        } else if self.at > self.kept.len() / 2 {
            self.kept.drain(..self.at);
            self.at = 0;
        }
    }
}
