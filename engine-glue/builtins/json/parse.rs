//! `JSON.parse` without the reviver: text to values, in one pass, without recursion.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::object::shape::RootShape;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::string::JsStrVariant;
use boa_engine::{Context, JsError, JsNativeError, JsResult, JsString, JsValue};

use super::{DEPTH_MAX, too_deep};
use crate::convert::{latin1, narrowed};

/// A code unit of the engine's narrow or wide strings.
pub(super) trait Unit: Copy + Into<u16> + PartialEq<Self> {
    /// The string of these units.
    fn string(units: &[Self]) -> JsString;
    /// Whether `string` has just these units; false is allowed when it has.
    fn same(units: &[Self], string: &JsString) -> bool;
}

impl Unit for u8 {
    fn string(units: &[u8]) -> JsString {
        latin1(units)
    }

    fn same(units: &[u8], string: &JsString) -> bool {
        matches!(string.as_str().variant(), JsStrVariant::Latin1(bytes) if bytes == units)
    }
}

impl Unit for u16 {
    fn string(units: &[u16]) -> JsString {
        narrowed(units)
    }

    fn same(units: &[u16], string: &JsString) -> bool {
        match string.as_str().variant() {
            JsStrVariant::Latin1(bytes) => {
                bytes.len() == units.len() && bytes.iter().zip(units).all(|(&byte, &unit)| u16::from(byte) == unit)
            }
            JsStrVariant::Utf16(others) => others == units,
        }
    }
}

/// The value that a JSON text stands for.
///
/// # Errors
/// A SyntaxError with the position; a RangeError for what nests too deeply.
pub(super) fn parse<T: Unit>(text: &[T], cx: &mut Context) -> JsResult<JsValue> {
    let prototype = cx.intrinsics().constructors().object().prototype();
    let root = cx.root_shape().clone();
    Parser { text, at: 0, keys: [const { None }; KEYS], prototype, root }.document(cx)
}

/// Keys that are remembered: documents repeat theirs.
const KEYS: usize = 64;

struct Parser<'a, T> {
    text: &'a [T],
    at: usize,
    keys: [Option<(JsString, PropertyKey)>; KEYS],
    prototype: JsObject,
    root: RootShape,
}

/// An array or object that is not closed yet.
enum Open {
    Array(Vec<JsValue>),
    Object {
        object: JsObject,
        /// The key whose value is awaited.
        key: PropertyKey,
    },
}

impl<'a, T: Unit> Parser<'a, T> {
    fn document(&mut self, cx: &mut Context) -> JsResult<JsValue> {
        let mut open: Vec<Open> = Vec::new();
        'values: loop {
            let mut value = match self.peek() {
                Some(b'{') => {
                    self.at += 1;
                    let object = JsObject::new(&self.root, self.prototype.clone(), OrdinaryObject).upcast();
                    if self.peek() != Some(b'}') {
                        let key = self.key()?;
                        open.push(Open::Object { object, key });
                        if open.len() > DEPTH_MAX {
                            return Err(too_deep());
                        }
                        continue;
                    }
                    self.at += 1;
                    object.into()
                }
                Some(b'[') => {
                    self.at += 1;
                    if self.peek() != Some(b']') {
                        open.push(Open::Array(Vec::new()));
                        if open.len() > DEPTH_MAX {
                            return Err(too_deep());
                        }
                        continue;
                    }
                    self.at += 1;
                    JsArray::from_iter([], cx).into()
                }
                Some(b'"') => self.string()?.into(),
                Some(b'-' | b'0'..=b'9') => self.number()?,
                Some(b't') => self.literal(b"true", JsValue::new(true))?,
                Some(b'f') => self.literal(b"false", JsValue::new(false))?,
                Some(b'n') => self.literal(b"null", JsValue::null())?,
                _ => return Err(self.unexpected()),
            };
            // The value goes to what is open, which it may close.
            loop {
                match open.last_mut() {
                    None if self.peek().is_none() && self.at == self.text.len() => return Ok(value),
                    None => return Err(self.unexpected()),
                    Some(Open::Array(values)) => values.push(value),
                    Some(Open::Object { object, key }) => {
                        let data = PropertyDescriptor::builder();
                        let data = data.value(value).writable(true).enumerable(true).configurable(true);
                        object.insert_property(key.clone(), data);
                    }
                }
                match (self.peek(), open.last_mut()) {
                    (Some(b','), Some(Open::Array(_))) => {
                        self.at += 1;
                        continue 'values;
                    }
                    (Some(b','), Some(Open::Object { key, .. })) => {
                        self.at += 1;
                        *key = self.key()?;
                        continue 'values;
                    }
                    (Some(b']'), Some(Open::Array(values))) => {
                        self.at += 1;
                        value = JsArray::from_iter(std::mem::take(values), cx).into();
                    }
                    (Some(b'}'), Some(Open::Object { object, .. })) => {
                        self.at += 1;
                        value = object.clone().into();
                    }
                    _ => return Err(self.unexpected()),
                }
                open.pop();
            }
        }
    }

    /// The next character that is no blank, where it is ASCII; 0xff for one that is not.
    fn peek(&mut self) -> Option<u8> {
        while let Some(&unit) = self.text.get(self.at) {
            match unit.into() {
                0x20 | 0x09 | 0x0a | 0x0d => self.at += 1,
                unit => return Some(u8::try_from(unit).unwrap_or(0xff)),
            }
        }
        None
    }

    fn unit(&self, at: usize) -> Option<u16> {
        self.text.get(at).map(|&unit| unit.into())
    }

    /// A key and its colon.
    fn key(&mut self) -> JsResult<PropertyKey> {
        if self.peek() != Some(b'"') {
            return Err(self.unexpected());
        }
        let key = match self.plain_string() {
            Some(units) => {
                self.at += units.len() + 2;
                let slot = remembered_at(units);
                match &self.keys[slot] {
                    Some((string, key)) if T::same(units, string) => key.clone(),
                    _ => {
                        let string = T::string(units);
                        let key = PropertyKey::from(string.clone());
                        self.keys[slot] = Some((string, key.clone()));
                        key
                    }
                }
            }
            None => PropertyKey::from(self.string()?),
        };
        if self.peek() != Some(b':') {
            return Err(self.unexpected());
        }
        self.at += 1;
        Ok(key)
    }

    fn literal(&mut self, word: &[u8], value: JsValue) -> JsResult<JsValue> {
        for &byte in word {
            if self.unit(self.at) != Some(byte.into()) {
                return Err(self.unexpected());
            }
            self.at += 1;
        }
        Ok(value)
    }

    /// The units of the string that begins here, when it has no escapes and is in order.
    fn plain_string(&self) -> Option<&'a [T]> {
        let rest = &self.text[self.at + 1..];
        for (len, &unit) in rest.iter().enumerate() {
            match unit.into() {
                QUOTE => return Some(&rest[..len]),
                BACKSLASH | 0..0x20 => return None,
                _ => {}
            }
        }
        None
    }

    /// The string that begins here.
    fn string(&mut self) -> JsResult<JsString> {
        if let Some(units) = self.plain_string() {
            self.at += units.len() + 2;
            return Ok(T::string(units));
        }
        self.at += 1;
        let mut units: Vec<u16> = Vec::new();
        loop {
            match self.unit(self.at) {
                None => return Err(self.error("Unterminated string")),
                Some(QUOTE) => break,
                Some(BACKSLASH) => units.push(self.escape()?),
                Some(0..0x20) => return Err(self.error("Bad control character in string literal")),
                Some(unit) => units.push(unit),
            }
            self.at += 1;
        }
        self.at += 1;
        Ok(narrowed(&units))
    }

    /// The unit of the escape that begins here; ends at its last character.
    fn escape(&mut self) -> JsResult<u16> {
        self.at += 1;
        let Some(unit) = self.unit(self.at) else { return Err(self.error("Unterminated string")) };
        Ok(match u8::try_from(unit).unwrap_or(0) {
            b'"' | b'\\' | b'/' => unit,
            b'b' => 0x08,
            b'f' => 0x0c,
            b'n' => 0x0a,
            b'r' => 0x0d,
            b't' => 0x09,
            b'u' => {
                let mut value = 0;
                for _ in 0..4 {
                    self.at += 1;
                    let digit = self.unit(self.at).and_then(|unit| char::from_u32(unit.into())?.to_digit(16));
                    let Some(digit) = digit else { return Err(self.error("Bad Unicode escape")) };
                    value = value * 16 + digit;
                }
                u16::try_from(value).unwrap_or(0xfffd)
            }
            _ => return Err(self.error("Bad escaped character")),
        })
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.unit(self.at), Some(0x30..=0x39)) {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> JsResult<JsValue> {
        let start = self.at;
        let negative = self.unit(self.at) == Some(u16::from(b'-'));
        self.at += usize::from(negative);
        let first = self.unit(self.at);
        let len = self.digits();
        if len == 0 {
            return Err(self.error("No number after minus sign"));
        }
        if first == Some(u16::from(b'0')) && len > 1 {
            self.at = start + usize::from(negative) + 1;
            return Err(self.unexpected());
        }
        let mut whole = true;
        if self.unit(self.at) == Some(u16::from(b'.')) {
            whole = false;
            self.at += 1;
            if self.digits() == 0 {
                return Err(self.error("Unterminated fractional number"));
            }
        }
        if matches!(self.unit(self.at), Some(0x45 | 0x65)) {
            whole = false;
            self.at += 1;
            self.at += usize::from(matches!(self.unit(self.at), Some(0x2b | 0x2d)));
            if self.digits() == 0 {
                return Err(self.error("Exponent part is missing a number"));
            }
        }
        let text = &self.text[start..self.at];
        if whole && len <= SMALL_DIGITS {
            let digits = text[usize::from(negative)..].iter();
            let value = digits.fold(0, |value, &digit| value * 10 + i32::from(digit.into() & 0xf));
            return Ok(match (negative, value) {
                (true, 0) => JsValue::new(-0.0),
                (true, value) => JsValue::new(-value),
                (false, value) => JsValue::new(value),
            });
        }
        let text: String = text.iter().filter_map(|&unit| char::from_u32(unit.into().into())).collect();
        let value: f64 = text.parse().expect("what was read is a number in Rust's grammar, too");
        Ok(number(value))
    }

    /// What is thrown for the character that is next.
    fn unexpected(&self) -> JsError {
        let Some(unit) = self.unit(self.at) else {
            return JsNativeError::syntax().with_message("Unexpected end of JSON input").into();
        };
        match char::decode_utf16([unit, self.unit(self.at + 1).unwrap_or(0)]).next() {
            Some(Ok('"')) => self.error("Unexpected string"),
            Some(Ok('-' | '0'..='9')) => self.error("Unexpected number"),
            Some(Ok(character)) => self.error(&format!("Unexpected token {character}")),
            _ => self.error("Unexpected lone surrogate"),
        }
    }

    fn error(&self, what: &str) -> JsError {
        JsNativeError::syntax().with_message(format!("{what} in JSON at position {}", self.at)).into()
    }
}

const QUOTE: u16 = b'"' as u16;
const BACKSLASH: u16 = b'\\' as u16;

/// Digits that fit an `i32` whatever they are.
const SMALL_DIGITS: usize = 9;

/// A number in the engine's shape for small integers where it is one.
fn number(value: f64) -> JsValue {
    let small = value as i32;
    if f64::from(small).to_bits() == value.to_bits() { JsValue::new(small) } else { JsValue::new(value) }
}

/// Where a key is remembered.
fn remembered_at<T: Unit>(units: &[T]) -> usize {
    let unit = |at: usize| units.get(at).map_or(0, |&unit| usize::from(unit.into()));
    (units.len() * 31 + unit(0) * 7 + unit(units.len() / 2) * 3 + unit(units.len().saturating_sub(1))) % KEYS
}
