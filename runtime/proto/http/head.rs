//! Request heads: what the first line and the framing fields say, in a few bytes, with ranges into the raw head.
//!
//! The caller keeps the raw bytes of the head and gets the other fields from them when somebody looks ([`headers`]).
//! Refused are HTTP/0.9, unknown methods, folded lines, bare CR and everything that makes framing ambiguous.

use super::fields::Framing;
pub use super::fields::{BodyKind, HeaderFields, Span};
use super::grammar::target_end;
pub use super::method::Method;
use super::refusal::Cause;
pub use super::refusal::Refusal;
use super::scan::{Following, Scanner, StartLine};
pub use super::scan::{Limits, Status};

/// The head of a request. Its ranges are relative to the bytes that were parsed, leading empty lines included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestHead {
    /// The method.
    pub method: Method,
    /// 0 for HTTP/1.0, 1 for HTTP/1.1 (more for versions that do not exist yet and are to be served as 1.1).
    pub minor: u8,
    /// The client keeps the connection open when the response lets it (RFC 9112 section 9.3).
    pub keep_alive: bool,
    /// There is an `Upgrade` header with something in it.
    pub upgrade: bool,
    /// `Connection` lists `upgrade`.
    pub connection_upgrade: bool,
    /// `Expect: 100-continue` in a message of version 1.1.
    pub expect_continue: bool,
    /// How many header fields there are.
    pub header_count: u16,
    /// The request target as it was sent: an absolute URL stays whole.
    pub target: Span,
    /// Where the first header line begins.
    pub fields_start: u32,
    /// How the body is framed.
    pub body: BodyKind,
}

impl RequestHead {
    /// Whether the client asks for another protocol on this connection (RFC 9110 sections 7.8 and 9.3.6).
    pub fn is_upgrade(&self) -> bool {
        self.method == Method::Connect || (self.upgrade && self.connection_upgrade)
    }
}

/// Parses a request head that comes in pieces: give [`Scanner::parse`] the same growing buffer each time.
pub type HeadScanner = Scanner<RequestLine>;

/// Parses a request head at the start of `buf`. Where heads may come in small pieces keep a [`HeadScanner`] from the
/// first `Partial` on; this function begins from scratch each time.
pub fn parse_request(buf: &[u8], limits: &Limits) -> Result<Status<RequestHead>, Refusal> {
    HeadScanner::new().parse(buf, limits)
}

/// The header fields of `head`, whose raw bytes are `raw`, in the order of the wire.
pub fn headers<'a>(raw: &'a [u8], head: &RequestHead) -> HeaderFields<'a> {
    HeaderFields::new(raw.get(head.fields_start as usize..).unwrap_or_default())
}

/// The parsed first line of a request.
#[derive(Clone, Copy, Debug)]
pub struct RequestLine {
    method: Method,
    minor: u8,
    target: Span,
}

/// request-line = method SP request-target SP HTTP-version (RFC 9112 section 3)
impl StartLine for RequestLine {
    type Head = RequestHead;

    #[inline]
    fn check_prefix(line: &[u8], limits: &Limits) -> Result<(), Cause> {
        let Some((_, len)) = Method::split(line)? else { return Ok(()) };
        // A line of this length has a target that is too long, whatever comes after it.
        if line.len() - len > limits.target_len_max as usize + 1 + b" HTTP/1.1\r".len() {
            return Err(Cause::TargetTooLong);
        }
        let target = line.get(len + 1..).unwrap_or_default();
        if target.len() > limits.target_len_max as usize && target_end(target, 0) > limits.target_len_max as usize {
            return Err(Cause::TargetTooLong);
        }
        Ok(())
    }

    #[inline]
    fn parse(line: &[u8], at: u32) -> Result<Self, Cause> {
        let Some((method, len)) = Method::split(line)? else { return Err(Cause::RequestLine) };
        let start = len + 1;
        let end = target_end(line, start);
        if end == start {
            return Err(Cause::RequestLine);
        }
        let minor = match line.get(end..).unwrap_or_default() {
            b" HTTP/1.1" => 1,
            b" HTTP/1.0" => 0,
            rest => odd_version(rest)?,
        };
        target_form(method, line.get(start..end).unwrap_or_default())?;
        Ok(Self { method, minor, target: Span { start: at + start as u32, end: at + end as u32 } })
    }

    #[inline]
    fn one_host(&self) -> bool {
        self.minor >= 1
    }

    #[inline]
    fn finish(self, framing: Framing, fields_start: u32, count: u16) -> Result<RequestHead, Cause> {
        Ok(RequestHead {
            method: self.method,
            minor: self.minor,
            keep_alive: framing.persists(self.minor),
            upgrade: framing.upgrade,
            connection_upgrade: framing.connection_upgrade,
            expect_continue: framing.expect_continue && self.minor >= 1,
            header_count: count,
            target: self.target,
            fields_start,
            body: framing.body(self.minor)?.unwrap_or(BodyKind::None),
        })
    }

    #[inline]
    fn following(head: &RequestHead) -> Following {
        match head.body {
            _ if head.is_upgrade() => Following::OtherProtocol,
            BodyKind::None => Following::Nothing,
            BodyKind::Length(len) => Following::Length(len),
            BodyKind::Chunked => Following::Chunked,
        }
    }
}

/// What stands after the target when it is neither ` HTTP/1.1` nor ` HTTP/1.0`.
///
/// HTTP-version = "HTTP" "/" DIGIT "." DIGIT (RFC 9112 section 2.3)
#[cold]
fn odd_version(rest: &[u8]) -> Result<u8, Cause> {
    match rest {
        [] => Err(Cause::VersionMissing),
        [b' ', b'H', b'T', b'T', b'P', b'/', major, b'.', minor]
            if major.is_ascii_digit() && minor.is_ascii_digit() =>
        {
            if *major == b'1' {
                Ok(minor - b'0')
            } else {
                Err(Cause::VersionUnknown)
            }
        }
        [b' ', b'H', b'T', b'T', b'P', b'/', ..] => Err(Cause::VersionSyntax),
        [b' ', ..] if rest.contains(&b'\r') => Err(Cause::BareCr),
        [b' ', ..] => Err(Cause::RequestLine),
        [b'\r', ..] => Err(Cause::BareCr),
        _ => Err(Cause::TargetByte),
    }
}

/// request-target = origin-form / absolute-form / authority-form / asterisk-form (RFC 9112 section 3.2)
#[inline]
fn target_form(method: Method, target: &[u8]) -> Result<(), Cause> {
    if target.first() == Some(&b'/') || target == b"*" || method == Method::Connect || has_scheme(target) {
        return Ok(());
    }
    Err(Cause::TargetForm)
}

/// scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ), here with the "://" of a URL that has an authority.
fn has_scheme(target: &[u8]) -> bool {
    let len = target.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
    target.first().is_some_and(u8::is_ascii_alphabetic) && target.get(len..).unwrap_or_default().starts_with(b"://")
}
