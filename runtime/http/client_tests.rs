//! One connection to a server fed with bytes, whole and split at every byte: the same story each time.

use noderu_proto::http::{Limits, Method};

use super::client::{Answer, ClientConnection};

/// What a connection tells of these pieces when the methods are asked one after the other, each when the answer before
/// is complete; bodies put together, one word per event. FIN follows the last piece.
fn story(methods: &[Method], pieces: &[&[u8]]) -> Vec<String> {
    let mut connection = ClientConnection::new(Limits::default());
    let mut methods = methods.iter();
    let mut ask = |connection: &mut ClientConnection| match methods.next() {
        Some(&method) => connection.begin(method),
        None => false,
    };
    let mut story = Vec::new();
    ask(&mut connection);
    for piece in pieces {
        let mut told = connection.next_event(piece);
        loop {
            let over = matches!(told, Some(Answer::End { .. }));
            note(&mut story, told);
            if over {
                ask(&mut connection);
            }
            if !connection.has_input() {
                break;
            }
            told = connection.next_event(&[]);
        }
    }
    connection.end_of_input();
    while connection.has_input() {
        let told = connection.next_event(&[]);
        note(&mut story, told);
    }
    story
}

fn note(story: &mut Vec<String>, told: Option<Answer>) {
    match told {
        None => {}
        Some(Answer::Head(response)) => {
            let upgrade = if response.upgrade { " upgrade" } else { "" };
            story.push(format!("{}{upgrade}", response.head.status));
        }
        Some(Answer::Body(chunk)) => {
            let text = String::from_utf8_lossy(&chunk).into_owned();
            match story.last_mut() {
                Some(last) if last.starts_with("body ") => last.push_str(&text),
                _ => story.push(format!("body {text}")),
            }
        }
        Some(Answer::End { trailers, reusable }) => {
            let trailers = String::from_utf8_lossy(&trailers).trim_end().replace("\r\n", "|");
            story.push(format!("end {}{trailers}", if reusable { "" } else { "close " }).trim_end().to_owned());
        }
        Some(Answer::Refused(refusal)) => story.push(format!("refused {:?}", refusal.cause)),
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
fn answers_and_bodies() {
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
fn some_answers_have_no_body() {
    check(&[Head], "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", &["200", "end"]);
    check(&[Head], "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", &["200", "end"]);
    check(&[Get], "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", &["204", "end"]);
    check(&[Get], "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", &["304", "end"]);
}

#[test]
fn interim_answers_come_before_the_one_that_counts() {
    check(
        &[Post],
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
        &["100", "103", "200", "body x", "end"],
    );
}

#[test]
fn one_request_after_the_other() {
    // The second answer is asked for when the first is complete, so both come in pieces that end there.
    let mut connection = ClientConnection::new(Limits::default());
    assert!(connection.begin(Get));
    assert!(!connection.begin(Get), "one at a time");
    assert!(matches!(connection.next_event(b"HTTP/1.1 204 No Content\r\n\r\n"), Some(Answer::Head(_))));
    assert!(matches!(connection.next_event(&[]), Some(Answer::End { reusable: true, .. })));
    assert!(connection.begin(Post));
    assert!(matches!(connection.next_event(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"), Some(Answer::Head(_))));
    assert!(!connection.has_input());
    assert!(matches!(connection.next_event(b"x"), Some(Answer::Body(_))));
    assert!(matches!(connection.next_event(&[]), Some(Answer::End { reusable: true, .. })));
    connection.end_of_input();
    assert!(!connection.begin(Get), "the server has closed");
}

#[test]
fn more_than_was_asked_for_is_told_once() {
    // Whole or split, the answer to the first request is complete, and the rest answers nothing.
    let twice = "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
    assert_eq!(story(&[Get], &[twice.as_bytes()]), ["204", "end close", "refused Unasked"]);
    let long = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi there";
    assert_eq!(story(&[Get], &[long.as_bytes()]), ["200", "body hi", "end close", "refused Unasked"]);
    // What is there already is never taken for the answer to a request that comes later.
    assert_eq!(story(&[Get, Get], &[twice.as_bytes()]), ["204", "end close", "refused Unasked"]);
    assert_eq!(story(&[], &[b"HTTP/1.1 408 Request Timeout\r\n\r\n"]), ["refused Unasked"]);
}

#[test]
fn what_is_no_answer_is_refused() {
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
        let mut connection = ClientConnection::new(Limits::default());
        connection.begin(method);
        let told = connection.next_event(format!("{head}GET / HTTP/1.1").as_bytes());
        assert!(matches!(told, Some(Answer::Head(response)) if response.upgrade));
        assert!(!connection.has_input() && !connection.wants_input());
        assert_eq!(connection.take_over(), b"GET / HTTP/1.1");
    }
}

#[test]
fn large_bodies_are_taken_whole() {
    for (head, ends) in [("Content-Length: 8\r\n", true), ("", false)] {
        let mut connection = ClientConnection::new(Limits::default());
        connection.begin(Get);
        assert!(!connection.is_body_only(1));
        connection.next_event(format!("HTTP/1.1 200 OK\r\n{head}\r\nab").as_bytes());
        assert!(!connection.is_body_only(1), "what was kept comes first");
        assert!(matches!(connection.next_event(b""), Some(Answer::Body(_))));
        assert_eq!(connection.is_body_only(7), !ends);
        assert!(connection.is_body_only(6));
        let told = connection.whole_chunk(crate::Bytes::from_slice(64, b"cdefgh"));
        assert!(matches!(told, Some(Answer::Body(bytes)) if &bytes[..] == b"cdefgh"));
        assert_eq!(connection.has_input(), ends);
        assert_eq!(matches!(connection.next_event(b""), Some(Answer::End { .. })), ends);
    }
}
