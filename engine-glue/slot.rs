//! State per context: one value for each function that makes such values, made at the first call.
//!
//! A native finds its class, its table or its cache again with `slot(cx, make_class)`. The function itself is the key, so a
//! value needs no type of its own, and two modules never meet. The values are rooted: what a slot holds lives as long as
//! the context. Refuses function pointers and closures that capture: their types do not distinguish makers.

use std::marker::PhantomData;

use boa_engine::{Context, JsResult};

/// What the function of type `F` made.
struct Slot<F, T>(T, PhantomData<fn() -> F>);

/// The value of `make` in this context; `make` runs at the first call.
pub fn slot<T: Clone + 'static, F: Fn(&mut Context) -> T + 'static>(cx: &mut Context, make: F) -> T {
    if let Some(value) = filled(cx, &make) {
        return value;
    }
    let value = make(cx);
    keep::<F, T>(cx, value)
}

/// As [`slot`], for a maker that can fail; the next call tries again then.
///
/// # Errors
/// Those of `make`.
pub fn try_slot<T: Clone + 'static, F: Fn(&mut Context) -> JsResult<T> + 'static>(
    cx: &mut Context,
    make: F,
) -> JsResult<T> {
    if let Some(value) = try_filled(cx, &make) {
        return Ok(value);
    }
    let value = make(cx)?;
    Ok(keep::<F, T>(cx, value))
}

/// The value of [`slot`] if there is one already.
pub fn filled<T: Clone + 'static, F: Fn(&mut Context) -> T + 'static>(cx: &Context, _: &F) -> Option<T> {
    find::<F, T>(cx)
}

/// The value of [`try_slot`] if there is one already.
pub fn try_filled<T: Clone + 'static, F: Fn(&mut Context) -> JsResult<T> + 'static>(cx: &Context, _: &F) -> Option<T> {
    find::<F, T>(cx)
}

fn find<F: 'static, T: Clone + 'static>(cx: &Context) -> Option<T> {
    const { assert!(size_of::<F>() == 0, "a maker is a function, not a pointer to one") };
    cx.get_data::<Slot<F, T>>().map(|slot| slot.0.clone())
}

/// A maker may have come to its own slot by a detour: the first value stays.
fn keep<F: 'static, T: Clone + 'static>(cx: &mut Context, value: T) -> T {
    if let Some(first) = find::<F, T>(cx) {
        return first;
    }
    cx.insert_data(Slot::<F, T>(value.clone(), PhantomData));
    value
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use boa_engine::{Context, JsResult};

    use super::{filled, slot, try_slot};
    use crate::error::error;
    use crate::testing::in_engine;

    thread_local! {
        static MADE: Cell<u32> = const { Cell::new(0) };
    }

    fn count(_: &mut Context) -> Rc<Cell<u32>> {
        MADE.set(MADE.get() + 1);
        Rc::new(Cell::new(MADE.get()))
    }

    fn other(_: &mut Context) -> Rc<Cell<u32>> {
        Rc::default()
    }

    fn at_the_second_try(_: &mut Context) -> JsResult<u32> {
        MADE.set(MADE.get() + 1);
        if MADE.get() == 1 { Err(error("not yet")) } else { Ok(MADE.get()) }
    }

    #[test]
    fn a_value_is_made_once_for_each_maker() {
        in_engine(|engine| {
            let cx = &mut engine.context;
            assert!(filled(cx, &count).is_none());
            let first = slot(cx, count);
            first.set(7);
            assert_eq!(slot(cx, count).get(), 7);
            assert_eq!(filled(cx, &count).map(|value| value.get()), Some(7));
            assert_eq!(slot(cx, other).get(), 0);
            assert_eq!(MADE.get(), 1);
        });
    }

    #[test]
    fn a_maker_that_fails_is_asked_again() {
        in_engine(|engine| {
            let cx = &mut engine.context;
            assert!(try_slot(cx, at_the_second_try).is_err());
            assert_eq!(try_slot(cx, at_the_second_try).ok(), Some(2));
            assert_eq!(try_slot(cx, at_the_second_try).ok(), Some(2));
        });
    }
}
