//! `<Buffer 6e 6f>`: what a program sees when it prints a Buffer.

use noderu_glue::prelude::*;

use super::argument::this_view;
use super::class::shared;

/// 0.2 printed every octet; this bound keeps one `console.log` of a large file from filling the screen for minutes.
/// Programs change it as `require('buffer').INSPECT_MAX_BYTES`.
pub(super) const SHOWN_LEN_MAX: usize = 65_536;

/// `buffer.inspect()`.
pub(super) fn inspect(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let max = shared(cx)?.exports.get(js_string!("INSPECT_MAX_BYTES"), cx)?.to_length(cx)?;
    let max = usize::try_from(max).unwrap_or(usize::MAX);
    let view = this_view(this, cx)?;
    Ok(latin1(&view.read(|bytes| shown(bytes, max))).into())
}

fn shown(bytes: &[u8], max: usize) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = Vec::with_capacity(bytes.len().min(max) * 3 + 16);
    out.extend_from_slice(b"<Buffer ");
    for (number, byte) in bytes.iter().take(max).enumerate() {
        if number > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    if bytes.len() > max {
        out.extend_from_slice(b" ...");
    }
    out.push(b'>');
    out
}
