use std::fmt::Write;

use super::super::head::{HeadScanner, headers, parse_request};
use super::super::{BodyKind, Cause, Limits, Method, RequestHead, Status};

const LIMITS: Limits = Limits { head_len_max: 200, headers_max: 5, target_len_max: 40 };

/// What a head became, in one line: `method target 1.minor flags body | name: value | ...`, and what was left over.
fn show(raw: &[u8], head: &RequestHead, len: usize) -> String {
    let mut line = format!("{} {} 1.{}", head.method.as_str(), head.target.of(raw).escape_ascii(), head.minor);
    for (flag, name) in [
        (head.keep_alive, "keep"),
        (head.upgrade, "upgrade"),
        (head.connection_upgrade, "connection-upgrade"),
        (head.expect_continue, "continue"),
    ] {
        if flag {
            let _ = write!(line, " {name}");
        }
    }
    match head.body {
        BodyKind::None => {}
        BodyKind::Length(len) => drop(write!(line, " length={len}")),
        BodyKind::Chunked => line.push_str(" chunked"),
    }
    let fields: Vec<_> = headers(&raw[..len], head).collect();
    assert_eq!(fields.len(), usize::from(head.header_count));
    for (name, value) in fields {
        let _ = write!(line, " | {}: {}", name.escape_ascii(), value.escape_ascii());
    }
    if len < raw.len() {
        let _ = write!(line, " + {}", raw[len..].escape_ascii());
    }
    line
}

fn outcome(scanner: &mut HeadScanner, buf: &[u8]) -> Result<Option<String>, Cause> {
    match scanner.parse(buf, &LIMITS) {
        Ok(Status::Partial) => Ok(None),
        Ok(Status::Complete { head, len }) => Ok(Some(show(buf, &head, len))),
        Err(refusal) => Err(refusal.cause),
    }
}

/// Parses `input` whole, cut in two at every byte, and byte by byte; the results must be the same.
fn replay(input: &[u8]) -> Result<Option<String>, Cause> {
    let whole = outcome(&mut HeadScanner::new(), input);
    for cut in 0..=input.len() {
        let mut scanner = HeadScanner::new();
        let first = outcome(&mut scanner, &input[..cut]);
        match &first {
            Ok(None) => assert_eq!(outcome(&mut scanner, input), whole, "cut at {cut}"),
            Ok(Some(head)) => {
                assert!(whole.as_ref().is_ok_and(|whole| whole.as_ref().is_some_and(|w| w.starts_with(head))))
            }
            Err(cause) => assert_eq!(whole, Err(*cause), "cut at {cut}"),
        }
    }
    let mut scanner = HeadScanner::new();
    let slow = (0..=input.len()).map(|len| outcome(&mut scanner, &input[..len])).find(|result| *result != Ok(None));
    match slow {
        None => assert_eq!(whole, Ok(None)),
        Some(Err(cause)) => assert_eq!(whole, Err(cause)),
        Some(Ok(head)) => assert!(whole.as_ref().is_ok_and(|w| w.as_ref().unwrap().starts_with(&head.unwrap()))),
    }
    whole
}

#[track_caller]
fn accepts(input: &str, expect: &str) {
    assert_eq!(replay(input.as_bytes()), Ok(Some(expect.into())), "{input:?}");
}

#[track_caller]
fn refuses(input: &[u8], cause: Cause) {
    assert_eq!(replay(input), Err(cause), "{:?}", input.escape_ascii().to_string());
}

#[test]
fn heads_that_are_accepted() {
    for (input, expect) in [
        ("GET / HTTP/1.1\r\n\r\n", "GET / 1.1 keep"),
        ("GET / HTTP/1.0\r\n\r\n", "GET / 1.0"),
        ("GET / HTTP/1.2\r\n\r\n", "GET / 1.2 keep"),
        ("GET /a?b#c HTTP/1.1\nHost: x\n\n", "GET /a?b#c 1.1 keep | Host: x"),
        ("\r\n\n\r\nGET / HTTP/1.1\r\n\r\n", "GET / 1.1 keep"),
        ("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "GET / 1.0 keep | Connection: Keep-Alive"),
        ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "GET / 1.1 | Connection: close"),
        ("GET / HTTP/1.1\r\nCONNECTION:  keep-alive ,\tClose \r\n\r\n", "GET / 1.1 | CONNECTION: keep-alive ,\\tClose"),
        ("GET / HTTP/1.1\r\nConnection: closed\r\n\r\n", "GET / 1.1 keep | Connection: closed"),
        (
            "GET /ws HTTP/1.1\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n\r\nrest",
            "GET /ws 1.1 keep upgrade connection-upgrade | Upgrade: WebSocket | Connection: keep-alive, Upgrade + rest",
        ),
        ("POST /p HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", "POST /p 1.1 keep length=5 | Content-Length: 5 + hello"),
        ("POST /p HTTP/1.1\r\ncontent-length:0\r\n\r\n", "POST /p 1.1 keep | content-length: 0"),
        (
            "POST / HTTP/1.1\r\nContent-Length: 18446744073709551615\r\n\r\n",
            "POST / 1.1 keep length=18446744073709551615 | Content-Length: 18446744073709551615",
        ),
        (
            "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n",
            "POST / 1.1 keep chunked | Transfer-Encoding: Chunked",
        ),
        ("PUT / HTTP/1.1\r\nExpect: 100-Continue\r\n\r\n", "PUT / 1.1 keep continue | Expect: 100-Continue"),
        ("PUT / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n", "PUT / 1.0 | Expect: 100-continue"),
        ("GET http://a.b/c?d HTTP/1.1\r\n\r\n", "GET http://a.b/c?d 1.1 keep"),
        ("OPTIONS * HTTP/1.1\r\n\r\n", "OPTIONS * 1.1 keep"),
        ("CONNECT a.b:443 HTTP/1.1\r\n\r\n", "CONNECT a.b:443 1.1 keep"),
        ("M-SEARCH * HTTP/1.1\r\n\r\n", "M-SEARCH * 1.1 keep"),
        ("GET / HTTP/1.1\r\nX:\r\nY:  \t \r\nZ: a b \r\n\r\n", "GET / 1.1 keep | X:  | Y:  | Z: a b"),
        ("GET / HTTP/1.1\r\nHost: A.b\r\nhost:a.B\r\n\r\n", "GET / 1.1 keep | Host: A.b | host: a.B"),
        ("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", "GET / 1.0 | Host: a | Host: b"),
        ("GET /\u{e9} HTTP/1.1\r\nX: \u{e9}\r\n\r\n", "GET /\\xc3\\xa9 1.1 keep | X: \\xc3\\xa9"),
        (
            "GET / HTTP/1.1\r\n1: 1\r\n2: 2\r\n3: 3\r\n4: 4\r\n5: 5\r\n\r\n",
            "GET / 1.1 keep | 1: 1 | 2: 2 | 3: 3 | 4: 4 | 5: 5",
        ),
    ] {
        accepts(input, expect);
    }
}

#[test]
fn every_method_is_known() {
    for method in Method::ALL {
        let target = if *method == Method::Connect { "h:1" } else { "/" };
        accepts(
            &format!("{} {target} HTTP/1.1\n\n", method.as_str()),
            &format!("{} {target} 1.1 keep", method.as_str()),
        );
        refuses(format!("{}X / HTTP/1.1\n\n", method.as_str()).as_bytes(), Cause::MethodUnknown);
        assert_eq!(Method::from_bytes(method.as_str().to_lowercase().as_bytes()), None);
    }
}

#[test]
fn heads_that_need_more() {
    for input in
        ["", "\r", "\r\n", "G", "GET", "GET ", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\n\r", "GET / HTTP/1.1\r\nA: b\0"]
    {
        assert_eq!(replay(input.as_bytes()), Ok(None), "{input:?}");
    }
}

#[test]
fn heads_that_are_refused() {
    let cases: &[(&[u8], Cause)] = &[
        (b"\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\n\r\n", Cause::EmptyLines),
        (b"\rGET / HTTP/1.1\r\n\r\n", Cause::BareCr),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", Cause::MethodByte),
        (b" GET / HTTP/1.1\r\n\r\n", Cause::MethodByte),
        (b"GET\r\n", Cause::MethodByte),
        (b"GET\t/ HTTP/1.1\r\n\r\n", Cause::MethodByte),
        (b"get / HTTP/1.1\r\n\r\n", Cause::MethodUnknown),
        (b"BREW / HTTP/1.1\r\n\r\n", Cause::MethodUnknown),
        (b"PRI * HTTP/2.0\r\n\r\n", Cause::MethodUnknown),
        (b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", Cause::MethodUnknown),
        (b"GET \r\n", Cause::RequestLine),
        (b"GET  / HTTP/1.1\r\n\r\n", Cause::RequestLine),
        (b"GET /\r\n\r\n", Cause::VersionMissing),
        (b"GET / \r\n\r\n", Cause::RequestLine),
        (b"GET /  HTTP/1.1\r\n\r\n", Cause::RequestLine),
        (b"GET / a HTTP/1.1\r\n\r\n", Cause::RequestLine),
        (b"GET / HTTP/1.1 \r\n\r\n", Cause::VersionSyntax),
        (b"GET / HTTP/1\r\n\r\n", Cause::VersionSyntax),
        (b"GET / HTTP/1.10\r\n\r\n", Cause::VersionSyntax),
        (b"GET / HTTP/1.1\r\r\n\r\n", Cause::VersionSyntax),
        (b"GET / http/1.1\r\n\r\n", Cause::RequestLine),
        (b"GET / HTTP/0.9\r\n\r\n", Cause::VersionUnknown),
        (b"GET / HTTP/2.0\r\n\r\n", Cause::VersionUnknown),
        (b"GET /\tb HTTP/1.1\r\n\r\n", Cause::TargetByte),
        (b"GET /\x00 HTTP/1.1\r\n\r\n", Cause::TargetByte),
        (b"GET /\rX: y HTTP/1.1\r\n\r\n", Cause::BareCr),
        (b"GET index.html HTTP/1.1\r\n\r\n", Cause::TargetForm),
        (b"GET :80/ HTTP/1.1\r\n\r\n", Cause::TargetForm),
        (b"GET *a HTTP/1.1\r\n\r\n", Cause::TargetForm),
        (b"GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Cause::TargetTooLong),
        (b"GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\n\r\n", Cause::TargetTooLong),
        (b"GET / HTTP/1.1\r\n folded: x\r\n\r\n", Cause::FieldFolded),
        (b"GET / HTTP/1.1\r\nA: b\r\n\tc\r\n\r\n", Cause::FieldFolded),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", Cause::FieldNameSpace),
        (b"GET / HTTP/1.1\r\nnocolon\r\n\r\n", Cause::FieldNoColon),
        (b"GET / HTTP/1.1\r\n: x\r\n\r\n", Cause::FieldNameEmpty),
        (b"GET / HTTP/1.1\r\nTransfer-Encoding : chunked\r\n\r\n", Cause::FieldNameSpace),
        (b"GET / HTTP/1.1\r\nA\t: b\r\n\r\n", Cause::FieldNameSpace),
        (b"GET / HTTP/1.1\r\nA\x00: b\r\n\r\n", Cause::FieldNameByte),
        (b"GET / HTTP/1.1\r\n\x0bA: b\r\n\r\n", Cause::FieldNameByte),
        (b"GET / HTTP/1.1\r\nA(: b\r\n\r\n", Cause::FieldNameByte),
        (b"GET / HTTP/1.1\r\n\xc3\xa9: b\r\n\r\n", Cause::FieldNameByte),
        (b"GET / HTTP/1.1\r\nA: b\x00c\r\n\r\n", Cause::FieldValueByte),
        (b"GET / HTTP/1.1\r\nA: b\x7f\r\n\r\n", Cause::FieldValueByte),
        (b"GET / HTTP/1.1\r\nA: b\rB: c\r\n\r\n", Cause::BareCr),
        (b"GET / HTTP/1.1\r\nA: b\r\r\n\r\n", Cause::BareCr),
        (b"GET / HTTP/1.1\r\nA\r: b\r\n\r\n", Cause::BareCr),
        (b"GET / HTTP/1.1\r\n\rA: b\r\n\r\n", Cause::BareCr),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", Cause::HostTwice),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", Cause::LengthTwice),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", Cause::LengthTwice),
        (b"POST / HTTP/1.1\r\nContent-Length: 5, 5\r\n\r\n", Cause::LengthSyntax),
        (b"POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\n", Cause::LengthSyntax),
        (b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n", Cause::LengthSyntax),
        (b"POST / HTTP/1.1\r\nContent-Length: 0x5\r\n\r\n", Cause::LengthSyntax),
        (b"POST / HTTP/1.1\r\nContent-Length: 5 5\r\n\r\n", Cause::LengthSyntax),
        (b"POST / HTTP/1.1\r\nContent-Length:\r\n\r\n", Cause::LengthSyntax),
        (b"POST / HTTP/1.1\r\nContent-Length: 18446744073709551616\r\n\r\n", Cause::LengthSyntax),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", Cause::LengthAndCoding),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n", Cause::LengthAndCoding),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked, chunked\r\n\r\n", Cause::CodingNotLast),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", Cause::CodingNotLast),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked, identity\r\n\r\n", Cause::CodingNotLast),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", Cause::CodingUnknown),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: identity\r\n\r\n", Cause::CodingUnknown),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n", Cause::CodingUnknown),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked;a=b\r\n\r\n", Cause::CodingUnknown),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: \"chunked\"\r\n\r\n", Cause::CodingSyntax),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: ,chunked\r\n\r\n", Cause::CodingSyntax),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked,\r\n\r\n", Cause::CodingSyntax),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding:\r\n\r\n", Cause::CodingSyntax),
        (b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", Cause::CodingOldVersion),
        (b"GET / HTTP/1.1\n1: 1\n2: 2\n3: 3\n4: 4\n5: 5\n6: 6\n\n", Cause::HeadersTooMany),
    ];
    for (input, cause) in cases {
        refuses(input, *cause);
    }
}

#[test]
fn a_head_that_is_too_long_is_refused_before_it_ends() {
    for filler in ["X: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", "X"] {
        let mut input = b"GET / HTTP/1.1\r\n".to_vec();
        while input.len() <= 200 {
            input.extend_from_slice(filler.as_bytes());
        }
        refuses(&input, Cause::HeadTooLong);
        input.extend_from_slice(b"\0\n");
        refuses(&input, Cause::HeadTooLong);
    }
    // A head of exactly the limit is fine, one byte more is not.
    for (len, fits) in [(200, true), (201, false)] {
        let mut input = b"GET / HTTP/1.1\r\nX: ".to_vec();
        input.resize(len - 4, b'a');
        input.extend_from_slice(b"\r\n\r\n");
        assert_eq!(replay(&input).is_ok(), fits);
    }
}

#[test]
fn targets_up_to_the_limit_are_accepted() {
    for (len, fits) in [(40, true), (41, false)] {
        let target = format!("/{}", "a".repeat(len - 1));
        for input in [format!("GET {target} HTTP/1.1\r\n\r\n"), format!("GET {target} HTTP/1.1\n\n")] {
            let result = replay(input.as_bytes());
            if fits { assert!(result.is_ok()) } else { assert_eq!(result, Err(Cause::TargetTooLong)) }
        }
    }
}

#[test]
fn a_scanner_is_idle_until_a_message_begins() {
    let mut scanner = HeadScanner::new();
    for (buf, idle) in
        [(&b""[..], true), (b"\r", true), (b"\r\n", true), (b"\r\nG", false), (b"\r\nGET / HTTP/1.1\n", false)]
    {
        assert!(matches!(scanner.parse(buf, &LIMITS), Ok(Status::Partial)));
        assert_eq!(scanner.is_idle(), idle, "{buf:?}");
    }
}

#[test]
fn headers_of_other_bytes_end_early() {
    let raw = b"GET / HTTP/1.1\r\nA: b\r\n\r\n";
    let Ok(Status::Complete { head, .. }) = parse_request(raw, &LIMITS) else { panic!("refused") };
    for len in 0..raw.len() {
        assert!(headers(&raw[..len], &head).count() <= 1);
        let _ = head.target.of(&raw[..len]);
    }
}
