//! `JSON.stringify`: values to text, without recursion.
//!
//! The values of an object are taken together with its keys. They count as long as no code of the program ran since
//! (a getter, a `toJSON`, the replacer); afterwards each is asked for anew, as the standard has it.

use boa_engine::builtins::proxy::Proxy;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsBigInt, JsResult, JsString, JsValue, js_string};
use rustc_hash::FxHashSet;

use super::quote::quote;
use super::{DEPTH_MAX, Natives, index_string, key_string, too_deep};
use crate::builtins::join::Text;
use crate::error::type_error;
use crate::limits::{STRING_MAX, checked_length, too_long};

/// `JSON.stringify(value, replacer, space)`; undefined for what JSON has no text for.
///
/// # Errors
/// What code of the program throws; a TypeError for cycles and BigInts, a RangeError beyond the limits.
pub(super) fn stringify(value: JsValue, replacer: &JsValue, space: &JsValue, cx: &mut Context) -> JsResult<JsValue> {
    let Some(natives) = Natives::of(cx) else { return Ok(JsValue::undefined()) };
    let (replacer, list) = replacer_of(replacer, &natives, cx)?;
    let gap = gap_of(space, cx)?;
    let mut writer = Writer {
        out: Text::new(),
        replacer,
        list,
        gap,
        natives,
        stack: Vec::new(),
        open: FxHashSet::default(),
        ran: 0,
    };
    let holder = JsObject::with_object_proto(cx.intrinsics());
    if writer.replacer.is_some() {
        holder.create_data_property_or_throw(js_string!(), value.clone(), cx)?;
    }
    let Some(value) = writer.prepare(&holder, &Key::Name(js_string!().into()), value, cx)? else {
        return Ok(JsValue::undefined());
    };
    writer.value(value, cx)?;
    while !writer.stack.is_empty() {
        writer.step(cx)?;
    }
    Ok(writer.out.into_string().into())
}

/// The replacer function, or the list of keys.
fn replacer_of(
    value: &JsValue,
    natives: &Natives,
    cx: &mut Context,
) -> JsResult<(Option<JsObject>, Option<Vec<PropertyKey>>)> {
    let Some(object) = value.as_object() else { return Ok((None, None)) };
    if object.is_callable() {
        return Ok((Some(object), None));
    }
    if !natives.is_array(&object, cx)? {
        return Ok((None, None));
    }
    let mut list = Vec::new();
    let mut seen = FxHashSet::default();
    for index in 0..checked_length(&object, cx)? {
        let item = object.get(index, cx)?;
        let wrapper = item.as_object().is_some_and(|item| item.is::<JsString>() || item.is::<f64>());
        if wrapper || item.is_string() || item.is_number() {
            let key = PropertyKey::from(item.to_string(cx)?);
            if seen.insert(key.clone()) {
                list.push(key);
            }
        }
    }
    Ok((None, Some(list)))
}

/// What a level of nesting is indented by: at most ten characters.
fn gap_of(space: &JsValue, cx: &mut Context) -> JsResult<JsString> {
    let mut space = space.clone();
    if let Some(object) = space.as_object() {
        if object.is::<f64>() {
            space = space.to_number(cx)?.into();
        } else if object.is::<JsString>() {
            space = space.to_string(cx)?.into();
        }
    }
    if let Some(number) = space.as_number() {
        let blanks = if number.is_nan() { 0.0 } else { number.clamp(0.0, GAP_MAX as f64) };
        return Ok(JsString::from(" ".repeat(blanks as usize)));
    }
    let Some(text) = space.as_string() else { return Ok(js_string!()) };
    Ok(text.get(..GAP_MAX).unwrap_or(text))
}

const GAP_MAX: usize = 10;

/// Where a value stands in its holder.
enum Key {
    Name(PropertyKey),
    Index(u64),
}

impl Key {
    fn string(&self) -> JsString {
        match self {
            Key::Name(key) => key_string(key),
            Key::Index(index) => index_string(*index),
        }
    }
}

/// What is left of an object or array.
enum Members {
    Named(std::vec::IntoIter<(PropertyKey, Option<JsValue>)>),
    Elements { next: u64, length: u64, values: Vec<JsValue> },
}

/// An object or array that is not closed yet.
struct Frame {
    object: JsObject,
    members: Members,
    /// Calls of the program's code before the values were taken.
    ran: u64,
    empty: bool,
}

struct Writer {
    out: Text,
    replacer: Option<JsObject>,
    list: Option<Vec<PropertyKey>>,
    gap: JsString,
    natives: Natives,
    stack: Vec<Frame>,
    /// The objects of the stack, once it is too high to look through.
    open: FxHashSet<JsObject>,
    /// Counts the calls of code of the program.
    ran: u64,
}

/// Levels that are looked through for a cycle one by one.
const LOOKED_THROUGH: usize = 16;

impl Writer {
    /// Writes the next member of what is open, or closes it.
    fn step(&mut self, cx: &mut Context) -> JsResult<()> {
        let Some(frame) = self.stack.last_mut() else { return Ok(()) };
        let member = match &mut frame.members {
            Members::Named(members) => members.next().map(|(key, value)| (Key::Name(key), value)),
            Members::Elements { next, length, .. } if next == length => None,
            Members::Elements { next, values, .. } => {
                let index = *next;
                *next += 1;
                let value = usize::try_from(index).ok().and_then(|index| values.get(index).cloned());
                Some((Key::Index(index), value))
            }
        };
        let Some((key, taken)) = member else { return self.close() };
        let (object, fresh) = (frame.object.clone(), frame.ran == self.ran);
        let value = match taken {
            Some(value) if fresh => value,
            _ => {
                self.ran += 1;
                match &key {
                    Key::Name(key) => object.get(key.clone(), cx)?,
                    Key::Index(index) => object.get(*index, cx)?,
                }
            }
        };
        match (self.prepare(&object, &key, value, cx)?, key) {
            (Some(value), key) => {
                self.separate();
                if let Key::Name(key) = key {
                    match &key {
                        PropertyKey::String(string) => quote(string.as_str(), &mut self.out)?,
                        key => quote(key_string(key).as_str(), &mut self.out)?,
                    }
                    self.out.push_ascii(if self.gap.is_empty() { b":" } else { b": " });
                }
                self.value(value, cx)
            }
            (None, Key::Index(_)) => {
                self.separate();
                self.out.push_ascii(b"null");
                Ok(())
            }
            (None, Key::Name(_)) => Ok(()),
        }?;
        if self.out.len() as u64 > STRING_MAX { Err(too_long()) } else { Ok(()) }
    }

    /// Writes what stands before a member.
    fn separate(&mut self) {
        if let Some(frame) = self.stack.last_mut()
            && !std::mem::replace(&mut frame.empty, false)
        {
            self.out.push_ascii(b",");
        }
        self.new_line(self.stack.len());
    }

    fn new_line(&mut self, depth: usize) {
        if self.gap.is_empty() {
            return;
        }
        self.out.push_ascii(b"\n");
        for _ in 0..depth {
            // Beyond the limit nothing is added; the step throws.
            if self.out.push(self.gap.as_str()).is_err() {
                return;
            }
        }
    }

    fn close(&mut self) -> JsResult<()> {
        if self.stack.len() > LOOKED_THROUGH
            && let Some(frame) = self.stack.last()
        {
            self.open.remove(&frame.object);
        }
        let Some(frame) = self.stack.pop() else { return Ok(()) };
        if !frame.empty {
            self.new_line(self.stack.len());
        }
        self.out.push_ascii(if matches!(frame.members, Members::Named(_)) { b"}" } else { b"]" });
        if self.out.len() as u64 > STRING_MAX { Err(too_long()) } else { Ok(()) }
    }

    /// The value to write for one that was found: after `toJSON`, the replacer, and out of its wrapper; none for what
    /// has no text.
    fn prepare(&mut self, holder: &JsObject, key: &Key, value: JsValue, cx: &mut Context) -> JsResult<Option<JsValue>> {
        let mut value = value;
        if (value.is_object() || value.is_bigint())
            && let Some(to_json) = self.json_method(&value, cx)?
        {
            self.ran += 1;
            value = to_json.call(&value, &[key.string().into()], cx)?;
        }
        if let Some(replacer) = self.replacer.clone() {
            self.ran += 1;
            value = replacer.call(&holder.clone().into(), &[key.string().into(), value], cx)?;
        }
        let Some(object) = value.as_object() else {
            return Ok((!value.is_undefined() && !value.is_symbol()).then_some(value));
        };
        if object.is_ordinary() || object.is_array() {
            return Ok(Some(value));
        }
        if object.is_callable() {
            return Ok(None);
        }
        if object.is::<f64>() {
            self.ran += 1;
            return Ok(Some(value.to_number(cx)?.into()));
        }
        if object.is::<JsString>() {
            self.ran += 1;
            return Ok(Some(value.to_string(cx)?.into()));
        }
        if let Some(boolean) = object.downcast_ref::<bool>() {
            return Ok(Some(JsValue::new(*boolean)));
        }
        if let Some(bigint) = object.downcast_ref::<JsBigInt>() {
            return Ok(Some(JsValue::new(bigint.clone())));
        }
        Ok(Some(value))
    }

    /// The `toJSON` of a value, when it is a function.
    fn json_method(&mut self, value: &JsValue, cx: &mut Context) -> JsResult<Option<JsObject>> {
        let key = PropertyKey::from(js_string!("toJSON"));
        let Some(object) = value.as_object() else {
            self.ran += 1;
            // A getter is called with the BigInt itself.
            let prototype = cx.intrinsics().constructors().bigint().prototype();
            let own = prototype.borrow().properties().get(&key);
            return match own.as_ref().and_then(|own| own.get()).and_then(JsValue::as_callable) {
                Some(getter) => Ok(getter.call(value, &[], cx)?.as_callable()),
                None => Ok(prototype.get(key, cx)?.as_callable()),
            };
        };
        let mut level = object.clone();
        loop {
            if level.is::<Proxy>() {
                break;
            }
            let parent = {
                let level = level.borrow();
                match level.properties().get(&key) {
                    Some(property) => match property.value() {
                        Some(value) => return Ok(value.as_callable()),
                        None => break,
                    },
                    None => level.prototype(),
                }
            };
            match parent {
                Some(parent) => level = parent,
                None => return Ok(None),
            }
        }
        self.ran += 1;
        Ok(object.get(key, cx)?.as_callable())
    }

    /// Writes a prepared value, or opens it.
    fn value(&mut self, value: JsValue, cx: &mut Context) -> JsResult<()> {
        match value.variant() {
            JsVariant::Null => self.out.push_ascii(b"null"),
            JsVariant::Boolean(true) => self.out.push_ascii(b"true"),
            JsVariant::Boolean(false) => self.out.push_ascii(b"false"),
            JsVariant::Integer32(number) => self.integer(number),
            JsVariant::Float64(number) if !number.is_finite() => self.out.push_ascii(b"null"),
            JsVariant::Float64(_) => self.out.push(value.to_string(cx)?.as_str())?,
            JsVariant::String(string) => quote(string.as_str(), &mut self.out)?,
            JsVariant::BigInt(_) => return Err(type_error("Do not know how to serialize a BigInt")),
            JsVariant::Object(object) => return self.open(object.clone(), cx),
            JsVariant::Undefined | JsVariant::Symbol(_) => {}
        }
        Ok(())
    }

    fn integer(&mut self, number: i32) {
        let mut digits = [0_u8; 11];
        let mut at = digits.len();
        let mut rest = number.unsigned_abs();
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            at -= 1;
            digits[at] = b'-';
        }
        self.out.push_ascii(&digits[at..]);
    }

    fn open(&mut self, object: JsObject, cx: &mut Context) -> JsResult<()> {
        if self.stack.len() >= DEPTH_MAX {
            return Err(too_deep());
        }
        let near = self.stack.iter().take(LOOKED_THROUGH).any(|frame| JsObject::equals(&frame.object, &object));
        if near || (self.stack.len() > LOOKED_THROUGH && self.open.contains(&object)) {
            return Err(type_error("Converting circular structure to JSON"));
        }
        let raw = !object.is_ordinary() && !object.is_array() && object.prototype().is_none();
        if raw && self.natives.is_raw.call(&JsValue::undefined(), &[object.clone().into()], cx)?.to_boolean() {
            let text = object.get(js_string!("rawJSON"), cx)?.to_string(cx)?;
            return self.out.push(text.as_str());
        }
        let members = if self.natives.is_array(&object, cx)? {
            self.out.push_ascii(b"[");
            self.elements(&object, cx)?
        } else {
            self.out.push_ascii(b"{");
            Members::Named(self.named(&object, cx)?.into_iter())
        };
        if self.stack.len() >= LOOKED_THROUGH {
            self.open.insert(object.clone());
        }
        self.stack.push(Frame { object, members, ran: self.ran, empty: true });
        Ok(())
    }

    fn elements(&mut self, object: &JsObject, cx: &mut Context) -> JsResult<Members> {
        if !object.is_array() {
            self.ran += 1;
        }
        let length = checked_length(object, cx)?;
        let values = if object.is_array() { dense(object) } else { Vec::new() };
        Ok(Members::Elements { next: 0, length, values })
    }

    /// The names to write, with the values of those that are plain.
    fn named(&mut self, object: &JsObject, cx: &mut Context) -> JsResult<Vec<(PropertyKey, Option<JsValue>)>> {
        if let Some(list) = &self.list {
            return Ok(list.iter().map(|key| (key.clone(), None)).collect());
        }
        if !object.is_ordinary() {
            self.ran += 1;
            return Ok(self.natives.keys(object, cx)?.into_iter().map(|key| (key, None)).collect());
        }
        let keys = object.own_property_keys(cx)?;
        let object = object.borrow();
        let member = |key: PropertyKey| {
            let property = object.properties().get(&key)?;
            (property.enumerable() == Some(true)).then(|| (key, property.value().cloned()))
        };
        Ok(keys.into_iter().filter(|key| !matches!(key, PropertyKey::Symbol(_))).filter_map(member).collect())
    }
}

/// The first elements of an array that are plain values.
fn dense(array: &JsObject) -> Vec<JsValue> {
    let array = array.borrow();
    let elements = array.properties().index_properties().zip(0..);
    // Those of a sparse array come in any order.
    elements.map_while(|((index, property), at)| if index == at { property.value().cloned() } else { None }).collect()
}
