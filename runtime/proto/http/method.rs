//! The methods a server knows: those of v0.2.0's parser, and those that came since.
//!
//! A request of any other is refused (400), as both Nodes do.

use super::grammar::is_tchar;
use super::refusal::Cause;

macro_rules! methods {
    ($($variant:ident $name:literal,)+) => {
        /// A request method. The names are case-sensitive (RFC 9110 section 9.1).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Method {
            $(#[doc = $name] $variant,)+
        }

        impl Method {
            /// Every method, in the order of the table.
            pub const ALL: &[Method] = &[$(Method::$variant,)+];

            /// The method as it stands on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Method::$variant => $name,)+ }
            }

            /// The method of this exact name.
            pub fn from_bytes(name: &[u8]) -> Option<Method> {
                $(const _: () = assert!($name.len() <= NAME_LEN_MAX);)+
                Some(match name { $(name if name == $name.as_bytes() => Method::$variant,)+ _ => return None })
            }
        }
    };
}

methods! {
    Get "GET", Post "POST", Head "HEAD", Put "PUT", Delete "DELETE", Connect "CONNECT", Options "OPTIONS", Trace "TRACE",
    Copy "COPY", Lock "LOCK", Mkcol "MKCOL", Move "MOVE", Propfind "PROPFIND", Proppatch "PROPPATCH", Unlock "UNLOCK",
    Report "REPORT", Mkactivity "MKACTIVITY", Checkout "CHECKOUT", Merge "MERGE",
    MSearch "M-SEARCH", Notify "NOTIFY", Subscribe "SUBSCRIBE", Unsubscribe "UNSUBSCRIBE", Patch "PATCH", Purge "PURGE",
    Search "SEARCH", Link "LINK", Unlink "UNLINK",
}

/// The longest name in the table (UNSUBSCRIBE): a longer one is unknown before its end has come.
const NAME_LEN_MAX: usize = 11;

impl Method {
    /// Whether a request of this method has a body where neither a length nor a coding was announced; v0.2.0 left it
    /// out for fewer methods than Node does `today`.
    pub const fn expects_body(self, today: bool) -> bool {
        match self {
            Self::Get | Self::Head | Self::Connect => false,
            Self::Delete | Self::Options | Self::Trace => !today,
            _ => true,
        }
    }

    /// Reads the method at the start of a request line and the space after it.
    ///
    /// `line` may be the beginning of a line only: `None` means that what is there could still become a method. The
    /// result for a longer piece of the same line never contradicts the result for a shorter one.
    pub(super) fn split(line: &[u8]) -> Result<Option<(Self, usize)>, Cause> {
        if line.starts_with(b"GET ") {
            return Ok(Some((Self::Get, 3)));
        }
        let Some(len) = line.iter().take(NAME_LEN_MAX + 1).position(|&byte| !is_tchar(byte)) else {
            return if line.len() > NAME_LEN_MAX { Err(Cause::MethodUnknown) } else { Ok(None) };
        };
        match (line.get(len), line.get(..len).and_then(Self::from_bytes)) {
            (Some(b' '), Some(method)) => Ok(Some((method, len))),
            (Some(b' '), None) if len > 0 => Err(Cause::MethodUnknown),
            _ => Err(Cause::MethodByte),
        }
    }
}
