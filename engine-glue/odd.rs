//! Odd scripts: every builtin with arguments that nobody means, syntax at its edges, objects that fight back. Each
//! ends in a value or an error of JavaScript, never in a panic. The table is `odd.txt`: code on a line, and on the
//! next, indented, what `String` makes of the result or of what was thrown.

use std::fmt::Write;

use crate::testing::outcomes;

#[test]
fn odd_scripts_end_in_a_value_or_an_error() {
    let mut codes = Vec::new();
    let mut expected = Vec::new();
    for line in include_str!("odd.txt").lines() {
        match line.strip_prefix("    ") {
            Some(outcome) => expected.push(outcome),
            None => codes.push(line.to_owned()),
        }
    }
    let results = outcomes(codes.clone());
    let mut wrong = String::new();
    for (index, (code, result)) in codes.iter().zip(results).enumerate() {
        let result = result.replace('\n', "\\n").replace('\0', "<NUL>");
        let expect = expected.get(index).copied().unwrap_or_default();
        if expect != result {
            let _ = writeln!(wrong, "{code}\n    {result}");
        }
    }
    assert!(wrong.is_empty() && codes.len() == expected.len(), "these differ:\n{wrong}");
}
