//! Requests, bodies, and whole conversations cut at any byte.

use noderu_proto::http::chunked::{ChunkedDecoder, ChunkedStep, trailer_fields};
use noderu_proto::http::encode::{is_field_value, is_request_target, is_token, push_chunk_head};
use noderu_proto::http::head::RequestLine;
use noderu_proto::http::message::{MessageReader, Part};
use noderu_proto::http::response::StatusLine;
use noderu_proto::http::{
    BodyKind, Cause, HeadScanner, Limits, Method, Refusal, RequestHead, ResponseBody, ResponseHead, ResponseScanner,
    StartLine, Status, headers, parse_request, response,
};

/// Small enough that inputs of a fuzzer's size reach them.
const LIMITS: Limits = Limits { head_len_max: 1024, headers_max: 32, target_len_max: 256 };

/// A head that is accepted keeps the promises that the runtime builds on.
pub fn http_request(data: &[u8]) {
    match parse_request(data, &LIMITS) {
        Ok(Status::Complete { head, len }) => accepted(&data[..len], &head),
        Ok(Status::Partial) => assert!(data.len() <= LIMITS.head_len_max as usize),
        Err(refusal) => refused(&refusal),
    }
    // The default limits as well: nothing about them may be special.
    if let Ok(Status::Complete { head, len }) = parse_request(data, &Limits::default()) {
        assert_eq!(headers(&data[..len], &head).count(), usize::from(head.header_count));
    }
}

fn accepted(raw: &[u8], head: &RequestHead) {
    assert!(raw.ends_with(b"\n\n") || raw.ends_with(b"\n\r\n"));
    assert!(raw.len() <= LIMITS.head_len_max as usize);
    let target = head.target.of(raw);
    assert!(is_request_target(target) && target.len() <= LIMITS.target_len_max as usize);
    let (mut count, mut lengths, mut codings) = (0, 0, 0);
    for (name, value) in headers(raw, head) {
        assert!(is_token(name) && is_field_value(value));
        assert_eq!(value.trim_ascii(), value);
        count += 1;
        lengths += usize::from(name.eq_ignore_ascii_case(b"content-length"));
        codings += usize::from(name.eq_ignore_ascii_case(b"transfer-encoding"));
    }
    assert_eq!(count, usize::from(head.header_count));
    assert!(count <= usize::from(LIMITS.headers_max));
    match head.body {
        BodyKind::None => assert!(lengths <= 1 && codings == 0),
        BodyKind::Length(len) => assert!(len > 0 && lengths == 1 && codings == 0),
        BodyKind::Chunked => assert!(lengths == 0 && codings == 1 && head.minor > 0),
    }
}

/// The head of a response: what is accepted keeps its promises, and every cut gives the same result.
pub fn http_response(data: &[u8]) {
    let mut scanner = ResponseScanner::new();
    let whole = scanner.parse(data, &LIMITS);
    match &whole {
        Ok(Status::Complete { head, len }) => accepted_response(&data[..*len], head),
        Ok(Status::Partial) => assert!(data.len() <= LIMITS.head_len_max as usize),
        Err(refusal) => refused(refusal),
    }
    if data.len() <= 2048 {
        let mut scanner = ResponseScanner::new();
        let mut pieces = (0..=data.len()).map(|len| scanner.parse(&data[..len], &LIMITS));
        let slow = pieces.find(|result| *result != Ok(Status::Partial)).unwrap_or(Ok(Status::Partial));
        assert_eq!(slow, whole);
    }
}

fn accepted_response(raw: &[u8], head: &ResponseHead) {
    assert!((100..1000).contains(&head.status) && is_field_value(head.reason.of(raw)));
    let fields = response::headers(raw, head).inspect(|(name, value)| assert!(is_token(name) && is_field_value(value)));
    assert_eq!(fields.count(), usize::from(head.header_count));
    assert_eq!(head.body(Method::Head), ResponseBody::None);
    if matches!(head.status, 100..200 | 204 | 304) {
        assert_eq!(head.body(Method::Get), ResponseBody::None);
    }
}

fn refused(refusal: &Refusal) {
    assert!((400..=505).contains(&refusal.status) && !refusal.reason.is_empty());
    assert_eq!(*refusal, Refusal::from(refusal.cause));
}

/// A body that is accepted is the same when it is written again, and every byte of input is accounted for.
pub fn chunked(data: &[u8]) {
    let mut decoder = ChunkedDecoder::new();
    let mut body = Vec::new();
    let mut rest = data;
    loop {
        match decoder.decode(rest) {
            Ok(ChunkedStep::Data { bytes, consumed }) => {
                assert!(!bytes.is_empty() && rest[..consumed].ends_with(bytes));
                body.push(bytes);
                rest = &rest[consumed..];
            }
            Ok(ChunkedStep::End { consumed }) => {
                assert!(data[..data.len() - rest.len() + consumed].ends_with(b"\n"));
                break;
            }
            Ok(ChunkedStep::Partial) => return,
            Err(refusal) => return refused(&refusal),
        }
    }
    let trailers = decoder.take_trailers();
    for (name, value) in trailer_fields(&trailers) {
        assert!(is_token(name) && is_field_value(value));
    }
    let mut again = Vec::new();
    for chunk in &body {
        push_chunk_head(&mut again, chunk.len());
        again.extend_from_slice(chunk);
        again.extend_from_slice(b"\r\n");
    }
    again.extend_from_slice(b"0\r\n");
    again.extend_from_slice(if trailers.is_empty() { b"\r\n" } else { &trailers });
    let mut decoder = ChunkedDecoder::new();
    let mut rest = &again[..];
    for chunk in &body {
        let Ok(ChunkedStep::Data { bytes, consumed }) = decoder.decode(rest) else {
            panic!("what was written is refused")
        };
        assert_eq!(bytes, *chunk);
        rest = &rest[consumed..];
    }
    assert_eq!(decoder.decode(rest), Ok(ChunkedStep::End { consumed: rest.len() }));
    assert_eq!(decoder.take_trailers(), trailers);
}

/// However a conversation is cut, the same events come of it. The first two bytes choose a cut.
pub fn split(data: &[u8]) {
    let [high, low, data @ ..] = data else { return };
    let cut = usize::from(u16::from_be_bytes([*high, *low])) % (data.len() + 1);
    let whole = events(&[data]);
    assert_eq!(events(&[&data[..cut], &data[cut..]]), whole);
    if data.len() <= 2048 {
        assert_eq!(events(&data.chunks(1).collect::<Vec<_>>()), whole);
    }
}

#[derive(Debug, PartialEq, Eq)]
enum MessageEvent {
    Head(Vec<u8>, RequestHead),
    Body(Vec<u8>),
    End(Vec<u8>),
    Refused(Cause),
}

/// What a server makes of a connection's bytes: a state machine as small as one can be.
#[derive(Default)]
struct Conversation {
    buf: Vec<u8>,
    scanner: HeadScanner,
    body: Option<Body>,
    events: Vec<MessageEvent>,
}

enum Body {
    Length(u64),
    Chunked(ChunkedDecoder),
}

fn events(parts: &[&[u8]]) -> Vec<MessageEvent> {
    let mut conversation = Conversation::default();
    for part in parts {
        conversation.buf.extend_from_slice(part);
        loop {
            match conversation.step() {
                Ok(true) => {}
                Ok(false) => break,
                Err(refusal) => {
                    conversation.events.push(MessageEvent::Refused(refusal.cause));
                    return conversation.events;
                }
            }
        }
    }
    conversation.events
}

impl Conversation {
    /// Does one thing; false when more bytes are needed.
    fn step(&mut self) -> Result<bool, Refusal> {
        match self.body.take() {
            None => self.head(),
            Some(Body::Length(left)) => {
                let len = self.buf.len().min(usize::try_from(left).unwrap_or(usize::MAX));
                let left = left - len as u64;
                self.data(len, 0);
                if left > 0 {
                    self.body = Some(Body::Length(left));
                    return Ok(false);
                }
                self.events.push(MessageEvent::End(Vec::new()));
                Ok(true)
            }
            Some(Body::Chunked(mut decoder)) => {
                let (skip, len, ended) = match decoder.decode(&self.buf)? {
                    ChunkedStep::Partial => (self.buf.len(), 0, false),
                    ChunkedStep::Data { bytes, consumed } => (consumed - bytes.len(), bytes.len(), false),
                    ChunkedStep::End { consumed } => (consumed, 0, true),
                };
                self.data(len, skip);
                if ended {
                    self.events.push(MessageEvent::End(decoder.take_trailers()));
                    return Ok(true);
                }
                self.body = Some(Body::Chunked(decoder));
                Ok(len > 0)
            }
        }
    }

    fn head(&mut self) -> Result<bool, Refusal> {
        let Status::Complete { head, len } = self.scanner.parse(&self.buf, &LIMITS)? else { return Ok(false) };
        accepted(&self.buf[..len], &head);
        self.events.push(MessageEvent::Head(self.buf.drain(..len).collect(), head));
        self.scanner = HeadScanner::new();
        match head.body {
            BodyKind::None => self.events.push(MessageEvent::End(Vec::new())),
            BodyKind::Length(len) => self.body = Some(Body::Length(len)),
            BodyKind::Chunked => self.body = Some(Body::Chunked(ChunkedDecoder::new())),
        }
        Ok(true)
    }

    /// Takes `len` bytes of body after `skip` others; pieces of one body are put together.
    fn data(&mut self, len: usize, skip: usize) {
        let data = self.buf.drain(..skip + len).skip(skip);
        match self.events.last_mut() {
            Some(MessageEvent::Body(body)) => body.extend(data),
            _ if len > 0 => self.events.push(MessageEvent::Body(data.collect())),
            _ => drop(data),
        }
    }
}

/// However one side of a connection is cut, the same is read. The first byte says which side it is and whether its
/// responses are to HEAD, the next two choose a cut.
pub fn messages(data: &[u8]) {
    let [kind, high, low, data @ ..] = data else { return };
    let cut = usize::from(u16::from_be_bytes([*high, *low])) % (data.len() + 1);
    if kind & 1 == 0 {
        cut_anywhere::<StatusLine>(kind & 2 != 0, data, cut);
    } else {
        cut_anywhere::<RequestLine>(kind & 2 != 0, data, cut);
    }
}

fn cut_anywhere<S: StartLine<Head: Checked>>(to_head: bool, data: &[u8], cut: usize) {
    let whole = read::<S>(to_head, &[data]);
    assert_eq!(read::<S>(to_head, &[&data[..cut], &data[cut..]]), whole);
    if data.len() <= 2048 {
        assert_eq!(read::<S>(to_head, &data.chunks(1).collect::<Vec<_>>()), whole);
    }
}

/// A head that keeps its promises.
trait Checked: std::fmt::Debug + PartialEq {
    fn check(&self, raw: &[u8]);
}

impl Checked for RequestHead {
    fn check(&self, raw: &[u8]) {
        accepted(raw, self);
    }
}

impl Checked for ResponseHead {
    fn check(&self, raw: &[u8]) {
        accepted_response(raw, self);
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Message<H> {
    Head(Vec<u8>, H),
    Body(Vec<u8>),
    End(Vec<u8>),
    Refused(Cause),
}

fn read<S: StartLine<Head: Checked>>(to_head: bool, parts: &[&[u8]]) -> Vec<Message<S::Head>> {
    let mut reader = MessageReader::<S>::new(LIMITS);
    let mut story = Vec::new();
    for part in parts {
        let mut rest = *part;
        loop {
            match reader.read(rest) {
                Ok((used, Some(part))) => {
                    let skips = to_head && matches!(part, Part::Head { .. });
                    note(&mut story, part, &rest[..used]);
                    if skips {
                        reader.skip_body();
                    }
                    rest = &rest[used..];
                }
                Ok((used, None)) => {
                    assert!(used == rest.len() || (used == 0 && reader.is_handed_over()));
                    break;
                }
                Err(refusal) => {
                    refused(&refusal);
                    assert!(!reader.is_within_message() && reader.read(part).err() == Some(refusal));
                    story.push(Message::Refused(refusal.cause));
                    return story;
                }
            }
        }
    }
    let within = reader.is_within_message();
    match reader.finish() {
        Ok(Some(part)) => note(&mut story, part, &[]),
        Ok(None) => assert!(!within),
        Err(refusal) => story.push(Message::Refused(refusal.cause)),
    }
    story
}

fn note<H: Checked>(story: &mut Vec<Message<H>>, part: Part<H>, taken: &[u8]) {
    match part {
        Part::Head { head, kept } => {
            let raw = kept.map_or_else(|| taken.to_vec(), Vec::from);
            head.check(&raw);
            story.push(Message::Head(raw, head));
        }
        Part::Body { len } => {
            assert!(len > 0 && len <= taken.len());
            let bytes = &taken[taken.len() - len..];
            match story.last_mut() {
                Some(Message::Body(body)) => body.extend_from_slice(bytes),
                _ => story.push(Message::Body(bytes.to_vec())),
            }
        }
        Part::End { trailers } => story.push(Message::End(trailers.into())),
    }
}
