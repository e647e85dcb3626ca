//! The table of edits at the end of `engine-glue/boa/README.md`, written from the heads of the edits.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::{CRATES, series};

const TITLE: &str = "| edit | crates | lines | what it does |\n|---|---|---:|---|\n";

/// `readme` with the table as the series in `boa` are now.
///
/// # Errors
/// No table in the text, or a series that cannot be read.
pub fn written(readme: &str, boa: &Path) -> Result<String, String> {
    let (before, _) = readme.split_once(TITLE).ok_or("README.md has no table of edits")?;
    let mut rows: BTreeMap<String, (Vec<&str>, usize, String)> = BTreeMap::new();
    for (short, _) in CRATES.into_iter().rev() {
        for (path, edit) in series(&boa.join(short).join("edits"))? {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let subject = edit.head.lines().next().unwrap_or("").replace('|', "\\|");
            let row = rows.entry(name).or_insert((Vec::new(), 0, subject));
            row.0.push(short);
            row.1 += edit.lines();
        }
    }
    let mut text = format!("{before}{TITLE}");
    for (name, (crates, lines, subject)) in rows {
        let _ = writeln!(text, "| `{name}` | {} | {lines} | {subject} |", crates.join(", "));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::{CRATES, Crate, pristine, read, series};

    fn boa() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it lies in a folder")
    }

    #[test]
    fn the_readme_has_the_table_of_the_series() {
        let readme = std::fs::read_to_string(boa().join("README.md")).expect("it can be read");
        assert_eq!(super::written(&readme, boa()).as_deref(), Ok(&*readme));
    }

    #[test]
    fn every_edit_applies_and_changes_something() {
        for (short, name) in CRATES {
            let version = if name == "regress" { "0.12.0" } else { "0.22.0" };
            let wanted = Crate { name: name.to_owned(), version: version.to_owned() };
            let source = pristine(&boa().join("../.."), &wanted, None).expect("cargo has it");
            let mut texts = read(&source.join("src")).expect("it can be read");
            for (path, edit) in series(&boa().join(short).join("edits")).expect("edits") {
                edit.apply(&mut texts).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
            }
        }
    }
}
