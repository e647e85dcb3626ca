//! The machines of an HTTP connection, driven as no sane program would: bytes in any pieces, calls in any order.
//!
//! A target's data is read by [`Script`]: one byte says what to do next, and what it needs follows.

use std::rc::Rc;

use noderu_proto::copied;
use noderu_proto::http::connection::client::{After, ResponseEvent};
use noderu_proto::http::connection::outgoing::{FieldLines, Outgoing, Unframed};
use noderu_proto::http::connection::server::{Close, Due, Output, PIPELINE_MAX, ServerEvent, ServerOptions};
use noderu_proto::http::connection::{Client, Server};
use noderu_proto::http::message::{MessageReader, Part, RequestReader, ResponseReader};
use noderu_proto::http::{Cause, Limits, Method, Refusal, StartLine};

const LIMITS: Limits = Limits { head_len_max: 1024, headers_max: 32, target_len_max: 256 };

/// An interim response, which may stand before any other.
const INTERIM: &[u8] = b"\n\n";

/// What to do, read from the data of a target.
struct Script<'a>(&'a [u8]);

impl<'a> Script<'a> {
    /// The next byte; none at the end.
    fn next(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    fn byte(&mut self) -> u8 {
        self.next().unwrap_or_default()
    }

    /// The next `len` bytes, or what is left.
    fn take(&mut self, len: usize) -> &'a [u8] {
        let (bytes, rest) = self.0.split_at(len.min(self.0.len()));
        self.0 = rest;
        bytes
    }

    /// Bytes up to a NUL.
    fn text(&mut self) -> &'a [u8] {
        let len = self.0.iter().position(|&byte| byte == 0).unwrap_or(self.0.len());
        let text = self.take(len);
        self.next();
        text
    }
}

/// A server and its socket: what was written to it, and what must hold of that.
struct Wire {
    machine: Server,
    now_ms: u64,
    /// Exchanges that were reported, and what was written for each that the machine took; ended or not.
    exchanges: Vec<Written>,
    /// What left.
    sent: Vec<u8>,
    /// Something may still be written.
    open: bool,
    /// A large write was made; one is enough.
    large: bool,
}

#[derive(Default)]
struct Written {
    bytes: Vec<u8>,
    ended: bool,
    /// All of its body was reported.
    read: bool,
}

/// A server: never a panic, never two responses to one request, never a byte of a response before the one before it is
/// complete, nothing behind the last. The first byte chooses limits; then come the calls.
pub fn server(data: &[u8]) {
    let mut script = Script(data);
    let timeout_ms = u64::from(script.byte() % 4) * 100;
    let options =
        ServerOptions { limits: LIMITS, head_timeout_ms: timeout_ms, body_timeout_ms: timeout_ms, idle_timeout_ms: 0 };
    let machine = Server::new(Rc::new(options));
    let mut wire = Wire { machine, now_ms: 0, exchanges: Vec::new(), sent: Vec::new(), open: true, large: false };
    for count in 0u32.. {
        let Some(call) = script.next() else { break };
        wire.call(call, &mut script);
        if count.is_multiple_of(64) {
            wire.check();
        }
    }
    wire.check();
}

impl Wire {
    fn call(&mut self, call: u8, script: &mut Script<'_>) {
        match call % 12 {
            0..=2 => {
                let bytes = script.text();
                if self.machine.wants_input() {
                    let event = self.machine.receive(bytes, self.now_ms);
                    self.event(event);
                }
            }
            3 => {
                // As a driver does: what is kept goes first.
                for _ in 0..64 {
                    if !self.machine.has_event() {
                        break;
                    }
                    let event = self.machine.receive(&[], self.now_ms);
                    self.event(event);
                }
            }
            4 => {
                let event = self.machine.receive(script.take(1), self.now_ms);
                self.event(event);
            }
            5 => {
                let bytes = script.text();
                if !bytes.is_empty() && self.machine.is_body_only(bytes.len() as u64) {
                    let event = self.machine.receive_body(copied(bytes), self.now_ms);
                    assert!(event.is_some());
                    self.event(event);
                }
            }
            6 | 7 => self.write(u32::from(script.byte() % 40), u32::from(script.byte())),
            8 | 9 => self.finish(u32::from(script.byte() % 40), !script.byte().is_multiple_of(4)),
            10 => self.machine.set_paused(script.byte() % 2 == 1),
            _ => self.rare(script),
        }
    }

    fn rare(&mut self, script: &mut Script<'_>) {
        match script.byte() % 6 {
            0 => self.now_ms += u64::from(script.byte()) * 10,
            1 => {
                if let Some(cause) = self.machine.missing() {
                    assert!(matches!(cause, Cause::HeadTimeout | Cause::BodyTimeout));
                    let due = self.machine.refuse(Refusal::from(cause), self.now_ms);
                    self.due(due);
                }
            }
            2 => {
                // As a driver does: it reads on, and sees FIN, when nothing is kept.
                let reads = self.machine.wants_input() && !self.machine.has_event();
                if reads && self.machine.end_of_input() {
                    assert!(!self.machine.wants_input() && !self.machine.has_event());
                    self.open = false;
                }
            }
            3 => {
                let exchange = u32::from(script.byte() % 40);
                let output = self.machine.write_interim(exchange, INTERIM);
                assert!(output != Output::Now || exchange == self.machine.turn());
            }
            4 => {
                // A request that was just reported, and which the program has not seen.
                let last = self.exchanges.len().wrapping_sub(1);
                if self.exchanges.last().is_some_and(|last| last.bytes.is_empty() && !last.ended) {
                    self.exchanges[last].ended = true;
                    let refusal = Refusal::from(Cause::MethodUnknown);
                    let due = self.machine.refuse_request(last as u32, refusal, self.now_ms);
                    self.due(due);
                }
            }
            _ => {
                let drain = self.machine.has_drain();
                assert_eq!((self.machine.take_drain(), self.machine.has_drain()), (drain, false));
            }
        }
    }

    fn event(&mut self, event: Option<ServerEvent>) {
        match event {
            None => {}
            Some(ServerEvent::Request(request)) => {
                assert_eq!(request.exchange as usize, self.exchanges.len(), "requests are counted");
                assert!(request.raw.ends_with(b"\n"));
                self.exchanges.push(Written::default());
            }
            Some(ServerEvent::Body { exchange, chunk }) => {
                assert!(!chunk.is_empty());
                assert_eq!(exchange as usize + 1, self.exchanges.len(), "a body is the last request's");
                assert!(!self.exchanges[exchange as usize].read);
            }
            Some(ServerEvent::End { exchange, .. }) => {
                assert_eq!(exchange as usize + 1, self.exchanges.len());
                assert!(!std::mem::replace(&mut self.exchanges[exchange as usize].read, true), "one end");
            }
            Some(ServerEvent::Refused { due, .. }) => {
                self.due(due);
                // Nothing is read any more but what is thrown away.
                assert!(!self.machine.has_event());
            }
            Some(ServerEvent::Close) => self.open = false,
        }
    }

    /// Bytes that name their exchange; a number that was never reported is nobody's.
    fn write(&mut self, exchange: u32, len: u32) {
        let byte = b'A' + (exchange % 64) as u8;
        let large = len == 255 && !std::mem::replace(&mut self.large, true);
        let bytes = vec![byte; if large { 70_000 } else { len as usize }];
        let reported = (exchange as usize) < self.exchanges.len();
        match self.machine.write(exchange, &bytes) {
            Output::Now => {
                assert!(reported && exchange == self.machine.turn() && !self.exchanges[exchange as usize].ended);
                assert!(self.open, "nothing is written behind the last response");
                self.sent.extend_from_slice(&bytes);
            }
            Output::Kept { full } => {
                assert!(reported && !self.exchanges[exchange as usize].ended);
                assert!(full || bytes.len() < 70_000);
            }
            Output::Gone => return,
        }
        self.exchanges[exchange as usize].bytes.extend_from_slice(&bytes);
    }

    fn finish(&mut self, exchange: u32, keep_alive: bool) {
        let reported = (exchange as usize) < self.exchanges.len();
        let due = self.machine.finish(exchange, keep_alive, self.now_ms);
        assert!(due.is_none() || reported && !self.exchanges[exchange as usize].ended);
        if reported {
            self.exchanges[exchange as usize].ended = true;
        }
        if let Some(due) = due {
            assert!(keep_alive || due.close.is_some());
            self.due(due);
        }
    }

    fn due(&mut self, due: Due) {
        assert!(self.open || (due.bytes.is_empty() && due.close.is_none()), "nothing is due behind the last response");
        self.sent.extend_from_slice(&due.bytes);
        self.open &= due.close.is_none();
        if due.close == Some(Close::Now) {
            assert!(!self.machine.wants_input() && !self.machine.has_event());
        }
    }

    /// What left are whole responses in the order of the requests, the last of them maybe unfinished, and behind them at
    /// most one refusal. As each exchange's bytes are its own letter, they come in runs.
    fn check(&self) {
        assert!(self.machine.open_exchanges() <= PIPELINE_MAX + 1);
        let refusal = self.sent.windows(9).position(|window| window == b"HTTP/1.1 ").unwrap_or(self.sent.len());
        let (responses, refusal) = self.sent.split_at(refusal);
        let responses: Vec<u8> = responses.iter().copied().filter(|byte| !INTERIM.contains(byte)).collect();
        let mut rest = &responses[..];
        for (number, written) in self.exchanges.iter().enumerate() {
            let letter = b'A' + (number % 64) as u8;
            let len = rest.iter().take_while(|&&byte| byte == letter).count();
            assert!(len <= written.bytes.len(), "no byte leaves twice");
            if rest.len() > len {
                assert!(written.ended && len == written.bytes.len(), "a response leaves before the one before it");
            }
            rest = &rest[len..];
        }
        assert!(rest.is_empty(), "nobody's bytes leave");
        if !refusal.is_empty() {
            let mut reader = ResponseReader::new(Limits::default());
            let (mut left, mut parts) = (refusal, Vec::new());
            while let Ok((used, Some(part))) = reader.read(left) {
                left = &left[used..];
                parts.push(part);
            }
            assert!(matches!(parts[..], [Part::Head { .. }, Part::Body { .. }, Part::End { .. }]) && left.is_empty());
            assert!(!self.open);
        }
    }
}

/// A client: never a panic, no response without a request, one end for each, nothing behind a refusal.
pub fn client(data: &[u8]) {
    let mut script = Script(data);
    let mut machine = Client::new(LIMITS);
    let (mut begun, mut completed, mut closed, mut requesting) = (0, 0, false, false);
    while let Some(call) = script.next() {
        let event = match call % 8 {
            0 => {
                let method = Method::ALL[usize::from(script.byte()) % Method::ALL.len()];
                if machine.begin(method) {
                    assert!(begun == completed && !closed && !requesting);
                    (begun, requesting) = (begun + 1, true);
                }
                None
            }
            1 => {
                let over = machine.finish_request();
                assert!(!over || (requesting && begun == completed));
                requesting = false;
                None
            }
            2 => {
                machine.end_of_input();
                None
            }
            3 => {
                let bytes = script.text();
                let whole = !bytes.is_empty() && machine.is_body_only(bytes.len() as u64);
                if whole { machine.receive_body(copied(bytes)) } else { None }
            }
            4 | 5 => machine.receive(&[]),
            _ => machine.receive(script.text()),
        };
        match event {
            None => {}
            Some(event) => {
                assert!(!closed, "nothing follows a refusal or a take-over");
                match event {
                    ResponseEvent::Head(response) => {
                        assert!(begun == completed + 1 && response.raw.ends_with(b"\n"));
                        closed = response.upgrade;
                    }
                    ResponseEvent::Body(chunk) => assert!(begun == completed + 1 && !chunk.is_empty()),
                    ResponseEvent::End { after, .. } => {
                        completed += 1;
                        assert!(begun == completed);
                        assert!(after == After::Close || (after == After::Request) == requesting);
                    }
                    ResponseEvent::Refused(_) => closed = true,
                }
            }
        }
        assert!(!closed || !(machine.wants_input() || machine.has_event()));
    }
    machine.take_over();
}

/// A message that is written, read again: one message with the body that was written, when its connection persists; no
/// line but those that were given and two of framing; nothing of a head that is refused.
pub fn outgoing(data: &[u8]) {
    let mut script = Script(data);
    let kind = script.byte();
    let (request, to_head, minor) = (kind & 1 != 0, kind & 2 != 0, (kind >> 2) & 1);
    let mut message =
        if request { Outgoing::request(kind & 8 != 0) } else { Outgoing::response(minor, to_head, kind & 8 != 0) };
    let mut lines = FieldLines::default();
    let mut given = Vec::new();
    let mut length = None;
    let mut body = Vec::new();
    let mut out = Vec::new();
    let mut ended = false;
    let (mut raw, mut large) = (false, false);
    while let Some(call) = script.next() {
        let mut direct = Vec::new();
        match call % 8 {
            0 | 1 => {
                let (name, value) = (script.text(), script.text());
                if lines.push(name, value).is_ok() {
                    given.push((name.to_ascii_lowercase(), value));
                }
            }
            2 => length = Some(u64::from(script.byte())),
            3 => make_head(&mut message, request, &lines, length, &mut script),
            4 | 5 => {
                let bytes = script.text();
                if message.is_head_made() && !message.is_finished() && message.allows_body() {
                    body.extend_from_slice(bytes);
                }
                message.push_piece(bytes, &mut out, |bytes| direct.extend_from_slice(bytes));
            }
            6 if !large => {
                large = true;
                let bytes = vec![b'x'; 20_000];
                if message.is_head_made() && !message.is_finished() && message.allows_body() {
                    body.extend_from_slice(&bytes);
                }
                let before = std::mem::take(&mut out);
                message.push_piece(&bytes, &mut out, |bytes| direct.extend_from_slice(bytes));
                out = [before, direct, std::mem::take(&mut out)].concat();
            }
            _ if script.byte().is_multiple_of(8) => {
                // A program that sets what it should not.
                raw = true;
                let bits = script.byte();
                message.set_allows_body(bits & 1 != 0);
                message.set_chunked(bits & 2 != 0);
                message.set_last(bits & 4 != 0);
                message.set_keep_alive(bits & 8 != 0);
                message.push_raw(b"raw", &mut out);
            }
            _ => {
                ended |= message.is_head_made();
                message.push_end(&mut out);
            }
        }
    }
    if !message.is_head_made() {
        assert!(raw || out.is_empty(), "nothing leaves before the head is made");
        return;
    }
    let odd = given.iter().any(|(name, value)| {
        (name == b"transfer-encoding" && *value != b"chunked") || name == b"host" || name == b"upgrade"
    });
    let codings = given.iter().filter(|(name, _)| name == b"transfer-encoding").count();
    if raw || odd || codings > 1 || !ended || !message.persists() || out.is_empty() {
        return;
    }
    let body = if message.allows_body() { &body[..] } else { b"" };
    if request {
        read_again(RequestReader::new(Limits::default()), &out, body, false);
    } else {
        read_again(ResponseReader::new(Limits::default()), &out, body, to_head);
    }
}

fn make_head(message: &mut Outgoing, request: bool, lines: &FieldLines, length: Option<u64>, script: &mut Script<'_>) {
    let before = message.is_head_made();
    let made = if request {
        let (method, target) = (script.text(), script.text());
        message.make_request_head(method, target, lines, length, script.byte() & 1 != 0)
    } else {
        let status = 100 + u16::from(script.byte()) * 4;
        message.make_response_head(status, script.text(), &FieldLines::default(), lines, length)
    };
    assert_eq!(made == Err(Unframed::HeadMade), before);
    assert_eq!(message.is_head_made(), before || made.is_ok());
    if made.is_ok() {
        let count = message.head().split(|&byte| byte == b'\n').count();
        // The start line, the blank line and what is behind it; Content-Length, Connection, Transfer-Encoding.
        assert!(count <= lines.iter().count() + 6, "no line that nobody gave");
    }
}

/// What is written is one message with this body, and nothing behind it.
fn read_again<S: StartLine>(mut reader: MessageReader<S>, out: &[u8], body: &[u8], to_head: bool) {
    let (mut rest, mut read, mut heads, mut ends) = (out, Vec::new(), 0, 0);
    loop {
        match reader.read(rest) {
            Ok((used, Some(part))) => {
                match part {
                    Part::Head { .. } if to_head => {
                        heads += 1;
                        reader.skip_body();
                    }
                    Part::Head { .. } => heads += 1,
                    Part::Body { len } => read.extend_from_slice(&rest[used - len..used]),
                    Part::End { .. } => ends += 1,
                }
                rest = &rest[used..];
            }
            Ok((_, None)) if reader.is_handed_over() => return,
            Ok((_, None)) => break,
            // A server need not know every method, nor every form of target; a length says nothing where no body is.
            Err(refusal) => {
                assert!(matches!(
                    refusal.cause,
                    Cause::MethodUnknown | Cause::TargetForm | Cause::LengthTwice | Cause::LengthSyntax
                ));
                assert!(matches!(refusal.cause, Cause::MethodUnknown | Cause::TargetForm) || body.is_empty());
                return;
            }
        }
    }
    assert!(reader.is_at_rest() && rest.is_empty(), "the message is complete");
    assert_eq!((heads, ends, read.as_slice()), (1, 1, body));
}
