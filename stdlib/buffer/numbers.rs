//! Numbers in Buffers: `readUInt8` to `writeDoubleBE`.
//!
//! Every function is an instance of one of two generic ones; the table names the type and the byte order. With a true
//! last argument (`noAssert`) nothing is checked: reading outside gives undefined, writing outside nothing.

use noderu_glue::prelude::*;

use super::argument::this_view;

/// The methods.
pub(super) const METHODS: &[Method] = &[
    method("readUInt8", 2, read::<u8, LE>),
    method("readUInt16LE", 2, read::<u16, LE>),
    method("readUInt16BE", 2, read::<u16, BE>),
    method("readUInt32LE", 2, read::<u32, LE>),
    method("readUInt32BE", 2, read::<u32, BE>),
    method("readInt8", 2, read::<i8, LE>),
    method("readInt16LE", 2, read::<i16, LE>),
    method("readInt16BE", 2, read::<i16, BE>),
    method("readInt32LE", 2, read::<i32, LE>),
    method("readInt32BE", 2, read::<i32, BE>),
    method("readFloatLE", 2, read::<f32, LE>),
    method("readFloatBE", 2, read::<f32, BE>),
    method("readDoubleLE", 2, read::<f64, LE>),
    method("readDoubleBE", 2, read::<f64, BE>),
    method("writeUInt8", 3, write::<u8, LE>),
    method("writeUInt16LE", 3, write::<u16, LE>),
    method("writeUInt16BE", 3, write::<u16, BE>),
    method("writeUInt32LE", 3, write::<u32, LE>),
    method("writeUInt32BE", 3, write::<u32, BE>),
    method("writeInt8", 3, write::<i8, LE>),
    method("writeInt16LE", 3, write::<i16, LE>),
    method("writeInt16BE", 3, write::<i16, BE>),
    method("writeInt32LE", 3, write::<i32, LE>),
    method("writeInt32BE", 3, write::<i32, BE>),
    method("writeFloatLE", 3, write::<f32, LE>),
    method("writeFloatBE", 3, write::<f32, BE>),
    method("writeDoubleLE", 3, write::<f64, LE>),
    method("writeDoubleBE", 3, write::<f64, BE>),
];

const LE: bool = true;
const BE: bool = false;

/// A number type that Buffers can hold.
trait Scalar: Sized {
    const SIZE: usize;

    /// The value of exactly `SIZE` bytes, little endian.
    fn load(bytes: [u8; 8]) -> JsValue;

    /// The bytes of the value, little endian, `SIZE` of them from the start.
    fn store(value: f64) -> [u8; 8];

    /// Whether the type can hold the value, cut to an integer where it is one.
    fn holds(value: f64) -> bool;
}

macro_rules! integer_scalar {
    ($($type:ty),*) => {$(
        impl Scalar for $type {
            const SIZE: usize = size_of::<$type>();

            fn load(bytes: [u8; 8]) -> JsValue {
                JsValue::from(u64::from_le_bytes(bytes) as $type)
            }

            fn store(value: f64) -> [u8; 8] {
                // Casting saturates at 64 bits; within them the low bytes are the value modulo the type's size.
                (value as i64).to_le_bytes()
            }

            fn holds(value: f64) -> bool {
                value.trunc() >= f64::from(<$type>::MIN) && value.trunc() <= f64::from(<$type>::MAX)
            }
        }
    )*};
}

integer_scalar!(u8, u16, u32, i8, i16, i32);

impl Scalar for f32 {
    const SIZE: usize = 4;

    fn load(bytes: [u8; 8]) -> JsValue {
        JsValue::from(f64::from(Self::from_bits(u64::from_le_bytes(bytes) as u32)))
    }

    fn store(value: f64) -> [u8; 8] {
        u64::from((value as Self).to_bits()).to_le_bytes()
    }

    fn holds(_: f64) -> bool {
        true
    }
}

impl Scalar for f64 {
    const SIZE: usize = 8;

    fn load(bytes: [u8; 8]) -> JsValue {
        JsValue::from(Self::from_le_bytes(bytes))
    }

    fn store(value: f64) -> [u8; 8] {
        value.to_le_bytes()
    }

    fn holds(_: f64) -> bool {
        true
    }
}

/// `buffer.readX(offset, noAssert)`.
fn read<T: Scalar, const LITTLE: bool>(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let offset = offset(args.first(), cx)?;
    let view = this_view(this, cx)?;
    let value = view.read(|bytes| {
        let from = bytes.get(offset?..offset?.checked_add(T::SIZE)?)?;
        let mut word = [0; 8];
        let to = &mut word[..T::SIZE];
        to.copy_from_slice(from);
        if !LITTLE {
            to.reverse();
        }
        Some(T::load(word))
    });
    match value {
        Some(value) => Ok(value),
        None if args.get_or_undefined(1).to_boolean() => Ok(JsValue::undefined()),
        None => Err(range_error("Trying to read beyond buffer length")),
    }
}

/// `buffer.writeX(value, offset, noAssert)`; returns the offset behind what was written.
fn write<T: Scalar, const LITTLE: bool>(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0).to_number(cx)?;
    let offset = offset(args.get(1), cx)?;
    let unchecked = args.get_or_undefined(2).to_boolean();
    if !unchecked && !T::holds(value) {
        return Err(range_error(format!("value is out of bounds: {value}")));
    }
    let view = this_view(this, cx)?;
    let mut word = T::store(value);
    let word = &mut word[..T::SIZE];
    if !LITTLE {
        word.reverse();
    }
    let end = view.write(cx, |bytes| {
        let end = offset?.checked_add(T::SIZE)?;
        bytes.get_mut(offset?..end)?.copy_from_slice(word);
        Some(end)
    })?;
    match end {
        Some(end) => Ok(JsValue::from(end)),
        None if unchecked => Ok(JsValue::from(offset.unwrap_or(0).saturating_add(T::SIZE))),
        None => Err(range_error("Trying to write beyond buffer length")),
    }
}

/// An offset, 0 when it is missing; none when it is no index.
fn offset(value: Option<&JsValue>, cx: &mut Context) -> JsResult<Option<usize>> {
    let Some(value) = value.filter(|value| !value.is_undefined()) else { return Ok(Some(0)) };
    let number = value.to_number(cx)?;
    Ok((number >= 0.0 && number.fract() == 0.0 && number < f64::from(u32::MAX)).then_some(number as usize))
}
