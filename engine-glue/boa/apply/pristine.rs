//! Where cargo keeps the text of a crate that Cargo.lock pins. Nothing is fetched here but by cargo, which verifies it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A package of the registry.
pub struct Crate {
    pub name: String,
    pub version: String,
}

/// The folder of the crate's pristine package, downloaded if it is not there yet. `workspace` is the folder of noderu's
/// Cargo.toml; `target` names the platform that is built for, none for this one.
///
/// The wrappers depend on the pristine crates under the condition `cfg(noderu_pristine)`, which is true for this one question
/// alone: cargo then downloads them and compares them with Cargo.lock, and nothing ever compiles them.
///
/// # Errors
/// What cargo said, or that Cargo.lock has no such package.
pub fn pristine(workspace: &Path, wanted: &Crate, target: Option<&str>) -> Result<PathBuf, String> {
    let metadata = metadata(workspace, target, true).or_else(|_| metadata(workspace, target, false))?;
    // The answer is JSON, with `"id":"registry+..#NAME@VERSION"` before `"manifest_path":"..."` in each package.
    let id = format!("#{}@{}\"", wanted.name, wanted.version);
    let lacks = || format!("cargo metadata: no package {} {}", wanted.name, wanted.version);
    let package = metadata.find(&id).ok_or_else(lacks)?;
    let (_, path) = metadata[package..].split_once("\"manifest_path\":\"").ok_or_else(lacks)?;
    let (path, _) = path.split_once('"').ok_or_else(lacks)?;
    Path::new(&path.replace("\\\\", "\\")).parent().map(Path::to_owned).ok_or_else(lacks)
}

fn metadata(workspace: &Path, target: Option<&str>, offline: bool) -> Result<String, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--format-version=1", "--locked", "--manifest-path"]).arg(workspace.join("Cargo.toml"));
    command.args(target.iter().flat_map(|target| ["--filter-platform", target]));
    command.args(offline.then_some("--offline"));
    command.env("CARGO_ENCODED_RUSTFLAGS", "--cfg\x1fnoderu_pristine");
    let output = command.output().map_err(|why| format!("cargo metadata: {why}"))?;
    if output.status.success() {
        String::from_utf8(output.stdout).map_err(|why| format!("cargo metadata: {why}"))
    } else {
        Err(format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr)))
    }
}
