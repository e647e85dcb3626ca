//! Why a message was refused: one variant per cause, with the status to respond with and the sentence that names it.
//!
//! A refusal names what is wrong and never quotes the bytes.

use std::fmt;

/// A message that is not accepted. The response is `status`, and the connection is closed: after a refusal nobody
/// knows where the next message begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The status of the response (a client that refuses a response has no use for it).
    pub status: u16,
    /// What was wrong, for a log line or an error message.
    pub reason: &'static str,
    /// The same, for code.
    pub cause: Cause,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason)
    }
}

impl std::error::Error for Refusal {}

impl From<Cause> for Refusal {
    #[cold]
    fn from(cause: Cause) -> Self {
        let (status, reason) = cause.status_and_reason();
        Self { status, reason, cause }
    }
}

macro_rules! causes {
    ($($name:ident = $status:literal $reason:literal;)+) => {
        /// Everything a message is refused for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Cause {
            $(#[doc = $reason] $name,)+
        }

        impl Cause {
            /// Every cause, in the order of the table.
            pub const ALL: &[Cause] = &[$(Cause::$name,)+];

            const fn status_and_reason(self) -> (u16, &'static str) {
                match self { $(Cause::$name => ($status, $reason),)+ }
            }
        }
    };
}

// RFC 9112 section 6.1 asks for 501 where a transfer coding is not understood, and for 400 where `chunked` is not the
// last one. Unknown methods get 400 as every other parse error does: v0.2.0's parser made no difference.
causes! {
    EmptyLines = 400 "too many empty lines before the request line";
    BareCr = 400 "a carriage return that no line feed follows";
    MethodByte = 400 "the request line does not begin with a method";
    MethodUnknown = 400 "the method is not known";
    RequestLine = 400 "the request line is not method, target and version with one space between them";
    VersionMissing = 400 "the request line has no HTTP version (HTTP/0.9)";
    VersionSyntax = 400 "the HTTP version is malformed";
    VersionUnknown = 505 "the HTTP version is not 1.0 or 1.1";
    TargetByte = 400 "the request target holds a space or a control character";
    TargetForm = 400 "the request target is neither a path, nor *, nor an absolute URL";
    TargetTooLong = 414 "the request target is too long";
    StatusLine = 400 "the status line is malformed";
    Unasked = 400 "bytes came that no request asked for";
    CutShort = 400 "the message was cut short";
    HeadTimeout = 408 "the head did not come in time";
    BodyTimeout = 408 "the body did not come in time";
    HeadTooLong = 431 "the head is too long";
    HeadersTooMany = 431 "there are too many header fields";
    FieldFolded = 400 "a header line begins with a space (obsolete folding)";
    FieldNoColon = 400 "a header line has no colon";
    FieldNameEmpty = 400 "a header name is empty";
    FieldNameByte = 400 "a header name holds a character that names may not hold";
    FieldNameSpace = 400 "there is a space between a header name and its colon";
    FieldValueByte = 400 "a header value holds a control character";
    HostTwice = 400 "two Host headers disagree";
    LengthSyntax = 400 "Content-Length is not a number";
    LengthTwice = 400 "Content-Length is given more than once";
    LengthAndCoding = 400 "both Content-Length and Transfer-Encoding are given";
    CodingSyntax = 400 "Transfer-Encoding is malformed";
    CodingUnknown = 501 "the transfer coding is not implemented";
    CodingNotLast = 400 "chunked is not the last transfer coding";
    CodingOldVersion = 400 "Transfer-Encoding in an HTTP/1.0 message";
    ChunkSize = 400 "a chunk size is not a hexadecimal number";
    ChunkSizeOverflow = 400 "a chunk size is too large";
    ChunkExtension = 400 "a chunk extension is malformed";
    ChunkExtensionTooLong = 400 "the chunk extensions are too long";
    ChunkLineEnd = 400 "a chunk size line does not end in CRLF";
    ChunkDataEnd = 400 "a chunk is longer than its size says";
    TrailersTooLong = 431 "the trailers are too long";
    TrailersTooMany = 431 "there are too many trailer fields";
    TrailerForbidden = 400 "a trailer field may not change the framing of the message";
}
