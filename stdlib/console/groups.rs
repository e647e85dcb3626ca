//! `console.group`: how far lines are indented.

use std::cell::Cell;
use std::rc::Rc;

use boa_engine::{Context, JsValue};

/// Columns of a group.
const INDENT: usize = 2;
/// Groups beyond this many do not indent further: a program that forgets `groupEnd` goes on.
const LEVELS_MAX: usize = 100;

/// How many groups are open.
#[derive(Default)]
struct Groups(Cell<usize>);

/// Opens a group.
pub fn open(cx: &mut Context) {
    let groups = match cx.get_data::<Rc<Groups>>() {
        Some(groups) => groups.clone(),
        None => {
            let groups = Rc::new(Groups::default());
            cx.insert_data(groups.clone());
            groups
        }
    };
    groups.0.set(groups.0.get() + 1);
}

/// Closes the innermost group, if there is one.
pub fn close(cx: &mut Context) -> JsValue {
    if let Some(groups) = cx.get_data::<Rc<Groups>>() {
        groups.0.set(groups.0.get().saturating_sub(1));
    }
    JsValue::undefined()
}

/// The lines, each with the indentation of the open groups.
pub fn indented(lines: Vec<u8>, cx: &Context) -> Vec<u8> {
    let level = cx.get_data::<Rc<Groups>>().map_or(0, |groups| groups.0.get());
    if level == 0 {
        return lines;
    }
    let indent = vec![b' '; INDENT * level.min(LEVELS_MAX)];
    let mut out = Vec::with_capacity(lines.len() + indent.len());
    for line in lines.split_inclusive(|&byte| byte == b'\n') {
        out.extend_from_slice(&indent);
        out.extend_from_slice(line);
    }
    out
}
