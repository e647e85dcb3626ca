//! `console.group`: how far lines are indented.

use std::cell::Cell;
use std::rc::Rc;

use boa_engine::{Context, JsValue};
use noderu_glue::slot::{filled, slot};

/// Columns of a group.
const INDENT: usize = 2;
/// Groups beyond this many do not indent further: a program that forgets `groupEnd` goes on.
const LEVELS_MAX: usize = 100;

/// How many groups are open.
fn level(_: &mut Context) -> Rc<Cell<usize>> {
    Rc::default()
}

/// Opens a group.
pub(super) fn open(cx: &mut Context) {
    let level = slot(cx, level);
    level.set(level.get() + 1);
}

/// Closes the innermost group, if there is one.
pub(super) fn close(cx: &mut Context) -> JsValue {
    let level = slot(cx, level);
    level.set(level.get().saturating_sub(1));
    JsValue::undefined()
}

/// The lines, each with the indentation of the open groups.
pub(super) fn indented(lines: Vec<u8>, cx: &Context) -> Vec<u8> {
    let level = filled(cx, &level).map_or(0, |level| level.get());
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
