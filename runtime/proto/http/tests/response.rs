use super::super::{Cause, Limits, Method, ResponseBody, ResponseScanner, Status, response};

const LIMITS: Limits = Limits { head_len_max: 200, headers_max: 5, target_len_max: 40 };

fn outcome(scanner: &mut ResponseScanner, buf: &[u8]) -> Result<Option<String>, Cause> {
    match scanner.parse(buf, &LIMITS) {
        Ok(Status::Partial) => Ok(None),
        Ok(Status::Complete { head, len }) => {
            let raw = &buf[..len];
            assert_eq!(response::headers(raw, &head).count(), usize::from(head.header_count));
            let keep = if head.keep_alive { "keep" } else { "close" };
            let upgrade = if head.upgrade && head.connection_upgrade { " upgrade" } else { "" };
            let body = head.body(Method::Get);
            Ok(Some(format!(
                "1.{} {} {:?} {keep}{upgrade} {body:?}",
                head.minor,
                head.status,
                head.reason.of(raw).escape_ascii().to_string()
            )))
        }
        Err(refusal) => Err(refusal.cause),
    }
}

fn replay(input: &[u8]) -> Result<Option<String>, Cause> {
    let whole = outcome(&mut ResponseScanner::new(), input);
    for cut in 0..=input.len() {
        let mut scanner = ResponseScanner::new();
        match outcome(&mut scanner, &input[..cut]) {
            Ok(None) => assert_eq!(outcome(&mut scanner, input), whole, "cut at {cut}"),
            early => assert_eq!(early, whole, "cut at {cut}"),
        }
    }
    let mut scanner = ResponseScanner::new();
    let slow = (0..=input.len()).map(|len| outcome(&mut scanner, &input[..len])).find(|result| *result != Ok(None));
    assert_eq!(slow.unwrap_or(Ok(None)), whole);
    whole
}

#[test]
fn heads_that_are_accepted() {
    for (input, expect) in [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "1.1 200 \"OK\" keep Length(5)"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "1.1 200 \"OK\" keep None"),
        ("HTTP/1.1 200\r\n\r\n", "1.1 200 \"\" keep UntilClose"),
        ("HTTP/1.1 200 \n\n", "1.1 200 \"\" keep UntilClose"),
        ("HTTP/1.0 404 Not  Found\r\n\r\n", "1.0 404 \"Not  Found\" close UntilClose"),
        ("HTTP/1.1 999 caf\u{e9}\r\nConnection: close\r\n\r\n", "1.1 999 \"caf\\\\xc3\\\\xa9\" close UntilClose"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1.1 200 \"OK\" keep Chunked"),
        ("HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n", "1.1 204 \"No Content\" keep None"),
        ("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", "1.1 304 \"Not Modified\" keep None"),
        ("HTTP/1.1 100 Continue\r\n\r\n", "1.1 100 \"Continue\" keep None"),
        ("HTTP/1.1 101 S\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", "1.1 101 \"S\" keep upgrade None"),
        ("HTTP/1.1 200 OK\r\nHost: a\r\nHost: b\r\n\r\n", "1.1 200 \"OK\" keep UntilClose"),
    ] {
        assert_eq!(replay(input.as_bytes()), Ok(Some(expect.into())), "{input:?}");
    }
}

#[test]
fn heads_that_are_refused() {
    for (input, cause) in [
        ("X", Cause::StatusLine),
        ("HTTQ", Cause::StatusLine),
        ("<html>", Cause::StatusLine),
        ("HTTP/1.1\r\n\r\n", Cause::StatusLine),
        ("HTTP/1.1 \r\n\r\n", Cause::StatusLine),
        ("HTTP/1.1 20 OK\r\n\r\n", Cause::StatusLine),
        ("HTTP/1.1 2000 OK\r\n\r\n", Cause::StatusLine),
        ("HTTP/1.1 099 OK\r\n\r\n", Cause::StatusLine),
        ("HTTP/1.1  200 OK\r\n\r\n", Cause::StatusLine),
        ("HTTP/1.1 200\tOK\r\n\r\n", Cause::StatusLine),
        ("HTTP/1.1 200 O\0K\r\n\r\n", Cause::StatusLine),
        ("HTTP/1.1 200 O\rK\r\n\r\n", Cause::BareCr),
        ("HTTP/1,1 200 OK\r\n\r\n", Cause::StatusLine),
        ("HTTP/x.1 200 OK\r\n\r\n", Cause::StatusLine),
        ("HTTP/2.0 200 OK\r\n\r\n", Cause::VersionUnknown),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", Cause::LengthTwice),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", Cause::LengthAndCoding),
        ("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Cause::CodingOldVersion),
        ("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", Cause::FieldFolded),
    ] {
        assert_eq!(replay(input.as_bytes()), Err(cause), "{input:?}");
    }
    assert_eq!(replay(&[b"HTTP/1.1 200 ", &[b'a'; 300][..]].concat()), Err(Cause::HeadTooLong));
}

#[test]
fn heads_that_need_more() {
    for input in ["", "\r\n", "H", "HTTP/", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n\r"] {
        assert_eq!(replay(input.as_bytes()), Ok(None), "{input:?}");
    }
}

#[test]
fn the_request_decides_whether_there_is_a_body() {
    let head = |text: &[u8]| match response::parse_response(text, &LIMITS) {
        Ok(Status::Complete { head, .. }) => head,
        other => panic!("{other:?}"),
    };
    let ok = head(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
    assert_eq!(ok.body(Method::Post), ResponseBody::Length(5));
    assert_eq!(ok.body(Method::Head), ResponseBody::None);
    assert_eq!(ok.body(Method::Connect), ResponseBody::None);
    let refused = head(b"HTTP/1.1 407 No\r\nContent-Length: 5\r\n\r\n");
    assert_eq!(refused.body(Method::Connect), ResponseBody::Length(5));
}
