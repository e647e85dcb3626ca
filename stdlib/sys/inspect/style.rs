//! Colors of a terminal: those that inspected values have, and `util.styleText`.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsResult, JsString, JsValue};
use noderu_glue::binding::set;
use noderu_glue::convert::{arg, text, to_text};
use noderu_glue::error::type_error;
use noderu_glue::lazy::Lazy;

/// Terminal attributes: on and off.
pub(super) type Color = (u8, u8);
pub(super) const BOLD: Color = (1, 22);
pub(super) const GREY: Color = (90, 39);
pub(super) const RED: Color = (31, 39);
pub(super) const GREEN: Color = (32, 39);
pub(super) const YELLOW: Color = (33, 39);
pub(super) const MAGENTA: Color = (35, 39);
pub(super) const CYAN: Color = (36, 39);

/// ECMA-48 SGR attributes by the names of `util.inspect.colors`.
const NAMES: &[(&str, Color)] = &[
    ("reset", (0, 0)),
    ("bold", BOLD),
    ("dim", (2, 22)),
    ("italic", (3, 23)),
    ("underline", (4, 24)),
    ("blink", (5, 25)),
    ("inverse", (7, 27)),
    ("hidden", (8, 28)),
    ("strikethrough", (9, 29)),
    ("doubleunderline", (21, 24)),
    ("black", (30, 39)),
    ("red", RED),
    ("green", GREEN),
    ("yellow", YELLOW),
    ("blue", (34, 39)),
    ("magenta", MAGENTA),
    ("cyan", CYAN),
    ("white", (37, 39)),
    ("bgBlack", (40, 49)),
    ("bgRed", (41, 49)),
    ("bgGreen", (42, 49)),
    ("bgYellow", (43, 49)),
    ("bgBlue", (44, 49)),
    ("bgMagenta", (45, 49)),
    ("bgCyan", (46, 49)),
    ("bgWhite", (47, 49)),
    ("overlined", (53, 55)),
    ("gray", GREY),
    ("grey", GREY),
    ("redBright", (91, 39)),
    ("greenBright", (92, 39)),
    ("yellowBright", (93, 39)),
    ("blueBright", (94, 39)),
    ("magentaBright", (95, 39)),
    ("cyanBright", (96, 39)),
    ("whiteBright", (97, 39)),
    ("bgGray", (100, 49)),
    ("bgRedBright", (101, 49)),
    ("bgGreenBright", (102, 49)),
    ("bgYellowBright", (103, 49)),
    ("bgBlueBright", (104, 49)),
    ("bgMagentaBright", (105, 49)),
    ("bgCyanBright", (106, 49)),
    ("bgWhiteBright", (107, 49)),
];

/// What each sort of value looks like, by the names of `util.inspect.styles`.
const SORTS: &[(&str, &str)] = &[
    ("special", "cyan"),
    ("number", "yellow"),
    ("bigint", "yellow"),
    ("boolean", "yellow"),
    ("undefined", "grey"),
    ("null", "bold"),
    ("string", "green"),
    ("symbol", "green"),
    ("date", "magenta"),
    ("regexp", "red"),
    ("module", "underline"),
];

/// `util.inspect.colors`
pub const COLORS: Lazy = Lazy { name: "colors", enumerable: false, make: colors };
/// `util.inspect.styles`, to read: the looks are fixed.
pub const STYLES: Lazy = Lazy { name: "styles", enumerable: false, make: styles };

fn colors(cx: &mut Context) -> JsResult<JsValue> {
    let object = empty(cx);
    for (name, (on, off)) in NAMES {
        let pair = JsArray::from_iter([JsValue::from(*on), JsValue::from(*off)], cx);
        set(&object, name, JsValue::from(pair));
    }
    Ok(object.into())
}

fn styles(cx: &mut Context) -> JsResult<JsValue> {
    let object = empty(cx);
    for (name, color) in SORTS {
        set(&object, name, JsString::from(*color));
    }
    Ok(object.into())
}

fn empty(cx: &Context) -> JsObject {
    JsObject::from_proto_and_data(cx.intrinsics().constructors().object().prototype(), OrdinaryObject)
}

/// The text between the sequences of a color.
pub(super) fn painted(text: &str, color: Color) -> String {
    format!("\u{1b}[{}m{text}\u{1b}[{}m", color.0, color.1)
}

fn named(name: &str) -> Option<Color> {
    NAMES.iter().find(|row| row.0 == name).map(|row| row.1)
}

/// `options.stylize(text, sort)` of an `inspect.custom` method, with colors.
///
/// # Errors
/// What a strange argument's `toString` throws.
pub(super) fn stylize(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (shown, sort) = (to_text(&arg(args, 0), cx)?, to_text(&arg(args, 1), cx)?);
    let color = SORTS.iter().find(|row| row.0 == sort).and_then(|row| named(row.1));
    Ok(JsString::from(color.map_or_else(|| shown.clone(), |color| painted(&shown, color))).into())
}

/// The same without.
///
/// # Errors
/// None.
pub(super) fn stylize_plainly(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(arg(args, 0))
}

/// `util.styleText(format, text)`: the text between the sequences of one format, or of an array of them.
///
/// # Errors
/// TypeError for a format without a meaning, and for what is no text.
pub fn style_text(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let shown = arg(args, 1).as_string().ok_or_else(|| type_error("The \"text\" argument must be a string"))?;
    let formats = match arg(args, 0).as_object() {
        Some(list) => {
            let list = JsArray::from_object(list)?;
            let length = list.length(cx)?;
            (0..length.min(64)).map(|index| list.get(index, cx)).collect::<JsResult<Vec<_>>>()?
        }
        None => vec![arg(args, 0)],
    };
    let mut shown = text(&shown);
    for format in formats.iter().rev() {
        let name = to_text(format, cx)?;
        let color = named(&name)
            .ok_or_else(|| type_error(format!("The argument 'format' must name a color or style, not '{name}'")))?;
        shown = painted(&shown, color);
    }
    Ok(JsString::from(shown).into())
}
