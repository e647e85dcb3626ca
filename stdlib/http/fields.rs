//! The header fields that a program gives: checked, and written as lines.
//!
//! A name that is no token, or a value with CR, LF, NUL or a character above U+00FF, throws before a byte is sent.

use std::borrow::Cow;

use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::string::JsStrVariant;
use boa_gc::{Finalize, Trace};
use noderu_glue::prelude::*;
use noderu_runtime::proto::http::connection::outgoing::{FieldLines, Unframed};
use noderu_runtime::proto::http::encode::is_field_value;

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

    /// The fields as lines, less those whose name is in `given`, too.
    pub(super) fn lines(&self, given: &FieldLines) -> JsResult<FieldLines> {
        let mut lines = FieldLines::default();
        for (name, value) in &self.list {
            if latin1_bytes(name).is_some_and(|name| given.has(&name)) {
                continue;
            }
            for value in values_of(value) {
                push_text(&mut lines, name, &value)?;
            }
        }
        Ok(lines)
    }

    /// The length of the whole body, where it is known.
    pub(super) fn length(&self) -> Option<u64> {
        self.length
    }

    /// Notes the length of the whole body.
    pub(super) fn set_length(&mut self, len: usize) {
        self.length = Some(len as u64);
    }
}

/// The fields of one `writeHead` call: an object `{name: value}`, `{name: [value, ..]}` or an array `[[name, value], ..]`;
/// `buffer` is an empty one to write them to.
pub(super) fn given(value: &JsValue, buffer: Vec<u8>, cx: &mut Context) -> JsResult<FieldLines> {
    let mut lines = FieldLines::with_buffer(buffer);
    let Some(object) = value.as_object() else { return Ok(lines) };
    if object.is_array() {
        let list = JsArray::from_object(object)?;
        for index in 0..list.length(cx)? {
            let pair = list.get(index, cx)?;
            let pair = pair.as_object().ok_or_else(|| type_error("headers in an array are [name, value] pairs"))?;
            let name = pair.get(0, cx)?.to_string(cx)?;
            let value = pair.get(1, cx)?;
            push(&mut lines, &name, &value, cx)?;
        }
        return Ok(lines);
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
        push(&mut lines, &name, &value, cx)?;
    }
    Ok(lines)
}

fn push(lines: &mut FieldLines, name: &JsString, value: &JsValue, cx: &mut Context) -> JsResult<()> {
    if let Some(list) = value.as_object().filter(JsObject::is_array) {
        let list = JsArray::from_object(list)?;
        for index in 0..list.length(cx)? {
            let one = list.get(index, cx)?;
            push_one(lines, name, &one, cx)?;
        }
        return Ok(());
    }
    push_one(lines, name, value, cx)
}

fn push_one(lines: &mut FieldLines, name: &JsString, value: &JsValue, cx: &mut Context) -> JsResult<()> {
    match value.variant() {
        JsVariant::Integer32(number) if number >= 0 => {
            let bytes = latin1_bytes(name).ok_or_else(|| bad_name(name))?;
            lines.push_number(&bytes, number as u64).map_err(|_| bad_name(name))
        }
        JsVariant::String(text) => push_text(lines, name, &text),
        _ => push_text(lines, name, &value.to_string(cx)?),
    }
}

fn push_text(lines: &mut FieldLines, name: &JsString, value: &JsString) -> JsResult<()> {
    let bytes = latin1_bytes(name).ok_or_else(|| bad_name(name))?;
    let pushed = match latin1_bytes(value) {
        Some(value) => lines.push(&bytes, &value),
        None => Err(Unframed::Value),
    };
    pushed.map_err(|unframed| match unframed {
        Unframed::Name => bad_name(name),
        _ => type_error(format!("Invalid character in the value of header {}", text(name))),
    })
}

/// The lines of a trailer section that a program gives.
///
/// # Errors
/// As for headers; a TypeError for a field that says how a message is framed or where it goes: it would come too late.
pub(super) fn trailers(value: &JsValue, cx: &mut Context) -> JsResult<FieldLines> {
    let lines = given(value, Vec::new(), cx)?;
    match lines.forbidden_trailer() {
        Some(name) => Err(type_error(format!("{} can't be a trailer", String::from_utf8_lossy(name)))),
        None => Ok(lines),
    }
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
    push(&mut FieldLines::default(), name, &value, cx)?;
    Ok(value)
}

/// The values that [`plain`] left of one: strings, numbers and their like, or a list of strings.
fn values_of(value: &JsValue) -> Vec<JsString> {
    let text = |value: &JsValue| match value.variant() {
        JsVariant::String(text) => text.clone(),
        _ => JsString::from(value.display().to_string().as_str()),
    };
    let Some(list) = value.as_object().filter(JsObject::is_array) else { return vec![text(value)] };
    let list = list.borrow();
    list.properties().index_property_values().filter_map(|property| property.value().map(text)).collect()
}

/// The bytes of a reason phrase: Latin-1, no CR, LF or NUL.
pub(super) fn reason_bytes(text: &JsString) -> JsResult<Cow<'_, [u8]>> {
    latin1_bytes(text).filter(|bytes| is_field_value(bytes)).ok_or_else(|| {
        type_error(format!("Invalid character in the reason phrase: {:?}", noderu_glue::convert::text(text)))
    })
}

/// A text as Latin-1; none when it has a character above U+00FF. What toLowerCase() and replace() make is wide in the
/// engine, whatever is in it.
fn latin1_bytes(text: &JsString) -> Option<Cow<'_, [u8]>> {
    match text.as_str().variant() {
        JsStrVariant::Latin1(bytes) => Some(Cow::Borrowed(bytes)),
        JsStrVariant::Utf16(units) => {
            units.iter().map(|&unit| u8::try_from(unit).ok()).collect::<Option<Vec<u8>>>().map(Cow::Owned)
        }
    }
}

fn bad_name(name: &JsString) -> JsError {
    type_error(format!("Header name must be a valid HTTP token: {:?}", text(name)))
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
