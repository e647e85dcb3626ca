//! One connection fed with bytes, whole and split at every byte: the same story each time.

use std::rc::Rc;

use super::connection::{Connection, Next, Output};
use super::{HttpEvent, HttpOptions};
use crate::HandleId;

const SERVER: HandleId = HandleId { index: 0, generation: 0 };

fn connection() -> Connection {
    Connection::new(SERVER, Rc::new(HttpOptions::default()))
}

/// What a connection tells of these pieces, bodies put together, one word per event.
fn story(pieces: &[&[u8]]) -> Vec<String> {
    let mut connection = connection();
    let mut story: Vec<String> = Vec::new();
    for piece in pieces {
        let mut told = connection.next_event(piece, 0);
        loop {
            match told {
                Some(Ok(event)) => note(&mut story, event),
                Some(Err(refusal)) => {
                    story.push(format!("refused {}", refusal.status));
                    connection.refuse();
                }
                None => {}
            }
            if !connection.has_input() {
                break;
            }
            told = connection.next_event(&[], 0);
        }
    }
    story
}

fn note(story: &mut Vec<String>, event: HttpEvent) {
    match event {
        HttpEvent::Request(request) => {
            let target = &request.raw[request.head.target.start as usize..request.head.target.end as usize];
            story.push(format!("{} {}", request.head.method.as_str(), String::from_utf8_lossy(target)));
        }
        HttpEvent::Body { chunk, .. } => {
            let text = String::from_utf8_lossy(&chunk).into_owned();
            match story.last_mut() {
                Some(last) if last.starts_with("body ") => last.push_str(&text),
                _ => story.push(format!("body {text}")),
            }
        }
        HttpEvent::End { trailers, .. } => {
            story.push(format!("end{}", String::from_utf8_lossy(&trailers).trim_end().replace("\r\n", "|")));
        }
        other => story.push(format!("{other:?}")),
    }
}

/// Checks a conversation whole, split at every byte, and byte by byte.
fn check(input: &str, expect: &[&str]) {
    let bytes = input.as_bytes();
    assert_eq!(story(&[bytes]), expect, "whole: {input:?}");
    for at in 1..bytes.len() {
        assert_eq!(story(&[&bytes[..at], &bytes[at..]]), expect, "split at {at}: {input:?}");
    }
    let singles: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(story(&singles), expect, "byte by byte: {input:?}");
}

#[test]
fn requests_and_bodies() {
    check("GET / HTTP/1.1\r\nHost: x\r\n\r\n", &["GET /"]);
    check("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n", &["GET /a", "GET /b"]);
    check("POST /p HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", &["POST /p", "body hello", "end"]);
    check(
        "POST /p HTTP/1.1\r\nContent-Length: 5\r\n\r\nhelloGET /n HTTP/1.1\r\n\r\n",
        &["POST /p", "body hello", "end", "GET /n"],
    );
    check(
        "POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\nGET /n HTTP/1.1\r\n\r\n",
        &["POST /c", "body abcde", "end", "GET /n"],
    );
    check("POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", &["POST /c", "end"]);
    check(
        "POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: b\r\n\r\n",
        &["POST /c", "body x", "endA: b"],
    );
    check("\r\n\r\nGET / HTTP/1.1\r\n\r\n", &["GET /"]);
}

#[test]
fn refusals_stop_the_connection() {
    check("GET / HTTP/1.1\r\nBad Name: x\r\n\r\nGET / HTTP/1.1\r\n\r\n", &["refused 400"]);
    check("GET /a HTTP/1.1\r\n\r\nBREW / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n", &["GET /a", "refused 400"]);
    check(
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        &["POST /", "refused 400"],
    );
}

#[test]
fn a_refused_body_is_answered_instead_of_its_request() {
    let head = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    let mut waiting = connection();
    waiting.next_event(head, 0);
    assert!(matches!(waiting.next_event(b"zz\r\n", 0), Some(Err(_))));
    assert_eq!(waiting.refuse(), Some(0));
    let mut answering = connection();
    answering.next_event(head, 0);
    assert_eq!(answering.output(0, b"HTTP/1.1 200 OK"), Output::Now);
    assert!(matches!(answering.next_event(b"zz\r\n", 0), Some(Err(_))));
    assert_eq!(answering.refuse(), None);
}

#[test]
fn another_protocol_stops_the_reading() {
    let mut connection = connection();
    let head = b"GET /chat HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nGET / HTTP/1.1\r\n\r\n";
    assert!(matches!(connection.next_event(head, 0), Some(Ok(HttpEvent::Request(_)))));
    assert!(!connection.has_input() && !connection.wants_input());
    assert_eq!(connection.take_over(), b"GET / HTTP/1.1\r\n\r\n");
}

#[test]
fn responses_leave_in_the_order_of_the_requests() {
    let mut connection = connection();
    let three = b"GET /0 HTTP/1.1\r\n\r\nGET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n";
    connection.next_event(three, 0);
    while connection.has_input() {
        connection.next_event(&[], 0);
    }
    assert_eq!(connection.open_exchanges(), 3);
    assert_eq!(connection.output(2, b"two"), Output::Kept(true));
    assert_eq!(connection.finish(2, true), None);
    assert_eq!(connection.output(1, b"on"), Output::Kept(true));
    assert_eq!(connection.output(0, b"zero"), Output::Now);
    assert_eq!(connection.finish(0, true), Some(Next { bytes: b"on".to_vec(), close: false }));
    assert_eq!(connection.output(0, b"late"), Output::Gone);
    assert_eq!(connection.output(1, b"e"), Output::Now);
    assert_eq!(connection.finish(1, true), Some(Next { bytes: b"two".to_vec(), close: false }));
    assert_eq!(connection.open_exchanges(), 0);
    assert_eq!(connection.output(3, b"never asked"), Output::Gone);
}

#[test]
fn the_last_response_drops_what_was_pipelined_behind_it() {
    let mut connection = connection();
    connection.next_event(b"GET /0 HTTP/1.1\r\n\r\nGET /1 HTTP/1.1\r\n\r\n", 0);
    while connection.has_input() {
        connection.next_event(&[], 0);
    }
    assert_eq!(connection.finish(0, false), Some(Next { bytes: Vec::new(), close: true }));
    assert_eq!(connection.output(1, b"x"), Output::Gone);
    assert!(!connection.wants_input() && !connection.has_input());
}

#[test]
fn the_body_of_a_request_that_was_answered_early_is_told() {
    let mut connection = connection();
    connection.next_event(b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhe", 0);
    assert_eq!(connection.finish(0, false), Some(Next { bytes: Vec::new(), close: true }));
    connection.lingering = true;
    assert!(connection.has_input());
    assert!(
        matches!(connection.next_event(&[], 0), Some(Ok(HttpEvent::Body { exchange: 0, chunk })) if *chunk == *b"he")
    );
    let rest = b"lloGET / HTTP/1.1\r\n\r\n";
    assert!(
        matches!(connection.next_event(rest, 0), Some(Ok(HttpEvent::Body { exchange: 0, chunk })) if *chunk == *b"llo")
    );
    assert!(matches!(connection.next_event(&[], 0), Some(Ok(HttpEvent::End { exchange: 0, .. }))));
    assert!(!connection.has_input() && connection.next_event(rest, 0).is_none());
}

#[test]
fn a_client_that_reads_nothing_is_not_read() {
    let mut connection = connection();
    let many = b"GET / HTTP/1.1\r\n\r\n".repeat(100);
    connection.next_event(&many, 0);
    while connection.has_input() {
        connection.next_event(&[], 0);
    }
    assert_eq!(connection.open_exchanges(), 32);
    assert!(!connection.wants_input());
    connection.finish(0, true);
    assert!(connection.has_input());
}

#[test]
fn a_slow_head_is_refused() {
    let mut connection = connection();
    assert!(connection.next_event(b"GET / HT", 0).is_none());
    assert!(connection.next_event(b"TP/1.1\r\n", 59_000).is_none());
    match connection.next_event(b"A: b\r\n", 60_001) {
        Some(Err(refusal)) => assert_eq!(refusal.status, 408),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_idle_connection_is_small() {
    assert!(size_of::<Connection>() <= 80, "{}", size_of::<Connection>());
}

#[test]
fn a_large_body_is_taken_whole() {
    let mut connection = connection();
    assert!(!connection.is_body_only(1));
    connection.next_event(b"POST / HTTP/1.1\r\nContent-Length: 8\r\n\r\nab", 0);
    assert!(!connection.is_body_only(1), "what was kept comes first");
    assert!(matches!(connection.next_event(&[], 0), Some(Ok(HttpEvent::Body { .. }))));
    assert!(!connection.is_body_only(7) && connection.is_body_only(6));
    match connection.whole_chunk(crate::Bytes::from_slice(64, b"cdefgh"), 0) {
        Some(Ok(HttpEvent::Body { chunk, .. })) => assert_eq!(&chunk[..], b"cdefgh"),
        other => panic!("{other:?}"),
    }
    assert!(connection.has_input() && !connection.is_body_only(1));
    assert!(matches!(connection.next_event(&[], 0), Some(Ok(HttpEvent::End { .. }))));
    assert!(matches!(connection.next_event(b"GET / HTTP/1.1\r\n\r\n", 0), Some(Ok(HttpEvent::Request(_)))));
}
