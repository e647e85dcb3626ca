//! Work for the pool and the place of its result, in one allocation that travels to a thread and back.
//!
//! It knows no thread: whoever has it runs it.

use std::any::Any;

/// Work that blocks. What it returns stays in it until it is taken.
pub struct Task(Box<dyn Run>);

trait Run: Send {
    fn run(&mut self);
    fn give(&mut self, to: &mut dyn Any);
}

enum TaskStage<F, T> {
    Waits(F),
    Done(T),
    Over,
}

impl<T: Any + Send, F: FnOnce() -> T + Send> Run for TaskStage<F, T> {
    fn run(&mut self) {
        *self = match std::mem::replace(self, Self::Over) {
            Self::Waits(work) => Self::Done(work()),
            other => other,
        };
    }

    fn give(&mut self, to: &mut dyn Any) {
        if let Some(place) = to.downcast_mut::<Option<T>>() {
            match std::mem::replace(self, Self::Over) {
                Self::Done(result) => *place = Some(result),
                other => *self = other,
            }
        }
    }
}

impl Task {
    /// Work that has not begun.
    pub fn new<T: Any + Send>(work: impl FnOnce() -> T + Send + 'static) -> Self {
        Self(Box::new(TaskStage::Waits(work)))
    }

    /// Does the work here and now; again does nothing.
    pub fn run(&mut self) {
        self.0.run();
    }

    /// What the work returned. `None` when it was not done, returned something else, or its result was taken before.
    pub fn take<T: Any>(&mut self) -> Option<T> {
        let mut result: Option<T> = None;
        self.0.give(&mut result);
        result
    }
}

impl std::fmt::Debug for Task {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Task").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_taken_once() {
        let mut task = Task::new(|| 7_u32);
        assert_eq!(task.take::<u32>(), None);
        task.run();
        task.run();
        assert_eq!(task.take::<i64>(), None);
        assert_eq!(task.take::<u32>(), Some(7));
        assert_eq!(task.take::<u32>(), None);
    }
}
