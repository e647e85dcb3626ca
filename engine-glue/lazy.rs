//! Properties that are made when somebody first looks at them.
//!
//! A lazy property is an accessor; the first read (or a write) replaces it by an ordinary property, so it costs
//! nothing from then on, and programs that assign it notice nothing.

use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction};

use crate::binding;
use crate::convert::arg;

/// A row of a table of lazy properties.
#[derive(Clone, Copy, Debug)]
pub struct Lazy {
    /// The property's name.
    pub name: &'static str,
    /// Whether `for in` shows it.
    pub enumerable: bool,
    /// Makes its value, once.
    pub make: fn(&mut Context) -> JsResult<JsValue>,
}

/// A row that `for in` shows.
pub const fn lazy(name: &'static str, make: fn(&mut Context) -> JsResult<JsValue>) -> Lazy {
    Lazy { name, enumerable: true, make }
}

/// Puts the lazy properties of a table on `target`.
pub fn install_lazy(target: &JsObject, rows: &'static [Lazy], cx: &mut Context) {
    for row in rows {
        let get = NativeFunction::from_copy_closure(move |this, _, cx| {
            let value = (row.make)(cx)?;
            settle(this, row, value.clone(), cx);
            Ok(value)
        });
        let set = NativeFunction::from_copy_closure(move |this, args, cx| {
            settle(this, row, arg(args, 0), cx);
            Ok(JsValue::undefined())
        });
        let realm = cx.realm();
        let descriptor = PropertyDescriptor::builder()
            .get(FunctionObjectBuilder::new(realm, get).build())
            .set(FunctionObjectBuilder::new(realm, set).length(1).build())
            .enumerable(row.enumerable)
            .configurable(true);
        target.insert_property(JsString::from(row.name), descriptor);
    }
}

/// Makes the property an ordinary one of `this`; a bare global name arrives without `this`.
fn settle(this: &JsValue, row: &Lazy, value: JsValue, cx: &mut Context) {
    let holder = this.as_object().unwrap_or_else(|| cx.global_object());
    if row.enumerable {
        binding::set(&holder, row.name, value);
    } else {
        binding::set_hidden(&holder, row.name, value);
    }
}
