use super::*;

const ALL: [Encoding; 6] =
    [Encoding::Utf8, Encoding::Ascii, Encoding::Binary, Encoding::Base64, Encoding::Hex, Encoding::Ucs2];

fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

/// Text of every length and mix: runs of ASCII around other characters.
fn samples() -> Vec<Vec<u16>> {
    let mut samples = vec![vec![], vec![0xd800], vec![0xdc00, 0xd800], vec![0xd83d, 0xd83d, 0xde00], vec![0xd800; 40]];
    for middle in [
        "",
        "\0",
        "\u{7f}",
        "\u{80}",
        "\u{ff}",
        "\u{100}",
        "\u{7ff}",
        "\u{800}",
        "\u{ffff}",
        "\u{10000}",
        "\u{10ffff}",
        "é€😀",
    ] {
        for len in [0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 70] {
            let run = "abcdefghij".repeat(8)[..len].to_string();
            samples.push(units(&format!("{run}{middle}{run}")));
            samples.push(units(&format!("{middle}{run}{middle}")));
        }
    }
    samples
}

fn shapes(units: &[u16]) -> Vec<DecodedText> {
    let mut shapes = vec![DecodedText::Utf16(units.to_vec())];
    if let Ok(bytes) = units.iter().map(|unit| u8::try_from(*unit)).collect() {
        shapes.push(DecodedText::Latin1(bytes));
    }
    shapes
}

#[test]
fn names() {
    for (name, encoding) in [
        ("utf8", Some(Encoding::Utf8)),
        ("UTF-8", Some(Encoding::Utf8)),
        ("Ascii", Some(Encoding::Ascii)),
        ("binary", Some(Encoding::Binary)),
        ("LATIN1", Some(Encoding::Binary)),
        ("base64", Some(Encoding::Base64)),
        ("hex", Some(Encoding::Hex)),
        ("ucs2", Some(Encoding::Ucs2)),
        ("ucs-2", Some(Encoding::Ucs2)),
        ("utf16le", Some(Encoding::Ucs2)),
        ("UTF-16LE", Some(Encoding::Ucs2)),
        ("", None),
        ("utf", None),
        ("utf-16le ", None),
        ("ütf8", None),
    ] {
        assert_eq!(Encoding::from_name(name), encoding, "{name}");
    }
    assert!(ALL.iter().all(|encoding| Encoding::from_name(encoding.name()) == Some(*encoding)));
}

#[test]
fn utf8_agrees_with_the_standard_library() {
    for sample in samples() {
        let expect = String::from_utf16_lossy(&sample);
        for shape in shapes(&sample) {
            let source = shape.as_source();
            let bytes = encode(Encoding::Utf8, source);
            assert_eq!(bytes, expect.as_bytes());
            assert_eq!(utf8_len(source), bytes.len());
        }
        let text = decode(Encoding::Utf8, expect.as_bytes());
        assert_eq!(text.to_utf16(), units(&expect));
        let fits = expect.chars().all(|char| char <= '\u{ff}');
        assert_eq!(matches!(text, DecodedText::Latin1(_)), fits, "Latin-1 whenever it fits: {expect:?}");
    }
}

#[test]
fn ill_formed_utf8_is_replaced_as_the_encoding_standard_says() {
    for bytes in [
        &b"\xff"[..],
        b"\x80",
        b"a\xc3",
        b"\xc3a",
        b"\xc0\x80",
        b"\xe2\x82",
        b"\xe2\x82a",
        b"\xe2\x28\xa1",
        b"\xed\xa0\x80",
        b"\xed\xa0\xbd\xed\xb8\x80",
        b"\xf0\x9f\x98",
        b"\xf0\x9f\x98\xf0\x9f\x98\x80",
        b"\xf4\x90\x80\x80",
        b"\xf8\x88\x80\x80\x80",
        b"caf\xe9 au lait, tout \xc3\xa9tait \xe0\x80\x80 perdu",
        b"\xc3\xa9\xe2\x82\xac\xff\xc3\xa9",
    ] {
        let expect = units(&String::from_utf8_lossy(bytes));
        assert_eq!(decode(Encoding::Utf8, bytes).to_utf16(), expect, "{:?}", bytes.escape_ascii().to_string());
    }
}

#[test]
fn whole_characters_only() {
    for sample in samples() {
        for shape in shapes(&sample) {
            let source = shape.as_source();
            for encoding in ALL {
                let whole = encode(encoding, source);
                assert_eq!(encoded_len(encoding, source), whole.len(), "{encoding:?} {sample:x?}");
                for room in 0..=whole.len() {
                    let mut out = vec![0xee; room];
                    let written = encode_into(encoding, source, &mut out);
                    assert_eq!(out[..written.bytes], whole[..written.bytes]);
                    assert!(out[written.bytes..].iter().all(|byte| *byte == 0xee), "bytes behind what was written");
                    assert!(written.chars <= sample.len());
                    if encoding == Encoding::Utf8 {
                        assert!(room - written.bytes < 4);
                        let part = Source::Utf16(&sample[..written.chars]);
                        assert_eq!(encode(encoding, part), out[..written.bytes]);
                    }
                }
            }
        }
    }
}

#[test]
fn single_bytes() {
    let all: Vec<u8> = (0..=255).collect();
    assert_eq!(decode(Encoding::Binary, &all), DecodedText::Latin1(all.clone()));
    assert_eq!(decode(Encoding::Ascii, b"a\xe9\x80\xff"), DecodedText::Latin1(b"a\x69\0\x7f".to_vec()));
    assert_eq!(encode(Encoding::Binary, Source::Utf16(&[0x41, 0xe9, 0x20ac])), b"A\xe9\xac");
    assert_eq!(encode(Encoding::Ascii, Source::Latin1(b"A\xe9")), b"A\xe9");
}

#[test]
fn base64() {
    for (bytes, digits) in [
        (&b""[..], ""),
        (b"f", "Zg=="),
        (b"fo", "Zm8="),
        (b"foo", "Zm9v"),
        (b"foob", "Zm9vYg=="),
        (b"fooba", "Zm9vYmE="),
        (b"foobar", "Zm9vYmFy"),
        (b"\xff\xfe\xfd\xfb\xef\xbe", "//79++++"),
    ] {
        assert_eq!(decode(Encoding::Base64, bytes), DecodedText::Latin1(digits.into()));
        assert_eq!(encode(Encoding::Base64, Source::Latin1(digits.as_bytes())), bytes, "{digits}");
    }
    for (digits, bytes) in [
        ("Zm9v\r\nYmFy", &b"foobar"[..]),
        ("Z m\t9\nv", b"foo"),
        ("Zm9vYg", b"foob"),
        ("Zm9vYmE", b"fooba"),
        ("Zm9vY", b"foo"),
        ("Zg==Zg==", b"f"),
        ("=Zg", b""),
        ("__79--_-", b"\xff\xfe\xfd\xfb\xef\xfe"),
        ("Zm\u{20ac}9v", b"foo"),
        ("Zm9v*YmFy", b"foobar"),
    ] {
        assert_eq!(encode(Encoding::Base64, Source::Utf16(&units(digits))), bytes, "{digits}");
        let text = decode(Encoding::Utf8, digits.as_bytes());
        assert_eq!(encode(Encoding::Base64, text.as_source()), bytes, "{digits}");
    }
    for len in 0..200 {
        let bytes: Vec<u8> = (0..len).map(|n| (n * 37 + len) as u8).collect();
        let digits = decode(Encoding::Base64, &bytes);
        assert_eq!(encode(Encoding::Base64, digits.as_source()), bytes);
    }
}

#[test]
fn hex() {
    assert_eq!(decode(Encoding::Hex, b"\x00\x7f\xff"), DecodedText::Latin1(b"007fff".to_vec()));
    for (digits, bytes) in [
        ("", &b""[..]),
        ("007fFF", b"\x00\x7f\xff"),
        ("616", b"a"),
        ("61zz62", b"a"),
        ("6g", b""),
        ("61\u{161}1", b"a"),
    ] {
        assert_eq!(encode(Encoding::Hex, Source::Utf16(&units(digits))), bytes, "{digits}");
    }
}

#[test]
fn ucs2() {
    assert_eq!(decode(Encoding::Ucs2, b"a\0b\0c"), DecodedText::Latin1(b"ab".to_vec()));
    assert_eq!(decode(Encoding::Ucs2, b"a\0\xac\x20\x00\xd8"), DecodedText::Utf16(vec![0x61, 0x20ac, 0xd800]));
    assert_eq!(encode(Encoding::Ucs2, Source::Latin1(b"a\xe9")), b"a\0\xe9\0");
    assert_eq!(encode(Encoding::Ucs2, Source::Utf16(&[0xd83d, 0xde00])), b"\x3d\xd8\x00\xde");
}

#[test]
fn streams_give_what_the_whole_gives() {
    let cases: &[&[u8]] = &[
        b"",
        b"plain ASCII",
        "é€😀é€😀".as_bytes(),
        b"\xe2\x82\xe2\x82\xac\xf0\x9f\x98a\xf0\x9f\x98\x80\xc3",
        b"\xf0\x9f",
        b"\xed\xa0\x80\xff\xfe\xf4\x90\x80\x80",
        b"a\0\x3d\xd8\x00\xde\x3d\xd8\x3d\xd8\x00\xdeb\0\x00\xd8",
        b"\x3d\xd8\x00",
    ];
    for bytes in cases {
        for encoding in ALL {
            let whole = decode(encoding, bytes).to_utf16();
            for first in 0..=bytes.len() {
                for second in first..=bytes.len() {
                    let parts = [&bytes[..first], &bytes[first..second], &bytes[second..]];
                    assert_eq!(stream(encoding, &parts), whole, "{encoding:?} {bytes:x?} cut at {first} and {second}");
                }
            }
            assert_eq!(stream(encoding, &bytes.chunks(1).collect::<Vec<_>>()), whole, "{encoding:?} {bytes:x?}");
        }
    }
}

fn stream(encoding: Encoding, parts: &[&[u8]]) -> Vec<u16> {
    let mut decoder = StreamDecoder::new(encoding);
    let mut text = DecodedText::default();
    for part in parts {
        text.append(decoder.write(part));
    }
    text.append(decoder.end());
    assert!(decoder.end().is_empty());
    text.to_utf16()
}

#[test]
fn pieces_hold_whole_characters() {
    let mut decoder = StreamDecoder::new(Encoding::Utf8);
    let pieces: Vec<_> = "a😀b".as_bytes().chunks(1).map(|piece| decoder.write(piece).to_utf16()).collect();
    assert_eq!(pieces, [units("a"), vec![], vec![], vec![], units("😀"), units("b")]);
    let mut decoder = StreamDecoder::new(Encoding::Ucs2);
    let pieces: Vec<_> = b"\x3d\xd8\x00\xde".chunks(1).map(|piece| decoder.write(piece).to_utf16()).collect();
    assert_eq!(pieces, [vec![], vec![], vec![], units("😀")]);
}
