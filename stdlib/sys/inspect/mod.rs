//! `sys.inspect`: a value as text, in 0.2's form.
//!
//! Printing must not change what it prints: accessors are described, never called, and the only code of the program
//! that runs is an `inspect` method, and the traps of a proxy. What would never end is cut: cycles, nesting beyond
//! [`NESTING_MAX`], entries beyond [`ENTRIES_MAX`] in one container or [`ENTRIES_TOTAL_MAX`] in all.

mod kind;
mod layout;
pub mod options;
pub mod property;
mod quote;
mod style;

use std::cell::Cell;

use boa_engine::object::{IndexPropertyKeys, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsError, JsResult, JsString, JsSymbol, JsValue, js_string};
use noderu_glue::binding::{function, set};
use noderu_glue::convert::text;
use noderu_glue::error::thrown_value;
use noderu_glue::slot::slot;

use kind::{Contents, Kind};
use layout::{Braces, Entry, Piece};
pub use options::Options;
use property::{Property, own, prototype_chain};
use style::{BOLD, CYAN, Color, GREEN, GREY, MAGENTA, RED, YELLOW, painted};
pub use style::{COLORS, STYLES, style_text};

/// Containers inside containers that are shown when `depth` is null; each level also indents what is below it.
const NESTING_MAX: usize = 1_000;
/// Entries shown of one container.
const ENTRIES_MAX: usize = 100_000;
/// Entries shown in all: values that are shared a thousandfold print a thousand times.
const ENTRIES_TOTAL_MAX: usize = 1_000_000;

/// The value as text.
///
/// # Errors
/// What an `inspect` method of the program throws.
pub fn inspect(value: &JsValue, options: Options, cx: &mut Context) -> JsResult<String> {
    let mut walk = Walk { options, parents: Vec::new(), entries: 0, cx };
    Ok(walk.value(value, options.depth)?.render())
}

/// `Symbol.for('nodejs.util.inspect.custom')`: the key of the method by which today's objects want to be shown.
pub fn custom_symbol(cx: &mut Context) -> JsSymbol {
    slot(cx, find_custom_symbol)
}

fn find_custom_symbol(cx: &mut Context) -> JsSymbol {
    let class = cx.intrinsics().constructors().symbol().constructor();
    let registered = class.get(js_string!("for"), cx).ok().and_then(|method| method.as_callable()).and_then(|method| {
        method.call(&class.clone().into(), &[js_string!("nodejs.util.inspect.custom").into()], cx).ok()?.as_symbol()
    });
    // A program that took `Symbol.for` away has no way to name it either.
    registered.or_else(|| JsSymbol::new(None)).expect("symbols are counted in 64 bits")
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
            JsVariant::String(string) => self.string(&string),
            JsVariant::Symbol(symbol) => self.colored(quote::symbol(&symbol), GREEN),
            JsVariant::BigInt(number) => self.colored(format!("{number}n"), YELLOW),
            JsVariant::Integer32(number) => self.colored(number.to_string(), YELLOW),
            _ => {
                let shown = text(&value.to_string(self.cx)?);
                self.colored(shown, YELLOW)
            }
        })
    }

    fn string(&self, string: &JsString) -> Piece {
        let max = self.options.string_len_max;
        if string.len() <= max {
            return self.colored(quote::string(string), GREEN);
        }
        let cut = string.get(..max).unwrap_or_default();
        self.colored(format!("{}... {} more characters", quote::string(&cut), string.len() - max), GREEN)
    }

    fn object(&mut self, object: &JsObject, depth: Option<f64>) -> JsResult<Piece> {
        if self.parents.iter().any(|parent| JsObject::equals(parent, object)) {
            return Ok(self.colored("[Circular]".into(), CYAN));
        }
        if kind::is_proxy(object) {
            return Ok(self.proxy(object, depth));
        }
        let asked = self.options.custom;
        if let Some(method) = self.custom_inspect(object).filter(|_| asked) {
            return self.customized(object, &method, depth);
        }
        if let Some(method) = self.own_inspect(object).filter(|_| asked) {
            let depth = depth.map_or_else(JsValue::null, JsValue::from);
            let shown = method.call(&object.clone().into(), &[depth], self.cx)?;
            return Ok(Piece::text(text(&shown.to_string(self.cx)?)));
        }
        let kind = Kind::of(object, self.options, self.cx);
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
        let braces = Braces { open: kind.open, base: self.paint(&kind.base, kind.color), close: kind.close };
        Ok(Piece::group(braces, kind.array, entries?, self.options.line))
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
            Contents::Error(message) => {
                if let Some(message) = message {
                    let message = self.value(message, depth)?;
                    entries.push(named("message: ".into(), message));
                }
                entries.push(named("stack: ".into(), self.colored("[Getter/Setter]".into(), CYAN)));
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
            Err("[Setter]") => self.colored("[Setter]".into(), CYAN),
            Err(accessor) if self.options.getters => self.gotten(object, key, accessor, depth)?,
            Err(accessor) => self.colored(accessor.into(), CYAN),
        };
        let name = match key {
            PropertyKey::Index(_) if kind.array && enumerable => return Ok(Entry::new(String::new(), 0, value)),
            // 0.2 takes every key of digits alone for an index, such as '007'.
            PropertyKey::String(name) if kind.array && enumerable && quote::is_number(name) => {
                return Ok(Entry::new(String::new(), 0, value));
            }
            PropertyKey::String(name) if kind.shows_stack && *name == STACK => "stack".into(),
            PropertyKey::Symbol(symbol) => format!("[{}]", quote::symbol(symbol)),
            PropertyKey::String(name) if enumerable => quote::key(name),
            PropertyKey::Index(index) if enumerable => format!("'{}'", index.get()),
            hidden => format!("[{}]", property::name(hidden)),
        };
        Ok(named(name + ": ", value))
    }

    /// An accessor with what its getter gives.
    fn gotten(&mut self, object: &JsObject, key: &PropertyKey, accessor: &str, depth: Option<f64>) -> JsResult<Piece> {
        let label = accessor.trim_end_matches(']');
        let shown = match object.get(key.clone(), self.cx) {
            Ok(value) if value.is_object() => {
                let shown = self.value(&value, depth)?.render();
                return Ok(Piece::text(format!("{accessor} {shown}")));
            }
            Ok(value) => self.value(&value, depth)?.render(),
            Err(error) => format!("<Inspection threw ({})>", thrown_text(error, self.cx)),
        };
        Ok(Piece::text(format!("{label}: {shown}]")))
    }

    fn is_full(&mut self) -> bool {
        self.entries += 1;
        self.entries > ENTRIES_TOTAL_MAX
    }

    /// The keys to show, integers first, and how many were left out.
    fn keys(&self, object: &JsObject, kind: &Kind) -> (Vec<PropertyKey>, usize) {
        let object = object.borrow();
        let properties = object.properties();
        let (mut indexes, total): (Vec<u32>, usize) = match (kind.string_len, properties.index_property_keys()) {
            _ if kind.hides_indexes => (Vec::new(), 0),
            (Some(len), _) => ((0..len).take(ENTRIES_MAX).collect(), len as usize),
            (None, IndexPropertyKeys::Dense(range)) => (range.clone().take(ENTRIES_MAX).collect(), range.len()),
            (None, sparse) => {
                let mut indexes: Vec<u32> = sparse.collect();
                indexes.sort_unstable();
                let total = indexes.len();
                (indexes, total)
            }
        };
        indexes.truncate(if kind.array { self.options.array_len_max } else { ENTRIES_MAX });
        let more = total - indexes.len();
        let is_error = kind.shows_error();
        let is_shown = |key: &PropertyKey| {
            let enumerable = properties.get(key).is_none_or(|descriptor| descriptor.expect_enumerable());
            let shown = enumerable || self.options.show_hidden;
            match key {
                PropertyKey::Symbol(symbol) => enumerable || self.options.show_hidden && symbol.description().is_some(),
                PropertyKey::String(name) if *name == STACK => (shown && !is_error) || kind.shows_stack,
                PropertyKey::String(name) if is_error && *name == MESSAGE => kind.contents_lack_message(),
                PropertyKey::String(name) if kind.is_error && (*name == CAUSE || *name == ERRORS) => true,
                _ => shown,
            }
        };
        let names = object.shape().keys();
        let mut keys: Vec<PropertyKey> =
            indexes.into_iter().map(PropertyKey::from).chain(names).filter(is_shown).collect();
        let cut = keys.len().saturating_sub(ENTRIES_MAX);
        keys.truncate(ENTRIES_MAX);
        if self.options.sorted && !kind.array {
            keys.sort_by_key(property::name);
        }
        (keys, more + cut)
    }

    /// The `inspect` method by which the object wants to be shown. A prototype is shown as it is.
    fn own_inspect(&mut self, object: &JsObject) -> Option<JsObject> {
        let method = prototype_chain(object, &js_string!("inspect").into())?.as_callable()?;
        if super::loaded(self.cx).is_some_and(|sys| JsObject::equals(&sys.inspect, &method)) {
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
        let depth_value = depth.map_or_else(JsValue::null, JsValue::from);
        let options = self.options.to_object(&depth_value, self.cx);
        let stylize = if self.options.colors { style::stylize } else { style::stylize_plainly };
        set(&options, "stylize", function("stylize", 2, stylize, self.cx));
        let inspect = super::own(self.cx)?.inspect.into();
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
            (false, _) => {
                let braces = Braces { open: open.into(), base: self.paint(base, CYAN), close };
                Piece::group(braces, seen.is_array, entries, self.options.line)
            }
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
        if self.options.colors && !text.is_empty() { painted(text, color) } else { text.to_owned() }
    }
}

fn named(name: String, value: Piece) -> Entry {
    let width = layout::width(&name);
    Entry::new(name, width, value)
}

/// What was thrown, in a few words.
fn thrown_text(error: JsError, cx: &mut Context) -> String {
    let thrown = thrown_value(error, cx);
    let message = thrown.as_object().and_then(|object| prototype_chain(&object, &MESSAGE.into()));
    message.unwrap_or(thrown).to_string(cx).map(|message| text(&message)).unwrap_or_default()
}

const STACK: JsString = js_string!("stack");
const MESSAGE: JsString = js_string!("message");
const CAUSE: JsString = js_string!("cause");
const ERRORS: JsString = js_string!("errors");
