//! Properties that are made when somebody first looks at them.
//!
//! A lazy property is an accessor and stays one; it keeps the value, made at the first look or assigned.

use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction};
use boa_gc::{Gc, GcRefCell};

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
        let value: Gc<GcRefCell<Option<JsValue>>> = Gc::new(GcRefCell::new(None));
        let get = NativeFunction::from_copy_closure_with_captures(
            move |_, _, value, cx| {
                let made = value.borrow().clone();
                if let Some(made) = made {
                    return Ok(made);
                }
                let made = (row.make)(cx)?;
                Ok(value.borrow_mut().get_or_insert(made).clone())
            },
            value.clone(),
        );
        let set = NativeFunction::from_copy_closure_with_captures(
            |_, args, value, _| {
                *value.borrow_mut() = Some(arg(args, 0));
                Ok(JsValue::undefined())
            },
            value,
        );
        let realm = cx.realm();
        let descriptor = PropertyDescriptor::builder()
            .get(FunctionObjectBuilder::new(realm, get).build())
            .set(FunctionObjectBuilder::new(realm, set).length(1).build())
            .enumerable(row.enumerable)
            .configurable(true);
        target.insert_property(JsString::from(row.name), descriptor);
    }
}
