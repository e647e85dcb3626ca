//! How to show a value: the arguments of `inspect`, the options object of later releases, and `inspect.defaultOptions`.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};
use noderu_glue::binding::set;
use noderu_glue::convert::arg;
use noderu_glue::error::type_error;
use noderu_glue::slot::{filled, slot};

use super::ENTRIES_MAX;
use super::layout::LINE_WIDTH;

/// How to show a value.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Shows properties that are not enumerable too, their names in brackets.
    pub show_hidden: bool,
    /// How many containers deep; none for all.
    pub depth: Option<f64>,
    /// With escape sequences for terminals.
    pub colors: bool,
    /// Whether an object's own `inspect` method is asked.
    pub custom: bool,
    /// Calls getters and shows what they give.
    pub getters: bool,
    /// Sorts keys.
    pub sorted: bool,
    /// The width of its entries beyond which a container breaks.
    pub line: usize,
    /// Entries shown of an array, a map, a set.
    pub array_len_max: usize,
    /// UTF-16 units shown of a string.
    pub string_len_max: usize,
    /// The caller gave an options object, as programs of later releases do: an error is shown by its stack, and
    /// `new Number(1)` by its value, which 0.2 did not do.
    pub today: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            show_hidden: false,
            depth: Some(2.0),
            colors: false,
            custom: true,
            getters: false,
            sorted: false,
            line: LINE_WIDTH,
            array_len_max: ENTRIES_MAX,
            string_len_max: usize::MAX,
            today: false,
        }
    }
}

impl Options {
    /// The options that `inspect(value, showHidden, depth, colors)` was called with; the second argument may also be
    /// an object of options.
    ///
    /// # Errors
    /// What the conversion of a strange `depth` throws.
    pub fn of_arguments(args: &[JsValue], cx: &mut Context) -> JsResult<Self> {
        let mut options = Self::of_program(cx)?;
        if let Some(object) = arg(args, 1).as_object() {
            options.today = true;
            options.read(&object, cx)?;
            return Ok(options);
        }
        if args.len() > 1 {
            options.show_hidden = arg(args, 1).to_boolean();
        }
        options.set_depth(&arg(args, 2), cx)?;
        if args.len() > 3 {
            options.colors = arg(args, 3).to_boolean();
        }
        Ok(options)
    }

    /// What `console.log` goes by: 0.2's ways, unless the program changed `inspect.defaultOptions`.
    ///
    /// # Errors
    /// What the conversion of a strange `depth` throws.
    pub fn of_program(cx: &mut Context) -> JsResult<Self> {
        let mut options = Self::default();
        if let Some(object) = filled(cx, &make_defaults) {
            options.read(&object, cx)?;
        }
        Ok(options)
    }

    fn set_depth(&mut self, depth: &JsValue, cx: &mut Context) -> JsResult<()> {
        match depth.variant() {
            JsVariant::Undefined => {}
            JsVariant::Null => self.depth = None,
            _ => self.depth = Some(depth.to_number(cx)?),
        }
        Ok(())
    }

    fn read(&mut self, object: &JsObject, cx: &mut Context) -> JsResult<()> {
        let flags = [
            ("showHidden", &mut self.show_hidden),
            ("colors", &mut self.colors),
            ("customInspect", &mut self.custom),
            ("getters", &mut self.getters),
            ("sorted", &mut self.sorted),
        ];
        for (name, flag) in flags {
            let value = object.get(JsString::from(name), cx)?;
            if !value.is_undefined() {
                *flag = value.to_boolean();
            }
        }
        let depth = object.get(js_string!("depth"), cx)?;
        self.set_depth(&depth, cx)?;
        let limits = [
            ("breakLength", &mut self.line, usize::MAX),
            ("maxArrayLength", &mut self.array_len_max, ENTRIES_MAX),
            ("maxStringLength", &mut self.string_len_max, usize::MAX),
        ];
        for (name, limit, unlimited) in limits {
            let value = object.get(JsString::from(name), cx)?;
            match value.as_number() {
                Some(number) if number >= 0.0 => *limit = (number as usize).min(unlimited),
                _ if value.is_null() => *limit = unlimited,
                _ => {}
            }
        }
        // `compact: false` puts every entry on a line of its own.
        if object.get(js_string!("compact"), cx)?.as_boolean() == Some(false) {
            self.line = 0;
        }
        Ok(())
    }

    /// As an object, for an `inspect.custom` method.
    pub fn to_object(self, depth: &JsValue, cx: &mut Context) -> JsObject {
        let object = JsObject::from_proto_and_data(cx.intrinsics().constructors().object().prototype(), OrdinaryObject);
        let limit = |limit: usize, unlimited: usize| {
            let number = if limit >= unlimited { f64::INFINITY } else { limit as f64 };
            JsValue::from(number)
        };
        set(&object, "showHidden", self.show_hidden);
        set(&object, "depth", depth.clone());
        set(&object, "colors", self.colors);
        set(&object, "customInspect", self.custom);
        set(&object, "getters", self.getters);
        set(&object, "sorted", self.sorted);
        set(&object, "breakLength", limit(self.line, usize::MAX));
        set(&object, "maxArrayLength", limit(self.array_len_max, ENTRIES_MAX));
        set(&object, "maxStringLength", limit(self.string_len_max, usize::MAX));
        object
    }
}

/// What the program sees as `inspect.defaultOptions`, once it looked or assigned.
fn make_defaults(cx: &mut Context) -> JsObject {
    let defaults = Options::default();
    let depth = defaults.depth.map_or_else(JsValue::null, JsValue::from);
    defaults.to_object(&depth, cx)
}

/// Getter of `inspect.defaultOptions`.
///
/// # Errors
/// None in practice.
pub fn get_defaults(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(slot(cx, make_defaults).into())
}

/// Setter of `inspect.defaultOptions`: takes over the properties that it is given.
///
/// # Errors
/// TypeError for what is no object, and what its getters throw.
pub fn set_defaults(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let given = arg(args, 0).as_object().ok_or_else(|| type_error("inspect.defaultOptions must be an object"))?;
    let defaults = get_defaults(this, &[], cx)?.as_object().ok_or_else(|| type_error("no default options"))?;
    for key in given.own_property_keys(cx)? {
        let value = given.get(key.clone(), cx)?;
        defaults.set(key, value, true, cx)?;
    }
    Ok(JsValue::undefined())
}
