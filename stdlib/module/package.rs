//! What a package.json says of the files of its package.

use std::path::Path;

use boa_engine::property::PropertyKey;
use noderu_glue::prelude::*;

use super::extension;

/// Conditions of `exports` that hold here, beside `default`.
const CONDITIONS: [&str; 2] = ["node", "require"];
/// Conditions inside conditions: more is a mistake, or malice.
const NESTING_MAX: usize = 16;

/// The files that a package names.
#[derive(Debug, Default)]
pub(super) struct Package {
    main: Option<String>,
    /// Subpaths with their files: `.`, `./x`, `./x/*`.
    exports: Vec<(String, String)>,
}

impl Package {
    /// Reads a package.json.
    ///
    /// # Errors
    /// The system's, or a SyntaxError that names the file.
    pub(super) fn read(file: &Path, cx: &mut Context) -> JsResult<Self> {
        let mut package = Self::default();
        let Some(json) = extension::parse_json(file, cx)?.as_object() else { return Ok(package) };
        package.main = json.get(js_string!("main"), cx)?.as_string().map(|main| text(&main));
        package.main = package.main.filter(|main| !main.is_empty());
        let exports = json.get(js_string!("exports"), cx)?;
        let subpaths = match exports.as_object() {
            Some(object) if !object.is_array() => keys(&object, cx)?,
            _ => Vec::new(),
        };
        if subpaths.first().is_none_or(|key| !key.starts_with('.')) {
            // Sugar for the package as such.
            package.add(".", &exports, cx)?;
        } else if let Some(object) = exports.as_object() {
            for subpath in subpaths {
                let target = object.get(JsString::from(subpath.as_str()), cx)?;
                package.add(&subpath, &target, cx)?;
            }
        }
        Ok(package)
    }

    fn add(&mut self, subpath: &str, target: &JsValue, cx: &mut Context) -> JsResult<()> {
        if let Some(file) = chosen(target, 0, cx)? {
            self.exports.push((subpath.into(), file));
        }
        Ok(())
    }

    /// The file for `.` or for a subpath, relative to the package's folder.
    pub(super) fn entry(&self, subpath: &str) -> Option<String> {
        let exact = self.exports.iter().find(|row| row.0 == subpath).map(|row| row.1.clone());
        if exact.is_some() {
            return exact;
        }
        if subpath == "." {
            return self.main.clone();
        }
        self.exports.iter().find_map(|(pattern, target)| {
            let (before, after) = pattern.split_once('*')?;
            let middle = subpath.strip_prefix(before)?.strip_suffix(after).filter(|middle| !middle.is_empty())?;
            Some(target.replace('*', middle))
        })
    }
}

/// The file of a target: a string, the first of a list that is one, or what the first condition that holds has.
fn chosen(target: &JsValue, depth: usize, cx: &mut Context) -> JsResult<Option<String>> {
    if let Some(file) = target.as_string() {
        return Ok(Some(text(&file)).filter(|file| file.starts_with("./")));
    }
    let Some(object) = target.as_object().filter(|_| depth < NESTING_MAX) else { return Ok(None) };
    let is_list = object.is_array();
    for key in keys(&object, cx)? {
        if is_list || key == "default" || CONDITIONS.contains(&key.as_str()) {
            let value = object.get(JsString::from(key.as_str()), cx)?;
            if let Some(file) = chosen(&value, depth + 1, cx)? {
                return Ok(Some(file));
            }
        }
    }
    Ok(None)
}

fn keys(object: &JsObject, cx: &mut Context) -> JsResult<Vec<String>> {
    let keys = object.own_property_keys(cx)?;
    Ok(keys
        .into_iter()
        .filter_map(|key| match key {
            PropertyKey::String(name) => Some(text(&name)).filter(|name| name != "length"),
            PropertyKey::Index(index) => Some(index.get().to_string()),
            PropertyKey::Symbol(_) => None,
        })
        .collect())
}
