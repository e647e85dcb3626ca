//! Contexts beside the program's own, in which code of sandboxes runs.
//!
//! A realm alone would do, were it not for runs that are given up in the middle ([`crate::interrupt`]): they leave their
//! frames in the context, which is then thrown away. So the code of a sandbox runs in a context of its own.
//!
//! All contexts share the program's jobs, hooks and data (the data moves along, so natives find their state wherever
//! they are called). A context pins its realm while it is kept, so only the last few are: one that is needed again is
//! made anew. Functions of a sandbox that the program calls run in the program's context, as any function does.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::mem;
use std::rc::Rc;

use boa_engine::builtins::promise::{OperationType, Promise};
use boa_engine::context::intrinsics::Intrinsics;
use boa_engine::context::{ContextBuilder, HostHooks};
use boa_engine::module::IdleModuleLoader;
use boa_engine::object::JsObject;
use boa_engine::realm::Realm;
use boa_engine::{Context, Finalize, JsData, JsResult, JsString, Script, Source, Trace};

use crate::convert::utf8;
use crate::jobs::{Hooks, Jobs};

/// Contexts that are kept for the next run, each with what its realm takes (some 250 KB).
const KEPT_MAX: usize = 12;

/// Calls that a context takes off the limit of those in which it nests, beyond the calls below it.
const CALLS_PER_CONTEXT: usize = 64;

/// What the contexts share.
pub(crate) struct Contexts(Rc<Shared>);

struct Shared {
    jobs: Rc<Jobs>,
    hooks: Rc<Hooks>,
    /// Contexts that run nothing, the one that ran last in front.
    kept: RefCell<VecDeque<Own>>,
    /// Realms whose contexts run code now, the innermost last, and the texts that these have parsed, at most.
    running: RefCell<Vec<(Realm, u32)>>,
}

/// A context that belongs to a realm.
struct Own {
    realm: Realm,
    context: Box<Context>,
    /// Texts that it has parsed, at most.
    parsed: u32,
}

/// The engine tells the tagged templates of a realm apart by how many texts their context had parsed before: the
/// highest such number in a realm. A context that is made anew goes on from there.
#[derive(Trace, Finalize, JsData)]
struct Templates(Cell<u32>);

impl Contexts {
    /// For a program with these jobs and hooks.
    pub(crate) fn new(jobs: Rc<Jobs>, hooks: Rc<Hooks>) -> Contexts {
        Contexts(Rc::new(Shared { jobs, hooks, kept: RefCell::default(), running: RefCell::default() }))
    }
}

/// Makes a realm with `global` as its global object, runs `body` in its context, and keeps the context.
///
/// # Errors
/// The engine's, when the object takes its builtins badly.
pub(crate) fn create(global: JsObject, cx: &mut Context, body: impl FnOnce(&mut Context)) -> JsResult<Realm> {
    let context = Box::new(build(Some(global), cx)?);
    let mut own = Own { realm: context.realm().clone(), context, parsed: 0 };
    enter(&mut own, cx, body);
    let realm = own.realm.clone();
    keep(&shared(cx), own);
    Ok(realm)
}

/// Runs `body` in the context of `realm`.
///
/// # Errors
/// Those of `body`.
pub(crate) fn within<T>(
    realm: &Realm,
    cx: &mut Context,
    body: impl FnOnce(&mut Context) -> JsResult<T>,
) -> JsResult<T> {
    let shared = shared(cx);
    // A context that runs code cannot be entered once more: what is between then runs the code.
    if shared.running.borrow().iter().any(|(running, _)| running == realm) {
        return in_place(realm, cx, body);
    }
    let mut own = match take(&shared, realm) {
        Some(own) => own,
        None => another(realm, cx)?,
    };
    let result = enter(&mut own, cx, body);
    keep(&shared, own);
    result
}

/// Runs `body` in a context that nobody uses afterwards, so that `body` may leave it in the middle of a run.
///
/// # Errors
/// Those of `body`.
pub(crate) fn within_new<T>(
    realm: &Realm,
    cx: &mut Context,
    body: impl FnOnce(&mut Context) -> JsResult<T>,
) -> JsResult<T> {
    let mut own = another(realm, cx)?;
    enter(&mut own, cx, body)
}

/// Runs `body` in `realm`, but in this context.
pub(crate) fn in_place<T>(realm: &Realm, cx: &mut Context, body: impl FnOnce(&mut Context) -> T) -> T {
    let before = cx.enter_realm(realm.clone());
    let result = body(cx);
    cx.enter_realm(before);
    result
}

/// Whether `cx` is the program's own context, not that of a sandbox.
pub fn is_program(cx: &Context) -> bool {
    shared(cx).running.borrow().is_empty()
}

/// Tells that `text` is going to be parsed, in at most `times` parts.
pub(crate) fn note_parsing(text: &[u8], times: u32, cx: &Context) {
    let shared = shared(cx);
    let mut running = shared.running.borrow_mut();
    let Some((_, parsed)) = running.last_mut() else { return };
    *parsed = parsed.saturating_add(times);
    if text.contains(&b'`') {
        let mut host = cx.realm().host_defined_mut();
        match host.get::<Templates>() {
            Some(templates) => templates.0.set(templates.0.get().max(*parsed)),
            None => drop(host.insert(Templates(Cell::new(*parsed)))),
        }
    }
}

fn shared(cx: &Context) -> Rc<Shared> {
    cx.get_data::<Contexts>().expect("Engine::new puts them there").0.clone()
}

fn enter<T>(own: &mut Own, cx: &mut Context, body: impl FnOnce(&mut Context) -> T) -> T {
    let shared = shared(cx);
    let context = &mut *own.context;
    let mut limits = cx.runtime_limits();
    let below = cx.stack_trace().count() + CALLS_PER_CONTEXT;
    limits.set_recursion_limit(limits.recursion_limit().saturating_sub(below).max(1));
    context.set_runtime_limits(limits);
    context.enter_realm(own.realm.clone());
    shared.running.borrow_mut().push((own.realm.clone(), own.parsed));
    mem::swap(context.host_defined_mut(), cx.host_defined_mut());
    let result = body(context);
    mem::swap(context.host_defined_mut(), cx.host_defined_mut());
    if let Some((_, parsed)) = shared.running.borrow_mut().pop() {
        own.parsed = parsed;
    }
    context.clear_kept_objects();
    // The program may have set `Error.stackTraceLimit` there.
    cx.runtime_limits_mut().set_backtrace_limit(context.runtime_limits().backtrace_limit());
    result
}

fn take(shared: &Shared, realm: &Realm) -> Option<Own> {
    let mut kept = shared.kept.borrow_mut();
    let index = kept.iter().position(|own| own.realm == *realm)?;
    kept.remove(index)
}

fn keep(shared: &Shared, own: Own) {
    let dropped = {
        let mut kept = shared.kept.borrow_mut();
        kept.push_front(own);
        let len = kept.len().min(KEPT_MAX);
        kept.split_off(len)
    };
    drop(dropped);
}

/// A context for a realm that had one before.
fn another(realm: &Realm, cx: &Context) -> JsResult<Own> {
    let mut context = Box::new(build(None, cx)?);
    let parsed = realm.host_defined().get::<Templates>().map_or(0, |templates| templates.0.get());
    for _ in 0..parsed {
        Script::parse(Source::from_bytes(""), None, &mut context)?;
    }
    Ok(Own { realm: realm.clone(), context, parsed })
}

/// A context with a realm of its own, whose global object is `global` where one is given.
fn build(global: Option<JsObject>, cx: &Context) -> JsResult<Context> {
    let shared = shared(cx);
    ContextBuilder::new()
        .module_loader(Rc::new(IdleModuleLoader))
        .host_hooks(Rc::new(OwnHooks { global: Cell::new(global), program: shared.hooks.clone() }))
        .job_executor(shared.jobs.clone())
        .build()
}

/// The program's hooks, and the global object of the realm that a new context makes.
struct OwnHooks {
    global: Cell<Option<JsObject>>,
    program: Rc<Hooks>,
}

impl HostHooks for OwnHooks {
    fn create_global_object(&self, intrinsics: &Intrinsics) -> JsObject {
        self.global.take().unwrap_or_else(|| JsObject::with_object_proto(intrinsics))
    }

    fn ensure_can_compile_strings(
        &self,
        realm: Realm,
        parameters: &[JsString],
        body: &JsString,
        direct: bool,
        cx: &mut Context,
    ) -> JsResult<()> {
        for text in parameters.iter().chain([body]) {
            note_parsing(&utf8(text), 2, cx);
        }
        self.program.ensure_can_compile_strings(realm, parameters, body, direct, cx)
    }

    fn max_buffer_size(&self, cx: &mut Context) -> u64 {
        self.program.max_buffer_size(cx)
    }

    fn promise_rejection_tracker(&self, promise: &JsObject<Promise>, operation: OperationType, cx: &mut Context) {
        self.program.promise_rejection_tracker(promise, operation, cx);
    }
}
