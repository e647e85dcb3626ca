//! One connection to a server fed with bytes, whole and split at every byte: the same story each time.

use crate::copied;
use crate::http::connection::Client;
use crate::http::connection::client::{After, ResponseEvent};
use crate::http::{Limits, Method};

/// What a connection makes of these pieces when these requests are made one after the other, each when the response before
/// is complete; bodies put together, one word per event. FIN follows the last piece.
fn story(methods: &[Method], pieces: &[&[u8]]) -> Vec<String> {
    let mut connection = Client::new(Limits::default());
    let mut methods = methods.iter();
    let mut ask = |connection: &mut Client| match methods.next() {
        Some(&method) => connection.begin(method) && !connection.finish_request(),
        None => false,
    };
    let mut story = Vec::new();
    ask(&mut connection);
    for piece in pieces {
        let mut event = connection.receive(piece);
        loop {
            let over = matches!(event, Some(ResponseEvent::End { .. }));
            note(&mut story, event);
            if over {
                ask(&mut connection);
            }
            if !connection.has_event() {
                break;
            }
            event = connection.receive(&[]);
        }
    }
    connection.end_of_input();
    while connection.has_event() {
        let event = connection.receive(&[]);
        note(&mut story, event);
    }
    story
}

fn note(story: &mut Vec<String>, event: Option<ResponseEvent>) {
    match event {
        None => {}
        Some(ResponseEvent::Head(response)) => {
            let upgrade = if response.upgrade { " upgrade" } else { "" };
            story.push(format!("{}{upgrade}", response.head.status));
        }
        Some(ResponseEvent::Body(chunk)) => {
            let text = String::from_utf8_lossy(&chunk).into_owned();
            match story.last_mut() {
                Some(last) if last.starts_with("body ") => last.push_str(&text),
                _ => story.push(format!("body {text}")),
            }
        }
        Some(ResponseEvent::End { trailers, after }) => {
            let trailers = String::from_utf8_lossy(&trailers).trim_end().replace("\r\n", "|");
            story.push(
                format!("end {}{trailers}", if after == After::Reuse { "" } else { "close " }).trim_end().to_owned(),
            );
        }
        Some(ResponseEvent::Refused(refusal)) => story.push(format!("refused {:?}", refusal.cause)),
    }
}

/// Checks a conversation whole, split at every byte, and byte by byte.
fn check(methods: &[Method], input: &str, expect: &[&str]) {
    let bytes = input.as_bytes();
    assert_eq!(story(methods, &[bytes]), expect, "whole: {input:?}");
    for at in 1..bytes.len() {
        assert_eq!(story(methods, &[&bytes[..at], &bytes[at..]]), expect, "split at {at}: {input:?}");
    }
    let singles: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(story(methods, &singles), expect, "byte by byte: {input:?}");
}

use Method::{Connect, Get, Head, Post};

#[test]
fn responses_and_bodies() {
    check(&[Get], "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", &["200", "body hello", "end"]);
    check(&[Get], "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", &["200", "end"]);
    check(
        &[Get],
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi",
        &["200", "body hi", "end close"],
    );
    check(&[Get], "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", &["200", "body hi", "end close"]);
    check(
        &[Post],
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nA: b\r\n\r\n",
        &["200", "body abcde", "endA: b".replace("end", "end ").as_str()],
    );
    check(&[Get], "HTTP/1.1 404\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", &["404", "end"]);
    check(&[Get], "HTTP/1.0 200 OK\r\n\r\nto the end", &["200", "body to the end", "end close"]);
    check(&[Get], "HTTP/1.1 200 OK\n\nto the end", &["200", "body to the end", "end close"]);
    check(&[Get], "HTTP/1.1 200 OK\r\n\r\n", &["200", "end close"]);
}

#[test]
fn some_responses_have_no_body() {
    check(&[Head], "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", &["200", "end"]);
    check(&[Head], "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", &["200", "end"]);
    check(&[Get], "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", &["204", "end"]);
    check(&[Get], "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", &["304", "end"]);
}

#[test]
fn interim_responses_come_before_the_one_that_counts() {
    check(
        &[Post],
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
        &["100", "103", "200", "body x", "end"],
    );
}

#[test]
fn one_request_after_the_other() {
    // The second request is made when the first response is complete, so both come in pieces that end there.
    let mut connection = Client::new(Limits::default());
    assert!(connection.begin(Get));
    assert!(!connection.begin(Get), "one at a time");
    assert!(!connection.finish_request());
    assert!(matches!(connection.receive(b"HTTP/1.1 204 No Content\r\n\r\n"), Some(ResponseEvent::Head(_))));
    assert!(matches!(connection.receive(&[]), Some(ResponseEvent::End { after: After::Reuse, .. })));
    assert!(connection.begin(Post));
    assert!(!connection.finish_request());
    assert!(matches!(
        connection.receive(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"),
        Some(ResponseEvent::Head(_))
    ));
    assert!(!connection.has_event());
    assert!(matches!(connection.receive(b"x"), Some(ResponseEvent::Body(_))));
    assert!(matches!(connection.receive(&[]), Some(ResponseEvent::End { after: After::Reuse, .. })));
    connection.end_of_input();
    assert!(!connection.begin(Get), "the server has closed");
}

#[test]
fn more_than_was_asked_for_is_reported_once() {
    // Whole or split, the response to the first request is complete, and nothing asked for the rest.
    let twice = "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
    assert_eq!(story(&[Get], &[twice.as_bytes()]), ["204", "end close", "refused Unasked"]);
    let long = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi there";
    assert_eq!(story(&[Get], &[long.as_bytes()]), ["200", "body hi", "end close", "refused Unasked"]);
    // What is there already is never taken for the response to a request that comes later.
    assert_eq!(story(&[Get, Get], &[twice.as_bytes()]), ["204", "end close", "refused Unasked"]);
    assert_eq!(story(&[], &[b"HTTP/1.1 408 Request Timeout\r\n\r\n"]), ["refused Unasked"]);
}

#[test]
fn what_is_no_response_is_refused() {
    check(&[Get], "SSH-2.0-OpenSSH_9.2\r\n", &["refused StatusLine"]);
    check(&[Get], "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", &["refused LengthTwice"]);
    check(
        &[Get],
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        &["refused LengthAndCoding"],
    );
    check(
        &[Get],
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1z\r\nx\r\n0\r\n\r\n",
        &["200", "body ab", "refused ChunkSize"],
    );
    check(
        &[Get],
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
        &["200", "body ab", "refused ChunkDataEnd"],
    );
}

#[test]
fn what_closes_early_has_no_end() {
    check(&[Get], "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", &["200", "body hello"]);
    check(&[Get], "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", &["200", "body hello"]);
    check(&[Get], "HTTP/1.1 200 OK\r\nContent-Le", &[]);
}

#[test]
fn another_protocol_takes_the_rest() {
    for (method, head) in [
        (Get, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"),
        (Connect, "HTTP/1.1 200 Connection Established\r\n\r\n"),
    ] {
        let mut connection = Client::new(Limits::default());
        connection.begin(method);
        let event = connection.receive(format!("{head}GET / HTTP/1.1").as_bytes());
        assert!(matches!(event, Some(ResponseEvent::Head(response)) if response.upgrade));
        assert!(!connection.has_event() && !connection.wants_input());
        assert_eq!(connection.take_over(), b"GET / HTTP/1.1");
    }
}

#[test]
fn large_bodies_are_taken_whole() {
    for (head, ends) in [("Content-Length: 8\r\n", true), ("", false)] {
        let mut connection = Client::new(Limits::default());
        connection.begin(Get);
        assert!(!connection.is_body_only(1));
        connection.receive(format!("HTTP/1.1 200 OK\r\n{head}\r\nab").as_bytes());
        assert!(!connection.is_body_only(1), "what was kept comes first");
        assert!(matches!(connection.receive(b""), Some(ResponseEvent::Body(_))));
        assert_eq!(connection.is_body_only(7), !ends);
        assert!(connection.is_body_only(6));
        let event = connection.receive_body(copied(b"cdefgh"));
        assert!(matches!(event, Some(ResponseEvent::Body(bytes)) if &bytes[..] == b"cdefgh"));
        assert_eq!(connection.has_event(), ends);
        assert_eq!(matches!(connection.receive(b""), Some(ResponseEvent::End { .. })), ends);
    }
}

#[test]
fn a_response_may_be_complete_before_its_request() {
    let mut connection = Client::new(Limits::default());
    assert!(connection.begin(Post));
    connection.receive(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    assert!(matches!(connection.receive(&[]), Some(ResponseEvent::End { after: After::Request, .. })));
    assert!(!connection.begin(Get), "the request is not complete");
    assert!(connection.finish_request());
    assert!(connection.begin(Get));
}
