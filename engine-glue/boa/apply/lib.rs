//! Our edits to Boa's crates: the format in which they are kept, and what a build script does with them.
//!
//! An edit holds no line of the text that it changes. It refuses a text that is not the one it was written for.

mod edit;
mod pristine;
pub mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

pub use edit::{Change, Command, Edit, sum};
pub use pristine::{Crate, pristine};

/// Names of Boa's crates under the names of their folders, those first that others depend on.
pub const CRATES: [(&str, &str); 7] = [
    ("string", "boa_string"),
    ("gc", "boa_gc"),
    ("interner", "boa_interner"),
    ("ast", "boa_ast"),
    ("regress", "regress"),
    ("parser", "boa_parser"),
    ("engine", "boa_engine"),
];

/// The texts of a crate by their paths below `src/`, with `/` between folders.
pub type Texts = BTreeMap<String, String>;

/// What each wrapper's build script does: lays the text of the crate, with the edits of `edits/` applied, into `OUT_DIR/src`,
/// where the wrapper's `lib.rs` includes it.
///
/// With `NODERU_BOA_WORKTREE` in the environment the text is that of the work tree there, as it stands.
///
/// # Panics
/// When the pristine crate cannot be had or an edit does not apply: the build stops with the edit's name and the reason.
pub fn build() {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed={}", folder.join("edits").display());
    println!("cargo::rerun-if-env-changed=NODERU_BOA_WORKTREE");
    println!("cargo::rustc-check-cfg=cfg(noderu_included)");
    println!("cargo::rustc-cfg=noderu_included");
    let texts = match env::var_os("NODERU_BOA_WORKTREE") {
        Some(worktree) => {
            let source = Path::new(&worktree).join(folder.file_name().expect("it has a name")).join("src");
            println!("cargo::rerun-if-changed={}", source.display());
            read(&source)
        }
        None => edited(&folder),
    };
    let texts = texts.unwrap_or_else(|why| panic!("{why}"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("src");
    lay(&texts, &out).unwrap_or_else(|why| panic!("{}: {why}", out.display()));
}

/// The crate that the package in `folder` wraps, with its edits applied.
fn edited(folder: &Path) -> Result<Texts, String> {
    let name = env::var("CARGO_PKG_NAME").expect("cargo sets it");
    let wanted = Crate {
        name: name.strip_prefix("noderu-").expect("wrappers are called so").to_owned(),
        version: env::var("CARGO_PKG_VERSION").expect("cargo sets it"),
    };
    let source = pristine(&folder.join("../../.."), &wanted, env::var("TARGET").ok().as_deref())?;
    let mut texts = read(&source.join("src"))?;
    for (path, edit) in series(&folder.join("edits"))? {
        edit.apply(&mut texts).map_err(|why| format!("{}: {why}", path.display()))?;
    }
    Ok(texts)
}

/// The edits of a folder in the order of their names.
///
/// # Errors
/// A file that cannot be read, or that is no edit.
pub fn series(folder: &Path) -> Result<Vec<(PathBuf, Edit)>, String> {
    let mut paths = files(folder)?;
    paths.sort();
    let mut series = Vec::new();
    for path in paths {
        let text = read_text(&path)?;
        let edit = Edit::parse(&text).map_err(|why| format!("{}: {why}", path.display()))?;
        series.push((path, edit));
    }
    Ok(series)
}

/// All texts below a folder.
///
/// # Errors
/// A file that cannot be read or is not UTF-8.
pub fn read(folder: &Path) -> Result<Texts, String> {
    let mut texts = Texts::new();
    for path in files(folder)? {
        let name = path.strip_prefix(folder).expect("it lies below");
        let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        texts.insert(name.join("/"), read_text(&path)?);
    }
    Ok(texts)
}

/// Writes what differs, so that a change of one edit compiles no more than it must, and removes what is no longer there.
fn lay(texts: &Texts, folder: &Path) -> io::Result<()> {
    for (name, text) in texts {
        let path = folder.join(name);
        if fs::read_to_string(&path).is_ok_and(|old| old == *text) {
            continue;
        }
        fs::create_dir_all(path.parent().expect("it lies below a folder"))?;
        fs::write(&path, text)?;
    }
    for name in read(folder).unwrap_or_default().keys().filter(|name| !texts.contains_key(*name)) {
        fs::remove_file(folder.join(name))?;
    }
    Ok(())
}

fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let wrong = |why: io::Error| format!("{}: {why}", folder.display());
    let mut found = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(found),
        entries => entries.map_err(wrong)?,
    };
    for entry in entries {
        let path = entry.map_err(wrong)?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    Ok(found)
}
