//! `sys.inspect`: a value as text, in 0.2's form.
//!
//! Printing must not change what it prints: accessors are described, never called, and the only code of the program
//! that runs is an `inspect` method, and the traps of a proxy. What would never end is cut: cycles, nesting beyond
//! [`NESTING_MAX`], entries beyond [`ENTRIES_MAX`] in one container or [`ENTRIES_TOTAL_MAX`] in all.

mod kind;
mod layout;
pub mod property;
mod quote;

use std::cell::Cell;

use boa_engine::object::{IndexPropertyKeys, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsResult, JsString, JsSymbol, JsValue, js_string};
use noderu_glue::binding::{function, set};
use noderu_glue::convert::{arg, text};

use kind::{Contents, Kind};
use layout::{Entry, Piece};
use property::{Property, own, prototype_chain};

/// Containers inside containers that are shown when `depth` is null; each level also indents what is below it.
const NESTING_MAX: usize = 1_000;
/// Entries shown of one container.
const ENTRIES_MAX: usize = 100_000;
/// Entries shown in all: values that are shared a thousandfold print a thousand times.
const ENTRIES_TOTAL_MAX: usize = 1_000_000;

/// How to show a value.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Shows properties that are not enumerable too, their names in brackets.
    pub show_hidden: bool,
    /// How many containers deep; none for all.
    pub depth: Option<f64>,
    /// With escape sequences for terminals.
    pub colors: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { show_hidden: false, depth: Some(2.0), colors: false }
    }
}

/// The value as text.
///
/// # Errors
/// What an `inspect` method of the program throws.
pub fn inspect(value: &JsValue, options: Options, cx: &mut Context) -> JsResult<String> {
    let mut walk = Walk { options, parents: Vec::new(), entries: 0, cx };
    Ok(walk.value(value, options.depth)?.render())
}

/// The function `inspect` of this context's `sys`, which no object that merely carries it is shown by.
pub struct OwnInspect(pub JsObject);

/// `Symbol.for('nodejs.util.inspect.custom')`.
struct CustomSymbol(JsSymbol);

/// The key of the method by which today's objects want to be shown.
pub fn custom_symbol(cx: &mut Context) -> JsSymbol {
    if let Some(symbol) = cx.get_data::<CustomSymbol>() {
        return symbol.0.clone();
    }
    let class = cx.intrinsics().constructors().symbol().constructor();
    let registered = class.get(js_string!("for"), cx).ok().and_then(|method| method.as_callable()).and_then(|method| {
        method.call(&class.clone().into(), &[js_string!("nodejs.util.inspect.custom").into()], cx).ok()?.as_symbol()
    });
    // A program that took `Symbol.for` away has no way to name it either.
    let symbol = registered.or_else(|| JsSymbol::new(None)).expect("symbols are counted in 64 bits");
    cx.insert_data(CustomSymbol(symbol.clone()));
    symbol
}

thread_local! {
    /// Set while a proxy's trap runs: a trap that prints its own proxy would never end.
    static IN_TRAP: Cell<bool> = const { Cell::new(false) };
}

struct Walk<'cx> {
    options: Options,
    parents: Vec<JsObject>,
    entries: usize,
    cx: &'cx mut Context,
}

impl Walk<'_> {
    fn value(&mut self, value: &JsValue, depth: Option<f64>) -> JsResult<Piece> {
        Ok(match value.variant() {
            JsVariant::Object(object) => return self.object(&object, depth),
            JsVariant::Undefined => self.colored("undefined".into(), GREY),
            JsVariant::Null => self.colored("null".into(), BOLD),
            JsVariant::String(string) => self.colored(quote::string(&string), GREEN),
            JsVariant::Symbol(symbol) => self.colored(quote::symbol(&symbol), GREEN),
            JsVariant::BigInt(number) => self.colored(format!("{number}n"), YELLOW),
            JsVariant::Integer32(number) => self.colored(number.to_string(), YELLOW),
            _ => {
                let shown = text(&value.to_string(self.cx)?);
                self.colored(shown, YELLOW)
            }
        })
    }

    fn object(&mut self, object: &JsObject, depth: Option<f64>) -> JsResult<Piece> {
        if self.parents.iter().any(|parent| JsObject::equals(parent, object)) {
            return Ok(self.colored("[Circular]".into(), CYAN));
        }
        if kind::is_proxy(object) {
            return Ok(self.proxy(object, depth));
        }
        if let Some(method) = self.custom_inspect(object) {
            return self.customized(object, &method, depth);
        }
        if let Some(method) = self.own_inspect(object) {
            let depth = depth.map_or_else(JsValue::null, JsValue::from);
            let shown = method.call(&object.clone().into(), &[depth], self.cx)?;
            return Ok(Piece::text(text(&shown.to_string(self.cx)?)));
        }
        let kind = Kind::of(object, self.cx);
        let (keys, more) = self.keys(object, &kind);
        if keys.is_empty() && kind.contents.is_empty() {
            return Ok(self.bare(&kind));
        }
        if depth.is_some_and(|depth| depth < 0.0) || self.parents.len() >= NESTING_MAX {
            let cut = if kind.is_regexp { kind.base } else { "[Object]".into() };
            return Ok(self.colored(cut, CYAN));
        }
        self.parents.push(object.clone());
        let entries = self.entries(object, &kind, keys, more, depth.map(|depth| depth - 1.0));
        self.parents.pop();
        let base = self.paint(&kind.base, kind.color);
        Ok(Piece::group(kind.open, base, kind.close, kind.array, entries?))
    }

    /// A container without entries: its base alone, or its braces.
    fn bare(&self, kind: &Kind) -> Piece {
        if kind.base.is_empty() {
            Piece::text(format!("{}{}", kind.open, kind.close))
        } else {
            self.colored(kind.base.clone(), kind.color)
        }
    }

    fn entries(
        &mut self,
        object: &JsObject,
        kind: &Kind,
        keys: Vec<PropertyKey>,
        mut more: usize,
        depth: Option<f64>,
    ) -> JsResult<Vec<Entry>> {
        let mut entries = Vec::with_capacity(keys.len());
        match &kind.contents {
            Contents::None => {}
            Contents::Texts(texts) => {
                entries.extend(texts.iter().map(|text| Entry::new(String::new(), 0, Piece::text(text.clone()))));
            }
            Contents::Named(name, value) => {
                let value = self.value(value, depth)?;
                entries.push(named((*name).to_owned(), value));
            }
            Contents::Values(values, total) => {
                for value in values {
                    if self.is_full() {
                        break;
                    }
                    let value = self.value(value, depth)?;
                    entries.push(Entry::new(String::new(), 0, value));
                }
                more += total - entries.len();
            }
            Contents::Pairs(pairs, total) => {
                for (key, value) in pairs {
                    if self.is_full() {
                        break;
                    }
                    let key = self.value(key, depth)?.render();
                    let value = self.value(value, depth)?;
                    entries.push(named(format!("{key} => "), value));
                }
                more += total - entries.len();
            }
        }
        let count = keys.len();
        for (number, key) in keys.into_iter().enumerate() {
            if self.is_full() {
                more += count - number;
                break;
            }
            entries.push(self.entry(object, kind, &key, depth)?);
        }
        if more > 0 {
            entries.push(Entry::new(String::new(), 0, Piece::text(format!("... {more} more"))));
        }
        Ok(entries)
    }

    fn entry(&mut self, object: &JsObject, kind: &Kind, key: &PropertyKey, depth: Option<f64>) -> JsResult<Entry> {
        let Property { value, enumerable } = own(object, key, self.cx);
        let value = match value {
            Ok(value) => self.value(&value, depth)?,
            Err(accessor) => self.colored(accessor.into(), CYAN),
        };
        let name = match key {
            PropertyKey::Index(_) if kind.array && enumerable => return Ok(Entry::new(String::new(), 0, value)),
            PropertyKey::Symbol(symbol) => format!("[{}]", quote::symbol(symbol)),
            PropertyKey::String(name) if enumerable => quote::key(name),
            PropertyKey::Index(index) if enumerable => format!("'{}'", index.get()),
            hidden => format!("[{}]", property::name(hidden)),
        };
        Ok(named(name + ": ", value))
    }

    fn is_full(&mut self) -> bool {
        self.entries += 1;
        self.entries > ENTRIES_TOTAL_MAX
    }

    /// The keys to show, integers first, and how many were left out.
    fn keys(&self, object: &JsObject, kind: &Kind) -> (Vec<PropertyKey>, usize) {
        let object = object.borrow();
        let properties = object.properties();
        let mut indexes: Vec<u32> = match properties.index_property_keys() {
            _ if kind.hides_indexes => Vec::new(),
            IndexPropertyKeys::Dense(range) => range.take(ENTRIES_MAX).collect(),
            sparse => {
                let mut indexes: Vec<u32> = sparse.collect();
                indexes.sort_unstable();
                indexes
            }
        };
        let total = if kind.hides_indexes { 0 } else { properties.index_property_keys().len() };
        indexes.truncate(ENTRIES_MAX);
        let more = total - indexes.len();
        let is_shown = |key: &PropertyKey| {
            let enumerable = properties.get(key).is_none_or(|descriptor| descriptor.expect_enumerable());
            match key {
                PropertyKey::Symbol(symbol) => enumerable || self.options.show_hidden && symbol.description().is_some(),
                _ => enumerable || self.options.show_hidden,
            }
        };
        let names = object.shape().keys();
        let mut keys: Vec<PropertyKey> =
            indexes.into_iter().map(PropertyKey::from).chain(names).filter(is_shown).collect();
        let cut = keys.len().saturating_sub(ENTRIES_MAX);
        keys.truncate(ENTRIES_MAX);
        (keys, more + cut)
    }

    /// The `inspect` method by which the object wants to be shown. A prototype is shown as it is.
    fn own_inspect(&mut self, object: &JsObject) -> Option<JsObject> {
        let method = prototype_chain(object, &js_string!("inspect").into())?.as_callable()?;
        if self.cx.get_data::<OwnInspect>().is_some_and(|own| JsObject::equals(&own.0, &method)) {
            return None;
        }
        let constructor = prototype_chain(object, &js_string!("constructor").into()).and_then(|it| it.as_object());
        let prototype = constructor.and_then(|it| prototype_chain(&it, &js_string!("prototype").into()));
        let is_prototype =
            prototype.and_then(|it| it.as_object()).is_some_and(|prototype| JsObject::equals(&prototype, object));
        (!is_prototype).then_some(method)
    }

    /// The method of today, under `util.inspect.custom`.
    fn custom_inspect(&mut self, object: &JsObject) -> Option<JsObject> {
        prototype_chain(object, &custom_symbol(self.cx).into())?.as_callable()
    }

    /// What such a method gives: a string as it is, anything else inspected.
    fn customized(&mut self, object: &JsObject, method: &JsObject, depth: Option<f64>) -> JsResult<Piece> {
        let options = JsObject::with_object_proto(self.cx.intrinsics());
        let depth_value = depth.map_or_else(JsValue::null, JsValue::from);
        set(&options, "showHidden", self.options.show_hidden);
        set(&options, "depth", depth_value.clone());
        set(&options, "colors", self.options.colors);
        set(&options, "stylize", function("stylize", 2, |_, args, _| Ok(arg(args, 0)), self.cx));
        let inspect = self.cx.get_data::<OwnInspect>().map_or_else(JsValue::undefined, |own| own.0.clone().into());
        let shown = method.call(&object.clone().into(), &[depth_value, options.into(), inspect], self.cx)?;
        if let Some(shown) = shown.as_string() {
            return Ok(Piece::text(text(&shown)));
        }
        self.parents.push(object.clone());
        let piece = self.value(&shown, depth);
        self.parents.pop();
        piece
    }

    /// A proxy as its traps present it; `[Proxy]` when one throws, or is itself printing.
    fn proxy(&mut self, proxy: &JsObject, depth: Option<f64>) -> Piece {
        let cut = depth.is_some_and(|depth| depth < 0.0) || self.parents.len() >= NESTING_MAX;
        if cut || IN_TRAP.get() {
            return self.colored("[Proxy]".into(), CYAN);
        }
        IN_TRAP.set(true);
        let seen = property::of_proxy(proxy, ENTRIES_MAX, self.cx);
        IN_TRAP.set(false);
        let Ok(seen) = seen else { return self.colored("[Proxy]".into(), CYAN) };
        self.parents.push(proxy.clone());
        let depth = depth.map(|depth| depth - 1.0);
        let mut entries = Vec::with_capacity(seen.entries.len());
        for (name, value) in seen.entries {
            if self.is_full() {
                break;
            }
            let value = self.value(&value, depth).unwrap_or_else(|_| Piece::text("[Proxy]"));
            let index = seen.is_array && name.as_str().len() < 11 && text(&name).bytes().all(|it| it.is_ascii_digit());
            entries.push(if index {
                Entry::new(String::new(), 0, value)
            } else {
                named(quote::key(&name) + ": ", value)
            });
        }
        self.parents.pop();
        let base = if proxy.is_callable() { "[Function]" } else { "" };
        let (open, close) = if seen.is_array { ("[", "]") } else { ("{", "}") };
        match (entries.is_empty(), base.is_empty()) {
            (true, true) => Piece::text(format!("{open}{close}")),
            (true, false) => self.colored(base.into(), CYAN),
            (false, _) => Piece::group(open.into(), self.paint(base, CYAN), close, seen.is_array, entries),
        }
    }

    fn colored(&self, text: String, color: Color) -> Piece {
        if self.options.colors {
            Piece::styled(self.paint(&text, color), layout::width(&text))
        } else {
            Piece::text(text)
        }
    }

    fn paint(&self, text: &str, color: Color) -> String {
        if self.options.colors && !text.is_empty() {
            format!("\u{1b}[{}m{text}\u{1b}[{}m", color.0, color.1)
        } else {
            text.to_owned()
        }
    }
}

fn named(name: String, value: Piece) -> Entry {
    let width = layout::width(&name);
    Entry::new(name, width, value)
}

/// Terminal attributes: on and off.
type Color = (u8, u8);
const BOLD: Color = (1, 22);
const GREY: Color = (90, 39);
const RED: Color = (31, 39);
const GREEN: Color = (32, 39);
const YELLOW: Color = (33, 39);
const MAGENTA: Color = (35, 39);
const CYAN: Color = (36, 39);

/// The options that `inspect(value, showHidden, depth, colors)` was called with; the second argument may also be an
/// object of options, as later releases have it.
///
/// # Errors
/// What the conversion of a strange `depth` throws.
pub fn options(args: &[JsValue], cx: &mut Context) -> JsResult<Options> {
    let argument = |index: usize| args.get(index).cloned().unwrap_or_default();
    let [hidden, depth, colors] = match argument(1).as_object() {
        Some(object) => {
            let mut read = |name: JsString| object.get(name, cx);
            [read(js_string!("showHidden"))?, read(js_string!("depth"))?, read(js_string!("colors"))?]
        }
        None => [argument(1), argument(2), argument(3)],
    };
    let depth = match depth.variant() {
        JsVariant::Undefined => Some(2.0),
        JsVariant::Null => None,
        _ => Some(depth.to_number(cx)?),
    };
    Ok(Options { show_hidden: hidden.to_boolean(), depth, colors: colors.to_boolean() })
}
