//! URLs as browsers read them: the WHATWG URL Standard (https://url.spec.whatwg.org/).
//!
//! [`Standard`] is the standard's record of a URL, and what the attributes of the class `URL` give and take. The parser is
//! in `parse.rs`, hosts in `host.rs`, percent-encoding and forms in `percent.rs`. Names of hosts are mapped in `idna.rs`. The crate `url` is not the parser: it reads `file:////a`, and sets parts, otherwise than the standard.

mod host;
mod idna;
mod parse;
mod percent;
#[cfg(test)]
mod tests;

pub use host::{domain_to_ascii, domain_to_unicode};
pub use percent::{form_pairs, form_text};

use parse::{ParserState, parse};
use percent::{FRAGMENT, USERINFO, encode_into};

/// A URL that the standard accepts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standard {
    scheme: String,
    username: String,
    password: String,
    host: Option<String>,
    port: Option<u16>,
    path: Path,
    query: Option<String>,
    fragment: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Path {
    /// What follows `mailto:`.
    Opaque(String),
    /// Each segment follows a `/`.
    Segments(Vec<String>),
}

impl Default for Path {
    fn default() -> Self {
        Self::Segments(Vec::new())
    }
}

/// An attribute of the class `URL` (section 6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole.
    Href,
    /// Scheme, host and port, or `null`; cannot be set.
    Origin,
    /// `https:`
    Protocol,
    /// `user`
    Username,
    /// `pass`
    Password,
    /// `host:8080`
    Host,
    /// `host`
    Hostname,
    /// `8080`, empty where it is the scheme's own.
    Port,
    /// `/path`
    Pathname,
    /// `?query`, or nothing.
    Search,
    /// `#hash`, or nothing.
    Hash,
}

impl Part {
    /// The part of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "href" => Self::Href,
            "origin" => Self::Origin,
            "protocol" => Self::Protocol,
            "username" => Self::Username,
            "password" => Self::Password,
            "host" => Self::Host,
            "hostname" => Self::Hostname,
            "port" => Self::Port,
            "pathname" => Self::Pathname,
            "search" => Self::Search,
            "hash" => Self::Hash,
            _ => return None,
        })
    }
}

impl Standard {
    /// Reads `text`, at `base` when it is relative. `None` when the standard calls either a failure.
    pub fn parse(text: &str, base: Option<&str>) -> Option<Self> {
        let base = match base {
            Some(base) => Some(Self::parse(base, None)?),
            None => None,
        };
        let mut url = Self::default();
        let trimmed = text.trim_matches(|c: char| c <= ' ');
        parse(trimmed, base.as_ref(), &mut url, None).ok().map(|()| url)
    }

    /// A part of it.
    pub fn get(&self, part: Part) -> String {
        match part {
            Part::Href => self.href(),
            Part::Origin => self.origin(),
            Part::Protocol => format!("{}:", self.scheme),
            Part::Username => self.username.clone(),
            Part::Password => self.password.clone(),
            Part::Host => self.host_and_port(),
            Part::Hostname => self.host.clone().unwrap_or_default(),
            Part::Port => self.port.map(|port| port.to_string()).unwrap_or_default(),
            Part::Pathname => self.pathname(),
            Part::Search => led('?', self.query.as_deref()),
            Part::Hash => led('#', self.fragment.as_deref()),
        }
    }

    /// Sets a part; a value that the part cannot have changes nothing. False only for an `href` that is no URL.
    pub fn set(&mut self, part: Part, value: &str) -> bool {
        match part {
            Part::Href => match Self::parse(value, None) {
                Some(url) => *self = url,
                None => return false,
            },
            Part::Origin => {}
            Part::Protocol => self.set_from(&format!("{value}:"), ParserState::SchemeStart),
            Part::Username if self.has_credentials() => self.username = encoded(value),
            Part::Password if self.has_credentials() => self.password = encoded(value),
            Part::Username | Part::Password => {}
            Part::Host if !self.is_opaque() => self.set_from(value, ParserState::Host),
            Part::Hostname if !self.is_opaque() => self.set_from(value, ParserState::Hostname),
            Part::Host | Part::Hostname => {}
            Part::Port if !self.has_credentials() => {}
            Part::Port if value.is_empty() => self.port = None,
            Part::Port => self.set_from(value, ParserState::Port),
            Part::Pathname if self.is_opaque() => {}
            Part::Pathname => {
                self.path = Path::default();
                self.set_from(value, ParserState::PathStart);
            }
            Part::Search => {
                self.query = None;
                if !value.is_empty() {
                    self.query = Some(String::new());
                    self.set_from(value.strip_prefix('?').unwrap_or(value), ParserState::Query);
                }
            }
            Part::Hash => {
                self.fragment = None;
                if !value.is_empty() {
                    let mut fragment = String::new();
                    let value = value.strip_prefix('#').unwrap_or(value);
                    value.chars().filter(|c| !is_dropped(*c)).for_each(|c| encode_into(c, FRAGMENT, &mut fragment));
                    self.fragment = Some(fragment);
                }
            }
        }
        true
    }

    fn set_from(&mut self, value: &str, state: ParserState) {
        // What a failure leaves is what was set before it, as the standard has it: the host of `host = 'h:x'`.
        let _ = parse(value, None, self, Some(state));
    }

    fn href(&self) -> String {
        let mut out = format!("{}:", self.scheme);
        if let Some(host) = &self.host {
            out.push_str("//");
            if !self.username.is_empty() || !self.password.is_empty() {
                out.push_str(&self.username);
                if !self.password.is_empty() {
                    out.push(':');
                    out.push_str(&self.password);
                }
                out.push('@');
            }
            out.push_str(host);
            if let Some(port) = self.port {
                out.push_str(&format!(":{port}"));
            }
        } else if let Path::Segments(segments) = &self.path
            && segments.len() > 1
            && segments[0].is_empty()
        {
            // A path `//x` must not read as a host.
            out.push_str("/.");
        }
        out + &self.pathname() + &led_even_if_empty('?', &self.query) + &led_even_if_empty('#', &self.fragment)
    }

    fn pathname(&self) -> String {
        match &self.path {
            Path::Opaque(path) => path.clone(),
            Path::Segments(segments) => segments.iter().flat_map(|segment| ["/", segment]).collect(),
        }
    }

    fn host_and_port(&self) -> String {
        match (&self.host, self.port) {
            (Some(host), Some(port)) => format!("{host}:{port}"),
            (Some(host), None) => host.clone(),
            (None, _) => String::new(),
        }
    }

    /// Section 4.7.
    fn origin(&self) -> String {
        match self.scheme.as_str() {
            "http" | "https" | "ws" | "wss" | "ftp" => format!("{}://{}", self.scheme, self.host_and_port()),
            "blob" => match Self::parse(&self.pathname(), None) {
                Some(inner) if matches!(inner.scheme.as_str(), "http" | "https") => inner.origin(),
                _ => "null".into(),
            },
            _ => "null".into(),
        }
    }

    fn is_opaque(&self) -> bool {
        matches!(self.path, Path::Opaque(_))
    }

    /// Whether it can have a user name, a password and a port.
    fn has_credentials(&self) -> bool {
        self.host.as_ref().is_some_and(|host| !host.is_empty()) && self.scheme != "file"
    }

    fn is_special(&self) -> bool {
        is_special(&self.scheme)
    }
}

/// Section 4.2: schemes whose URLs have a host and a path, and which port is theirs.
fn special_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" | "ws" => Some(80),
        "https" | "wss" => Some(443),
        "ftp" => Some(21),
        _ => None,
    }
}

fn is_special(scheme: &str) -> bool {
    scheme == "file" || special_port(scheme).is_some()
}

/// Tabs and line ends are dropped wherever they stand.
fn is_dropped(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r')
}

fn encoded(value: &str) -> String {
    let mut out = String::new();
    value.chars().for_each(|c| encode_into(c, USERINFO, &mut out));
    out
}

fn led(delimiter: char, part: Option<&str>) -> String {
    match part {
        Some(part) if !part.is_empty() => format!("{delimiter}{part}"),
        _ => String::new(),
    }
}

fn led_even_if_empty(delimiter: char, part: &Option<String>) -> String {
    part.as_ref().map(|part| format!("{delimiter}{part}")).unwrap_or_default()
}
