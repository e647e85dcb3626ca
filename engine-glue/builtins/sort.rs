//! `sort` and `toSorted` of arrays and typed arrays: a stable merge sort that accepts any comparator.
//!
//! The engine's own panics on a comparator that contradicts itself. Here elements change places only when the
//! comparator, called with the earlier one first, answers more than zero, so boolean comparators
//! (`return a > b`) sort as well. The comparator may change the array: what it throws leaves the array as it was, and
//! what it writes is overwritten, as the standard has it.

use std::cmp::Ordering;

use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsArray, JsFunction, JsTypedArray};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsString, JsValue};

use crate::binding::{function, set_hidden};
use crate::convert::arg;
use crate::error::type_error;
use crate::limits::{array_length, checked_length};

pub(super) fn install(cx: &mut Context) {
    let constructors = cx.intrinsics().constructors();
    let (array, typed) = (constructors.array().prototype(), constructors.typed_array().prototype());
    set_hidden(&array, "sort", function("sort", 1, sort, cx));
    set_hidden(&array, "toSorted", function("toSorted", 1, to_sorted, cx));
    set_hidden(&typed, "sort", function("sort", 1, sort_typed, cx));
    set_hidden(&typed, "toSorted", function("toSorted", 1, to_sorted_typed, cx));
}

fn sort(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let comparator = comparator(args)?;
    let object = this.to_object(cx)?;
    let length = array_length(&object, cx)?;
    let mut found = if length > SPARSE_FROM { sparse(&object, length, cx)? } else { dense(&object, length, cx)? };
    order(&mut found.values, comparator.as_ref(), cx)?;
    let mut index = 0_u64;
    for value in found.values {
        object.set(index, value, true, cx)?;
        index += 1;
    }
    for _ in 0..found.undefined {
        object.set(index, JsValue::undefined(), true, cx)?;
        index += 1;
    }
    for hole in found.filled.into_iter().filter(|&filled| filled >= index) {
        object.delete_property_or_throw(hole, cx)?;
    }
    Ok(object.into())
}

fn to_sorted(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let comparator = comparator(args)?;
    let object = this.to_object(cx)?;
    let length = checked_length(&object, cx)?;
    let mut values = Vec::new();
    for index in 0..length {
        values.push(object.get(index, cx)?);
    }
    values.retain(|value| !value.is_undefined());
    order(&mut values, comparator.as_ref(), cx)?;
    let undefined = length as usize - values.len();
    values.extend(std::iter::repeat_n(JsValue::undefined(), undefined));
    Ok(JsArray::from_iter(values, cx).into())
}

fn sort_typed(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let comparator = comparator(args)?;
    let array = typed_array(this, cx)?;
    let values = typed_values(&array, comparator.as_ref(), cx)?;
    for (index, value) in values.into_iter().enumerate() {
        // The comparator may have shrunk the buffer: what does not fit is dropped.
        array.set(index, value, false, cx)?;
    }
    Ok(array.into())
}

fn to_sorted_typed(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let comparator = comparator(args)?;
    let array = typed_array(this, cx)?;
    let values = typed_values(&array, comparator.as_ref(), cx)?;
    let kind = JsTypedArray::from_object(array)?.kind();
    let constructors = cx.intrinsics().constructors();
    use boa_engine::builtins::typed_array::TypedArrayKind as Kind;
    let constructor = match kind {
        Some(Kind::Int8) => constructors.typed_int8_array(),
        Some(Kind::Uint8) => constructors.typed_uint8_array(),
        Some(Kind::Uint8Clamped) => constructors.typed_uint8clamped_array(),
        Some(Kind::Int16) => constructors.typed_int16_array(),
        Some(Kind::Uint16) => constructors.typed_uint16_array(),
        Some(Kind::Int32) => constructors.typed_int32_array(),
        Some(Kind::Uint32) => constructors.typed_uint32_array(),
        Some(Kind::BigInt64) => constructors.typed_bigint64_array(),
        Some(Kind::BigUint64) => constructors.typed_biguint64_array(),
        Some(Kind::Float32) => constructors.typed_float32_array(),
        Some(Kind::Float64) => constructors.typed_float64_array(),
        _ => return Err(type_error("not a typed array")),
    }
    .constructor();
    let copy = constructor.construct(&[JsValue::from(values.len())], None, cx)?;
    for (index, value) in values.into_iter().enumerate() {
        copy.set(index, value, true, cx)?;
    }
    Ok(copy.into())
}

fn comparator(args: &[JsValue]) -> JsResult<Option<JsFunction>> {
    let comparator = arg(args, 0);
    if comparator.is_undefined() {
        return Ok(None);
    }
    match comparator.as_function() {
        Some(function) => Ok(Some(function)),
        None => Err(type_error("The comparison function must be either a function or undefined")),
    }
}

pub(super) fn typed_array(this: &JsValue, cx: &mut Context) -> JsResult<JsObject> {
    let array = this.as_object().filter(|object| object.is::<TypedArray>());
    let array = array.ok_or_else(|| type_error("this is not a typed array"))?;
    // It throws for an array whose buffer is gone, or too short for it.
    JsTypedArray::from_object(array.clone())?.at(0_i32, cx)?;
    Ok(array)
}

fn typed_values(array: &JsObject, comparator: Option<&JsFunction>, cx: &mut Context) -> JsResult<Vec<JsValue>> {
    let length = JsTypedArray::from_object(array.clone())?.length(cx)?;
    let mut values = Vec::with_capacity(length);
    for index in 0..length {
        values.push(array.get(index, cx)?);
    }
    match comparator {
        Some(comparator) => merge_sort(&mut values, &mut |left, right| after(comparator, left, right, cx))?,
        None => values.sort_by(numeric),
    }
    Ok(values)
}

/// Ascending, -0 before +0, NaN last; BigInts among themselves.
fn numeric(left: &JsValue, right: &JsValue) -> Ordering {
    match (left.as_bigint(), right.as_bigint()) {
        (Some(left), Some(right)) => return left.cmp(&right),
        (Some(_), None) => return Ordering::Greater,
        (None, Some(_)) => return Ordering::Less,
        (None, None) => {}
    }
    let (left, right) = (left.as_number().unwrap_or(f64::NAN), right.as_number().unwrap_or(f64::NAN));
    match (left.is_nan(), right.is_nan()) {
        (false, false) => left.total_cmp(&right),
        (left, right) => left.cmp(&right),
    }
}

/// Lengths above this are taken for sparse arrays: their own keys are read instead of every index.
const SPARSE_FROM: u64 = 1 << 22;

/// What is in an array-like.
#[derive(Default)]
struct Found {
    values: Vec<JsValue>,
    undefined: usize,
    /// Indexes behind the first hole that hold something; the sort empties those that it does not fill.
    filled: Vec<u64>,
}

impl Found {
    fn push(&mut self, index: u64, value: JsValue) {
        if index != (self.values.len() + self.undefined) as u64 {
            self.filled.push(index);
        }
        if value.is_undefined() { self.undefined += 1 } else { self.values.push(value) }
    }
}

fn dense(object: &JsObject, length: u64, cx: &mut Context) -> JsResult<Found> {
    let mut found = Found::default();
    for index in 0..length {
        let value = object.get(index, cx)?;
        if !value.is_undefined() || object.has_property(index, cx)? {
            found.push(index, value);
        }
    }
    Ok(found)
}

fn sparse(object: &JsObject, length: u64, cx: &mut Context) -> JsResult<Found> {
    let mut indexes: Vec<u64> = object
        .own_property_keys(cx)?
        .iter()
        .filter_map(|key| match key {
            PropertyKey::Index(index) => Some(u64::from(index.get())),
            // Beyond 2^32 indexes are strings.
            PropertyKey::String(name) => name.to_std_string().ok()?.parse().ok(),
            PropertyKey::Symbol(_) => None,
        })
        .filter(|&index| index < length)
        .collect();
    indexes.sort_unstable();
    let mut found = Found::default();
    for index in indexes {
        let value = object.get(index, cx)?;
        found.push(index, value);
    }
    Ok(found)
}

/// Sorts values none of which is undefined.
fn order(values: &mut Vec<JsValue>, comparator: Option<&JsFunction>, cx: &mut Context) -> JsResult<()> {
    if let Some(comparator) = comparator {
        return merge_sort(values, &mut |left, right| after(comparator, left, right, cx));
    }
    let mut keyed: Vec<(JsString, JsValue)> = Vec::with_capacity(values.len());
    for value in values.drain(..) {
        keyed.push((value.to_string(cx)?, value));
    }
    keyed.sort_by(|left, right| left.0.cmp(&right.0));
    values.extend(keyed.into_iter().map(|(_, value)| value));
    Ok(())
}

/// Whether `left`, the earlier one, belongs behind `right`.
fn after(comparator: &JsFunction, left: &JsValue, right: &JsValue, cx: &mut Context) -> JsResult<bool> {
    let answer = comparator.call(&JsValue::undefined(), &[left.clone(), right.clone()], cx)?;
    match answer.as_number() {
        Some(number) => Ok(number > 0.0),
        None => Ok(answer.to_number(cx)? > 0.0),
    }
}

/// Values that are sorted by insertion before the merging starts.
const RUN: usize = 6;

/// A stable merge sort for comparisons that may fail and may contradict each other.
fn merge_sort(values: &mut [JsValue], after: &mut impl FnMut(&JsValue, &JsValue) -> JsResult<bool>) -> JsResult<()> {
    for run in values.chunks_mut(RUN) {
        for end in 1..run.len() {
            let mut index = end;
            while index > 0 && after(&run[index - 1], &run[index])? {
                run.swap(index - 1, index);
                index -= 1;
            }
        }
    }
    let mut scratch = Vec::new();
    let mut width = RUN;
    while width < values.len() {
        for pair in values.chunks_mut(2 * width).filter(|pair| pair.len() > width) {
            merge(pair, width, &mut scratch, after)?;
        }
        width *= 2;
    }
    Ok(())
}

/// Merges the sorted halves of `pair`, the second of which begins at `middle`.
fn merge(
    pair: &mut [JsValue],
    middle: usize,
    scratch: &mut Vec<JsValue>,
    after: &mut impl FnMut(&JsValue, &JsValue) -> JsResult<bool>,
) -> JsResult<()> {
    if !after(&pair[middle - 1], &pair[middle])? {
        return Ok(());
    }
    scratch.clear();
    scratch.extend(pair[..middle].iter_mut().map(std::mem::take));
    let (mut left, mut right, mut out) = (0, middle, 0);
    while left < scratch.len() && right < pair.len() {
        if after(&scratch[left], &pair[right])? {
            pair[out] = std::mem::take(&mut pair[right]);
            right += 1;
        } else {
            pair[out] = std::mem::take(&mut scratch[left]);
            left += 1;
        }
        out += 1;
    }
    for value in &mut scratch[left..] {
        pair[out] = std::mem::take(value);
        out += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing::table;

    #[test]
    fn arrays_are_sorted() {
        table(&[
            ("[3,1,2].sort()", "1,2,3"),
            ("[10,9,1].sort()", "1,10,9"),
            ("[3,1,2].sort(function (a, b) { return b - a })", "3,2,1"),
            (
                "var a=[];for(var i=0;i<500;i++)a.push((i*7919)%503);a.sort(function(a,b){return a>b});\
              a.every(function(x,i){return !i||a[i-1]<=x})",
                "true",
            ),
            (
                "var a=[];for(var i=0;i<500;i++)a.push((i*7919)%503);a.sort(function(a,b){return a<b});\
              a.every(function(x,i){return !i||a[i-1]>=x})",
                "true",
            ),
            (
                "var a=[];for(var i=0;i<1000;i++)a.push(i);a.sort(function(){return Math.random()-.5});\
              a.slice().sort(function(a,b){return a-b})[999]",
                "999",
            ),
            ("var n=0,a=[];for(var i=0;i<1000;i++)a.push(i%7);a.sort(function(){return n++%3-1}).length", "1000"),
            ("[1,2,3].sort(function () { return NaN })", "1,2,3"),
            ("[3,1,2].sort(function (a, b) { return { valueOf: function () { return a - b } } })", "1,2,3"),
            ("[3,1,2].sort(function () { return Symbol() })", "TypeError: Cannot convert a Symbol value to a number"),
            ("[3,1,2].sort(function () { throw 'x' })", "x"),
            ("var a=[3,1,2]; try { a.sort(function () { throw 1 }) } catch (e) {} a", "3,1,2"),
            ("[2,1].sort(null)", "TypeError: The comparison function must be either a function or undefined"),
            ("[2,undefined,1,,3].sort().length", "5"),
            ("var a=[2,undefined,1,,3].sort(); [a, 3 in a, 4 in a].join('|')", "1,2,3,,|true|false"),
            (
                "var a=[];for(var i=0;i<100;i++)a.push({k:i%3,i:i});a.sort(function(a,b){return a.k-b.k});\
              a.every(function(x,i){return !i||a[i-1].k<x.k||a[i-1].i<x.i})",
                "true",
            ),
            (
                "var o={length:3,0:'c',1:'a'};Array.prototype.sort.call(o);JSON.stringify(o)",
                r#"{"0":"a","1":"c","length":3}"#,
            ),
            (
                "var a=new Array(4294967295);a[5]=1;a[4e9]=0;a.sort();[a[0],a[1],5 in a,a.length].join()",
                "0,1,false,4294967295",
            ),
            ("Array.prototype.sort.call({length:Math.pow(2,53)-1,0:2,9007199254740000:1})[0]", "1"),
            (
                "Object.freeze([2,1]).sort().x",
                "TypeError: Cannot assign to read only property '0' of object '[object Array]'",
            ),
            ("var a=[3,2,1];a.sort(function(x,y){a.length=0;return x-y});a", "1,2,3"),
            ("var a=[3,2,1];a.sort(function(x,y){a.push(9);return x-y});a.slice(0,3)", "1,2,3"),
            ("Array.prototype.sort.call(undefined)", "TypeError: Cannot convert undefined or null to object"),
            ("[2,1].sort.length+[].sort.name", "1sort"),
            ("['b',,'a'].toSorted().length", "3"),
            ("var a=[3,1];a.toSorted()+'|'+a", "1,3|3,1"),
            ("new Array(4294967295).toSorted()", "RangeError: Invalid array length"),
            ("[{toString:function(){throw new Error('t')}},1].sort()", "Error: t"),
            (
                "['\u{e9}','z','\u{1F600}','\u{ffff}'].sort().map(function(c){return c.charCodeAt(0)})",
                "122,233,55357,65535",
            ),
        ]);
    }

    #[test]
    fn typed_arrays_are_sorted() {
        table(&[
            ("new Uint8Array([10,9,1]).sort()", "1,9,10"),
            ("Object.is(new Float64Array([NaN,1,0,-0]).sort()[0], -0)", "true"),
            ("new Float64Array([NaN,1,0,-Infinity]).sort()", "-Infinity,0,1,NaN"),
            ("new BigInt64Array([3n,-1n]).sort()", "-1,3"),
            ("new Int8Array([1,2,3]).sort(function (a, b) { return b > a })", "3,2,1"),
            ("new Int8Array(300).sort(function () { return Math.random() - .5 }).length", "300"),
            ("new Int8Array([2,1]).toSorted()+''", "1,2"),
            ("new Uint16Array([2,1]).toSorted().constructor.name", "Uint16Array"),
            ("Int8Array.prototype.sort.call([])", "TypeError: this is not a typed array"),
        ]);
    }
}
