//! The codecs, against the standard library and against each other.

use noderu_proto::text::{
    DecodedText, Encoding, Source, StreamDecoder, decode, encode, encode_into, encoded_len, utf8_len,
};

/// The first byte chooses a cut, the others are bytes to decode and characters to encode.
pub fn text(data: &[u8]) {
    let [first, data @ ..] = data else { return };
    let cut = usize::from(*first) % (data.len() + 1);
    for encoding in [Encoding::Utf8, Encoding::Ascii, Encoding::Binary, Encoding::Base64, Encoding::Hex, Encoding::Ucs2]
    {
        let text = decode(encoding, data);
        decoded(encoding, data, &text);
        streamed(encoding, data, cut, &text);
        let units: Vec<u16> =
            data.chunks(2).map(|pair| u16::from_be_bytes([pair[0], *pair.get(1).unwrap_or(&0)])).collect();
        for source in [Source::Latin1(data), Source::Utf16(&units), text.as_source()] {
            encoded(encoding, source, cut);
        }
        let wide: Vec<u16> = data.iter().map(|byte| u16::from(*byte)).collect();
        assert_eq!(
            encode(encoding, Source::Latin1(data)),
            encode(encoding, Source::Utf16(&wide)),
            "one text, two shapes"
        );
        assert_eq!(utf8_len(Source::Utf16(&units)), String::from_utf16_lossy(&units).len());
        assert_eq!(encode(Encoding::Utf8, Source::Utf16(&units)), String::from_utf16_lossy(&units).as_bytes());
    }
}

fn decoded(encoding: Encoding, data: &[u8], text: &DecodedText) {
    match encoding {
        Encoding::Utf8 => {
            let expect: Vec<u16> = String::from_utf8_lossy(data).encode_utf16().collect();
            assert_eq!(text.to_utf16(), expect);
            assert_eq!(
                matches!(text, DecodedText::Latin1(_)),
                expect.iter().all(|unit| *unit < 256),
                "the narrowest shape"
            );
        }
        Encoding::Ascii => assert!(text.to_utf16().iter().all(|unit| *unit < 128)),
        // What these write, they read.
        Encoding::Binary | Encoding::Base64 | Encoding::Hex => assert_eq!(encode(encoding, text.as_source()), data),
        Encoding::Ucs2 => assert_eq!(encode(encoding, text.as_source()), data[..data.len() / 2 * 2]),
    }
}

fn streamed(encoding: Encoding, data: &[u8], cut: usize, whole: &DecodedText) {
    let pieces = [&[&data[..cut], &data[cut..]][..], &data.chunks(1).collect::<Vec<_>>()];
    for pieces in pieces {
        let mut decoder = StreamDecoder::new(encoding);
        let mut text = DecodedText::default();
        pieces.iter().for_each(|piece| text.append(decoder.write(piece)));
        text.append(decoder.end());
        assert_eq!(text.to_utf16(), whole.to_utf16());
    }
}

fn encoded(encoding: Encoding, source: Source<'_>, room: usize) {
    let whole = encode(encoding, source);
    assert_eq!(encoded_len(encoding, source), whole.len());
    let mut out = vec![0xee; room];
    let written = encode_into(encoding, source, &mut out);
    assert!(written.chars <= source.len());
    assert_eq!(out[..written.bytes], whole[..written.bytes]);
    assert!(out[written.bytes..].iter().all(|byte| *byte == 0xee), "bytes behind what was written");
    assert!(written.bytes == whole.len() || room - written.bytes < 4, "room was left unused");
}
