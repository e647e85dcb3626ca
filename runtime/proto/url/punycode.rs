//! Punycode (RFC 3492): any text in the letters that names of hosts may have.
//!
//! Texts beyond a length are refused, since the work grows with its square.

/// What marks a label of a host's name as Punycode (RFC 3490, section 5).
pub const PREFIX: &str = "xn--";

/// Characters that [`encode`] and [`decode`] take; their work grows with the square of it.
pub const LEN_MAX: usize = 3_000;

// RFC 3492, section 5.
const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;

/// The Punycode of `text` (section 6.3); `None` for a text beyond [`LEN_MAX`].
pub fn encode(text: &str) -> Option<String> {
    let input: Vec<u32> = text.chars().take(LEN_MAX + 1).map(u32::from).collect();
    if input.len() > LEN_MAX {
        return None;
    }
    let mut out: String = text.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).ok()?;
    if basic > 0 {
        out.push('-');
    }
    let (mut n, mut delta, mut bias, mut handled) = (INITIAL_N, 0u32, INITIAL_BIAS, basic);
    while (handled as usize) < input.len() {
        let next = input.iter().copied().filter(|&code| code >= n).min()?;
        delta = delta.checked_add((next - n).checked_mul(handled + 1)?)?;
        n = next;
        for &code in &input {
            if code < n {
                delta = delta.checked_add(1)?;
            }
            if code == n {
                write_integer(delta, bias, &mut out);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(out)
}

/// The text of Punycode (section 6.2); `None` for what is none, or is beyond [`LEN_MAX`].
pub fn decode(code: &str) -> Option<String> {
    if !code.is_ascii() || code.len() > LEN_MAX {
        return None;
    }
    let (basic, digits) = code.rsplit_once('-').unwrap_or(("", code));
    let mut out: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (INITIAL_N, 0u32, INITIAL_BIAS);
    let mut digits = digits.bytes().peekable();
    while digits.peek().is_some() {
        let before = i;
        let (mut weight, mut k) = (1u32, BASE);
        loop {
            let digit = digit_value(digits.next()?)?;
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let t = threshold(k, bias);
            if digit < t {
                break;
            }
            weight = weight.checked_mul(BASE - t)?;
            k += BASE;
        }
        let len = u32::try_from(out.len()).ok()? + 1;
        bias = adapt(i - before, len, before == 0);
        n = n.checked_add(i / len)?;
        i %= len;
        out.insert(i as usize, char::from_u32(n)?);
        i += 1;
    }
    Some(out.into_iter().collect())
}

/// A host's name (or a mail address) with each label in ASCII. Only the form changes: whether a registry would take the
/// name is not asked.
pub fn to_ascii(name: &str) -> Option<String> {
    each_label(name, |label| match label.is_ascii() {
        true => Some(label.into()),
        false => encode(label).map(|code| [PREFIX, &code].concat()),
    })
}

/// A host's name (or a mail address) with each label as people read it.
pub fn to_unicode(name: &str) -> Option<String> {
    each_label(name, |label| match label.strip_prefix(PREFIX) {
        Some(code) => decode(&code.to_ascii_lowercase()),
        None => Some(label.into()),
    })
}

/// What is before an `@` stays. A label ends at a full stop in any of the shapes that RFC 3490, section 3.1, counts as one.
fn each_label(name: &str, change: impl Fn(&str) -> Option<String>) -> Option<String> {
    let host = name.find('@').map_or(0, |at| at + 1);
    let labels: Option<Vec<String>> = name[host..].split(is_stop).map(change).collect();
    Some(name[..host].to_owned() + &labels?.join("."))
}

/// A full stop between labels.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}

fn write_integer(mut rest: u32, bias: u32, out: &mut String) {
    let mut k = BASE;
    loop {
        let t = threshold(k, bias);
        if rest < t {
            return out.push(digit(rest));
        }
        out.push(digit(t + (rest - t) % (BASE - t)));
        rest = (rest - t) / (BASE - t);
        k += BASE;
    }
}

fn threshold(k: u32, bias: u32) -> u32 {
    k.saturating_sub(bias).clamp(T_MIN, T_MAX)
}

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

fn digit(value: u32) -> char {
    char::from(if value < 26 { b'a' + value as u8 } else { b'0' + (value - 26) as u8 })
}

fn digit_value(byte: u8) -> Option<u32> {
    Some(
        match byte {
            b'a'..=b'z' => byte - b'a',
            b'A'..=b'Z' => byte - b'A',
            b'0'..=b'9' => byte - b'0' + 26,
            _ => return None,
        }
        .into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let cases = [
            ("b\u{fc}cher", "bcher-kva"),
            ("ma\u{f1}ana", "maana-pta"),
            ("\u{2603}", "n3h"),
            ("\u{2603}-\u{2318}", "--dqo34k"),
            ("abc", "abc-"),
            ("", ""),
            // RFC 3492, section 7.1, (A) and (L).
            (
                "\u{644}\u{64a}\u{647}\u{645}\u{627}\u{628}\u{62a}\u{643}\u{644}\u{645}\u{648}\u{634}\u{639}\u{631}\u{628}\u{64a}\u{61f}",
                "egbpdaj6bu4bxfgehfvwxn",
            ),
            ("3\u{5e74}B\u{7d44}\u{91d1}\u{516b}\u{5148}\u{751f}", "3B-ww4c5e180e575a65lsy2b"),
        ];
        for (text, code) in cases {
            assert_eq!(encode(text).as_deref(), Some(code));
            assert_eq!(decode(code).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_punycode() {
        for code in ["\u{e9}", "99999999", "a-!", "a\n"] {
            assert_eq!(decode(code), None, "{code}");
        }
        assert_eq!(encode(&"\u{e9}".repeat(LEN_MAX + 1)), None);
        assert_eq!(decode(&"a".repeat(LEN_MAX + 1)), None);
    }

    #[test]
    fn names_of_hosts() {
        assert_eq!(to_ascii("J@b\u{fc}cher\u{3002}com").as_deref(), Some("J@xn--bcher-kva.com"));
        assert_eq!(to_unicode("J@xn--bcher-kva.com").as_deref(), Some("J@b\u{fc}cher.com"));
        assert_eq!(to_unicode("xn--\u{e9}.com"), None);
    }
}
