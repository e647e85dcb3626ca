//! The clocks of `console.time`.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Instant;

use boa_engine::Context;
use rustc_hash::FxHashMap;

/// Labels beyond this many are not kept: a program that makes one up per request would leak.
const LABELS_MAX: usize = 10_000;

/// When each label was started.
#[derive(Default)]
struct Labels(RefCell<FxHashMap<String, Instant>>);

/// Starts, or starts again, the clock of a label.
pub fn start(label: String, cx: &mut Context) {
    let labels = labels(cx);
    let mut labels = labels.0.borrow_mut();
    if labels.len() < LABELS_MAX || labels.contains_key(&label) {
        labels.insert(label, Instant::now());
    }
}

/// Milliseconds since the label was started; none when it was not.
pub fn elapsed_ms(label: &str, cx: &mut Context) -> Option<u128> {
    let start = labels(cx).0.borrow().get(label).copied();
    start.map(|start| start.elapsed().as_millis())
}

fn labels(cx: &mut Context) -> Rc<Labels> {
    if let Some(labels) = cx.get_data::<Rc<Labels>>() {
        return labels.clone();
    }
    let labels = Rc::new(Labels::default());
    cx.insert_data(labels.clone());
    labels
}
