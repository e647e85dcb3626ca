//! The basic URL parser (URL Standard, section 4.4), state by state in the standard's words.
//!
//! It refuses what the standard calls a failure and nothing else; warnings of the standard are not reported.

use super::percent::{C0_CONTROL, FRAGMENT, PATH, QUERY, SPECIAL_QUERY, USERINFO, encode_into};
use super::{Path, Standard, host, is_dropped, is_special, special_port};

/// Where the parser is. A setter starts it in the middle and makes sure that it ends there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ParserState {
    SchemeStart,
    Scheme,
    NoScheme,
    SpecialRelativeOrAuthority,
    PathOrAuthority,
    Relative,
    RelativeSlash,
    SpecialAuthoritySlashes,
    SpecialAuthorityIgnoreSlashes,
    Authority,
    Host,
    Hostname,
    Port,
    File,
    FileSlash,
    FileHost,
    PathStart,
    Path,
    OpaquePath,
    Query,
    Fragment,
}

/// The text is no URL, or a setter's value is none for the part.
#[derive(Debug)]
pub(super) struct Failure;

/// Parses `text` into `url`; with `from`, the part that the state belongs to is set and the rest stays.
///
/// # Errors
/// [`Failure`]; `url` is in no sensible state then.
pub(super) fn parse(
    text: &str,
    base: Option<&Standard>,
    url: &mut Standard,
    from: Option<ParserState>,
) -> Result<(), Failure> {
    let text: Vec<char> = text.chars().filter(|&c| !is_dropped(c)).collect();
    let mut parser = UrlParser {
        text: &text,
        base,
        url,
        from,
        state: from.unwrap_or(ParserState::SchemeStart),
        at: 0,
        buffer: String::new(),
        at_sign_seen: false,
        inside_brackets: false,
        password_token_seen: false,
    };
    // One step beyond the end: the standard's EOF code point.
    while parser.at <= text.len() {
        match parser.step()? {
            Next::Go => parser.at += 1,
            Next::Again => {}
            Next::Done => return Ok(()),
        }
    }
    Ok(())
}

enum Next {
    /// On to the next character.
    Go,
    /// The same place again, in another state.
    Again,
    /// A setter has what it wanted.
    Done,
}

struct UrlParser<'a> {
    text: &'a [char],
    base: Option<&'a Standard>,
    url: &'a mut Standard,
    from: Option<ParserState>,
    state: ParserState,
    at: usize,
    buffer: String,
    at_sign_seen: bool,
    inside_brackets: bool,
    password_token_seen: bool,
}

impl UrlParser<'_> {
    fn step(&mut self) -> Result<Next, Failure> {
        let c = self.text.get(self.at).copied();
        match self.state {
            ParserState::SchemeStart => self.scheme_start(c),
            ParserState::Scheme => self.scheme(c),
            ParserState::NoScheme => self.no_scheme(c),
            ParserState::SpecialRelativeOrAuthority => {
                if c == Some('/') && self.follows("/") {
                    self.at += 1;
                    Ok(self.to(ParserState::SpecialAuthorityIgnoreSlashes, Next::Go))
                } else {
                    Ok(self.to(ParserState::Relative, Next::Again))
                }
            }
            ParserState::PathOrAuthority => Ok(match c {
                Some('/') => self.to(ParserState::Authority, Next::Go),
                _ => self.to(ParserState::Path, Next::Again),
            }),
            ParserState::Relative => self.relative(c),
            ParserState::RelativeSlash => self.relative_slash(c),
            ParserState::SpecialAuthoritySlashes => {
                if c == Some('/') && self.follows("/") {
                    self.at += 1;
                    Ok(self.to(ParserState::SpecialAuthorityIgnoreSlashes, Next::Go))
                } else {
                    Ok(self.to(ParserState::SpecialAuthorityIgnoreSlashes, Next::Again))
                }
            }
            ParserState::SpecialAuthorityIgnoreSlashes => Ok(match c {
                Some('/' | '\\') => Next::Go,
                _ => self.to(ParserState::Authority, Next::Again),
            }),
            ParserState::Authority => self.authority(c),
            ParserState::Host | ParserState::Hostname => self.host(c),
            ParserState::Port => self.port(c),
            ParserState::File => self.file(c),
            ParserState::FileSlash => self.file_slash(c),
            ParserState::FileHost => self.file_host(c),
            ParserState::PathStart => Ok(self.path_start(c)),
            ParserState::Path => Ok(self.path(c)),
            ParserState::OpaquePath => Ok(self.opaque_path(c)),
            ParserState::Query => Ok(self.query(c)),
            ParserState::Fragment => {
                if let (Some(c), Some(fragment)) = (c, &mut self.url.fragment) {
                    encode_into(c, FRAGMENT, fragment);
                }
                Ok(Next::Go)
            }
        }
    }

    fn to(&mut self, state: ParserState, next: Next) -> Next {
        self.state = state;
        next
    }

    fn follows(&self, prefix: &str) -> bool {
        let rest = self.text.get(self.at + 1..).unwrap_or_default();
        prefix.chars().enumerate().all(|(index, c)| rest.get(index) == Some(&c))
    }

    fn is_backslash(&self, c: Option<char>) -> bool {
        c == Some('\\') && self.url.is_special()
    }

    fn scheme_start(&mut self, c: Option<char>) -> Result<Next, Failure> {
        match c {
            Some(letter) if letter.is_ascii_alphabetic() => {
                self.buffer.push(letter.to_ascii_lowercase());
                Ok(self.to(ParserState::Scheme, Next::Go))
            }
            _ if self.from.is_none() => Ok(self.to(ParserState::NoScheme, Next::Again)),
            _ => Err(Failure),
        }
    }

    fn scheme(&mut self, c: Option<char>) -> Result<Next, Failure> {
        match c {
            Some(c) if c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.') => {
                self.buffer.push(c.to_ascii_lowercase());
                Ok(Next::Go)
            }
            Some(':') => self.scheme_end(),
            _ if self.from.is_none() => {
                self.buffer.clear();
                self.at = 0;
                Ok(self.to(ParserState::NoScheme, Next::Again))
            }
            _ => Err(Failure),
        }
    }

    fn scheme_end(&mut self) -> Result<Next, Failure> {
        if self.from.is_some() {
            let has_more = !self.url.username.is_empty() || !self.url.password.is_empty() || self.url.port.is_some();
            let host_is_empty = self.url.host.as_deref().is_none_or(str::is_empty);
            if self.url.is_special() != is_special(&self.buffer)
                || self.buffer == "file" && has_more
                || self.url.scheme == "file" && host_is_empty
            {
                return Ok(Next::Done);
            }
            self.url.scheme = std::mem::take(&mut self.buffer);
            if self.url.port == special_port(&self.url.scheme) {
                self.url.port = None;
            }
            return Ok(Next::Done);
        }
        self.url.scheme = std::mem::take(&mut self.buffer);
        let base_alike = self.base.is_some_and(|base| base.scheme == self.url.scheme);
        Ok(if self.url.scheme == "file" {
            self.to(ParserState::File, Next::Go)
        } else if self.url.is_special() && base_alike {
            self.to(ParserState::SpecialRelativeOrAuthority, Next::Go)
        } else if self.url.is_special() {
            self.to(ParserState::SpecialAuthoritySlashes, Next::Go)
        } else if self.follows("/") {
            self.at += 1;
            self.to(ParserState::PathOrAuthority, Next::Go)
        } else {
            self.url.path = Path::Opaque(String::new());
            self.to(ParserState::OpaquePath, Next::Go)
        })
    }

    fn no_scheme(&mut self, c: Option<char>) -> Result<Next, Failure> {
        let base = self.base.ok_or(Failure)?;
        if base.is_opaque() {
            if c != Some('#') {
                return Err(Failure);
            }
            *self.url = Standard { fragment: Some(String::new()), ..base.clone() };
            return Ok(self.to(ParserState::Fragment, Next::Go));
        }
        let state = if base.scheme == "file" { ParserState::File } else { ParserState::Relative };
        Ok(self.to(state, Next::Again))
    }

    fn relative(&mut self, c: Option<char>) -> Result<Next, Failure> {
        let base = self.base.ok_or(Failure)?;
        self.url.scheme.clone_from(&base.scheme);
        if c == Some('/') || self.is_backslash(c) {
            return Ok(self.to(ParserState::RelativeSlash, Next::Go));
        }
        *self.url = Standard { fragment: None, ..base.clone() };
        Ok(self.after_base(c))
    }

    /// What a reference that has no host and no root adds to its base.
    fn after_base(&mut self, c: Option<char>) -> Next {
        match c {
            Some('?') => {
                self.url.query = Some(String::new());
                self.to(ParserState::Query, Next::Go)
            }
            Some('#') => {
                self.url.fragment = Some(String::new());
                self.to(ParserState::Fragment, Next::Go)
            }
            Some(_) => {
                self.url.query = None;
                self.shorten();
                self.to(ParserState::Path, Next::Again)
            }
            None => Next::Go,
        }
    }

    fn relative_slash(&mut self, c: Option<char>) -> Result<Next, Failure> {
        let base = self.base.ok_or(Failure)?;
        if self.url.is_special() && matches!(c, Some('/' | '\\')) {
            return Ok(self.to(ParserState::SpecialAuthorityIgnoreSlashes, Next::Go));
        }
        if c == Some('/') {
            return Ok(self.to(ParserState::Authority, Next::Go));
        }
        let (username, password) = (base.username.clone(), base.password.clone());
        *self.url = Standard {
            username,
            password,
            host: base.host.clone(),
            port: base.port,
            scheme: std::mem::take(&mut self.url.scheme),
            ..Standard::default()
        };
        Ok(self.to(ParserState::Path, Next::Again))
    }

    fn ends_authority(&self, c: Option<char>) -> bool {
        matches!(c, None | Some('/' | '?' | '#')) || self.is_backslash(c)
    }

    fn authority(&mut self, c: Option<char>) -> Result<Next, Failure> {
        if c == Some('@') {
            let read = std::mem::take(&mut self.buffer);
            if self.at_sign_seen {
                self.credentials("%40");
            }
            self.at_sign_seen = true;
            self.credentials(&read);
            return Ok(Next::Go);
        }
        if self.ends_authority(c) {
            if self.at_sign_seen && self.buffer.is_empty() {
                return Err(Failure);
            }
            self.at -= self.buffer.chars().count();
            self.buffer.clear();
            return Ok(self.to(ParserState::Host, Next::Again));
        }
        self.buffer.extend(c);
        Ok(Next::Go)
    }

    fn credentials(&mut self, text: &str) {
        for c in text.chars() {
            if c == ':' && !self.password_token_seen {
                self.password_token_seen = true;
                continue;
            }
            let into = if self.password_token_seen { &mut self.url.password } else { &mut self.url.username };
            encode_into(c, USERINFO, into);
        }
    }

    fn host(&mut self, c: Option<char>) -> Result<Next, Failure> {
        if self.from.is_some() && self.url.scheme == "file" {
            return Ok(self.to(ParserState::FileHost, Next::Again));
        }
        if c == Some(':') && !self.inside_brackets {
            if self.buffer.is_empty() || self.from == Some(ParserState::Hostname) {
                return Err(Failure);
            }
            self.take_host()?;
            return Ok(self.to(ParserState::Port, Next::Go));
        }
        if self.ends_authority(c) {
            let url = &self.url;
            let has_more = !url.username.is_empty() || !url.password.is_empty() || url.port.is_some();
            if self.buffer.is_empty() && (self.url.is_special() || self.from.is_some() && has_more) {
                return Err(Failure);
            }
            self.take_host()?;
            return Ok(match self.from {
                Some(_) => Next::Done,
                None => self.to(ParserState::PathStart, Next::Again),
            });
        }
        match c {
            Some('[') => self.inside_brackets = true,
            Some(']') => self.inside_brackets = false,
            _ => {}
        }
        self.buffer.extend(c);
        Ok(Next::Go)
    }

    fn take_host(&mut self) -> Result<(), Failure> {
        let text = std::mem::take(&mut self.buffer);
        self.url.host = Some(host::parse(&text, self.url.is_special()).ok_or(Failure)?);
        Ok(())
    }

    fn port(&mut self, c: Option<char>) -> Result<Next, Failure> {
        if let Some(digit) = c.filter(char::is_ascii_digit) {
            self.buffer.push(digit);
            return Ok(Next::Go);
        }
        if !self.ends_authority(c) && self.from.is_none() {
            return Err(Failure);
        }
        if !self.buffer.is_empty() {
            let digits = self.buffer.trim_start_matches('0');
            let port = if digits.is_empty() { 0 } else { digits.parse::<u16>().map_err(|_| Failure)? };
            self.url.port = Some(port).filter(|_| special_port(&self.url.scheme) != Some(port));
            self.buffer.clear();
            if self.from.is_some() {
                return Ok(Next::Done);
            }
        }
        if self.from.is_some() {
            return Err(Failure);
        }
        Ok(self.to(ParserState::PathStart, Next::Again))
    }

    fn file(&mut self, c: Option<char>) -> Result<Next, Failure> {
        self.url.scheme = "file".into();
        self.url.host = Some(String::new());
        if matches!(c, Some('/' | '\\')) {
            return Ok(self.to(ParserState::FileSlash, Next::Go));
        }
        match self.base.filter(|base| base.scheme == "file") {
            Some(base) => {
                *self.url = Standard { fragment: None, ..base.clone() };
                let next = self.after_base(c);
                if self.state == ParserState::Path && self.starts_with_drive(self.at) {
                    self.url.path = Path::default();
                }
                Ok(next)
            }
            None => Ok(self.to(ParserState::Path, Next::Again)),
        }
    }

    fn file_slash(&mut self, c: Option<char>) -> Result<Next, Failure> {
        if matches!(c, Some('/' | '\\')) {
            return Ok(self.to(ParserState::FileHost, Next::Go));
        }
        if let Some(base) = self.base.filter(|base| base.scheme == "file") {
            self.url.host.clone_from(&base.host);
            if !self.starts_with_drive(self.at)
                && let Path::Segments(segments) = &base.path
                && let Some(drive) = segments.first().filter(|first| is_normal_drive(first))
            {
                self.url.path = Path::Segments(vec![drive.clone()]);
            }
        }
        Ok(self.to(ParserState::Path, Next::Again))
    }

    fn file_host(&mut self, c: Option<char>) -> Result<Next, Failure> {
        if !matches!(c, None | Some('/' | '\\' | '?' | '#')) {
            self.buffer.extend(c);
            return Ok(Next::Go);
        }
        if self.from.is_none() && is_drive(&self.buffer) {
            return Ok(self.to(ParserState::Path, Next::Again));
        }
        if self.buffer.is_empty() {
            self.url.host = Some(String::new());
        } else {
            self.take_host()?;
            if self.url.host.as_deref() == Some("localhost") {
                self.url.host = Some(String::new());
            }
        }
        Ok(match self.from {
            Some(_) => Next::Done,
            None => self.to(ParserState::PathStart, Next::Again),
        })
    }

    fn path_start(&mut self, c: Option<char>) -> Next {
        if self.url.is_special() {
            let slash = matches!(c, Some('/' | '\\'));
            return self.to(ParserState::Path, if slash { Next::Go } else { Next::Again });
        }
        match c {
            Some('?') if self.from.is_none() => {
                self.url.query = Some(String::new());
                self.to(ParserState::Query, Next::Go)
            }
            Some('#') if self.from.is_none() => {
                self.url.fragment = Some(String::new());
                self.to(ParserState::Fragment, Next::Go)
            }
            Some('/') => self.to(ParserState::Path, Next::Go),
            Some(_) => self.to(ParserState::Path, Next::Again),
            None => {
                if self.from.is_some() && self.url.host.is_none() {
                    self.push_segment(String::new());
                }
                Next::Go
            }
        }
    }

    fn path(&mut self, c: Option<char>) -> Next {
        let slash = c == Some('/') || self.is_backslash(c);
        let ends = c.is_none() || slash || self.from.is_none() && matches!(c, Some('?' | '#'));
        if !ends {
            if let Some(c) = c {
                encode_into(c, PATH, &mut self.buffer);
            }
            return Next::Go;
        }
        let mut segment = std::mem::take(&mut self.buffer);
        if is_double_dot(&segment) {
            self.shorten();
            if !slash {
                self.push_segment(String::new());
            }
        } else if is_single_dot(&segment) {
            if !slash {
                self.push_segment(String::new());
            }
        } else {
            let is_first = matches!(&self.url.path, Path::Segments(segments) if segments.is_empty());
            if self.url.scheme == "file" && is_first && is_drive(&segment) {
                segment.replace_range(1..2, ":");
            }
            self.push_segment(segment);
        }
        match c {
            Some('?') => {
                self.url.query = Some(String::new());
                self.state = ParserState::Query;
            }
            Some('#') => {
                self.url.fragment = Some(String::new());
                self.state = ParserState::Fragment;
            }
            _ => {}
        }
        Next::Go
    }

    fn opaque_path(&mut self, c: Option<char>) -> Next {
        match c {
            Some('?') => {
                self.url.query = Some(String::new());
                self.state = ParserState::Query;
            }
            Some('#') => {
                self.url.fragment = Some(String::new());
                self.state = ParserState::Fragment;
            }
            Some(c) => {
                if let Path::Opaque(path) = &mut self.url.path {
                    encode_into(c, C0_CONTROL, path);
                }
            }
            None => {}
        }
        Next::Go
    }

    fn query(&mut self, c: Option<char>) -> Next {
        match c {
            Some('#') if self.from.is_none() => {
                self.url.fragment = Some(String::new());
                self.state = ParserState::Fragment;
            }
            Some(c) => {
                let set = if self.url.is_special() { SPECIAL_QUERY } else { QUERY };
                if let Some(query) = &mut self.url.query {
                    encode_into(c, set, query);
                }
            }
            None => {}
        }
        Next::Go
    }

    fn push_segment(&mut self, segment: String) {
        if let Path::Segments(segments) = &mut self.url.path {
            segments.push(segment);
        }
    }

    /// Drops the last segment, but not the drive of a file.
    fn shorten(&mut self) {
        if let Path::Segments(segments) = &mut self.url.path {
            let is_drive = segments.len() == 1 && self.url.scheme == "file" && is_normal_drive(&segments[0]);
            if !is_drive {
                segments.pop();
            }
        }
    }

    fn starts_with_drive(&self, at: usize) -> bool {
        match self.text.get(at..).unwrap_or_default() {
            [letter, ':' | '|', rest @ ..] => {
                letter.is_ascii_alphabetic() && matches!(rest.first(), None | Some('/' | '\\' | '?' | '#'))
            }
            _ => false,
        }
    }
}

fn is_drive(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b':' | b'|'] if letter.is_ascii_alphabetic())
}

fn is_normal_drive(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b':'] if letter.is_ascii_alphabetic())
}

fn is_single_dot(segment: &str) -> bool {
    segment == "." || segment.eq_ignore_ascii_case("%2e")
}

fn is_double_dot(segment: &str) -> bool {
    segment == ".." || [".%2e", "%2e.", "%2e%2e"].iter().any(|dots| segment.eq_ignore_ascii_case(dots))
}
