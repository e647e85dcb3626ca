//! `String.prototype.localeCompare`.

use std::cmp::Ordering;

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use crate::convert::{arg, text};
use crate::error::range_error;

/// `String.prototype.localeCompare(that, [locales], [options])`: marks before digits before letters; accents and case only
/// where nothing else differs, small letters first.
pub(super) fn locale_compare(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if this.is_null_or_undefined() {
        return Err(crate::error::type_error("String.prototype.localeCompare called on null or undefined"));
    }
    let (one, other) = (this.to_string(cx)?, arg(args, 0).to_string(cx)?);
    let (one, other) = (composed(&one, cx)?, composed(&other, cx)?);
    let rules = match arg(args, 2).as_object() {
        Some(options) => Rules::of(&options, cx)?,
        None => Rules::default(),
    };
    Ok(match rules.compare(&one, &other) {
        Ordering::Less => JsValue::new(-1),
        Ordering::Equal => JsValue::new(0),
        Ordering::Greater => JsValue::new(1),
    })
}

/// The text with marks that follow their letters as one character each: what is canonically equivalent compares equal.
fn composed(string: &JsString, cx: &mut Context) -> JsResult<String> {
    let plain = text(string);
    if !plain.contains(|letter| ('\u{300}'..='\u{36f}').contains(&letter)) {
        return Ok(plain);
    }
    let normalize = cx.intrinsics().constructors().string().prototype().get(js_string!("normalize"), cx)?;
    match normalize.as_callable() {
        Some(normalize) => Ok(text(&normalize.call(&string.clone().into(), &[], cx)?.to_string(cx)?)),
        None => Ok(plain),
    }
}

/// The options of ECMA-402's Collator.
#[derive(Debug, Default)]
struct Rules {
    /// Digits in a row count as a number.
    numeric: bool,
    marks_ignored: bool,
    capitals_first: bool,
    accents_ignored: bool,
    case_ignored: bool,
}

impl Rules {
    fn of(options: &JsObject, cx: &mut Context) -> JsResult<Rules> {
        let word = |name: &str, cx: &mut Context| -> JsResult<String> {
            let value = options.get(JsString::from(name), cx)?;
            if value.is_undefined() { Ok(String::new()) } else { Ok(text(&value.to_string(cx)?)) }
        };
        let sensitivity = word("sensitivity", cx)?;
        if !matches!(sensitivity.as_str(), "" | "base" | "accent" | "case" | "variant") {
            let message = format!("Value {sensitivity} out of range for Intl.Collator options property sensitivity");
            return Err(range_error(message));
        }
        Ok(Rules {
            numeric: options.get(js_string!("numeric"), cx)?.to_boolean(),
            marks_ignored: options.get(js_string!("ignorePunctuation"), cx)?.to_boolean(),
            capitals_first: word("caseFirst", cx)? == "upper",
            accents_ignored: matches!(sensitivity.as_str(), "base" | "case"),
            case_ignored: matches!(sensitivity.as_str(), "base" | "accent"),
        })
    }

    fn compare(&self, one: &str, other: &str) -> Ordering {
        let letters = |text: &str| {
            let kept = |letter: &(char, u8)| !self.marks_ignored || weight(letter.0) >= LETTERS;
            text.chars().flat_map(plain).filter(kept).collect::<Vec<_>>()
        };
        let (one, other) = (letters(one), letters(other));
        let accents = |letters: &[(char, u8)]| letters.iter().map(|&(_, accent)| accent).collect::<Vec<_>>();
        let cases = |letters: &[(char, u8)]| {
            letters.iter().map(|letter| letter.0.is_uppercase() != self.capitals_first).collect::<Vec<_>>()
        };
        let mut order = self.weights(&one).cmp(&self.weights(&other));
        if !self.accents_ignored {
            order = order.then_with(|| accents(&one).cmp(&accents(&other)));
        }
        if !self.case_ignored {
            order = order.then_with(|| cases(&one).cmp(&cases(&other)));
        }
        order
    }

    fn weights(&self, letters: &[(char, u8)]) -> Vec<u32> {
        let mut weights = Vec::with_capacity(letters.len());
        let mut rest = letters;
        while let Some(&(letter, _)) = rest.first() {
            let digits = rest.iter().take_while(|letter| letter.0.is_ascii_digit()).count();
            if !self.numeric || digits == 0 {
                weights.push(weight(letter));
                rest = &rest[1..];
                continue;
            }
            // A longer number is a larger one.
            let zeros = rest[..digits].iter().take_while(|letter| letter.0 == '0').count();
            weights.push(weight('0'));
            weights.push(u32::try_from(digits - zeros).unwrap_or(u32::MAX));
            weights.extend(rest[zeros..digits].iter().map(|letter| weight(letter.0)));
            rest = &rest[digits..];
        }
        weights
    }
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
    LETTERS + u32::from(lower)
}

/// Where digits and letters begin to sort.
const LETTERS: u32 = 0x100;

const MARKS: &str = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

#[cfg(test)]
mod tests {
    use crate::testing::table;

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

    #[test]
    fn strings_sort_as_asked() {
        // As node 20 has it.
        table(&[
            (
                "['a10', 'a2', 'a02', 'b1', 'a'].sort(function (a, b) { return a.localeCompare(b, undefined, { numeric: true }) }).join()",
                "a,a2,a02,a10,b1",
            ),
            (
                "['base', 'accent', 'case', 'variant'].map(function (s) { return ['a'.localeCompare('A', 'en', { sensitivity: s }), \
                 'é'.localeCompare('e', 'en', { sensitivity: s })].join('') }).join()",
                "00,01,-10,-11",
            ),
            (
                "'A'.localeCompare('a', 'en', { caseFirst: 'upper' }) + 'co-op'.localeCompare('coop', 'en', { ignorePunctuation: true })",
                "-1",
            ),
            (
                "'a'.localeCompare('b', 'en', { sensitivity: 'x' })",
                "RangeError: Value x out of range for Intl.Collator options property sensitivity",
            ),
        ]);
    }
}
