//! Finds the file that a module id means. Pure look-up in folders: no JavaScript runs here.
//!
//! The order of the manual stands (in each folder `id.js`, `id.node`, `id/index.js`, `id/index.node`), with what
//! today's programs expect added where the manual is silent: `id` itself when it names a file, `id.json`,
//! `package.json` with its `main` and `exports`, `node_modules`. A file without an extension comes after `id.js`, because the manual does not know it.

use std::path::{Component, Path, PathBuf};

use noderu_runtime::fs::{FileKind, kind};

/// Says which file of its package a `package.json` names for `.` (its `exports`, else its `main`) or for a subpath such as
/// `./lib/x` (its `exports`). Given by the caller, since reading JSON is the engine's work.
pub type Package<'a> = dyn FnMut(&Path, &str) -> Option<String> + 'a;

/// Whether the id is a path: `./x`, `../x`, `.`, `..`, `/x`.
pub fn is_path(id: &str) -> bool {
    id.starts_with('/') || id == "." || id == ".." || id.starts_with("./") || id.starts_with("../")
}

/// The file for `path` (no extension needed), or for the package in the folder `path`.
pub fn file(path: &Path, extensions: &[String], package: &mut Package<'_>) -> Option<PathBuf> {
    let must_be_folder = ends_like_a_folder(path);
    let path = normalize(path);
    if !must_be_folder {
        let exact = kind(&path);
        let is_file = exact.is_some_and(|kind| kind != FileKind::Directory);
        if is_file && path.extension().is_some() {
            return Some(path);
        }
        if let Some(found) = with_extension(&path, extensions) {
            return Some(found);
        }
        if is_file {
            return Some(path);
        }
        exact?;
    }
    folder(&path, extensions, package)
}

/// The file for a bare id, such as `express` or `express/lib/view`: `node_modules` of `from` and its parents first,
/// then the search paths in their order.
pub fn bare(
    id: &str,
    from: &Path,
    search_paths: &[PathBuf],
    extensions: &[String],
    package: &mut Package<'_>,
) -> Option<PathBuf> {
    for parent in from.ancestors() {
        if parent.file_name().is_some_and(|name| name == "node_modules") {
            continue;
        }
        let modules = parent.join("node_modules");
        if kind(&modules) == Some(FileKind::Directory)
            && let Some(found) =
                exported(&modules, id, package).or_else(|| file(&modules.join(id), extensions, package))
        {
            return Some(found);
        }
    }
    search_paths.iter().find_map(|folder| file(&folder.join(id), extensions, package))
}

/// The file that the package's `exports` name for what follows its name in `id`. What they do not name is looked up as a
/// file all the same.
fn exported(modules: &Path, id: &str, package: &mut Package<'_>) -> Option<PathBuf> {
    let name_parts = if id.starts_with('@') { 2 } else { 1 };
    let (at, _) = id.match_indices('/').nth(name_parts - 1)?;
    let folder = modules.join(&id[..at]);
    let description = folder.join("package.json");
    if kind(&description) != Some(FileKind::File) {
        return None;
    }
    let target = normalize(&folder.join(package(&description, &format!(".{}", &id[at..]))?));
    (kind(&target) == Some(FileKind::File)).then_some(target)
}

fn folder(path: &Path, extensions: &[String], package: &mut Package<'_>) -> Option<PathBuf> {
    if kind(path) != Some(FileKind::Directory) {
        return None;
    }
    let description = path.join("package.json");
    if kind(&description) == Some(FileKind::File)
        && let Some(main) = package(&description, ".")
    {
        let main = normalize(&path.join(main));
        let named = match kind(&main) {
            Some(FileKind::File) => Some(main),
            _ => with_extension(&main, extensions).or_else(|| with_extension(&main.join("index"), extensions)),
        };
        if named.is_some() {
            return named;
        }
    }
    with_extension(&path.join("index"), extensions)
}

fn with_extension(path: &Path, extensions: &[String]) -> Option<PathBuf> {
    let name = path.file_name()?;
    extensions.iter().find_map(|extension| {
        let mut name = name.to_os_string();
        name.push(extension);
        let candidate = path.with_file_name(name);
        (kind(&candidate) == Some(FileKind::File)).then_some(candidate)
    })
}

fn ends_like_a_folder(path: &Path) -> bool {
    let text = path.as_os_str().as_encoded_bytes();
    text.ends_with(b"/") || text.ends_with(b"/.") || text.ends_with(b"/..")
}

/// The path as seen from the working folder; stays relative when there is no working folder.
pub fn absolute(path: &Path) -> PathBuf {
    normalize(&std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()))
}

/// The path without `.` and `..`, by its text alone.
pub fn normalize(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_are_paths() {
        for id in ["./a", "../a", "/a", ".", "..", "./", "../"] {
            assert!(is_path(id), "{id}");
        }
        for id in ["a", "a/b", ".a", "..a", "", "a/../b"] {
            assert!(!is_path(id), "{id}");
        }
    }

    #[test]
    fn normal_paths() {
        for (path, normal) in [("/a/./b/../c", "/a/c"), ("/..", "/"), ("/a/", "/a"), ("/a//b", "/a/b")] {
            assert_eq!(normalize(Path::new(path)), Path::new(normal));
        }
    }
}
