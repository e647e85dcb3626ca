//! A message that is written, by a server or a client: its head, how its body is framed, whether the connection lives on.
//!
//! v0.2.0 had one `_storeHeader` for both, and so there is one here. On the wire: the start line, the program's fields in
//! its order and case, `Connection` unless the program gave one, `Transfer-Encoding: chunked` where a body may come and
//! neither a length nor a coding was given. Refused ([`Unframed`]) is what would end a line early or be read as another
//! message: nothing of such a head leaves. A body of another length than announced is sent as it is, and ends its
//! connection ([`Outgoing::persists`]).
//!
//! # States
//!
//! | head | event                             | to   |   | body      | when the head is made                        |
//! |------|-----------------------------------|------|---|-----------|----------------------------------------------|
//! | Open | `make_response_head` etc.         | Made |   | None      | the status or the method allows none         |
//! | Made | the first piece, or the end       | Sent |   | Chunked   | a coding that says so, or nothing and HTTP/1.1 |
//! |      |                                   |      |   | Length    | `Content-Length`                             |
//! |      |                                   |      |   | Raw       | anything else: it ends with the connection, or is none |

pub use super::lines::{FieldLines, Unframed};
use crate::http::encode::{
    CHUNK_END, LAST_CHUNK, is_field_value, is_request_target, is_token, push_chunk_head, push_decimal,
    push_status_line, reason_phrase,
};
use crate::http::refusal::Refusal;
use crate::http::status::is_bodiless;

/// From this length on a piece of a body goes to the kernel from where it lies; in bytes.
pub const LARGE: usize = 16 * 1024;

/// The interim response that asks a client for its body (RFC 9110 section 15.2.1).
pub const CONTINUE: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// A message on its way out.
#[derive(Debug)]
pub struct Outgoing {
    head: Vec<u8>,
    /// Field lines for behind a chunked body.
    trailers: Vec<u8>,
    stage: OutgoingStage,
    body: Body,
    /// Bytes of the body that were sent.
    sent: u64,
    finished: bool,
    keep_alive: bool,
    last: bool,
    chunks: bool,
}

/// Where the head is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OutgoingStage {
    Open,
    Made,
    Sent,
}

/// How the body is framed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Body {
    /// The head decides.
    Undecided,
    /// There is none; pieces are dropped.
    None,
    Chunked,
    Length(u64),
    /// Sent as it is given.
    Raw,
}

impl Outgoing {
    /// The response to a request of HTTP/1.`minor`. `to_head`: the request's method is HEAD; `keep_alive`: it allows
    /// another one on the connection.
    #[inline]
    pub fn response(minor: u8, to_head: bool, keep_alive: bool) -> Self {
        let body = if to_head { Body::None } else { Body::Undecided };
        Self::new(body, keep_alive, minor >= 1)
    }

    /// A request; `keep_alive`: the connection lives on where no field says otherwise.
    pub fn request(keep_alive: bool) -> Self {
        Self::new(Body::Undecided, keep_alive, true)
    }

    fn new(body: Body, keep_alive: bool, chunks: bool) -> Self {
        Self {
            head: Vec::new(),
            trailers: Vec::new(),
            stage: OutgoingStage::Open,
            body,
            sent: 0,
            finished: false,
            keep_alive,
            last: false,
            chunks,
        }
    }

    /// Makes the head of a response. The fields of `before` come first; no name of theirs is in `given`. `length`: that of
    /// the whole body, where it is known: used where the fields announce nothing.
    ///
    /// # Errors
    /// [`Unframed::Status`], [`Unframed::Reason`], [`Unframed::HeadMade`].
    pub fn make_response_head(
        &mut self,
        status: u16,
        reason: &[u8],
        before: &FieldLines,
        given: &FieldLines,
        length: Option<u64>,
    ) -> Result<(), Unframed> {
        if self.stage != OutgoingStage::Open {
            return Err(Unframed::HeadMade);
        }
        if !(100..=999).contains(&status) {
            return Err(Unframed::Status);
        }
        if !is_field_value(reason) {
            return Err(Unframed::Reason);
        }
        if is_bodiless(status) {
            self.body = Body::None;
        }
        // No other response can follow one that is interim to the client.
        self.last |= status < 200;
        self.head.reserve(256);
        push_status_line(&mut self.head, status, reason);
        self.store_fields(before, given, length, true);
        Ok(())
    }

    /// Makes the head of a request. `length`: as for responses; `body`: one comes even if nothing announces it.
    ///
    /// # Errors
    /// [`Unframed::Method`], [`Unframed::Target`], [`Unframed::HeadMade`].
    pub fn make_request_head(
        &mut self,
        method: &[u8],
        target: &[u8],
        fields: &FieldLines,
        length: Option<u64>,
        body: bool,
    ) -> Result<(), Unframed> {
        if self.stage != OutgoingStage::Open {
            return Err(Unframed::HeadMade);
        }
        check_request_line(method, target)?;
        self.head.reserve(256);
        for part in [method, b" ", target, b" HTTP/1.1\r\n"] {
            self.head.extend_from_slice(part);
        }
        self.store_fields(&FieldLines::default(), fields, length, body);
        Ok(())
    }

    /// v0.2.0's `_storeHeader`: what stands behind the start line, and what follows from it.
    fn store_fields(&mut self, before: &FieldLines, given: &FieldLines, length: Option<u64>, wanted: bool) {
        let mut said = before.said.and(given.said);
        self.head.extend_from_slice(&before.bytes);
        self.head.extend_from_slice(&given.bytes);
        if let (Some(length), None, None) = (length, said.length, said.coding) {
            said.length = Some(length);
            self.head.extend_from_slice(b"Content-Length: ");
            push_decimal(&mut self.head, length);
            self.head.extend_from_slice(b"\r\n");
        }
        if said.length.is_some() && said.coding == Some(true) {
            // RFC 9112 section 6.2: never both. Two readers could take different ends from them.
            drop_lengths(&mut self.head);
            said.length = None;
        }
        let allowed = self.body != Body::None;
        // A coding of the program's own: only the end of the connection can end it.
        self.last |= said.coding == Some(false) && said.length.is_none() && allowed;
        match said.connection {
            Some(true) => self.last = true,
            Some(false) => self.keep_alive = true,
            None if self.keep_alive && !self.last && (said.length.is_some() || self.chunks) => {
                self.head.extend_from_slice(b"Connection: keep-alive\r\n");
            }
            None => {
                self.last = true;
                self.head.extend_from_slice(b"Connection: close\r\n");
            }
        }
        self.body = match (said.coding, said.length) {
            _ if !allowed => Body::None,
            (Some(true), _) => Body::Chunked,
            (_, Some(length)) => Body::Length(length),
            (None, None) if wanted && self.chunks => {
                self.head.extend_from_slice(b"Transfer-Encoding: chunked\r\n");
                Body::Chunked
            }
            (None, None) => {
                self.last |= wanted;
                Body::Raw
            }
            (Some(false), None) => Body::Raw,
        };
        self.head.extend_from_slice(b"\r\n");
        self.stage = OutgoingStage::Made;
    }

    /// Appends fields for behind a chunked body; they are dropped where the body is not chunked.
    ///
    /// # Errors
    /// [`Unframed::Trailer`]; nothing is appended then.
    pub fn push_trailers(&mut self, fields: &FieldLines) -> Result<(), Unframed> {
        if fields.forbidden_trailer().is_some() {
            return Err(Unframed::Trailer);
        }
        self.trailers.extend_from_slice(&fields.bytes);
        Ok(())
    }

    /// Puts a piece of the body into `out`, framed, behind the head when that has not left. A piece of [`LARGE`] bytes
    /// and more is not copied: what is in `out` goes through `large`, and then the piece itself. Before the head is made
    /// nothing is written.
    #[inline]
    pub fn push_piece(&mut self, bytes: &[u8], out: &mut Vec<u8>, mut large: impl FnMut(&[u8])) {
        if !self.push_head(out) || bytes.is_empty() || self.body == Body::None || self.finished {
            return;
        }
        self.sent = self.sent.saturating_add(bytes.len() as u64);
        if self.body == Body::Chunked {
            push_chunk_head(out, bytes.len());
        }
        if bytes.len() < LARGE {
            out.extend_from_slice(bytes);
        } else {
            large(out);
            large(bytes);
            out.clear();
        }
        if self.body == Body::Chunked {
            out.extend_from_slice(CHUNK_END);
        }
    }

    /// Puts bytes into `out` that the program framed itself, behind the head when that has not left. Who frames a body
    /// counts it, too.
    pub fn push_raw(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        self.push_head(out);
        if let Body::Length(_) = self.body {
            self.body = Body::Raw;
        }
        out.extend_from_slice(bytes);
    }

    /// Puts the end of the message into `out`; the message is complete. Before the head is made nothing is.
    #[inline]
    pub fn push_end(&mut self, out: &mut Vec<u8>) {
        if !self.push_head(out) || std::mem::replace(&mut self.finished, true) || self.body != Body::Chunked {
            return;
        }
        if self.trailers.is_empty() {
            out.extend_from_slice(LAST_CHUNK);
        } else {
            out.extend_from_slice(b"0\r\n");
            out.extend_from_slice(&self.trailers);
            out.extend_from_slice(b"\r\n");
        }
    }

    /// False while there is no head.
    fn push_head(&mut self, out: &mut Vec<u8>) -> bool {
        if self.stage == OutgoingStage::Made {
            out.extend_from_slice(&self.head);
            self.stage = OutgoingStage::Sent;
        }
        self.stage == OutgoingStage::Sent
    }

    /// Whether the connection lives on behind the message, as far as it is for this side to say. A body that is shorter or
    /// longer than announced ends it: what followed would be taken for something else.
    #[inline]
    pub fn persists(&self) -> bool {
        let as_announced = match self.body {
            Body::Length(length) => length == self.sent,
            // Bytes that no head announced.
            Body::Raw => self.sent == 0,
            Body::Undecided | Body::None | Body::Chunked => true,
        };
        self.keep_alive && !self.last && as_announced
    }

    /// The message is to be sent again, on another connection. Only one of which [`Outgoing::is_bare`] holds can be.
    pub fn rewind(&mut self) {
        self.set_head_sent(false);
    }

    /// Whether it is a head and nothing else.
    pub fn is_bare(&self) -> bool {
        self.sent == 0 && matches!(self.body, Body::None | Body::Raw)
    }

    /// The head; empty before it is made.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Whether the head is made.
    pub fn is_head_made(&self) -> bool {
        self.stage != OutgoingStage::Open
    }

    /// Whether the head has left.
    pub fn is_head_sent(&self) -> bool {
        self.stage == OutgoingStage::Sent
    }

    /// The program says whether the head has left.
    pub fn set_head_sent(&mut self, sent: bool) {
        self.stage = match (self.stage, sent) {
            (OutgoingStage::Open, _) => OutgoingStage::Open,
            (_, true) => OutgoingStage::Sent,
            (_, false) => OutgoingStage::Made,
        };
    }

    /// Whether the message is complete.
    pub fn is_finished(&self) -> bool {
        self.finished
    }

    /// The program says whether it is complete.
    pub fn set_finished(&mut self, finished: bool) {
        self.finished = finished;
    }

    /// Whether there may be a body.
    pub fn allows_body(&self) -> bool {
        self.body != Body::None
    }

    /// The program says whether there may be one.
    pub fn set_allows_body(&mut self, allowed: bool) {
        if !allowed {
            self.body = Body::None;
        } else if self.body == Body::None {
            self.body = if self.stage == OutgoingStage::Open { Body::Undecided } else { Body::Raw };
        }
    }

    /// Whether the body is framed in chunks.
    pub fn is_chunked(&self) -> bool {
        self.body == Body::Chunked
    }

    /// The program says whether it is, for what is written from now on.
    pub fn set_chunked(&mut self, chunked: bool) {
        match (self.body, chunked) {
            (Body::None, _) => {}
            (_, true) => self.body = Body::Chunked,
            (Body::Chunked, false) => self.body = Body::Raw,
            _ => {}
        }
    }

    /// Whether the other side keeps the connection open, as far as it said.
    pub fn keep_alive(&self) -> bool {
        self.keep_alive
    }

    /// The program says whether to keep it open.
    pub fn set_keep_alive(&mut self, keep_alive: bool) {
        self.keep_alive = keep_alive;
    }

    /// Whether the connection closes behind this message.
    pub fn is_last(&self) -> bool {
        self.last
    }

    /// The program says whether it does.
    pub fn set_last(&mut self, last: bool) {
        self.last = last;
    }

    /// Whether the other side understands chunks.
    pub fn uses_chunks(&self) -> bool {
        self.chunks
    }

    /// The program says whether it does.
    pub fn set_uses_chunks(&mut self, chunks: bool) {
        self.chunks = chunks;
    }
}

/// Checks the request line of a program.
///
/// # Errors
/// [`Unframed::Method`], [`Unframed::Target`].
pub fn check_request_line(method: &[u8], target: &[u8]) -> Result<(), Unframed> {
    if !is_token(method) {
        return Err(Unframed::Method);
    }
    if is_request_target(target) { Ok(()) } else { Err(Unframed::Target) }
}

/// The whole response to a message that is refused.
pub(super) fn refusal_response(refusal: Refusal) -> Vec<u8> {
    let body = format!("{}\n", refusal.reason);
    let mut fields = FieldLines::default();
    let mut response = Outgoing::response(1, false, false);
    let made = fields
        .push(b"Connection", b"close")
        .and_then(|()| fields.push(b"Content-Type", b"text/plain"))
        .and_then(|()| fields.push_number(b"Content-Length", body.len() as u64))
        .and_then(|()| {
            let reason = reason_phrase(refusal.status).unwrap_or("unknown");
            response.make_response_head(refusal.status, reason.as_bytes(), &FieldLines::default(), &fields, None)
        });
    debug_assert_eq!(made, Ok(()), "the fields are fixed, and so are the causes");
    let mut out = Vec::new();
    response.push_piece(body.as_bytes(), &mut out, |_| {});
    response.push_end(&mut out);
    out
}

/// Takes every Content-Length line out of a head that is being written.
fn drop_lengths(head: &mut Vec<u8>) {
    let is_length = |line: &[u8]| line.get(..15).is_some_and(|start| start.eq_ignore_ascii_case(b"content-length:"));
    let kept: Vec<u8> =
        head.split_inclusive(|&byte| byte == b'\n').filter(|line| !is_length(line)).flatten().copied().collect();
    *head = kept;
}
