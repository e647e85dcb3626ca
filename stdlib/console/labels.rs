//! The clocks of `console.time` and the counters of `console.count`.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Instant;

use boa_engine::Context;
use noderu_glue::slot::slot;
use rustc_hash::FxHashMap;

/// Labels beyond this many are not kept: a program that makes one up per request would leak.
const LABELS_MAX: usize = 10_000;

/// When each label was started, and how often it was counted.
#[derive(Default)]
struct Labels {
    clocks: RefCell<FxHashMap<String, Instant>>,
    counters: RefCell<FxHashMap<String, u64>>,
}

/// Starts, or starts again, the clock of a label.
pub(super) fn start(label: String, cx: &mut Context) {
    let labels = labels(cx);
    let mut labels = labels.clocks.borrow_mut();
    if labels.len() < LABELS_MAX || labels.contains_key(&label) {
        labels.insert(label, Instant::now());
    }
}

/// Milliseconds since the label was started; none when it was not.
pub(super) fn elapsed_ms(label: &str, cx: &mut Context) -> Option<u128> {
    let start = labels(cx).clocks.borrow().get(label).copied();
    start.map(|start| start.elapsed().as_millis())
}

/// Counts a label; how often it was counted since its reset.
pub(super) fn count(label: String, cx: &mut Context) -> u64 {
    let labels = labels(cx);
    let mut counters = labels.counters.borrow_mut();
    if counters.len() >= LABELS_MAX && !counters.contains_key(&label) {
        return 1;
    }
    let counter = counters.entry(label).or_default();
    *counter += 1;
    *counter
}

/// Counts a label from the beginning again.
pub(super) fn reset(label: &str, cx: &mut Context) {
    labels(cx).counters.borrow_mut().remove(label);
}

fn labels(cx: &mut Context) -> Rc<Labels> {
    slot(cx, |_| Rc::default())
}
