//! `process.nextTick`, for programs and natives alike: calls that wait for the end of the present callback.

use std::cell::{Cell, RefCell};

use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsError, JsValue};

use super::Host;

/// The most ticks whose storage is kept.
const SPARE_MAX: usize = 4096;

struct Tick {
    callback: JsFunction,
    arguments: Vec<JsValue>,
}

/// The calls that wait, in order.
#[derive(Default)]
pub(super) struct Ticks {
    waiting: RefCell<Vec<Tick>>,
    /// The storage of ticks that ran, for those to come.
    spare: Cell<Vec<Tick>>,
}

impl Host {
    /// Calls `callback` with these arguments once the present callback is over.
    pub fn next_tick(&self, callback: JsFunction, arguments: Vec<JsValue>) {
        self.ticks.waiting.borrow_mut().push(Tick { callback, arguments });
    }

    /// Whether a call waits.
    pub fn has_ticks(&self) -> bool {
        !self.ticks.waiting.borrow().is_empty()
    }

    /// Runs the ticks queued so far; those that they queue wait for the next time. What one throws goes to `thrown`, and
    /// takes no other with it.
    pub fn run_ticks(&self, mut thrown: impl FnMut(JsError, &mut Context), cx: &mut Context) {
        if !self.has_ticks() {
            return;
        }
        // Ticks that these queue wait in the storage of those before: a program that runs a tick per turn allocates nothing.
        let mut ticks = self.ticks.waiting.replace(self.ticks.spare.take());
        for tick in ticks.drain(..) {
            if let Err(error) = tick.callback.call(&JsValue::undefined(), &tick.arguments, cx) {
                thrown(error, cx);
            }
        }
        if ticks.capacity() <= SPARE_MAX {
            self.ticks.spare.replace(ticks);
        }
    }
}
