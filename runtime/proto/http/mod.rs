//! HTTP/1 syntax (RFC 9110, RFC 9112): request and response heads, chunked bodies, and what is needed to write them.
//!
//! The parsers hold no body: the caller feeds bytes it keeps, and gets back small values and ranges into those bytes.
//! [`connection`] puts them together to what a server or a client does with the bytes of one connection. What could mean
//! two things to two parsers is refused (see [`Cause`]).

pub mod chunked;
pub mod connection;
pub mod encode;
mod fields;
mod grammar;
pub mod head;
pub mod message;
mod method;
mod refusal;
pub mod response;
mod scan;
pub mod status;

pub use fields::{Framing, HeaderFields, Span};
pub use head::{BodyKind, HeadScanner, RequestHead, headers, parse_request};
pub use method::Method;
pub use refusal::{Cause, Refusal};
pub use response::{ResponseBody, ResponseHead, ResponseScanner, parse_response};
pub use scan::{Following, Limits, Scanner, StartLine, Status};

#[cfg(test)]
mod tests;
