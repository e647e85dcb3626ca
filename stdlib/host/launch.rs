//! What the program is and was started with.

use noderu_runtime::process;

/// The version of the API that programs see: they parse it.
pub const VERSION: &str = "v0.2.0";

/// What the program was started with.
#[derive(Debug, Default)]
pub struct Launch {
    /// `process.argv`.
    pub argv: Vec<String>,
}

/// The folder that this was installed into: the parent of the one that holds the executable.
pub fn install_prefix() -> String {
    let path = process::exec_path().ok();
    let prefix = path.as_deref().and_then(|path| path.parent()?.parent());
    prefix.map_or_else(|| "/usr/local".into(), |prefix| prefix.to_string_lossy().into_owned())
}
