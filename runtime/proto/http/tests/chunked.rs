use super::super::Cause;
use super::super::chunked::{ChunkedDecoder, ChunkedStep, EXTENSIONS_LEN_MAX, TRAILERS_LEN_MAX, TRAILERS_MAX};

/// A decoded body: its bytes, its trailers as `name=value;`, what was left over. `None`: it had not ended.
type Body = Option<(Vec<u8>, String, Vec<u8>)>;

fn decode(parts: &[&[u8]]) -> Result<Body, Cause> {
    let mut decoder = ChunkedDecoder::new();
    let mut data = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let mut rest = *part;
        loop {
            match decoder.decode(rest).map_err(|refusal| refusal.cause)? {
                ChunkedStep::Partial => break,
                ChunkedStep::Data { bytes, consumed } => {
                    assert!(!bytes.is_empty());
                    data.extend_from_slice(bytes);
                    rest = &rest[consumed..];
                }
                ChunkedStep::End { consumed } => {
                    let trailers = decoder.trailer_fields();
                    let trailers =
                        trailers.map(|(n, v)| format!("{}={};", n.escape_ascii(), v.escape_ascii())).collect();
                    let left = [&rest[consumed..], &parts[index + 1..].concat()].concat();
                    assert_eq!(decoder.decode(b"x"), Ok(ChunkedStep::End { consumed: 0 }));
                    return Ok(Some((data, trailers, left)));
                }
            }
        }
    }
    Ok(None)
}

/// Decodes whole, cut in two at every byte, and byte by byte; the results must be the same.
fn replay(input: &[u8]) -> Result<Body, Cause> {
    let whole = decode(&[input]);
    for cut in 0..=input.len() {
        let (head, tail) = input.split_at(cut);
        assert_eq!(decode(&[head, tail]), whole, "cut at {cut}");
    }
    assert_eq!(decode(&input.chunks(1).collect::<Vec<_>>()), whole);
    whole
}

#[test]
fn bodies_that_are_accepted() {
    for (input, data, trailers, left) in [
        ("0\r\n\r\n", "", "", ""),
        ("5\r\nhello\r\n0\r\n\r\nGET", "hello", "", "GET"),
        ("5\r\nhello\r\nA\r\n0123456789\r\n000\r\n\r\n", "hello0123456789", "", ""),
        ("3;a=b;c=\"d e\"\r\nabc\r\n0;last\r\n\r\n", "abc", "", ""),
        ("3  \r\nabc\r\n0 ; x\r\n\r\n", "abc", "", ""),
        ("0000000000000003\r\nabc\r\n0\r\n\r\n", "abc", "", ""),
        ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n", "", ""),
        ("1\r\na\r\n0\r\nX-Sum: 5\r\nY:\r\n\r\nleft", "a", "X-Sum=5;Y=;", "left"),
        ("0\r\nA: b\n\nleft", "", "A=b;", "left"),
    ] {
        let expect = Some((data.as_bytes().to_vec(), trailers.to_string(), left.as_bytes().to_vec()));
        assert_eq!(replay(input.as_bytes()), Ok(expect), "{input:?}");
    }
}

#[test]
fn bodies_that_need_more() {
    for input in [
        "",
        "5",
        "5\r",
        "5\r\n",
        "5\r\nhel",
        "5\r\nhello\r\n",
        "0\r\n",
        "0\r\n\r",
        "0\r\nA: b\r\n",
        "ffffffffffffffff\r\na",
    ] {
        assert_eq!(replay(input.as_bytes()), Ok(None), "{input:?}");
    }
}

#[test]
fn bodies_that_are_refused() {
    for (input, cause) in [
        ("\r\n", Cause::ChunkSize),
        (" 5\r\nhello", Cause::ChunkSize),
        ("-5\r\n", Cause::ChunkSize),
        ("+5\r\n", Cause::ChunkSize),
        ("0x5\r\n", Cause::ChunkSize),
        ("5g\r\n", Cause::ChunkSize),
        ("5 5\r\nhello", Cause::ChunkSize),
        (";a\r\n", Cause::ChunkSize),
        ("10000000000000000\r\n", Cause::ChunkSizeOverflow),
        ("00000000000000005\r\n", Cause::ChunkSizeOverflow),
        ("5\nhello\r\n", Cause::ChunkLineEnd),
        ("5\r\rhello\r\n", Cause::ChunkLineEnd),
        ("5;a\nhello\r\n", Cause::ChunkLineEnd),
        ("5;a\rb\r\nhello\r\n", Cause::ChunkLineEnd),
        ("5;\x01\r\nhello\r\n", Cause::ChunkExtension),
        ("5\r\nhello\n0\r\n\r\n", Cause::ChunkDataEnd),
        ("5\r\nhello!\r\n", Cause::ChunkDataEnd),
        ("5\r\nhello\r0\r\n", Cause::ChunkDataEnd),
        ("0\r\nA : b\r\n\r\n", Cause::FieldNameSpace),
        ("0\r\n A: b\r\n\r\n", Cause::FieldFolded),
        ("0\r\nA: b\rC: d\r\n\r\n", Cause::BareCr),
        ("0\r\nA: \x01\r\n\r\n", Cause::FieldValueByte),
        ("0\r\nContent-Length: 5\r\n\r\n", Cause::TrailerForbidden),
        ("0\r\ntransfer-encoding: chunked\r\n\r\n", Cause::TrailerForbidden),
    ] {
        assert_eq!(replay(input.as_bytes()), Err(cause), "{input:?}");
    }
}

#[test]
fn extensions_and_trailers_are_bounded() {
    let mut decoder = ChunkedDecoder::new();
    let chunk = format!("1;{}\r\na\r\n", "x".repeat(1000));
    let refused = (0..100).map(|_| drain(&mut decoder, chunk.as_bytes())).position(|result| result.is_err());
    assert_eq!(refused, Some(EXTENSIONS_LEN_MAX as usize / 1001));

    let mut decoder = ChunkedDecoder::new();
    assert_eq!(drain(&mut decoder, b"0\r\nX: "), Ok(()));
    let refused = (0..100).map(|_| drain(&mut decoder, &[b'a'; 1024])).position(|result| result.is_err());
    assert_eq!(refused, Some(TRAILERS_LEN_MAX / 1024 - 1));

    let mut decoder = ChunkedDecoder::new();
    assert_eq!(drain(&mut decoder, b"0\r\n"), Ok(()));
    let refused = (0..1000).map(|_| drain(&mut decoder, b"X: y\r\n")).position(|result| result.is_err());
    assert_eq!(refused, Some(TRAILERS_MAX));
}

fn drain(decoder: &mut ChunkedDecoder, mut input: &[u8]) -> Result<(), Cause> {
    while let ChunkedStep::Data { consumed, .. } = decoder.decode(input).map_err(|refusal| refusal.cause)? {
        input = &input[consumed..];
    }
    Ok(())
}
