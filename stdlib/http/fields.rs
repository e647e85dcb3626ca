//! The header fields that a program gives: checked, and written as lines.
//!
//! A name that is no token, or a value with CR, LF, NUL or a character above U+00FF, throws before a byte is sent.

use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::string::JsStrVariant;
use boa_gc::{Finalize, Trace};
use noderu_glue::prelude::*;
use noderu_runtime::proto::http::encode::{is_field_value, is_token, push_decimal, push_header};
use smallvec::SmallVec;

/// What `setHeader` collected, in the order of the calls.
#[derive(Default, Trace, Finalize)]
pub(super) struct Fields {
    list: Vec<(JsString, JsValue)>,
    /// The length of the whole body, where it is known and the program gave none.
    #[unsafe_ignore_trace]
    length: Option<u64>,
}

impl Fields {
    /// Adds a field, or replaces it; names differ without case.
    pub(super) fn set(&mut self, name: JsString, value: JsValue) {
        match self.list.iter_mut().find(|(other, _)| same_name(other, &name)) {
            Some(field) => *field = (name, value),
            None => self.list.push((name, value)),
        }
    }

    /// Adds a field behind those that are there, whatever their names.
    pub(super) fn add(&mut self, name: JsString, value: JsValue) {
        self.list.push((name, value));
    }

    /// Whether there is a field of this name (in lower case).
    pub(super) fn has(&self, name: &str) -> bool {
        self.list.iter().any(|(other, _)| same_name(other, &JsString::from(name)))
    }

    /// The value of a field as it was given.
    pub(super) fn get(&self, name: &JsString) -> Option<JsValue> {
        self.list.iter().find(|(other, _)| same_name(other, name)).map(|(_, value)| value.clone())
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &(JsString, JsValue)> {
        self.list.iter()
    }

    /// Takes a field out.
    pub(super) fn remove(&mut self, name: &JsString) {
        self.list.retain(|(other, _)| !same_name(other, name));
    }

    /// Notes the length of the whole body.
    pub(super) fn set_length(&mut self, len: usize) {
        self.length = Some(len as u64);
    }
}

/// Which fields that matter for framing were given.
#[derive(Default)]
pub(super) struct Seen {
    /// `Connection`, and whether it says close.
    pub(super) connection: Option<bool>,
    /// `Content-Length`.
    pub(super) length: bool,
    /// What it says; the largest number for what is none.
    pub(super) announced: Option<u64>,
    /// `Transfer-Encoding`.
    pub(super) coding: bool,
    /// `Transfer-Encoding` that says chunked.
    pub(super) chunked: bool,
}

impl Seen {
    fn note(&mut self, name: &[u8], value: &[u8]) {
        match name.len() {
            10 if name.eq_ignore_ascii_case(b"connection") => {
                self.connection = Some(contains(value, b"close") || self.connection == Some(true));
            }
            14 if name.eq_ignore_ascii_case(b"content-length") => {
                self.length = true;
                self.announced = Some(length_of(value).unwrap_or(u64::MAX));
            }
            17 if name.eq_ignore_ascii_case(b"transfer-encoding") => {
                self.coding = true;
                self.chunked |= contains(value, b"chunk");
            }
            _ => {}
        }
    }
}

/// Content-Length = 1*DIGIT
fn length_of(value: &[u8]) -> Option<u64> {
    let mut length = 0u64;
    for byte in value {
        length = length.checked_mul(10)?.checked_add(char::from(*byte).to_digit(10)?.into())?;
    }
    (!value.is_empty()).then_some(length)
}

fn contains(value: &[u8], word: &[u8]) -> bool {
    value.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

/// The fields of one `writeHead` or `addTrailers` call, as lines that are checked already.
#[derive(Default)]
pub(super) struct Given {
    lines: Vec<u8>,
    /// Where the name and the value of each line are in `lines`.
    spans: SmallVec<[[u32; 3]; 8]>,
}

impl Given {
    /// Reads an object `{name: value}`, `{name: [value, ..]}` or an array `[[name, value], ..]`; `lines` is an empty
    /// buffer to write them to.
    pub(super) fn from_value(value: &JsValue, lines: Vec<u8>, cx: &mut Context) -> JsResult<Given> {
        let mut given = Given { lines, spans: SmallVec::new() };
        let Some(object) = value.as_object() else { return Ok(given) };
        if object.is_array() {
            let list = JsArray::from_object(object)?;
            for index in 0..list.length(cx)? {
                let pair = list.get(index, cx)?;
                let pair = pair.as_object().ok_or_else(|| type_error("headers in an array are [name, value] pairs"))?;
                let name = pair.get(0, cx)?.to_string(cx)?;
                let value = pair.get(1, cx)?;
                given.push(&name, &value, cx)?;
            }
            return Ok(given);
        }
        for key in object.own_property_keys(cx)? {
            let Some(name) = name_of(&key) else { continue };
            // An ordinary property is read where it lies; accessors and exotic objects go the long way.
            let property = object.borrow().properties().get(&key);
            let value = match property {
                Some(property) if property.enumerable() == Some(false) => continue,
                Some(property) if property.value().is_some() => property.value().cloned().unwrap_or_default(),
                _ => object.get(key, cx)?,
            };
            given.push(&name, &value, cx)?;
        }
        Ok(given)
    }

    /// The buffer that the lines were written to.
    pub(super) fn into_lines(self) -> Vec<u8> {
        self.lines
    }

    fn push(&mut self, name: &JsString, value: &JsValue, cx: &mut Context) -> JsResult<()> {
        if let Some(list) = value.as_object().filter(JsObject::is_array) {
            let list = JsArray::from_object(list)?;
            for index in 0..list.length(cx)? {
                let one = list.get(index, cx)?;
                self.push_one(name, &one, cx)?;
            }
            return Ok(());
        }
        self.push_one(name, value, cx)
    }

    fn push_one(&mut self, name: &JsString, value: &JsValue, cx: &mut Context) -> JsResult<()> {
        if self.lines.capacity() == 0 {
            // Most heads fit, and a vector that grows line by line is moved each time.
            self.lines.reserve(128);
        }
        let start = self.lines.len();
        match name.as_str().variant() {
            JsStrVariant::Latin1(bytes) if is_token(bytes) => self.lines.extend_from_slice(bytes),
            JsStrVariant::Latin1(_) => return Err(bad_name(name)),
            // What toLowerCase() and replace() make is wide in the engine, whatever is in it.
            JsStrVariant::Utf16(units) => {
                append_latin1(&mut self.lines, name);
                let appended = &self.lines[start..];
                if appended.len() != units.len() || !is_token(appended) {
                    return Err(bad_name(name));
                }
            }
        }
        let colon = self.lines.len();
        self.lines.extend_from_slice(b": ");
        match value.variant() {
            JsVariant::Integer32(number) if number >= 0 => push_decimal(&mut self.lines, number as u64),
            JsVariant::String(text) => push_value(&mut self.lines, &text, name)?,
            _ => push_value(&mut self.lines, &value.to_string(cx)?, name)?,
        }
        self.lines.extend_from_slice(b"\r\n");
        self.spans.push([start as u32, colon as u32, self.lines.len() as u32]);
        Ok(())
    }

    fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.spans.iter().map(|&[start, colon, end]| {
            (&self.lines[start as usize..colon as usize], &self.lines[colon as usize + 2..end as usize - 2])
        })
    }

    /// Writes `before` (what `setHeader` collected, less what is given here too) and then these lines.
    pub(super) fn write(&self, before: &Fields, out: &mut Vec<u8>) -> JsResult<Seen> {
        let mut seen = Seen::default();
        for (name, value) in self.iter() {
            seen.note(name, value);
        }
        for (name, value) in &before.list {
            let name = value_bytes(name, "a header name")?;
            if self.iter().any(|(given, _)| given.eq_ignore_ascii_case(&name)) {
                continue;
            }
            for value in values_of(value)? {
                seen.note(&name, &value);
                push_header(out, &name, &value);
            }
        }
        out.extend_from_slice(&self.lines);
        if let Some(length) = before.length
            && !seen.length
            && !seen.coding
        {
            seen.length = true;
            seen.announced = Some(length);
            out.extend_from_slice(b"Content-Length: ");
            push_decimal(out, length);
            out.extend_from_slice(b"\r\n");
        }
        if seen.length && seen.chunked {
            // RFC 9112 section 6.2: never both. Two readers could take different ends from them.
            drop_lengths(out);
            seen.length = false;
            seen.announced = None;
        }
        Ok(seen)
    }
}

/// Takes every Content-Length line out of a head that is being written.
fn drop_lengths(head: &mut Vec<u8>) {
    let is_length = |line: &[u8]| line.get(..15).is_some_and(|start| start.eq_ignore_ascii_case(b"content-length:"));
    let kept: Vec<u8> =
        head.split_inclusive(|&byte| byte == b'\n').filter(|line| !is_length(line)).flatten().copied().collect();
    *head = kept;
}

/// The lines of a trailer section that a program gives.
///
/// # Errors
/// As for headers; a TypeError for a field that says how a message is framed or where it goes: it would come too late.
pub(super) fn trailers(value: &JsValue, out: &mut Vec<u8>, cx: &mut Context) -> JsResult<()> {
    let given = Given::from_value(value, Vec::new(), cx)?;
    for (name, _) in given.iter() {
        if [&b"content-length"[..], b"transfer-encoding", b"host"].iter().any(|it| name.eq_ignore_ascii_case(it)) {
            return Err(type_error(format!("{} can't be a trailer", String::from_utf8_lossy(name))));
        }
    }
    out.extend_from_slice(&given.lines);
    Ok(())
}

/// The fields of a request as its program gives them: `{name: value}`, `{name: [value, ..]}`, `[[name, value], ..]` or
/// `[name, value, ..]`; checked, in their order.
pub(super) fn of_request(value: &JsValue, cx: &mut Context) -> JsResult<Fields> {
    let mut fields = Fields::default();
    let Some(object) = value.as_object() else { return Ok(fields) };
    if object.is_array() {
        let list = JsArray::from_object(object)?;
        let len = list.length(cx)?;
        let mut index = 0;
        while index < len {
            let first = list.get(index, cx)?;
            let (name, value) = match first.as_object() {
                Some(pair) => (pair.get(0, cx)?, pair.get(1, cx)?),
                None => {
                    index += 1;
                    (first, list.get(index, cx)?)
                }
            };
            index += 1;
            let name = name.to_string(cx)?;
            let value = plain(&name, &value, cx)?;
            fields.add(name, value);
        }
        return Ok(fields);
    }
    for key in object.own_property_keys(cx)? {
        let Some(name) = name_of(&key) else { continue };
        let property = object.borrow().properties().get(&key);
        if property.is_some_and(|property| property.enumerable() == Some(false)) {
            continue;
        }
        let value = object.get(key, cx)?;
        let value = plain(&name, &value, cx)?;
        fields.add(name, value);
    }
    Ok(fields)
}

/// The field that a property names; a symbol names none.
fn name_of(key: &PropertyKey) -> Option<JsString> {
    match key {
        PropertyKey::String(name) => Some(name.clone()),
        PropertyKey::Index(index) => Some(JsString::from(index.get().to_string().as_str())),
        PropertyKey::Symbol(_) => None,
    }
}

/// Checks a field for `setHeader`, and makes strings of values whose own `toString` could throw or change later.
pub(super) fn plain(name: &JsString, value: &JsValue, cx: &mut Context) -> JsResult<JsValue> {
    let value = match value.as_object() {
        Some(list) if list.is_array() => {
            let list = JsArray::from_object(list)?;
            let strings = JsArray::new(cx)?;
            for index in 0..list.length(cx)? {
                let one = list.get(index, cx)?.to_string(cx)?;
                strings.push(one, cx)?;
            }
            JsValue::from(strings)
        }
        Some(_) => value.to_string(cx)?.into(),
        None => value.clone(),
    };
    Given::default().push(name, &value, cx)?;
    Ok(value)
}

fn values_of(value: &JsValue) -> JsResult<Vec<Vec<u8>>> {
    let text = |value: &JsValue| match value.variant() {
        JsVariant::String(text) => value_bytes(&text, "a header value"),
        _ => Ok(value.display().to_string().into_bytes()),
    };
    let Some(list) = value.as_object().filter(JsObject::is_array) else { return Ok(vec![text(value)?]) };
    let list: Vec<JsValue> =
        list.borrow().properties().index_property_values().filter_map(|property| property.value().cloned()).collect();
    list.iter().map(text).collect()
}

/// The bytes of a reason phrase, name or value: Latin-1, no CR, LF or NUL.
pub(super) fn value_bytes(text: &JsString, what: &str) -> JsResult<Vec<u8>> {
    let mut out = Vec::new();
    append_latin1(&mut out, text);
    if out.len() == text.len() && is_field_value(&out) {
        return Ok(out);
    }
    Err(type_error(format!("Invalid character in {what}: {:?}", noderu_glue::convert::text(text))))
}

fn push_value(out: &mut Vec<u8>, text: &JsString, name: &JsString) -> JsResult<()> {
    let start = out.len();
    append_latin1(out, text);
    if out.len() - start == text.len() && is_field_value(&out[start..]) {
        return Ok(());
    }
    Err(type_error(format!("Invalid character in the value of header {}", noderu_glue::convert::text(name))))
}

/// Appends the characters up to U+00FF; a caller sees a larger one by the length.
fn append_latin1(out: &mut Vec<u8>, text: &JsString) {
    match text.as_str().variant() {
        JsStrVariant::Latin1(bytes) => out.extend_from_slice(bytes),
        JsStrVariant::Utf16(units) => out.extend(units.iter().filter_map(|&unit| u8::try_from(unit).ok())),
    }
}

fn bad_name(name: &JsString) -> JsError {
    type_error(format!("Header name must be a valid HTTP token: {:?}", noderu_glue::convert::text(name)))
}

fn same_name(a: &JsString, b: &JsString) -> bool {
    match (a.as_str().variant(), b.as_str().variant()) {
        (JsStrVariant::Latin1(a), JsStrVariant::Latin1(b)) => a.eq_ignore_ascii_case(b),
        _ => {
            let lower = |unit: u16| u8::try_from(unit).map_or(unit, |byte| byte.to_ascii_lowercase().into());
            a.iter().map(lower).eq(b.iter().map(lower))
        }
    }
}
