//! `readFile`, `writeFile`, `appendFile`: whole files, each one job of the pool.

use noderu_glue::prelude::*;
use noderu_runtime::fs;

use super::args::{encoding, flags, mode, option, whole};
use super::call::{Answer, Call, later, now};
use crate::buffer::{Encoding, LEN_MAX, View, decode, encode_append};

/// Each function in its two forms.
pub(super) const METHODS: &[Method] = &[
    method("readFile", 3, |_, args, cx| later(read_file, args, cx)),
    method("readFileSync", 2, |_, args, cx| now(read_file, args, cx)),
    method("writeFile", 4, |_, args, cx| later(write_file, args, cx)),
    method("writeFileSync", 3, |_, args, cx| now(write_file, args, cx)),
    method("cat", 2, |_, _, _| Err(error("fs.cat is deprecated. Please use fs.readFile instead."))),
    method("catSync", 2, |_, _, _| Err(error("fs.catSync is deprecated. Please use fs.readFileSync instead."))),
];

/// `fs.readFile(filename, [encoding], [callback])`: a Buffer, or a string when there is an encoding.
pub(super) fn read_file(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    let file = whole(args, "filename", cx)?;
    let options = args.get_or_undefined(1);
    let encoding = encoding(options, cx)?;
    let flags = flags(&option(options, js_string!("flag"), cx)?.unwrap_or_default(), "r")?;
    let work = move || fs::read_file(&file, flags, LEN_MAX).map(Answer::Data);
    Ok(match encoding {
        None => Call::new(work),
        Some(encoding) => Call::then(work, move |answer, _| match answer {
            Answer::Data(bytes) => Ok(vec![decode(&bytes, encoding).into()]),
            _ => Ok(Vec::new()),
        }),
    })
}

/// `fs.writeFile(filename, data, encoding='utf8', [callback])`
pub(super) fn write_file(args: &[JsValue], cx: &mut Context) -> JsResult<Call> {
    put(args, "w", cx)
}

pub(super) fn put(args: &[JsValue], letters: &str, cx: &mut Context) -> JsResult<Call> {
    let file = whole(args, "filename", cx)?;
    let options = args.get_or_undefined(2);
    let encoding = encoding(options, cx)?.unwrap_or(Encoding::Utf8);
    let flags = flags(&option(options, js_string!("flag"), cx)?.unwrap_or_default(), letters)?;
    let mode = mode(&option(options, js_string!("mode"), cx)?.unwrap_or_default(), 0o666)?;
    let data = args.get_or_undefined(1);
    let bytes = match View::of(data, cx) {
        Some(view) => view.read(<[u8]>::to_vec),
        None => {
            let mut bytes = Vec::new();
            encode_append(&data.to_string(cx)?, encoding, &mut bytes);
            bytes
        }
    };
    Ok(Call::new(move || fs::write_file(&file, flags, mode, &bytes)))
}
