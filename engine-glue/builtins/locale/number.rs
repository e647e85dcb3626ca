//! `Number.prototype.toLocaleString` with the options of ECMA-402's NumberFormat: decimal numbers, money, per cent,
//! compact ones. Does not know units.

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use super::grouped;
use crate::convert::{arg, text};
use crate::error::{range_error, type_error};

/// `Number.prototype.toLocaleString([locales], [options])`: `1,234,567.891`
pub(super) fn number_text(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let prototype = cx.intrinsics().constructors().number().prototype();
    let number = prototype.get(js_string!("valueOf"), cx)?;
    let number = match this.as_number() {
        Some(number) => number,
        // Throws for what is no number.
        None => {
            number.as_callable().map_or(Ok(this.clone()), |value_of| value_of.call(this, &[], cx))?.to_number(cx)?
        }
    };
    let format = match arg(args, 1).as_object() {
        Some(options) => Format::of(&options, cx)?,
        None => Format::default(),
    };
    Ok(JsString::from(format.text(number)).into())
}

/// Digits that can be asked for.
const DIGITS_MAX: f64 = 100.0;

/// The options, resolved.
#[derive(Debug)]
struct Format {
    style: Style,
    /// Fraction digits.
    least: usize,
    most: usize,
    /// Significant digits; they count more than fraction digits.
    significant: Option<(usize, usize)>,
    whole_least: usize,
    grouping: bool,
    compact: bool,
    sign: Sign,
}

#[derive(Debug)]
enum Style {
    Decimal,
    Percent,
    /// What stands before the number.
    Currency(String),
}

#[derive(Debug, PartialEq, Eq)]
enum Sign {
    Auto,
    Always,
    Never,
    ExceptZero,
}

impl Default for Format {
    fn default() -> Self {
        Format {
            style: Style::Decimal,
            least: 0,
            most: 3,
            significant: None,
            whole_least: 1,
            grouping: true,
            compact: false,
            sign: Sign::Auto,
        }
    }
}

impl Format {
    fn of(options: &JsObject, cx: &mut Context) -> JsResult<Format> {
        let mut format = Format::default();
        let word = |name: &str, cx: &mut Context| -> JsResult<Option<String>> {
            let value = options.get(JsString::from(name), cx)?;
            if value.is_undefined() { Ok(None) } else { Ok(Some(text(&value.to_string(cx)?))) }
        };
        let (mut least_default, mut most_default) = (0, 3);
        match word("style", cx)?.as_deref() {
            None | Some("decimal" | "unit") => {}
            Some("percent") => {
                format.style = Style::Percent;
                most_default = 0;
            }
            Some("currency") => {
                let Some(code) = word("currency", cx)? else {
                    return Err(type_error("Currency code is required with currency style."));
                };
                if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                    return Err(range_error(format!("Invalid currency code : {code}")));
                }
                let code = code.to_ascii_uppercase();
                let by_code = word("currencyDisplay", cx)?.is_some_and(|display| display == "code");
                let symbol = SYMBOLS.iter().find(|row| row.0 == code && !by_code);
                format.style = Style::Currency(symbol.map_or_else(|| format!("{code}\u{a0}"), |row| row.1.to_owned()));
                let digits = if WHOLE_CURRENCIES.contains(&code.as_str()) { 0 } else { 2 };
                (least_default, most_default) = (digits, digits);
            }
            Some(other) => {
                return Err(range_error(format!(
                    "Value {other} out of range for Intl.NumberFormat options property style"
                )));
            }
        }
        format.compact = word("notation", cx)?.is_some_and(|notation| notation == "compact");
        format.sign = match word("signDisplay", cx)?.as_deref() {
            Some("always") => Sign::Always,
            Some("never") => Sign::Never,
            Some("exceptZero") => Sign::ExceptZero,
            _ => Sign::Auto,
        };
        let mut digits = |name: &str, from: f64| -> JsResult<Option<usize>> {
            let value = options.get(JsString::from(name), cx)?;
            if value.is_undefined() {
                return Ok(None);
            }
            let number = value.to_number(cx)?;
            if !(from..=DIGITS_MAX).contains(&number) {
                return Err(range_error(format!("{name} value is out of range.")));
            }
            Ok(Some(number as usize))
        };
        format.whole_least = digits("minimumIntegerDigits", 1.0)?.unwrap_or(1);
        let (least, most) = (digits("minimumFractionDigits", 0.0)?, digits("maximumFractionDigits", 0.0)?);
        let significant = (digits("minimumSignificantDigits", 1.0)?, digits("maximumSignificantDigits", 1.0)?);
        (format.least, format.most) = match (least, most) {
            (Some(least), Some(most)) if least > most => {
                return Err(range_error("maximumFractionDigits value is out of range."));
            }
            (Some(least), Some(most)) => (least, most),
            (None, Some(most)) => (least_default.min(most), most),
            (least, None) => {
                let least = least.unwrap_or(least_default);
                (least, least.max(most_default))
            }
        };
        if significant != (None, None) {
            let least = significant.0.unwrap_or(1);
            let most = significant.1.unwrap_or(21);
            if least > most {
                return Err(range_error("maximumSignificantDigits value is out of range."));
            }
            format.significant = Some((least, most));
        } else if format.compact && (least, most) == (None, None) {
            // One decimal where there is one digit before it, and none otherwise.
            (format.least, format.most) = (0, 0);
        }
        let grouping = options.get(js_string!("useGrouping"), cx)?;
        format.grouping = grouping.is_undefined() || (grouping.to_boolean() && !is_false(&grouping));
        Ok(format)
    }

    fn text(&self, number: f64) -> String {
        let (digits, suffix) = self.magnitude(number.abs());
        let zero = !digits.bytes().any(|byte| matches!(byte, b'1'..=b'9')) && number.is_finite();
        let negative = number.is_sign_negative() && !number.is_nan();
        let sign = match self.sign {
            Sign::Never => "",
            Sign::ExceptZero if zero || number.is_nan() => "",
            _ if negative => "-",
            Sign::Always | Sign::ExceptZero => "+",
            Sign::Auto => "",
        };
        match &self.style {
            Style::Decimal => format!("{sign}{digits}{suffix}"),
            Style::Percent => format!("{sign}{digits}{suffix}%"),
            Style::Currency(symbol) => format!("{sign}{symbol}{digits}{suffix}"),
        }
    }

    /// The digits of a number that is not negative, and what stands for the thousands that were left out.
    fn magnitude(&self, number: f64) -> (String, &'static str) {
        if number.is_nan() {
            return ("NaN".into(), "");
        }
        if number.is_infinite() {
            return ("∞".into(), "");
        }
        // All digits that tell the number from its neighbours, without an exponent.
        let digits = number.to_string();
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let (mut whole, mut fraction) = (whole.to_owned(), fraction.to_owned());
        if matches!(self.style, Style::Percent) {
            (whole, fraction) = shifted(&whole, &fraction, 2);
        }
        if !self.compact {
            return (self.digits(&whole, &fraction, self.most), "");
        }
        let mut thousands = ((whole.len() - 1) / 3).min(COMPACT.len() - 1);
        loop {
            let (scaled, rest) = shifted(&whole, &fraction, -3 * thousands as i64);
            // Two digits, or all those before the point.
            let most = match leading_zeros(&scaled, &rest) {
                0 => self.most.max(2_usize.saturating_sub(scaled.len())),
                zeros => self.most.max(zeros + 1),
            };
            let text = self.digits(&scaled, &rest, most);
            let whole_len = text.split('.').next().unwrap_or(&text).len();
            // 999,999 becomes 1M, not 1000K.
            if thousands + 1 < COMPACT.len() && whole_len > 3 {
                thousands += 1;
                continue;
            }
            return (text, COMPACT[thousands]);
        }
    }

    fn digits(&self, whole: &str, fraction: &str, most: usize) -> String {
        let (least, most) = match self.significant {
            // Digits before the point count, zeros that lead do not.
            Some((least, most)) => match leading_zeros(whole, fraction) {
                0 => (least.saturating_sub(whole.len()), most as i64 - whole.len() as i64),
                zeros => (least + zeros - 1, (most + zeros - 1) as i64),
            },
            None => (self.least, most as i64),
        };
        let (mut whole, mut fraction) = rounded(whole, fraction, most);
        while fraction.len() > least && fraction.ends_with('0') {
            fraction.pop();
        }
        while fraction.len() < least {
            fraction.push('0');
        }
        while whole.len() < self.whole_least {
            whole.insert(0, '0');
        }
        // Compact numbers of four digits stay in one piece.
        let groups = self.grouping && (!self.compact || whole.len() > 4);
        let whole = if groups { grouped(&whole) } else { whole };
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{whole}{point}{fraction}")
    }
}

fn is_false(value: &JsValue) -> bool {
    value.as_string().is_some_and(|value| value == js_string!("false"))
}

/// For a number below 1, how many digits of the fraction it takes to the first that counts; 0 for other numbers.
fn leading_zeros(whole: &str, fraction: &str) -> usize {
    if whole != "0" {
        return 0;
    }
    fraction.bytes().position(|digit| digit != b'0').map_or(0, |zeros| zeros + 1)
}

/// The digits with the point moved to the right, or to the left.
fn shifted(whole: &str, fraction: &str, places: i64) -> (String, String) {
    let digits = format!("{whole}{fraction}");
    let point = whole.len() as i64 + places;
    let digits = match usize::try_from(point) {
        Ok(point) if point > digits.len() => format!("{digits}{}", "0".repeat(point - digits.len())),
        Ok(_) => digits,
        Err(_) => format!("{}{digits}", "0".repeat(point.unsigned_abs() as usize)),
    };
    let (whole, fraction) = digits.split_at(point.max(0) as usize);
    let whole = whole.trim_start_matches('0');
    (if whole.is_empty() { "0".into() } else { whole.into() }, fraction.into())
}

/// Cuts the fraction to so many digits, or, below zero, the whole number; half of the last one counts as a whole.
fn rounded(whole: &str, fraction: &str, digits: i64) -> (String, String) {
    let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    let keep = usize::try_from(whole.len() as i64 + digits).unwrap_or(0).min(all.len());
    let mut kept = all[..keep].to_vec();
    if all.get(keep).is_some_and(|&digit| digit >= b'5') {
        let nines = kept.iter().rev().take_while(|&&digit| digit == b'9').count();
        let at = kept.len() - nines;
        kept[at..].fill(b'0');
        match at.checked_sub(1) {
            Some(at) => kept[at] += 1,
            None => kept.insert(0, b'1'),
        }
    }
    // What was cut off before the point.
    let whole_len = whole.len() + (kept.len() - keep);
    while kept.len() < whole_len {
        kept.push(b'0');
    }
    let fraction = kept.split_off(whole_len);
    let text = |digits: Vec<u8>| digits.into_iter().map(char::from).collect();
    (text(kept), text(fraction))
}

const COMPACT: [&str; 5] = ["", "K", "M", "B", "T"];

/// Currencies with a sign of their own in en-US.
const SYMBOLS: &[(&str, &str)] = &[
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("INR", "₹"),
    ("CNY", "CN¥"),
    ("KRW", "₩"),
    ("BRL", "R$"),
    ("CAD", "CA$"),
    ("AUD", "A$"),
    ("NZD", "NZ$"),
    ("HKD", "HK$"),
    ("MXN", "MX$"),
    ("TWD", "NT$"),
    ("ILS", "₪"),
    ("VND", "₫"),
    ("PHP", "₱"),
];

/// Currencies without cents.
const WHOLE_CURRENCIES: &[&str] = &["JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "XPF", "UGX", "PYG", "RWF"];

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
    fn money_and_the_like() {
        // As node 20 prints them.
        let with = |options: &str| {
            format!(
                "[0, 1234.5, -1234567.891, NaN, 0.1255, 1e21].map(function (n) {{ return n.toLocaleString('en-US', {options}) }}).join(' ')"
            )
        };
        let rows = [
            (
                "{ style: 'currency', currency: 'USD' }",
                "$0.00 $1,234.50 -$1,234,567.89 $NaN $0.13 $1,000,000,000,000,000,000,000.00",
            ),
            (
                "{ style: 'currency', currency: 'eur', minimumFractionDigits: 0 }",
                "€0 €1,234.5 -€1,234,567.89 €NaN €0.13 €1,000,000,000,000,000,000,000",
            ),
            ("{ style: 'currency', currency: 'JPY' }", "¥0 ¥1,235 -¥1,234,568 ¥NaN ¥0 ¥1,000,000,000,000,000,000,000"),
            ("{ style: 'percent' }", "0% 123,450% -123,456,789% NaN% 13% 100,000,000,000,000,000,000,000%"),
            (
                "{ style: 'percent', maximumFractionDigits: 1 }",
                "0% 123,450% -123,456,789.1% NaN% 12.6% 100,000,000,000,000,000,000,000%",
            ),
            ("{ maximumSignificantDigits: 3 }", "0 1,230 -1,230,000 NaN 0.126 1,000,000,000,000,000,000,000"),
            (
                "{ minimumSignificantDigits: 6 }",
                "0.00000 1,234.50 -1,234,567.891 NaN 0.125500 1,000,000,000,000,000,000,000",
            ),
            ("{ minimumIntegerDigits: 2 }", "00 1,234.5 -1,234,567.891 NaN 00.126 1,000,000,000,000,000,000,000"),
            ("{ notation: 'compact' }", "0 1.2K -1.2M NaN 0.13 1,000,000,000T"),
            ("{ signDisplay: 'exceptZero' }", "0 +1,234.5 -1,234,567.891 NaN +0.126 +1,000,000,000,000,000,000,000"),
        ];
        let rows: Vec<(String, &str)> = rows.iter().map(|row| (with(row.0), row.1)).collect();
        table(&rows.iter().map(|row| (row.0.as_str(), row.1)).collect::<Vec<_>>());
        table(&[
            (
                "(1).toLocaleString('en', { style: 'currency' })",
                "TypeError: Currency code is required with currency style.",
            ),
            ("(1).toLocaleString('en', { style: 'currency', currency: 'x' })", "RangeError: Invalid currency code : x"),
            ("(5).toLocaleString('en', { style: 'currency', currency: 'CHF' })", "CHF\u{a0}5.00"),
            (
                "[999999, 12345, 123456, 99.96, 5, 15.5].map(function (n) { return n.toLocaleString('en', { notation: 'compact' }) }).join(' ')",
                "1M 12K 123K 100 5 16",
            ),
        ]);
    }
}
