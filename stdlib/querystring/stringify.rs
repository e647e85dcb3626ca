//! `querystring.stringify`: objects as query strings, nested ones as `a[b]`, arrays as `a[]`.

use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use noderu_glue::prelude::*;
use noderu_runtime::proto::querystring as proto;

use super::{mark, replaced};
use crate::buffer::source;

/// Levels of objects in objects. A cycle comes here, too.
const LEVELS_MAX: usize = 1000;

/// `stringify(object, sep='&', eq='=', munge=true, name)`: without `munge` the values of an array repeat the plain name.
/// In the place of `munge` may stand an object with `encodeURIComponent` and `munge`.
pub(super) fn call(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let separator = mark(args, 1, js_string!("&"), cx)?;
    let assignment = mark(args, 2, js_string!("="), cx)?;
    let (mut munge, mut encoder) = (arg(args, 3), None);
    if let Some(options) = munge.as_object() {
        encoder = options.get(js_string!("encodeURIComponent"), cx)?.as_function();
        munge = options.get(js_string!("munge"), cx)?;
    }
    let munge = munge.is_undefined() || munge.to_boolean();
    let name = arg(args, 4);
    let name = if name.is_undefined() { None } else { Some(name.to_string(cx)?) };
    write(&arg(args, 0), name, Marks { separator, assignment, munge }, encoder, cx).map(JsValue::from)
}

/// What `querystring.stringify(value)` gives.
///
/// # Errors
/// As the function: an Error for nesting without end, what the program's own `escape` throws.
pub fn stringify(value: &JsValue, cx: &mut Context) -> JsResult<JsString> {
    write(value, None, Marks { separator: js_string!("&"), assignment: js_string!("="), munge: true }, None, cx)
}

struct Marks {
    separator: JsString,
    assignment: JsString,
    munge: bool,
}

fn write(
    value: &JsValue,
    name: Option<JsString>,
    marks: Marks,
    encoder: Option<JsFunction>,
    cx: &mut Context,
) -> JsResult<JsString> {
    let encoder = match encoder {
        Some(encoder) => Some(encoder),
        None => replaced("escape", |own| &own.escape, cx)?,
    };
    let mut writer = QueryWriter { marks, encoder, pieces: Vec::new() };
    match (name, value.as_object()) {
        (Some(name), _) => writer.value(&name, value, 0, cx)?,
        (None, Some(object)) if !object.is_callable() => writer.fields(None, &object, 0, cx)?,
        (None, _) => {}
    }
    Ok(writer.finish())
}

struct QueryWriter {
    marks: Marks,
    encoder: Option<JsFunction>,
    pieces: Vec<JsString>,
}

impl QueryWriter {
    fn value(&mut self, name: &JsString, value: &JsValue, level: usize, cx: &mut Context) -> JsResult<()> {
        let Some(object) = value.as_object().filter(|object| !object.is_callable()) else {
            let text = match value.variant() {
                JsVariant::String(text) => text.clone(),
                JsVariant::Boolean(_) | JsVariant::BigInt(_) => value.to_string(cx)?,
                JsVariant::Integer32(_) => value.to_string(cx)?,
                JsVariant::Float64(number) if number.is_finite() => value.to_string(cx)?,
                _ => js_string!(),
            };
            return self.piece(name, &text, cx);
        };
        if level >= LEVELS_MAX {
            return Err(error("querystring.stringify: the object has a cycle or nests too deeply"));
        }
        if !object.is_array() {
            return match self.marks.munge {
                true => self.fields(Some(name), &object, level, cx),
                false => self.piece(name, &js_string!(), cx),
            };
        }
        let list = JsArray::from_object(object)?;
        let name = if self.marks.munge { js_string!(name, &js_string!("[]")) } else { name.clone() };
        for index in 0..list.length(cx)? {
            let value = list.get(index, cx)?;
            self.value(&name, &value, level + 1, cx)?;
        }
        Ok(())
    }

    /// The enumerable properties of `object`, which stands under `name`.
    fn fields(&mut self, name: Option<&JsString>, object: &JsObject, level: usize, cx: &mut Context) -> JsResult<()> {
        let before = self.pieces.len();
        for key in object.own_property_keys(cx)? {
            if matches!(key, PropertyKey::Symbol(_)) {
                continue;
            }
            let property = object.borrow().properties().get(&key);
            if property.is_some_and(|property| property.enumerable() == Some(false)) {
                continue;
            }
            let value = object.get(key.clone(), cx)?;
            let key = JsValue::from(key).to_string(cx)?;
            let key = match name {
                Some(name) => js_string!(name, &js_string!("["), &key, &js_string!("]")),
                None => key,
            };
            self.value(&key, &value, level + 1, cx)?;
        }
        match name {
            Some(name) if self.pieces.len() == before => self.piece(name, &js_string!(), cx),
            _ => Ok(()),
        }
    }

    fn piece(&mut self, name: &JsString, value: &JsString, cx: &mut Context) -> JsResult<()> {
        let (name, value) = (self.escaped(name, cx)?, self.escaped(value, cx)?);
        self.pieces.push(js_string!(&name, &self.marks.assignment, &value));
        Ok(())
    }

    fn escaped(&self, text: &JsString, cx: &mut Context) -> JsResult<JsString> {
        if let Some(encoder) = &self.encoder {
            return encoder.call(&JsValue::undefined(), &[text.clone().into()], cx)?.to_string(cx);
        }
        let mut out = Vec::with_capacity(text.len());
        proto::escape(source(text), &mut out);
        Ok(latin1(&out))
    }

    fn finish(&self) -> JsString {
        let mut parts = Vec::with_capacity(self.pieces.len() * 2);
        for (index, piece) in self.pieces.iter().enumerate() {
            if index > 0 {
                parts.push(self.marks.separator.as_str());
            }
            parts.push(piece.as_str());
        }
        JsString::concat_array(&parts)
    }
}
