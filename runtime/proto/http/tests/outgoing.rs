//! Heads and bodies as they are written, by tables.

use crate::http::connection::outgoing::{FieldLines, LARGE, Outgoing, Unframed};

fn lines(text: &str) -> FieldLines {
    let mut lines = FieldLines::default();
    for line in text.split('|').filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(": ").expect("name: value");
        lines.push(name.as_bytes(), value.as_bytes()).expect("an acceptable field");
    }
    lines
}

/// The message behind its start line, and whether its connection persists.
fn written(message: &mut Outgoing, pieces: &[&str]) -> (String, bool) {
    let mut out = Vec::new();
    for piece in pieces {
        message.push_piece(piece.as_bytes(), &mut out, |_| panic!("a small piece"));
    }
    message.push_end(&mut out);
    let text = String::from_utf8(out).expect("text");
    (text.split_once("\r\n").expect("a start line").1.replace("\r\n", "|"), message.persists())
}

/// Status, minor, to HEAD, keep_alive, fields, known length, pieces; what is written, whether the connection persists.
type ResponseCase<'a> = (u16, u8, bool, bool, &'a str, Option<u64>, &'a [&'a str], &'a str, bool);
/// Method, fields, whether a body comes, pieces; what is written, whether the connection persists.
type RequestCase<'a> = (&'a str, &'a str, bool, &'a [&'a str], &'a str, bool);

#[test]
fn responses() {
    #[rustfmt::skip]
    let table: &[ResponseCase] = &[
        (200, 1, false, true, "", None, &["hi"], "Connection: keep-alive|Transfer-Encoding: chunked||2|hi|0||", true),
        (200, 1, false, true, "", Some(2), &["hi"], "Content-Length: 2|Connection: keep-alive||hi", true),
        (200, 1, false, true, "", None, &[], "Connection: keep-alive|Transfer-Encoding: chunked||0||", true),
        (200, 0, false, true, "", None, &["hi"], "Connection: close||hi", false),
        (200, 0, false, true, "Content-Length: 2", None, &["hi"], "Content-Length: 2|Connection: keep-alive||hi", true),
        (200, 1, false, false, "", Some(2), &["hi"], "Content-Length: 2|Connection: close||hi", false),
        (200, 1, false, true, "Content-Length: 3", None, &["hi"], "Content-Length: 3|Connection: keep-alive||hi", false),
        (200, 1, false, true, "Content-Length: 1", None, &["hi"], "Content-Length: 1|Connection: keep-alive||hi", false),
        (200, 1, false, true, "Content-Length: x", None, &["hi"], "Content-Length: x|Connection: keep-alive||hi", false),
        (200, 1, false, true, "Content-Length: 2|content-length: 2", None, &["hi"],
            "Content-Length: 2|content-length: 2|Connection: keep-alive||hi", false),
        (200, 1, false, true, "connection: Close", None, &[], "connection: Close|Transfer-Encoding: chunked||0||", false),
        (200, 1, false, false, "Connection: keep-alive", Some(0), &[], "Connection: keep-alive|Content-Length: 0||", true),
        (200, 1, false, true, "Transfer-Encoding: chunked|Content-Length: 2", None, &["hi"],
            "Transfer-Encoding: chunked|Connection: keep-alive||2|hi|0||", true),
        (200, 1, false, true, "Transfer-Encoding: gzip", None, &["hi"], "Transfer-Encoding: gzip|Connection: close||hi", false),
        (200, 1, true, true, "Content-Length: 2", None, &["hi"], "Content-Length: 2|Connection: keep-alive||", true),
        (204, 1, false, true, "", None, &["hi"], "Connection: keep-alive||", true),
        (304, 1, false, true, "Content-Length: 2", None, &[], "Content-Length: 2|Connection: keep-alive||", true),
        (101, 1, false, true, "Connection: Upgrade|Upgrade: x", None, &[], "Connection: Upgrade|Upgrade: x||", false),
    ];
    for &(status, minor, head, keep_alive, fields, length, pieces, expect, persists) in table {
        let mut message = Outgoing::response(minor, head, keep_alive);
        message.make_response_head(status, b"R", &FieldLines::default(), &lines(fields), length).expect("a good head");
        assert_eq!(written(&mut message, pieces), (expect.to_owned(), persists), "{status} {fields}");
    }
}

#[test]
fn requests() {
    let table: &[RequestCase] = &[
        ("GET", "", false, &[], "Connection: close||", false),
        ("GET", "Connection: keep-alive", false, &[], "Connection: keep-alive||", true),
        ("POST", "", true, &["hi"], "Connection: close|Transfer-Encoding: chunked||2|hi|0||", false),
        ("PUT", "Content-Length: 2", true, &["hi"], "Content-Length: 2|Connection: close||hi", false),
        (
            "GET",
            "Upgrade: WebSocket|Connection: Upgrade",
            false,
            &["8 bytes!"],
            "Upgrade: WebSocket|Connection: Upgrade||8 bytes!",
            false,
        ),
    ];
    for &(method, fields, body, pieces, expect, persists) in table {
        let mut message = Outgoing::request(false);
        message.make_request_head(method.as_bytes(), b"/", &lines(fields), None, body).expect("a good head");
        assert_eq!(written(&mut message, pieces), (expect.to_owned(), persists), "{method} {fields}");
    }
}

#[test]
fn what_cannot_be_framed_is_refused() {
    let mut lines = FieldLines::default();
    for (name, value, expect) in [
        (&b"A"[..], &b"b\r\nC: d"[..], Unframed::Value),
        (b"A", b"\0", Unframed::Value),
        (b"A B", b"c", Unframed::Name),
        (b"", b"c", Unframed::Name),
        (b"A\r\nB", b"\n", Unframed::Name),
    ] {
        assert_eq!(lines.push(name, value), Err(expect), "{name:?} {value:?}");
        assert_eq!(lines.iter().count(), 0);
    }
    let none = FieldLines::default();
    let mut message = Outgoing::response(1, false, true);
    assert_eq!(message.make_response_head(99, b"", &none, &none, None), Err(Unframed::Status));
    assert_eq!(message.make_response_head(200, b"a\nb", &none, &none, None), Err(Unframed::Reason));
    assert!(message.head().is_empty() && !message.is_head_made());
    assert_eq!(message.make_response_head(200, b"OK", &none, &none, None), Ok(()));
    assert_eq!(message.make_response_head(200, b"OK", &none, &none, None), Err(Unframed::HeadMade));
    let mut message = Outgoing::request(true);
    assert_eq!(message.make_request_head(b"G T", b"/", &none, None, false), Err(Unframed::Method));
    assert_eq!(message.make_request_head(b"GET", b"/ HTTP/1.1\r\n", &none, None, false), Err(Unframed::Target));
    lines.push(b"Host", b"x").expect("a good field");
    assert_eq!(message.push_trailers(&lines), Err(Unframed::Trailer));
}

#[test]
fn trailers_stand_behind_chunks_and_large_pieces_are_not_copied() {
    let mut message = Outgoing::response(1, false, true);
    message.push_trailers(&lines("A: b")).expect("a good trailer");
    let none = FieldLines::default();
    message.make_response_head(200, b"OK", &none, &none, None).expect("a good head");
    let head = message.head().to_vec();
    let large = vec![b'x'; LARGE];
    let (mut out, mut direct) = (Vec::new(), Vec::new());
    message.push_piece(&large, &mut out, |bytes| direct.push(bytes.to_vec()));
    message.push_end(&mut out);
    assert_eq!(direct, [[&head[..], b"4000\r\n"].concat(), large]);
    assert_eq!(out, b"\r\n0\r\nA: b\r\n\r\n");
}

#[test]
fn nothing_follows_the_end() {
    let mut message = Outgoing::response(1, false, true);
    let mut out = Vec::new();
    message.push_piece(b"before the head", &mut out, |_| {});
    assert!(out.is_empty());
    let none = FieldLines::default();
    message.make_response_head(200, b"OK", &none, &none, None).expect("a good head");
    message.push_end(&mut out);
    let len = out.len();
    message.push_piece(b"x", &mut out, |_| {});
    message.push_end(&mut out);
    assert_eq!(out.len(), len);
}
