//! The engine with noderu's limits, jobs and repairs, on a thread with a deep stack.

use std::rc::Rc;

use boa_engine::Context;
use boa_engine::context::ContextBuilder;

use crate::jobs::{Hooks, Jobs, Rejections};
use crate::realm::MainRealm;

/// Bytes of address space for the engine thread's stack; pages are mapped when they are touched.
#[cfg(target_pointer_width = "64")]
pub(crate) const STACK_SIZE: usize = 512 << 20;
#[cfg(not(target_pointer_width = "64"))]
pub(crate) const STACK_SIZE: usize = 64 << 20;

/// A context and what belongs to it.
pub struct Engine {
    /// The context, with the global object as the standard leaves it.
    pub context: Context,
    /// Its promise jobs.
    pub jobs: Rc<Jobs>,
    /// Its unhandled rejections.
    pub rejections: Rc<Rejections>,
}

impl Engine {
    /// Makes an engine. Call it on a thread of [`on_deep_stack`].
    pub fn new() -> Engine {
        let jobs = Rc::new(Jobs::default());
        let rejections = Rc::new(Rejections::default());
        let hooks = Rc::new(Hooks { rejections: rejections.clone(), ..Hooks::default() });
        let mut context = ContextBuilder::new()
            .job_executor(jobs.clone())
            .host_hooks(hooks.clone())
            .build()
            .expect("the default options build");
        crate::depth::install(&mut context);
        crate::builtins::install(&mut context);
        let main = MainRealm::new(&context);
        context.insert_data(main);
        context.insert_data(hooks);
        Engine { context, jobs, rejections }
    }
}

impl Default for Engine {
    fn default() -> Self {
        Engine::new()
    }
}

/// Runs `body` on a thread whose stack is deep enough for the engine's parser and calls, and returns what it
/// returns. A panic of the body ends as a panic of the caller.
///
/// # Errors
/// When the thread cannot be made: the address space is limited too tightly.
pub fn on_deep_stack<T: Send + 'static>(body: impl FnOnce() -> T + Send + 'static) -> std::io::Result<T> {
    let limited = || {
        // The other half is for what comes after the parser, and for `eval` on top of calls.
        boa_engine::parser::stack::limit(STACK_SIZE / 2);
        body()
    };
    let thread = std::thread::Builder::new().name("noderu".into()).stack_size(STACK_SIZE).spawn(limited)?;
    Ok(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
}
