//! One connection fed with bytes, whole and split at every byte: the same story each time.

use std::rc::Rc;

use crate::copied;
use crate::http::connection::server::{Close, Due, Output, Server, ServerEvent, ServerOptions};

fn connection() -> Server {
    Server::new(Rc::new(ServerOptions::default()))
}

/// What a connection makes of these pieces, bodies put together, one word per event.
fn story(pieces: &[&[u8]]) -> Vec<String> {
    let mut connection = connection();
    let mut story: Vec<String> = Vec::new();
    for piece in pieces {
        let mut event = connection.receive(piece, 0);
        loop {
            if let Some(event) = event {
                note(&mut story, event);
            }
            if !connection.has_event() {
                break;
            }
            event = connection.receive(&[], 0);
        }
    }
    story
}

fn note(story: &mut Vec<String>, event: ServerEvent) {
    match event {
        ServerEvent::Request(request) => {
            let target = request.head.target.of(&request.raw);
            story.push(format!("{} {}", request.head.method.as_str(), String::from_utf8_lossy(target)));
        }
        ServerEvent::Body { chunk, .. } => {
            let text = String::from_utf8_lossy(&chunk).into_owned();
            match story.last_mut() {
                Some(last) if last.starts_with("body ") => last.push_str(&text),
                _ => story.push(format!("body {text}")),
            }
        }
        ServerEvent::End { trailers, .. } => {
            story.push(format!("end{}", String::from_utf8_lossy(&trailers).trim_end().replace("\r\n", "|")));
        }
        ServerEvent::Refused { refusal, .. } => story.push(format!("refused {}", refusal.status)),
        ServerEvent::Close => story.push("close".into()),
    }
}

/// Takes in what is kept.
fn read_on(connection: &mut Server) {
    while connection.has_event() {
        connection.receive(&[], 0);
    }
}

/// What is due when nothing ends.
fn due(bytes: &[u8]) -> Option<Due> {
    Some(Due { bytes: bytes.to_vec(), close: None })
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
fn a_refused_body_gets_the_response_instead_of_its_request() {
    let head = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    let mut waiting = connection();
    waiting.receive(head, 0);
    match waiting.receive(b"zz\r\n", 0) {
        Some(ServerEvent::Refused { due: Due { bytes, close: Some(Close::Linger) }, .. }) => {
            assert_eq!(
                String::from_utf8_lossy(&bytes),
                "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: text/plain\r\n\
                 Content-Length: 41\r\n\r\na chunk size is not a hexadecimal number\n"
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(waiting.write(0, b"late"), Output::Gone);
    let mut responding = connection();
    responding.receive(head, 0);
    assert_eq!(responding.write(0, b"HTTP/1.1 200 OK"), Output::Now);
    match responding.receive(b"zz\r\n", 0) {
        Some(ServerEvent::Refused { due, .. }) => assert_eq!(due, Due { bytes: Vec::new(), close: Some(Close::Now) }),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_response_that_waits_is_not_followed_by_a_refusal() {
    // The response to the second request has begun, or is complete, when its body is refused.
    for ended in [false, true] {
        let mut connection = connection();
        connection.receive(b"GET /0 HTTP/1.1\r\n\r\nPOST /1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 0);
        read_on(&mut connection);
        assert_eq!(connection.write(1, b"one"), Output::Kept { full: false });
        if ended {
            assert_eq!(connection.finish(1, true, 0), None);
        }
        assert!(
            matches!(connection.receive(b"zz\r\n", 0), Some(ServerEvent::Refused { due, .. }) if due == Due::default())
        );
        assert_eq!(connection.write(1, b"more"), Output::Gone);
        assert_eq!(connection.finish(0, true, 0), Some(Due { bytes: b"one".to_vec(), close: Some(Close::Linger) }));
    }
}

#[test]
fn another_protocol_stops_the_reading() {
    let mut connection = connection();
    let head = b"GET /chat HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nGET / HTTP/1.1\r\n\r\n";
    assert!(matches!(connection.receive(head, 0), Some(ServerEvent::Request(_))));
    assert!(!connection.has_event() && !connection.wants_input());
    assert_eq!(connection.take_over(), b"GET / HTTP/1.1\r\n\r\n");
}

#[test]
fn another_protocol_waits_for_the_responses_before_it() {
    let mut connection = connection();
    connection.receive(b"GET /0 HTTP/1.1\r\n\r\nGET /1 HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nraw", 0);
    assert!(connection.receive(&[], 0).is_none());
    assert!(!connection.has_event() && !connection.wants_input());
    assert_eq!(connection.finish(0, true, 0), due(b""));
    assert!(connection.has_event());
    assert!(matches!(connection.receive(&[], 0), Some(ServerEvent::Request(request)) if request.exchange == 1));
    assert_eq!(connection.take_over(), b"raw");
}

#[test]
fn responses_leave_in_the_order_of_the_requests() {
    let mut connection = connection();
    connection.receive(b"GET /0 HTTP/1.1\r\n\r\nGET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n", 0);
    read_on(&mut connection);
    assert_eq!(connection.open_exchanges(), 3);
    assert_eq!(connection.write(2, b"two"), Output::Kept { full: false });
    assert_eq!(connection.finish(2, true, 0), None);
    assert_eq!(connection.write(1, b"on"), Output::Kept { full: false });
    assert_eq!(connection.write(0, b"zero"), Output::Now);
    assert_eq!(connection.finish(0, true, 0), due(b"on"));
    assert_eq!(connection.write(0, b"late"), Output::Gone);
    assert_eq!(connection.write(1, b"e"), Output::Now);
    assert_eq!(connection.finish(1, true, 0), due(b"two"));
    assert_eq!(connection.open_exchanges(), 0);
    assert_eq!(connection.write(3, b"never asked"), Output::Gone);
}

#[test]
fn the_last_response_drops_what_was_pipelined_behind_it() {
    let mut connection = connection();
    connection.receive(b"GET /0 HTTP/1.1\r\n\r\nGET /1 HTTP/1.1\r\n\r\n", 0);
    read_on(&mut connection);
    assert_eq!(connection.finish(0, false, 0), Some(Due { bytes: Vec::new(), close: Some(Close::AfterFlush) }));
    assert_eq!(connection.write(1, b"x"), Output::Gone);
    assert!(!connection.wants_input() && !connection.has_event());
}

#[test]
fn the_body_of_a_request_with_an_early_response_is_reported() {
    let mut connection = connection();
    connection.receive(b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhe", 0);
    assert_eq!(connection.finish(0, false, 0), Some(Due { bytes: Vec::new(), close: Some(Close::Linger) }));
    assert!(connection.has_event());
    assert!(matches!(connection.receive(&[], 0), Some(ServerEvent::Body { exchange: 0, chunk }) if *chunk == *b"he"));
    let rest = b"lloGET / HTTP/1.1\r\n\r\n";
    assert!(matches!(connection.receive(rest, 0), Some(ServerEvent::Body { exchange: 0, chunk }) if *chunk == *b"llo"));
    assert!(matches!(connection.receive(&[], 0), Some(ServerEvent::End { exchange: 0, .. })));
    assert!(!connection.has_event() && connection.receive(rest, 0).is_none());
}

#[test]
fn who_goes_on_sending_behind_the_last_response_is_cut_off() {
    for (now_ms, len, cut) in [(29_000, 10, false), (31_000, 10, true), (0, (1 << 20) + 1, true)] {
        let mut connection = connection();
        connection.receive(b"POST / HTTP/1.1\r\nContent-Length: 9999999\r\n\r\nhe", 0);
        connection.finish(0, false, 0);
        let event = connection.receive(&vec![b'x'; len], now_ms);
        assert_eq!(matches!(event, Some(ServerEvent::Close)), cut, "{len} bytes after {now_ms} ms");
        assert_eq!(connection.wants_input(), !cut);
    }
}

#[test]
fn a_client_that_reads_nothing_is_not_read() {
    let mut connection = connection();
    connection.receive(&b"GET / HTTP/1.1\r\n\r\n".repeat(100), 0);
    read_on(&mut connection);
    assert_eq!(connection.open_exchanges(), 32);
    assert!(!connection.wants_input());
    connection.finish(0, true, 0);
    assert!(connection.has_event());
}

#[test]
fn slow_heads_and_bodies_are_refused() {
    let status = |event: Option<ServerEvent>| match event {
        Some(ServerEvent::Refused { refusal, .. }) => refusal.status,
        other => panic!("{other:?}"),
    };
    let mut slow = connection();
    assert!(slow.receive(b"GET / HT", 0).is_none());
    assert!(slow.receive(b"TP/1.1\r\n", 59_000).is_none());
    assert_eq!(slow.time_left_ms(59_000), Some(1_000));
    assert_eq!(status(slow.receive(b"A: b\r\n", 60_001)), 408);
    let mut slow = connection();
    slow.receive(b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n", 0);
    slow.receive(b"a", 0);
    assert!(matches!(slow.receive(b"b", 300_000), Some(ServerEvent::Body { .. })));
    assert_eq!(status(slow.receive(b"c", 300_001)), 408);
}

#[test]
fn an_idle_connection_is_small() {
    assert!(size_of::<Server>() <= 64, "{}", size_of::<Server>());
}

#[test]
fn a_large_body_is_taken_whole() {
    let mut connection = connection();
    assert!(!connection.is_body_only(1));
    connection.receive(b"POST / HTTP/1.1\r\nContent-Length: 8\r\n\r\nab", 0);
    assert!(!connection.is_body_only(1), "what was kept comes first");
    assert!(matches!(connection.receive(&[], 0), Some(ServerEvent::Body { .. })));
    assert!(!connection.is_body_only(7) && connection.is_body_only(6));
    match connection.receive_body(copied(b"cdefgh"), 0) {
        Some(ServerEvent::Body { chunk, .. }) => assert_eq!(&chunk[..], b"cdefgh"),
        other => panic!("{other:?}"),
    }
    assert!(connection.has_event() && !connection.is_body_only(1));
    assert!(matches!(connection.receive(&[], 0), Some(ServerEvent::End { .. })));
    assert!(matches!(connection.receive(b"GET / HTTP/1.1\r\n\r\n", 0), Some(ServerEvent::Request(_))));
}
