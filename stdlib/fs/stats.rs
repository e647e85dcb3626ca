//! `fs.Stats`.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::property::PropertyDescriptor;
use noderu_glue::binding::{self, Class, install};
use noderu_glue::prelude::*;
use noderu_runtime::constants;
use noderu_runtime::fs::{Stat, Time};

const METHODS: &[Method] = &[
    method("isDirectory", 0, |this, _, cx| is(this, "S_IFDIR", cx)),
    method("isFile", 0, |this, _, cx| is(this, "S_IFREG", cx)),
    method("isBlockDevice", 0, |this, _, cx| is(this, "S_IFBLK", cx)),
    method("isCharacterDevice", 0, |this, _, cx| is(this, "S_IFCHR", cx)),
    method("isSymbolicLink", 0, |this, _, cx| is(this, "S_IFLNK", cx)),
    method("isFIFO", 0, |this, _, cx| is(this, "S_IFIFO", cx)),
    method("isSocket", 0, |this, _, cx| is(this, "S_IFSOCK", cx)),
];

struct StatsClass(Class);

/// The class.
pub fn class(cx: &mut Context) -> Class {
    if let Some(class) = cx.get_data::<StatsClass>() {
        return class.0.clone();
    }
    let class = binding::class("Stats", 0, construct, None, cx);
    install(&class.prototype, METHODS, cx);
    cx.insert_data(StatsClass(class.clone()));
    class
}

/// `new fs.Stats()`: without any field.
fn construct(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let prototype = class(cx).prototype;
    Ok(JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast().into())
}

/// What stat(2) told, with its fields in the manual's order.
///
/// # Errors
/// None in practice: those of making a Date.
pub fn object(stat: &Stat, cx: &mut Context) -> JsResult<JsObject> {
    let prototype = class(cx).prototype;
    let object = JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast();
    let fields = [
        (js_string!("dev"), JsValue::from(stat.dev as f64)),
        (js_string!("ino"), JsValue::from(stat.ino as f64)),
        (js_string!("mode"), JsValue::from(stat.mode)),
        (js_string!("nlink"), JsValue::from(stat.nlink as f64)),
        (js_string!("uid"), JsValue::from(stat.uid)),
        (js_string!("gid"), JsValue::from(stat.gid)),
        (js_string!("rdev"), JsValue::from(stat.rdev as f64)),
        (js_string!("size"), JsValue::from(stat.size as f64)),
        (js_string!("blksize"), JsValue::from(stat.blksize as f64)),
        (js_string!("blocks"), JsValue::from(stat.blocks as f64)),
        (js_string!("atime"), date(stat.atime, cx)?),
        (js_string!("mtime"), date(stat.mtime, cx)?),
        (js_string!("ctime"), date(stat.ctime, cx)?),
    ];
    for (name, value) in fields {
        let field = PropertyDescriptor::builder().value(value).writable(true).enumerable(true).configurable(true);
        object.insert_property(name, field);
    }
    Ok(object)
}

/// Whole seconds, as 0.2 had them: programs compare a file's time with the seconds of an HTTP header.
fn date(time: Time, cx: &mut Context) -> JsResult<JsValue> {
    let constructor = cx.intrinsics().constructors().date().constructor();
    Ok(constructor.construct(&[(time.seconds as f64 * 1000.0).into()], None, cx)?.into())
}

/// Whether the property `mode` says that the file is of this type.
fn is(this: &JsValue, kind: &str, cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(false.into()) };
    let mode = object.get(js_string!("mode"), cx)?.to_i32(cx)?;
    Ok((mode & constants::file("S_IFMT") == constants::file(kind)).into())
}
