//! The reviver of `JSON.parse`: every value, the innermost first, goes through a function of the program.

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsValue, js_string};

use super::{DEPTH_MAX, Natives, index_string, key_string, too_deep};
use crate::limits::checked_length;

/// A value whose parts are being revived.
struct Level {
    /// What holds it, under which key.
    holder: JsObject,
    key: PropertyKey,
    value: JsObject,
    parts: std::vec::IntoIter<PropertyKey>,
}

/// What the reviver makes of `value` and its parts.
///
/// # Errors
/// What the reviver throws; a RangeError for what nests too deeply.
pub(super) fn revive(value: JsValue, reviver: &JsObject, cx: &mut Context) -> JsResult<JsValue> {
    let root = JsObject::with_object_proto(cx.intrinsics());
    let name = PropertyKey::from(js_string!());
    root.create_data_property_or_throw(name.clone(), value, cx)?;
    let mut frames: Vec<Level> = Vec::new();
    let mut next = Some((root.clone(), name));
    loop {
        // Down to a value without parts.
        while let Some((holder, key)) = next.take() {
            let value = holder.get(key.clone(), cx)?;
            let Some(object) = value.as_object() else {
                let revived = call(reviver, &holder, &key, value, cx)?;
                if frames.is_empty() {
                    return Ok(revived);
                }
                put(&holder, key, revived, cx)?;
                break;
            };
            if frames.len() >= DEPTH_MAX {
                return Err(too_deep());
            }
            let mut parts = parts(&object, cx)?.into_iter();
            next = parts.next().map(|part| (object.clone(), part));
            frames.push(Level { holder, key, value: object, parts });
        }
        // On to the next part, or up.
        loop {
            let Some(frame) = frames.last_mut() else { return Ok(JsValue::undefined()) };
            if let Some(part) = frame.parts.next() {
                next = Some((frame.value.clone(), part));
                break;
            }
            let Some(Level { holder, key, value, .. }) = frames.pop() else { break };
            let revived = call(reviver, &holder, &key, value.into(), cx)?;
            if frames.is_empty() {
                return Ok(revived);
            }
            put(&holder, key, revived, cx)?;
        }
    }
}

fn parts(object: &JsObject, cx: &mut Context) -> JsResult<Vec<PropertyKey>> {
    let Some(natives) = Natives::of(cx) else { return Ok(Vec::new()) };
    if !natives.is_array(object, cx)? {
        return natives.keys(object, cx);
    }
    let length = checked_length(object, cx)?;
    // An index beyond 2^32 - 2 is a name like any other.
    Ok((0..length).map(|index| PropertyKey::from(index_string(index))).collect())
}

fn call(
    reviver: &JsObject,
    holder: &JsObject,
    key: &PropertyKey,
    value: JsValue,
    cx: &mut Context,
) -> JsResult<JsValue> {
    reviver.call(&holder.clone().into(), &[key_string(key).into(), value], cx)
}

/// Replaces a part; undefined removes it. What cannot be changed stays.
fn put(holder: &JsObject, key: PropertyKey, value: JsValue, cx: &mut Context) -> JsResult<()> {
    if value.is_undefined() {
        // `delete` that fails throws here; the standard passes over it.
        let kept = holder.borrow().properties().get(&key).is_some_and(|found| found.configurable() == Some(false));
        if !kept {
            holder.delete_property_or_throw(key, cx)?;
        }
    } else {
        holder.create_data_property(key, value, cx)?;
    }
    Ok(())
}
