//! Better words for errors whose engine text says little, read off the source at the place of the throw:
//! `Cannot read property 'x' of null or undefined` for "cannot convert 'null' or 'undefined' to object".
//!
//! Also finds the line of a ReferenceError: the engine gives the function's first line for those.

use boa_engine::Context;

use crate::builtins::syntax::v8_words;
use crate::sources::text_of;
use crate::trace::{Frame, Place};

/// What the source says about an error.
#[derive(Debug, PartialEq, Eq)]
pub struct Explained {
    /// The message in better words, or the one that was there.
    pub message: String,
    /// Line and column of the throw.
    pub position: Option<(u32, u32)>,
}

/// Explains a message of the engine that was thrown at `frame`; none when the message is clear enough or the source
/// cannot be read.
pub fn explain(message: &str, frame: &Frame, cx: &mut Context) -> Option<Explained> {
    if !explains(message) {
        return plain(message).map(|message| Explained { message, position: None });
    }
    let explained = match &frame.place {
        Place::File { file, position } => text_of(file, cx).and_then(|text| explain_in(message, &text, *position)),
        Place::Native | Place::Eval => None,
    };
    explained.or_else(|| plain(message).map(|message| Explained { message, position: None }))
}

/// What can be said without the source.
fn plain(message: &str) -> Option<String> {
    Some(match message {
        NO_OBJECT => "Cannot use null or undefined as an object".into(),
        "bad length for array" | "invalid array length" => "Invalid array length".into(),
        "invalid escape character found" | "trying to encode an invalid string" => "URI malformed".into(),
        "access of uninitialized binding" => "Cannot access a let, const or class before its declaration".into(),
        _ => {
            for (before, after, better) in WORDS {
                let name = message.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
                if let Some(name) = name {
                    return Some(better.replace("{}", name));
                }
            }
            let words = ["body: ", "parameters: "].iter().find_map(|part| {
                message.strip_prefix("failed to parse function ").and_then(|rest| rest.strip_prefix(part))
            });
            let words = words.unwrap_or(message);
            let (words, place) = words.rsplit_once(" at line ")?;
            let (line, column) = place.split_once(", col ")?;
            let _: (u32, u32) = line.parse().ok().zip(column.parse().ok())?;
            v8_words(words)
        }
    })
}

/// Whether there may be better words for a message. Cheap: to be asked before frames are read.
pub fn is_explained(message: &str) -> bool {
    explains(message) && !message.ends_with(NOT_DEFINED) || plain(message).is_some()
}

/// Whether this is one of the texts that the source can make clearer.
fn explains(message: &str) -> bool {
    matches!(message, NO_OBJECT | NO_FUNCTION | NO_CONSTRUCTOR) || message.ends_with(NOT_DEFINED)
}

/// Messages around a name: the engine's words before and behind it, and better ones.
const WORDS: &[(&str, &str, &str)] = &[
    ("cannot mutate an immutable binding '", "'", "Assignment to constant variable '{}'"),
    ("cannot assign to uninitialized global property `", "`", "{} is not defined"),
    ("cannot set non-writable property: ", "", "Cannot assign to property '{}': it is read-only or cannot be added"),
    ("failed to create matcher: ", "", "Invalid regular expression: {}"),
    ("value with type `", "` is not iterable", "{} is not iterable"),
];

const NO_OBJECT: &str = "cannot convert 'null' or 'undefined' to object";
const NO_FUNCTION: &str = "not a callable function";
const NO_CONSTRUCTOR: &str = "not a constructor";
const NOT_DEFINED: &str = " is not defined";

fn explain_in(message: &str, text: &str, position: Option<(u32, u32)>) -> Option<Explained> {
    if let Some(name) = message.strip_suffix(NOT_DEFINED) {
        let position = find_name(name, text, position.unwrap_or((1, 1)))?;
        return Some(Explained { message: message.into(), position: Some(position) });
    }
    let (line, column) = position?;
    let line_text: Vec<char> = text.split('\n').nth(line.checked_sub(1)? as usize)?.chars().collect();
    // The program's own `new TypeError('not a constructor')` means what it says.
    if text.split('\n').nth(line as usize - 1)?.contains(message) {
        return None;
    }
    let at = (column.checked_sub(1)? as usize).min(line_text.len());
    let (before, after) = line_text.split_at(at);
    let message = match message {
        NO_OBJECT => no_object(before, after)?,
        NO_FUNCTION => format!("{} is not a function", callee(before)?),
        NO_CONSTRUCTOR => format!("{} is not a constructor", constructor(after)?),
        _ => return None,
    };
    Some(Explained { message, position })
}

fn in_name(c: &char) -> bool {
    c.is_alphanumeric() || *c == '_' || *c == '$'
}

fn name(characters: &[char]) -> Option<String> {
    let name: String = characters.iter().take_while(|c| in_name(c)).collect();
    (!name.is_empty()).then_some(name)
}

/// At a read the position is that of the property; at an assignment, of the whole target.
fn no_object(before: &[char], after: &[char]) -> Option<String> {
    if before.last() == Some(&'.') || after.first() == Some(&'[') {
        return Some(format!("Cannot read property {} of null or undefined", property(after)?));
    }
    let target = after.iter().take_while(|c| in_name(c) || **c == '.').count();
    let (target, rest) = after.split_at(target);
    let rest: String = rest.iter().take(80).collect();
    let rest = rest.trim_start();
    if !rest.starts_with('=') || rest.starts_with("==") {
        return None;
    }
    let dot = target.iter().rposition(|&c| c == '.')?;
    Some(format!("Cannot set property {} of null or undefined", property(&target[dot + 1..])?))
}

/// `'x'` of `x`, or `[x]`.
fn property(text: &[char]) -> Option<String> {
    match text.strip_prefix(&['[']) {
        Some(inner) => Some(format!("[{}]", inner.iter().take_while(|&&c| c != ']').take(40).collect::<String>())),
        None => Some(format!("'{}'", name(text)?)),
    }
}

/// The dotted name that ends before an opening parenthesis.
fn callee(before: &[char]) -> Option<String> {
    let rest = before.iter().rev().take_while(|c| in_name(c) || **c == '.').count();
    let callee: String = before[before.len() - rest..].iter().collect();
    let callee = callee.trim_start_matches('.');
    (!callee.is_empty()).then(|| callee.to_owned())
}

/// The dotted name behind `new`.
fn constructor(after: &[char]) -> Option<String> {
    let text: String = after.iter().take(80).collect();
    let rest = text.strip_prefix("new")?.trim_start().trim_start_matches('(');
    let name: String = rest.chars().take_while(|c| in_name(c) || *c == '.').collect();
    (!name.is_empty()).then_some(name)
}

/// Where `name` stands as a variable: on the line of the position, nearest to it, or after the position.
fn find_name(name: &str, text: &str, (line, column): (u32, u32)) -> Option<(u32, u32)> {
    for (index, line_text) in text.split('\n').enumerate().skip(line.checked_sub(1)? as usize).take(SEARCH_LINES_MAX) {
        let mut found: Option<u32> = None;
        let at_line = u32::try_from(index).ok()? + 1;
        for (offset, _) in line_text.match_indices(name) {
            let behind = line_text[offset + name.len()..].chars().next();
            let ahead = line_text[..offset].chars().next_back();
            if behind.is_some_and(|c| in_name(&c)) || ahead.is_some_and(|c| in_name(&c) || c == '.') {
                continue;
            }
            let at = u32::try_from(line_text[..offset].chars().count()).ok()? + 1;
            let nearer = found.is_none_or(|other| at.abs_diff(column) < other.abs_diff(column));
            if at_line != line || nearer {
                found = Some(at);
            }
            if at_line != line {
                break;
            }
        }
        if let Some(column) = found {
            return Some((at_line, column));
        }
    }
    None
}

/// Lines behind the engine's position in which a name is looked for.
const SEARCH_LINES_MAX: usize = 2_000;

#[cfg(test)]
mod tests {
    use super::explain_in;

    fn check(message: &str, text: &str, position: Option<(u32, u32)>, expect: &str, place: Option<(u32, u32)>) {
        let explained = explain_in(message, text, position).expect("it can be explained");
        assert_eq!((explained.message.as_str(), explained.position), (expect, place));
    }

    #[test]
    fn words_are_read_off_the_source() {
        let object = super::NO_OBJECT;
        check(object, "a;\nu.bar.baz", Some((2, 7)), "Cannot read property 'baz' of null or undefined", Some((2, 7)));
        check(object, "u[k].z", Some((1, 2)), "Cannot read property [k] of null or undefined", Some((1, 2)));
        check(object, "u.a.b = 1", Some((1, 1)), "Cannot set property 'b' of null or undefined", Some((1, 1)));
        check(super::NO_FUNCTION, "x = a.b.c(1)", Some((1, 10)), "a.b.c is not a function", Some((1, 10)));
        check(super::NO_CONSTRUCTOR, "new (a.c)()", Some((1, 1)), "a.c is not a constructor", Some((1, 1)));
        assert_eq!(explain_in(super::NO_FUNCTION, "f()()", Some((1, 4))), None);
        assert_eq!(explain_in(super::NO_CONSTRUCTOR, "throw new E('not a constructor')", Some((1, 7))), None);
        assert_eq!(explain_in(object, "", Some((9, 9))), None);
        assert_eq!(explain_in(object, "", None), None);
    }

    #[test]
    fn some_words_need_no_source() {
        let plain = |message: &str| super::plain(message);
        assert_eq!(
            plain("cannot mutate an immutable binding 'c'").as_deref(),
            Some("Assignment to constant variable 'c'")
        );
        assert_eq!(plain("cannot assign to uninitialized global property `u`").as_deref(), Some("u is not defined"));
        assert_eq!(
            plain("failed to parse function body: unexpected token ';', x at line 1, col 3").as_deref(),
            Some("Unexpected token ;")
        );
        assert_eq!(plain("my own words"), None);
        assert_eq!(plain("look at line 5"), None);
    }

    #[test]
    fn names_are_found() {
        let text = "var a = 1;\nfunction f() {\n  var food = a.foo;\n  return foo + foo;\n}\n";
        check("foo is not defined", text, Some((2, 15)), "foo is not defined", Some((4, 10)));
        check("foo is not defined", text, None, "foo is not defined", Some((4, 10)));
        check("a is not defined", "a.b.c()", Some((1, 3)), "a is not defined", Some((1, 1)));
        assert_eq!(explain_in("zz is not defined", text, None), None);
    }
}
