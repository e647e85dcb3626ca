//! Conversations of both sides, whole and split at every byte: the same story each time.

use crate::http::head::RequestLine;
use crate::http::message::{MessageReader, Part, RequestReader};
use crate::http::response::StatusLine;
use crate::http::scan::StartLine;
use crate::http::{Limits, Refusal, RequestHead, ResponseHead};

/// A first line, for the tests' words.
trait Named {
    fn name(&self, raw: &[u8]) -> String;
}

impl Named for RequestHead {
    fn name(&self, raw: &[u8]) -> String {
        format!("{} {}", self.method.as_str(), String::from_utf8_lossy(self.target.of(raw)))
    }
}

impl Named for ResponseHead {
    fn name(&self, raw: &[u8]) -> String {
        format!("{} {}", self.status, String::from_utf8_lossy(self.reason.of(raw)))
    }
}

/// What a reader makes of these pieces, bodies put together, one word per part; the end of input included.
fn story<S: StartLine<Head: Named>>(to_head: bool, pieces: &[&[u8]]) -> Vec<String> {
    let mut reader = MessageReader::<S>::new(Limits::default());
    let mut story = Vec::new();
    for piece in pieces {
        let mut rest = *piece;
        loop {
            match reader.read(rest) {
                Ok((used, Some(part))) => {
                    note(&mut story, &part, &rest[..used]);
                    rest = &rest[used..];
                    if to_head && matches!(part, Part::Head { .. }) {
                        reader.skip_body();
                    }
                }
                Ok((used, None)) => {
                    assert!(used == rest.len() || reader.is_handed_over());
                    break;
                }
                Err(refusal) => return refused(story, &mut reader, refusal),
            }
        }
    }
    match reader.finish() {
        Ok(Some(part)) => note(&mut story, &part, &[]),
        Ok(None) => {}
        Err(refusal) => return refused(story, &mut reader, refusal),
    }
    story
}

fn refused<S: StartLine>(mut story: Vec<String>, reader: &mut MessageReader<S>, refusal: Refusal) -> Vec<String> {
    assert_eq!(reader.read(b"GET / HTTP/1.1\r\n\r\n").err(), Some(refusal), "once broken, always broken");
    story.push(format!("refused: {}", refusal.reason));
    story
}

fn note<H: Named>(story: &mut Vec<String>, part: &Part<H>, taken: &[u8]) {
    match part {
        Part::Head { head, kept } => {
            let raw = kept.as_deref().unwrap_or(taken);
            assert!(raw.ends_with(b"\n"));
            story.push(head.name(raw));
        }
        Part::Body { len } => {
            let text = String::from_utf8_lossy(&taken[taken.len() - len..]).into_owned();
            match story.last_mut() {
                Some(last) if last.starts_with("body ") => last.push_str(&text),
                _ => story.push(format!("body {text}")),
            }
        }
        Part::End { trailers } => {
            story.push(format!("end {}", String::from_utf8_lossy(trailers).trim_end().replace("\r\n", "|")));
        }
    }
}

fn check<S: StartLine<Head: Named>>(to_head: bool, input: &str, expect: &[&str]) {
    let bytes = input.as_bytes();
    assert_eq!(story::<S>(to_head, &[bytes]), expect, "whole: {input:?}");
    for at in 0..=bytes.len() {
        assert_eq!(story::<S>(to_head, &[&bytes[..at], &bytes[at..]]), expect, "split at {at}: {input:?}");
    }
    let singles: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(story::<S>(to_head, &singles), expect, "byte by byte: {input:?}");
}

#[test]
fn requests() {
    let check = |input, expect: &[&str]| check::<RequestLine>(false, input, expect);
    check("", &[]);
    check("\r\n\r\n", &[]);
    check("GET /a HTTP/1.1\r\n\r\n\r\nGET /b HTTP/1.0\n\n", &["GET /a", "end ", "GET /b", "end "]);
    check(
        "POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhelloGET /b HTTP/1.1\r\n\r\n",
        &["POST /a", "body hello", "end ", "GET /b", "end "],
    );
    check(
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x\r\nllo\r\n0\r\nA: b\r\n\r\nGET /b HTTP/1.1\r\n\r\n",
        &["POST /a", "body hello", "end A: b|", "GET /b", "end "].map(|word| word.trim_end_matches('|')),
    );
    check("GET /chat HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nGET / HTTP/1.1\r\n\r\n", &["GET /chat"]);
    check("CONNECT h:1 HTTP/1.1\r\n\r\nanything", &["CONNECT h:1"]);
    check("GET /a HTTP/1.1\r\nBad Name: x\r\n\r\n", &["refused: there is a space between a header name and its colon"]);
    check("GET /a HT", &["refused: the message was cut short"]);
    check(
        "POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhe",
        &["POST /a", "body he", "refused: the message was cut short"],
    );
}

#[test]
fn responses() {
    let check = |input, expect: &[&str]| check::<StatusLine>(false, input, expect);
    check("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", &["200 OK", "body hi", "end "]);
    check("HTTP/1.0 200 OK\r\n\r\nto the end", &["200 OK", "body to the end", "end "]);
    check("HTTP/1.0 200 OK\r\n\r\n", &["200 OK", "end "]);
    check(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 None\r\nContent-Length: 9\r\n\r\nHTTP/1.1 304\r\n\r\n",
        &["100 Continue", "end ", "204 None", "end ", "304 ", "end "],
    );
    check("HTTP/1.1 101 Up\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nraw", &["101 Up"]);
    check("SSH-2.0\r\n", &["refused: the status line is malformed"]);
}

#[test]
fn responses_to_head_have_no_body() {
    check::<StatusLine>(
        true,
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nHTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n",
        &["200 OK", "end ", "404 No", "end "],
    );
}

#[test]
fn what_is_within_a_message() {
    let mut reader = RequestReader::new(Limits::default());
    for (piece, within) in [("", false), ("\r\n", false), ("\r", false), ("\nP", true), ("OST / HTTP/1.1\r\n", true)] {
        assert_eq!(reader.read(piece.as_bytes()), Ok((piece.len(), None)));
        assert_eq!(reader.is_within_message(), within, "after {piece:?}");
    }
    assert!(matches!(reader.read(b"Content-Length: 1\r\n\r\n"), Ok((21, Some(Part::Head { .. })))));
    assert!(reader.is_within_message());
    assert_eq!(reader.read(b"x"), Ok((1, Some(Part::Body { len: 1 }))));
    assert_eq!(reader.read(b""), Ok((0, Some(Part::End { trailers: Box::default() }))));
    assert!(!reader.is_within_message());
}
