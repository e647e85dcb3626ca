//! `fs.Stats` and `fs.Dirent`.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use boa_engine::builtins::date::Date;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::builtins::JsDate;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use noderu_glue::binding::{self, Class, function, install, set, set_hidden};
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

/// Of later releases, beside the Dates: milliseconds. `for in` and JSON do not show them.
const MILLISECONDS: &[(&str, NativeFunctionPointer)] = &[
    ("atimeMs", |this, _, cx| milliseconds(this, js_string!("atime"), cx)),
    ("mtimeMs", |this, _, cx| milliseconds(this, js_string!("mtime"), cx)),
    ("ctimeMs", |this, _, cx| milliseconds(this, js_string!("ctime"), cx)),
];

/// A Stats' fields, in the manual's order.
const FIELDS: [&str; 13] =
    ["dev", "ino", "mode", "nlink", "uid", "gid", "rdev", "size", "blksize", "blocks", "atime", "mtime", "ctime"];

/// What every Stats is made of. Programs ask for them by the thousand.
struct Mould {
    class: Class,
    fields: [PropertyKey; 13],
    dates: Dates,
    /// The engine forgets the shapes of objects with the last object that has them; this one keeps them.
    sample: OnceCell<JsObject>,
}

/// Makes Dates. Three of them for each file: the constructor's arguments and overloads, and the clock that it asks, would
/// be half of what a stat costs. So their value is copied from a Date whose time is set, when it is not the same again.
struct Dates {
    prototype: JsObject,
    pattern: JsDate,
    last: Cell<Option<(i64, Date)>>,
}

/// The class.
pub(super) fn class(cx: &mut Context) -> Class {
    mould(cx).class.clone()
}

fn mould(cx: &mut Context) -> Rc<Mould> {
    slot(cx, make_mould)
}

fn make_mould(cx: &mut Context) -> Rc<Mould> {
    let class = binding::class("Stats", 0, construct, None, cx);
    install(&class.prototype, METHODS, cx);
    for (name, get) in MILLISECONDS {
        let get = function(name, 0, *get, cx);
        let accessor = PropertyDescriptor::builder().get(get).enumerable(false).configurable(true);
        class.prototype.insert_property(JsString::from(*name), accessor);
    }
    let prototype = cx.intrinsics().constructors().date().prototype();
    let dates = Dates { prototype, pattern: JsDate::new(cx), last: Cell::new(None) };
    let fields = FIELDS.map(|name| PropertyKey::from(JsString::from(name)));
    Rc::new(Mould { class, fields, dates, sample: OnceCell::new() })
}

/// `fs.Dirent`: what `readdir` gives for an entry with the option `withFileTypes`.
pub(super) fn dirent_class(cx: &mut Context) -> Class {
    slot(cx, make_dirent_class)
}

fn make_dirent_class(cx: &mut Context) -> Class {
    let class = binding::class("Dirent", 0, |_, _, _| Err(type_error("Dirents come from readdir()")), None, cx);
    install(&class.prototype, METHODS, cx);
    class
}

/// An entry of a directory. `mode` has the type in it, and is not shown.
pub(super) fn dirent(name: JsValue, folder: JsValue, mode: u32, cx: &mut Context) -> JsObject {
    let prototype = dirent_class(cx).prototype;
    let dirent = JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast();
    set(&dirent, "name", name);
    set(&dirent, "parentPath", folder.clone());
    set(&dirent, "path", folder);
    set_hidden(&dirent, "mode", mode);
    dirent
}

fn milliseconds(this: &JsValue, name: JsString, cx: &mut Context) -> JsResult<JsValue> {
    match this.as_object() {
        Some(stats) => stats.get(name, cx)?.to_number(cx).map(JsValue::from),
        None => Ok(JsValue::undefined()),
    }
}

/// `new fs.Stats()`: without any field.
fn construct(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let prototype = class(cx).prototype;
    Ok(JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast().into())
}

/// What stat(2) returned, with its fields in the manual's order.
///
/// # Errors
/// None in practice: those of setting a Date.
pub(super) fn object(stat: &Stat, cx: &mut Context) -> JsResult<JsObject> {
    let mould = mould(cx);
    if mould.sample.get().is_none() {
        let sample = mould.cast(&Stat::default(), cx)?;
        drop(mould.sample.set(sample));
    }
    mould.cast(stat, cx)
}

impl Mould {
    fn cast(&self, stat: &Stat, cx: &mut Context) -> JsResult<JsObject> {
        let values = [
            JsValue::from(stat.dev as f64),
            JsValue::from(stat.ino as f64),
            JsValue::from(stat.mode),
            JsValue::from(stat.nlink as f64),
            JsValue::from(stat.uid),
            JsValue::from(stat.gid),
            JsValue::from(stat.rdev as f64),
            JsValue::from(stat.size as f64),
            JsValue::from(stat.blksize as f64),
            JsValue::from(stat.blocks as f64),
            self.dates.make(stat.atime, cx)?,
            self.dates.make(stat.mtime, cx)?,
            self.dates.make(stat.ctime, cx)?,
        ];
        let object = JsObject::new(cx.root_shape(), self.class.prototype.clone(), OrdinaryObject).upcast();
        for (name, value) in self.fields.iter().zip(values) {
            let field = PropertyDescriptor::builder().value(value).writable(true).enumerable(true).configurable(true);
            object.insert_property(name.clone(), field);
        }
        Ok(object)
    }
}

impl Dates {
    /// Whole seconds, as 0.2 had them: programs compare a file's time with the seconds of an HTTP header.
    fn make(&self, time: Time, cx: &mut Context) -> JsResult<JsValue> {
        let value = match self.last.get() {
            Some((seconds, value)) if seconds == time.seconds => value,
            _ => {
                self.pattern.set_time(time.seconds as f64 * 1000.0, cx)?;
                let value = *self.pattern.downcast_ref::<Date>().expect("the pattern is a Date");
                self.last.set(Some((time.seconds, value)));
                value
            }
        };
        Ok(JsObject::new(cx.root_shape(), self.prototype.clone(), value).upcast().into())
    }
}

/// Whether the property `mode` says that the file is of this type.
fn is(this: &JsValue, kind: &str, cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(false.into()) };
    let mode = object.get(js_string!("mode"), cx)?.to_i32(cx)?;
    Ok((mode & constants::file("S_IFMT") == constants::file(kind)).into())
}
