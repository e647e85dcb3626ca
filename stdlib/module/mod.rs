//! The CommonJS loader: `require`, module objects, the cache, and the extensions that say how a file becomes a module.
//!
//! Order that matters: a module enters the cache before its code runs, so that cycles see its partial exports; it
//! leaves the cache again when its code throws, so that the next `require` tries anew.

pub mod builtin;
mod compat;
mod extension;
mod globals;
mod object;
mod package;
mod registry;
mod require;
pub mod resolve;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use boa_engine::JsNativeError;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use noderu_glue::binding::{self, set};
use noderu_glue::prelude::*;
use noderu_runtime::fs;
use rustc_hash::FxHashMap;

pub use compat::load as load_module;
pub use extension::{compile, source_text};
pub use object::{evaluation_module, lend_require};
pub use registry::{Module, Registry};

use package::Package;

use crate::debug::{self, Debugging};
use crate::host::install_prefix;
use crate::stderr;

/// The loader's state; one per process.
pub struct Loader {
    /// What is built in.
    pub registry: &'static Registry,
    /// `require.cache`: module objects by file name. Programs may delete from it.
    pub cache: JsObject,
    /// `require.paths`: the array that every `require` shares.
    pub paths: JsObject,
    /// `require.extensions`.
    pub extensions: JsObject,
    /// What module objects inherit from.
    pub prototype: JsObject,
    /// The native `_compile` of that prototype.
    compile: JsObject,
    /// The native `require.extensions['.js']`.
    run_js: JsObject,
    register_extension: JsObject,
    main: RefCell<Option<JsObject>>,
    /// What was made of the registry's modules, then of its bindings.
    builtins: RefCell<Vec<Option<JsValue>>>,
    /// The exports of the files of JavaScript that were needed so far.
    scripts: RefCell<Vec<Option<JsObject>>>,
    /// `require.registerExtension`: what turns a file's text into JavaScript, by extension.
    transforms: RefCell<Vec<(String, JsFunction)>>,
    /// Where paths led that were required, by folder and id: the key in the cache.
    paths_loaded: RefCell<FxHashMap<PathBuf, JsString>>,
    /// Every package.json that was read.
    packages: RefCell<FxHashMap<PathBuf, Rc<Package>>>,
    /// Whether `NODE_DEBUG` asks for messages of the loader.
    debug: bool,
    /// `NODE_MODULE_CONTEXTS`: whether every module but the main one has a global object of its own.
    contexts: bool,
}

/// The loader of this context.
///
/// # Panics
/// In a context that boot did not make: our own fault.
pub fn loader(cx: &Context) -> Rc<Loader> {
    cx.get_data::<Rc<Loader>>().expect("boot puts the loader into every context it makes").clone()
}

/// Makes the loader. Boot calls it once.
///
/// # Errors
/// None in practice: the engine's, on making an array.
pub fn install(registry: &'static Registry, cx: &mut Context) -> JsResult<()> {
    let object_prototype = cx.intrinsics().constructors().object().prototype();
    let plain = || JsObject::from_proto_and_data(object_prototype.clone(), OrdinaryObject);
    let cache = plain();
    let paths = JsArray::from_iter(search_paths().into_iter().map(|path| JsString::from(path).into()), cx);
    let prototype = object::prototype(&cache, cx);
    let compile = prototype.get(js_string!("_compile"), cx)?;
    let extensions = extension::table(plain(), cx);
    let run_js = extensions.get(js_string!(".js"), cx)?;
    let loader = Loader {
        registry,
        extensions,
        run_js: run_js.as_object().unwrap_or_else(&plain),
        compile: compile.as_object().unwrap_or_else(&plain),
        prototype,
        cache,
        paths: paths.into(),
        register_extension: binding::function("registerExtension", 2, extension::register, cx).into(),
        main: RefCell::default(),
        builtins: RefCell::new(vec![None; registry.modules.len() + registry.bindings.len()]),
        scripts: RefCell::new(vec![None; registry.scripts.len()]),
        transforms: RefCell::default(),
        paths_loaded: RefCell::default(),
        packages: RefCell::default(),
        debug: Debugging::of_environment().module,
        contexts: std::env::var("NODE_MODULE_CONTEXTS").is_ok_and(|value| debug::number_of(&value, 10) > 0),
    };
    cx.insert_data(Rc::new(loader));
    Ok(())
}

/// `NODE_PATH`, `~/.node_libraries`, and the library folder of the installation.
fn search_paths() -> Vec<String> {
    let mut paths = Vec::new();
    if let Some(list) = std::env::var_os("NODE_PATH") {
        paths.extend(list.to_string_lossy().split(':').filter(|path| !path.is_empty()).map(String::from));
    }
    if let Some(home) = std::env::var_os("HOME").filter(|home| !home.is_empty()) {
        paths.push(Path::new(&home).join(".node_libraries").to_string_lossy().into_owned());
    }
    paths.push(format!("{}/lib/node", install_prefix()));
    paths
}

/// Whether a built-in module has this name.
pub fn is_builtin(name: &str, cx: &Context) -> bool {
    builtin_index(name, loader(cx).registry).is_some()
}

/// The names of the built-in modules, sorted.
pub fn builtin_names(cx: &Context) -> impl Iterator<Item = &'static str> + use<> {
    loader(cx).registry.modules.iter().map(|module| module.name)
}

fn builtin_index(name: &str, registry: &Registry) -> Option<usize> {
    let name = name.strip_prefix("node:").unwrap_or(name);
    registry.modules.binary_search_by(|module| module.name.cmp(name)).ok()
}

/// The object of `process.binding(name)`; none when there is no such binding.
///
/// # Errors
/// What making it threw.
pub fn internal_binding(name: &str, cx: &mut Context) -> JsResult<Option<JsValue>> {
    let Registry { modules, bindings, .. } = loader(cx).registry;
    let Ok(index) = bindings.binary_search_by(|binding| binding.name.cmp(name)) else { return Ok(None) };
    made_once(&bindings[index], modules.len() + index, cx).map(Some)
}

/// The exports of a built-in module; none when there is no module of that name.
///
/// # Errors
/// What making the module threw.
pub fn builtin(name: &str, cx: &mut Context) -> JsResult<Option<JsValue>> {
    let registry = loader(cx).registry;
    let Some(index) = builtin_index(name, registry) else { return Ok(None) };
    made_once(&registry.modules[index], index, cx).map(Some)
}

/// A member of a built-in module.
///
/// # Errors
/// What making the module threw, or a getter of it.
pub fn member_of(module: &str, name: &str, cx: &mut Context) -> JsResult<JsValue> {
    let exports = builtin(module, cx)?.and_then(|exports| exports.as_object());
    exports.ok_or_else(|| type_error(format!("{module} is not there")))?.get(JsString::from(name), cx)
}

fn made_once(module: &Module, index: usize, cx: &mut Context) -> JsResult<JsValue> {
    let loader = loader(cx);
    if let Some(made) = loader.builtins.borrow()[index].clone() {
        return Ok(made);
    }
    let made = (module.load)(cx)?;
    loader.builtins.borrow_mut()[index] = Some(made.clone());
    Ok(made)
}

/// The module that the process started with.
pub fn main_module(cx: &Context) -> Option<JsObject> {
    loader(cx).main.borrow().clone()
}

/// Loads the file that the process was started with.
///
/// # Errors
/// What the program threw, or why it could not be read.
pub fn run_main(file: &Path, cx: &mut Context) -> JsResult<()> {
    load(file, None, cx).map(drop)
}

/// The exports of the module in `file` (a real path), loading it unless the cache has it. Without a parent it is the
/// main module.
///
/// # Errors
/// What its code threw, or why it could not be read.
pub fn load(file: &Path, parent: Option<&JsObject>, cx: &mut Context) -> JsResult<JsValue> {
    let loader = loader(cx);
    let name = file.to_string_lossy();
    let key = PropertyKey::from(JsString::from(name.as_ref()));
    if let Some(module) = loader.cache.get(key.clone(), cx)?.as_object() {
        debug(&loader, || format!("found {name:?} in cache"));
        return module.get(js_string!("exports"), cx);
    }
    debug(&loader, || format!("load {name:?}"));
    let id = if parent.is_some() { name.as_ref() } else { "." };
    let module = object::module(id, &name, parent, cx);
    if parent.is_none() {
        *loader.main.borrow_mut() = Some(module.clone());
    }
    loader.cache.set(key.clone(), module.clone(), false, cx)?;
    if let Err(error) = extension::run(&module, file, cx) {
        loader.cache.delete_property_or_throw(key, cx)?;
        return Err(error);
    }
    set(&module, "loaded", true);
    if let Some(children) = parent.and_then(|parent| parent.get(js_string!("children"), cx).ok()?.as_object())
        && let Ok(children) = JsArray::from_object(children)
    {
        children.push(module.clone(), cx)?;
    }
    module.get(js_string!("exports"), cx)
}

/// The exports of what the path `id` led to from `folder` before, when that is still in the cache: no look at the disk.
fn loaded_before(id: &str, folder: &Path, cx: &mut Context) -> JsResult<Option<JsValue>> {
    if !resolve::is_path(id) {
        return Ok(None);
    }
    let loader = loader(cx);
    let file = loader.paths_loaded.borrow().get(&folder.join(id)).cloned();
    let Some(file) = file else { return Ok(None) };
    match loader.cache.get(file, cx)?.as_object() {
        Some(module) => {
            debug(&loader, || format!("found {id:?} in cache"));
            module.get(js_string!("exports"), cx).map(Some)
        }
        None => Ok(None),
    }
}

/// Remembers where a path led. Bare ids are looked up every time: `require.paths` may change.
fn note_loaded(id: &str, folder: &Path, file: &Path, cx: &Context) {
    if resolve::is_path(id) {
        let file = JsString::from(file.to_string_lossy().as_ref());
        loader(cx).paths_loaded.borrow_mut().insert(folder.join(id), file);
    }
}

/// The real path of the file that `id` means when it is required from a file in `folder`.
///
/// # Errors
/// `Cannot find module`, or a package.json that is no JSON.
pub fn find(id: &str, folder: &Path, cx: &mut Context) -> JsResult<PathBuf> {
    let loader = loader(cx);
    let extensions = extension::known(&loader, cx)?;
    let search = if resolve::is_path(id) { Vec::new() } else { require_paths(&loader, cx)? };
    debug(&loader, || match search.is_empty() {
        true => format!("looking for {id:?} from {folder:?}"),
        false => format!("looking for {id:?} from {folder:?}, in {search:?}"),
    });
    let mut failure = None;
    let mut package = |description: &Path, subpath: &str| entry(&loader, description, subpath, &mut failure, cx);
    let found = if resolve::is_path(id) {
        resolve::file(&folder.join(id), &extensions, &mut package)
    } else if id.is_empty() || id.contains('\0') {
        None
    } else {
        resolve::bare(id, folder, &search, &extensions, &mut package)
    };
    if let Some(error) = failure {
        return Err(error);
    }
    match found.map(real_path) {
        Some(path) => Ok(path),
        None => Err(not_found(id, cx)),
    }
}

/// The real path of the file that `id` means in `folder` itself: no folder above it and no search path counts.
///
/// # Errors
/// A package.json that is no JSON.
pub fn find_in(id: &str, folder: &Path, cx: &mut Context) -> JsResult<Option<PathBuf>> {
    let loader = loader(cx);
    let extensions = extension::known(&loader, cx)?;
    let mut failure = None;
    let mut package = |description: &Path, subpath: &str| entry(&loader, description, subpath, &mut failure, cx);
    let found = match id.contains('\0') {
        true => None,
        false => resolve::file(&folder.join(id), &extensions, &mut package),
    };
    failure.map_or(Ok(found.map(real_path)), Err)
}

/// A pipe of the shell (`noderu <(generate)`) has a name but no real path.
fn real_path(path: PathBuf) -> PathBuf {
    fs::real_path(&path).unwrap_or(path)
}

/// The real path of the main program; `path` may lack the extension or name a folder.
///
/// # Errors
/// A package.json that is no JSON.
pub fn find_main(path: &Path, cx: &mut Context) -> JsResult<Option<PathBuf>> {
    let loader = loader(cx);
    let extensions = extension::known(&loader, cx)?;
    if fs::kind(path).is_some_and(|kind| kind != fs::FileKind::Directory) {
        return Ok(Some(real_path(path.to_path_buf())));
    }
    let mut failure = None;
    let mut package = |description: &Path, subpath: &str| entry(&loader, description, subpath, &mut failure, cx);
    let found = resolve::file(path, &extensions, &mut package);
    failure.map_or(Ok(found.map(real_path)), Err)
}

/// `Error: Cannot find module 'x'`, with the code that today's programs look at.
fn not_found(id: &str, cx: &mut Context) -> JsError {
    let error = JsNativeError::error().with_message(format!("Cannot find module '{id}'")).into_opaque(cx);
    set(&error, "code", js_string!("MODULE_NOT_FOUND"));
    JsError::from_opaque(error.into())
}

/// `require.paths` as it is now; what is no string is passed over, and what is relative counts from the working folder.
fn require_paths(loader: &Loader, cx: &mut Context) -> JsResult<Vec<PathBuf>> {
    let length = loader.paths.get(js_string!("length"), cx)?.to_length(cx)?;
    let mut paths = Vec::new();
    for index in 0..length.min(SEARCH_PATHS_MAX) {
        if let Some(path) = loader.paths.get(index, cx)?.as_string() {
            paths.push(resolve::absolute(Path::new(&text(&path))));
        }
    }
    Ok(paths)
}

/// A sane bound for a list of folders that are all tried: a wild `require.paths.length = 1e9` must not hang.
const SEARCH_PATHS_MAX: u64 = 10_000;

/// The file that a package's description names for `subpath`; the first description that is no JSON goes to `failure`.
fn entry(
    loader: &Loader,
    description: &Path,
    subpath: &str,
    failure: &mut Option<JsError>,
    cx: &mut Context,
) -> Option<String> {
    match package(loader, description, cx) {
        Ok(package) => package.entry(subpath),
        Err(error) => {
            failure.get_or_insert(error);
            None
        }
    }
}

fn package(loader: &Loader, description: &Path, cx: &mut Context) -> JsResult<Rc<Package>> {
    if let Some(package) = loader.packages.borrow().get(description) {
        return Ok(package.clone());
    }
    let package = Rc::new(Package::read(description, cx)?);
    loader.packages.borrow_mut().insert(description.to_path_buf(), package.clone());
    Ok(package)
}

/// A line on standard error when `NODE_DEBUG` asks for it.
fn debug(loader: &Loader, message: impl FnOnce() -> String) {
    if loader.debug {
        stderr::line(&message());
    }
}

/// `process.binding('natives')`: the built-in modules by name. 0.2 has their source there; here each is a line that gives
/// what `require` gives. Libraries look which names are there.
///
/// # Errors
/// None in practice.
pub fn load_natives(cx: &mut Context) -> JsResult<JsValue> {
    let natives = JsObject::with_object_proto(cx.intrinsics());
    for name in builtin_names(cx) {
        let source = format!("module.exports = require('{name}');\n");
        set(&natives, name, JsString::from(source.as_str()));
    }
    Ok(natives.into())
}
