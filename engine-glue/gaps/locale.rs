//! `toLocaleString` of numbers and arrays, and `localeCompare`: as the locale en-US has them. There is no `Intl`; of the
//! options those about fraction digits and grouping count.

use std::cmp::Ordering;

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use super::join::{Text, within_join};
use super::length::checked_length;
use crate::binding::{function, set_hidden};
use crate::convert::{arg, text};
use crate::error::range_error;

pub(super) fn install(cx: &mut Context) {
    let constructors = cx.intrinsics().constructors();
    let (number, bigint) = (constructors.number().prototype(), constructors.bigint().prototype());
    let (array, string) = (constructors.array().prototype(), constructors.string().prototype());
    set_hidden(&number, "toLocaleString", function("toLocaleString", 0, number_text, cx));
    set_hidden(&bigint, "toLocaleString", function("toLocaleString", 0, bigint_text, cx));
    set_hidden(&array, "toLocaleString", function("toLocaleString", 0, array_text, cx));
    set_hidden(&string, "localeCompare", function("localeCompare", 1, locale_compare, cx));
}

/// `Number.prototype.toLocaleString([locales], [options])`: `1,234,567.891`
fn number_text(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let prototype = cx.intrinsics().constructors().number().prototype();
    let number = prototype.get(js_string!("valueOf"), cx)?;
    let number = match this.as_number() {
        Some(number) => number,
        // Throws for what is no number.
        None => {
            number.as_callable().map_or(Ok(this.clone()), |value_of| value_of.call(this, &[], cx))?.to_number(cx)?
        }
    };
    let options = Options::of(&arg(args, 1), cx)?;
    Ok(JsString::from(grouped_number(number, &options)).into())
}

struct Options {
    least: usize,
    most: usize,
    grouping: bool,
}

/// Fraction digits that can be asked for.
const DIGITS_MAX: f64 = 100.0;

impl Options {
    fn of(options: &JsValue, cx: &mut Context) -> JsResult<Options> {
        let Some(options) = options.as_object() else { return Ok(Options { least: 0, most: 3, grouping: true }) };
        let mut digits = |name: &str| -> JsResult<Option<usize>> {
            let value = options.get(JsString::from(name), cx)?;
            if value.is_undefined() {
                return Ok(None);
            }
            let number = value.to_number(cx)?;
            if !(0.0..=DIGITS_MAX).contains(&number) {
                return Err(range_error(format!("{name} value is out of range.")));
            }
            Ok(Some(number as usize))
        };
        let (least, most) = (digits("minimumFractionDigits")?, digits("maximumFractionDigits")?);
        let (least, most) = match (least, most) {
            (Some(least), Some(most)) if least > most => {
                return Err(range_error("maximumFractionDigits value is out of range."));
            }
            (least, Some(most)) => (least.unwrap_or(0), most),
            (least, None) => (least.unwrap_or(0), least.unwrap_or(0).max(3)),
        };
        let grouping = options.get(js_string!("useGrouping"), cx)?;
        Ok(Options { least, most, grouping: grouping.is_undefined() || grouping.to_boolean() })
    }
}

fn grouped_number(number: f64, options: &Options) -> String {
    if number.is_nan() {
        return "NaN".into();
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number.is_infinite() {
        return format!("{sign}∞");
    }
    // All digits that tell the number from its neighbours, without an exponent.
    let digits = number.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let (whole, mut fraction) = rounded(whole, fraction, options.most);
    while fraction.len() > options.least && fraction.ends_with('0') {
        fraction.pop();
    }
    while fraction.len() < options.least {
        fraction.push('0');
    }
    let whole = if options.grouping { grouped(&whole) } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

/// Cuts the fraction to so many digits; half of the last one counts as a whole.
fn rounded(whole: &str, fraction: &str, digits: usize) -> (String, String) {
    let mut kept: Vec<u8> = whole.bytes().chain(fraction.bytes().take(digits)).collect();
    if fraction.as_bytes().get(digits).is_some_and(|&digit| digit >= b'5') {
        let nines = kept.iter().rev().take_while(|&&digit| digit == b'9').count();
        let at = kept.len() - nines;
        kept[at..].fill(b'0');
        match at.checked_sub(1) {
            Some(at) => kept[at] += 1,
            None => kept.insert(0, b'1'),
        }
    }
    let fraction = kept.split_off(kept.len() - fraction.len().min(digits));
    let text = |digits: Vec<u8>| digits.into_iter().map(char::from).collect();
    (text(kept), text(fraction))
}

/// `1234567` as `1,234,567`.
fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn bigint_text(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let prototype = cx.intrinsics().constructors().bigint().prototype();
    let Some(to_string) = prototype.get(js_string!("toString"), cx)?.as_callable() else { return Ok(this.clone()) };
    let digits = text(&to_string.call(this, &[], cx)?.to_string(cx)?);
    let (sign, digits) = digits.strip_prefix('-').map_or(("", &digits[..]), |digits| ("-", digits));
    Ok(JsString::from(format!("{sign}{}", grouped(digits))).into())
}

/// `Array.prototype.toLocaleString`: the engine's puts a blank behind the comma.
fn array_text(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let array = this.to_object(cx)?;
    within_join(&array, cx, |array, cx| elements_text(array, args, cx))
}

fn elements_text(array: &JsObject, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let mut text = Text::new();
    for index in 0..checked_length(array, cx)? {
        if index > 0 {
            text.push(js_string!(",").as_str())?;
        }
        let element = array.get(index, cx)?;
        if element.is_null_or_undefined() {
            continue;
        }
        let method = element.to_object(cx)?.get(js_string!("toLocaleString"), cx)?;
        let method =
            method.as_callable().ok_or_else(|| crate::error::type_error("toLocaleString is not a function"))?;
        let part = method.call(&element, args, cx)?.to_string(cx)?;
        text.push(part.as_str())?;
    }
    Ok(text.into_string().into())
}

/// `String.prototype.localeCompare(that)`: marks before digits before letters; accents and case only where nothing else
/// differs, small letters first.
fn locale_compare(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if this.is_null_or_undefined() {
        return Err(crate::error::type_error("String.prototype.localeCompare called on null or undefined"));
    }
    let (one, other) = (text(&this.to_string(cx)?), text(&arg(args, 0).to_string(cx)?));
    Ok(match compare(&one, &other) {
        Ordering::Less => JsValue::new(-1),
        Ordering::Equal => JsValue::new(0),
        Ordering::Greater => JsValue::new(1),
    })
}

fn compare(one: &str, other: &str) -> Ordering {
    let letters = |text: &str| text.chars().flat_map(plain).collect::<Vec<_>>();
    let (one_letters, other_letters) = (letters(one), letters(other));
    let weights = |letters: &[(char, u8)]| letters.iter().map(|&(letter, _)| weight(letter)).collect::<Vec<_>>();
    let accents = |letters: &[(char, u8)]| letters.iter().map(|&(_, accent)| accent).collect::<Vec<_>>();
    let cases = |letters: &[(char, u8)]| letters.iter().map(|&(letter, _)| letter.is_uppercase()).collect::<Vec<_>>();
    weights(&one_letters)
        .cmp(&weights(&other_letters))
        .then_with(|| accents(&one_letters).cmp(&accents(&other_letters)))
        .then_with(|| cases(&one_letters).cmp(&cases(&other_letters)))
}

/// A letter without its accent, and which one it was; two letters for a ligature.
fn plain(character: char) -> impl Iterator<Item = (char, u8)> {
    let (letters, accent): (&str, u8) = match character {
        '\u{300}'..='\u{36f}' => ("", 0),
        'æ' => ("ae", 9),
        'Æ' => ("AE", 9),
        'ß' => ("ss", 9),
        _ => match ACCENTED
            .iter()
            .find_map(|&(base, forms)| Some((base, forms.chars().position(|form| form == character)?)))
        {
            Some((base, accent)) => (base, u8::try_from(accent + 1).unwrap_or(u8::MAX)),
            None => ("", 0),
        },
    };
    let itself = (letters.is_empty() && !('\u{300}'..='\u{36f}').contains(&character)).then_some((character, 0));
    letters.chars().map(move |letter| (letter, accent)).collect::<Vec<_>>().into_iter().chain(itself)
}

/// The accented letters of western Europe: acute, grave, circumflex, ring, diaeresis, tilde, stroke, cedilla in the
/// order in which they sort.
const ACCENTED: &[(&str, &str)] = &[
    ("a", "áàâåäã"),
    ("A", "ÁÀÂÅÄÃ"),
    ("c", "ç"),
    ("C", "Ç"),
    ("e", "éèêë"),
    ("E", "ÉÈÊË"),
    ("i", "íìîï"),
    ("I", "ÍÌÎÏ"),
    ("n", "ñ"),
    ("N", "Ñ"),
    ("o", "óòôöõø"),
    ("O", "ÓÒÔÖÕØ"),
    ("u", "úùûü"),
    ("U", "ÚÙÛÜ"),
    ("y", "ýÿ"),
    ("Y", "Ý"),
];

/// Where a character sorts: white space, marks, digits, letters by the alphabet, everything else by its number.
fn weight(character: char) -> u32 {
    if character.is_whitespace() {
        return 1;
    }
    if let Some(index) = MARKS.chars().position(|mark| mark == character) {
        return 2 + u32::try_from(index).unwrap_or(0);
    }
    let lower = character.to_lowercase().next().unwrap_or(character);
    0x100 + u32::from(lower)
}

const MARKS: &str = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

#[cfg(test)]
mod tests {
    use crate::testing::table;

    #[test]
    fn numbers_are_grouped() {
        // As node 20 prints them.
        table(&[
            (
                "[1234567.891, 1e21, -1234, 0.5, NaN, -Infinity, 123, 1234.5678, 0, -0].map(function (n) { return n.toLocaleString() }).join(' ')",
                "1,234,567.891 1,000,000,000,000,000,000,000 -1,234 0.5 NaN -∞ 123 1,234.568 0 -0",
            ),
            (
                "[0.0005, 1.0005, 1e-7, 999.9995, -0.0001, 1e5, 999999.9999].map(function (n) { return n.toLocaleString() }).join(' ')",
                "0.001 1.001 0 1,000 -0 100,000 1,000,000",
            ),
            ("(1234.5).toLocaleString('en-US', { minimumFractionDigits: 2 })", "1,234.50"),
            ("(1234.567).toLocaleString(undefined, { maximumFractionDigits: 0 })", "1,235"),
            ("(1234.567).toLocaleString('en', { useGrouping: false })", "1234.567"),
            (
                "(1).toLocaleString('en', { maximumFractionDigits: 101 })",
                "RangeError: maximumFractionDigits value is out of range.",
            ),
            (
                "Object(5000).toLocaleString() + (-1234567n).toLocaleString() + Object(10000n).toLocaleString()",
                "5,000-1,234,56710,000",
            ),
            ("try { Number.prototype.toLocaleString.call('x') } catch (e) { e.name }", "TypeError"),
            ("[1, null, undefined, [2000, 3], 'x'].toLocaleString()", "1,,,2,000,3,x"),
            ("var a = [1]; a.push(a); a.toLocaleString()", "1,"),
        ]);
    }

    #[test]
    fn strings_sort_as_people_do() {
        table(&[
            (
                "['b', 'a', 'B', 'A', 'é', 'f', 'e', '10', '9', '_', ' ', 'ä', 'Z', 'z'].sort(function (a, b) { return a.localeCompare(b) }).join()",
                " ,_,10,9,a,A,ä,b,B,e,é,f,z,Z",
            ),
            (
                "['résumé', 'resume', 'Resume', 'résume'].sort(function (a, b) { return a.localeCompare(b) }).join()",
                "resume,Resume,résume,résumé",
            ),
            (
                "'a'.localeCompare('a') + 'a'.localeCompare('b') + ' ' + 'a'.localeCompare('B') + 'straße'.localeCompare('strasse')",
                "-1 -11",
            ),
            ("'a'.localeCompare() + ' ' + 'undefined'.localeCompare()", "-1 0"),
            (
                "String.prototype.localeCompare.call(null, 'x')",
                "TypeError: String.prototype.localeCompare called on null or undefined",
            ),
        ]);
    }
}
