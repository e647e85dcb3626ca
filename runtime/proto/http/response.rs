//! Response heads, as a client reads them: the same walk as over requests, another first line, and one more way for a
//! body to end.

use super::fields::{Framing, HeaderFields, Span};
use super::grammar::value_end;
use super::head::BodyKind;
use super::method::Method;
use super::refusal::{Cause, Refusal};
use super::scan::{Following, Limits, Scanner, StartLine, Status};
use super::status::is_bodiless;

/// The head of a response. Its ranges are relative to the bytes that were parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseHead {
    /// The status code, 100 to 999.
    pub status: u16,
    /// 0 for HTTP/1.0, 1 for HTTP/1.1 and above.
    pub minor: u8,
    /// The server keeps the connection open, as far as the head says; a body that ends with the connection closes it.
    pub keep_alive: bool,
    /// There is an `Upgrade` header with something in it.
    pub upgrade: bool,
    /// `Connection` lists `upgrade`.
    pub connection_upgrade: bool,
    /// How many header fields there are.
    pub header_count: u16,
    /// The reason phrase; may be empty.
    pub reason: Span,
    /// Where the first header line begins.
    pub fields_start: u32,
    /// The framing that the fields announce; `None` inside means `Content-Length: 0`. See [`ResponseHead::body`].
    pub announced: Option<BodyKind>,
}

/// How the body of a response ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseBody {
    /// There is none.
    None,
    /// After that many bytes; never 0.
    Length(u64),
    /// With its last chunk.
    Chunked,
    /// With the connection.
    UntilClose,
}

/// Parses a response head that comes in pieces: give [`Scanner::parse`] the same growing buffer each time.
pub type ResponseScanner = Scanner<StatusLine>;

/// Parses a response head at the start of `buf`; begins from scratch each time, unlike a [`ResponseScanner`].
pub fn parse_response(buf: &[u8], limits: &Limits) -> Result<Status<ResponseHead>, Refusal> {
    ResponseScanner::new().parse(buf, limits)
}

/// The header fields of `head`, whose raw bytes are `raw`, in the order of the wire.
pub fn headers<'a>(raw: &'a [u8], head: &ResponseHead) -> HeaderFields<'a> {
    HeaderFields::new(raw.get(head.fields_start as usize..).unwrap_or_default())
}

impl ResponseHead {
    /// How the body ends, which depends on the request (RFC 9112 section 6.3): nothing follows the head in response to
    /// HEAD, with 1xx, 204 and 304, whatever the fields say; after a 2xx response to CONNECT another protocol begins.
    pub fn body(&self, request: Method) -> ResponseBody {
        let bodiless = is_bodiless(self.status);
        let tunnel = request == Method::Connect && matches!(self.status, 200..300);
        match self.announced {
            _ if bodiless || tunnel || request == Method::Head => ResponseBody::None,
            Some(BodyKind::None) => ResponseBody::None,
            Some(BodyKind::Length(len)) => ResponseBody::Length(len),
            Some(BodyKind::Chunked) => ResponseBody::Chunked,
            None => ResponseBody::UntilClose,
        }
    }
}

/// The parsed first line of a response.
#[derive(Clone, Copy, Debug)]
pub struct StatusLine {
    status: u16,
    minor: u8,
    reason: Span,
}

/// status-line = HTTP-version SP status-code SP [ reason-phrase ] (RFC 9112 section 4)
///
/// Many servers leave out the space when there is no phrase.
impl StartLine for StatusLine {
    type Head = ResponseHead;

    #[inline]
    fn check_prefix(line: &[u8], _: &Limits) -> Result<(), Cause> {
        let len = line.len().min(5);
        if line.get(..len) == b"HTTP/".get(..len) { Ok(()) } else { Err(Cause::StatusLine) }
    }

    fn parse(line: &[u8], at: u32) -> Result<Self, Cause> {
        let [b'H', b'T', b'T', b'P', b'/', major, b'.', minor, b' ', rest @ ..] = line else {
            return Err(Cause::StatusLine);
        };
        if !major.is_ascii_digit() || !minor.is_ascii_digit() {
            return Err(Cause::StatusLine);
        }
        if *major != b'1' {
            return Err(Cause::VersionUnknown);
        }
        let [a @ b'1'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9', after @ ..] = rest else {
            return Err(Cause::StatusLine);
        };
        if !matches!(after, [] | [b' ', ..]) {
            return Err(Cause::StatusLine);
        }
        let start = line.len().min(REASON_AT);
        match line.get(value_end(line, start)) {
            None => {}
            Some(b'\r') => return Err(Cause::BareCr),
            Some(_) => return Err(Cause::StatusLine),
        }
        let digit = |byte: &u8| u16::from(byte - b'0');
        Ok(Self {
            status: digit(a) * 100 + digit(b) * 10 + digit(c),
            minor: minor - b'0',
            reason: Span { start: at + start as u32, end: at + line.len() as u32 },
        })
    }

    #[inline]
    fn one_host(&self) -> bool {
        false
    }

    fn finish(self, framing: Framing, fields_start: u32, count: u16) -> Result<ResponseHead, Cause> {
        Ok(ResponseHead {
            status: self.status,
            minor: self.minor,
            keep_alive: framing.persists(self.minor),
            upgrade: framing.upgrade,
            connection_upgrade: framing.connection_upgrade,
            header_count: count,
            reason: self.reason,
            fields_start,
            announced: framing.body(self.minor)?,
        })
    }

    /// The method of the request is not known here; see `MessageReader::skip_body`.
    fn following(head: &ResponseHead) -> Following {
        match head.body(Method::Get) {
            _ if head.status == 101 => Following::OtherProtocol,
            ResponseBody::None => Following::Nothing,
            ResponseBody::Length(len) => Following::Length(len),
            ResponseBody::Chunked => Following::Chunked,
            ResponseBody::UntilClose => Following::UntilClose,
        }
    }
}

/// Where the phrase begins: after `HTTP/1.1 200 `.
const REASON_AT: usize = 13;
