//! Paths as text: joining, normalizing, taking apart. Looks at no file.

/// Resolves `.` and `..` parts. The first part is empty in an absolute path, the last one in a path that ends in a slash;
/// other empty parts go, unless `keep_blanks`. What would lead above the root stays at the root.
pub(super) fn normalize_parts<'a>(parts: impl IntoIterator<Item = &'a str>, keep_blanks: bool) -> Vec<&'a str> {
    let mut parts = parts.into_iter().enumerate().peekable();
    let mut kept: Vec<&str> = Vec::new();
    let mut is_absolute = false;
    while let Some((index, part)) = parts.next() {
        let is_last = parts.peek().is_none();
        match part {
            "" if index == 0 => {
                is_absolute = true;
                kept.push("");
            }
            "" if is_last || keep_blanks => kept.push(""),
            "" | "." => {}
            ".." => match kept.last() {
                Some(&"") if kept.len() == 1 && is_absolute => {}
                None | Some(&"..") => kept.push(".."),
                Some(_) => {
                    kept.pop();
                }
            },
            name => kept.push(name),
        }
    }
    kept
}

/// `path.normalize`: never empty, `.` is the current directory.
pub(super) fn normalize(path: &str, keep_blanks: bool) -> String {
    let parts = normalize_parts(path.split('/'), keep_blanks);
    match parts.as_slice() {
        [] | [""] if path.starts_with('/') => "/".into(),
        [] | [""] => if path.ends_with('/') { "./" } else { "." }.into(),
        parts => parts.join("/"),
    }
}

/// `path.dirname`
pub(super) fn dirname(path: &str) -> &str {
    let path = without_trailing_slashes(path);
    match path.rfind('/') {
        None => ".",
        Some(0) => "/",
        Some(slash) => match path[..slash].trim_end_matches('/') {
            "" => "/",
            parent => parent,
        },
    }
}

/// `path.basename`
pub(super) fn basename<'a>(path: &'a str, extension: &str) -> &'a str {
    let path = path.trim_end_matches('/');
    let name = path.rfind('/').map_or(path, |slash| &path[slash + 1..]);
    name.strip_suffix(extension).unwrap_or(name)
}

/// Folder and last part, as `path.parse` has them: nothing for the folder of a path without a slash, `/` for that of what is
/// at the root.
pub(super) fn split(path: &str) -> (&str, &str) {
    let trimmed = path.trim_end_matches('/');
    match trimmed.rfind('/') {
        Some(0) => ("/", &trimmed[1..]),
        Some(at) => (&trimmed[..at], &trimmed[at + 1..]),
        None if trimmed.is_empty() && !path.is_empty() => ("/", ""),
        None => ("", trimmed),
    }
}

/// `path.extname`
pub(super) fn extname(path: &str) -> &str {
    let name = basename(path, "");
    match name.rfind('.') {
        None | Some(0) => "",
        Some(_) if name == ".." => "",
        Some(dot) => &name[dot..],
    }
}

/// `path.resolve`: from the right until it is absolute, then from `cwd`; without a slash at the end.
pub(super) fn resolve(parts: &[String], cwd: impl FnOnce() -> String) -> String {
    let mut whole = String::new();
    for part in parts.iter().rev().filter(|part| !part.is_empty()) {
        whole = if whole.is_empty() { part.clone() } else { format!("{part}/{whole}") };
        if part.starts_with('/') {
            break;
        }
    }
    if !whole.starts_with('/') {
        whole = format!("{}/{whole}", cwd());
    }
    without_trailing_slashes(&normalize(&whole, false)).to_owned()
}

/// `path.relative` of two absolute, normalized paths.
pub(super) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = to.split('/').filter(|part| !part.is_empty()).collect();
    let common = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

/// The root keeps its slash.
fn without_trailing_slashes(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() && !path.is_empty() { "/" } else { trimmed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalizing() {
        let cases = [
            ("/foo/bar/baz/asdf/quux/..", "/foo/bar/baz/asdf"),
            ("", "."),
            (".", "."),
            ("./", "./"),
            ("/", "/"),
            ("//", "/"),
            ("/..", "/"),
            ("/../../a", "/a"),
            ("a/..", "."),
            ("a/../", "./"),
            ("/a/..", "/"),
            ("/a/../", "/"),
            ("..", ".."),
            ("../../a/../b", "../../b"),
            ("a/../../b", "../b"),
            ("./a/./b/.", "a/b"),
            ("a//b///c", "a/b/c"),
            ("/a/b/", "/a/b/"),
            ("a/", "a/"),
        ];
        for (path, wanted) in cases {
            assert_eq!(normalize(path, false), wanted, "{path}");
        }
        assert_eq!(normalize("a//b", true), "a//b");
    }

    #[test]
    fn taking_apart() {
        for (path, wanted) in [("/a/b/c", "/a/b"), ("/a", "/"), ("a", "."), ("", "."), ("/", "/"), ("/a/b/", "/a")] {
            assert_eq!(dirname(path), wanted, "{path}");
        }
        for (path, wanted) in [("a//b", "a"), ("//a", "/"), ("///", "/"), ("a/b//", "a")] {
            assert_eq!(dirname(path), wanted, "{path}");
        }
        for (path, wanted) in [("/a/b.html", "b.html"), ("b", "b"), ("/a/b/", "b"), ("/", ""), ("", "")] {
            assert_eq!(basename(path, ""), wanted, "{path}");
        }
        for (path, wanted) in
            [("a.html", ".html"), ("a", ""), (".a", ""), (".a.b", ".b"), ("a.", "."), ("a.b/c", ""), ("..", "")]
        {
            assert_eq!(extname(path), wanted, "{path}");
        }
    }

    #[test]
    fn splitting() {
        for (path, folder, base) in [
            ("/a/b/c.d", "/a/b", "c.d"),
            ("/a", "/", "a"),
            ("/", "/", ""),
            ("//", "/", ""),
            ("a", "", "a"),
            ("", "", ""),
            ("a/b/", "a", "b"),
            ("./a", ".", "a"),
            ("/a//b", "/a/", "b"),
        ] {
            assert_eq!(split(path), (folder, base), "{path}");
        }
    }

    #[test]
    fn resolving() {
        let resolve = |parts: &[&str]| {
            resolve(&parts.iter().map(|&part| part.to_owned()).collect::<Vec<_>>(), || "/home/me".into())
        };
        assert_eq!(resolve(&[]), "/home/me");
        assert_eq!(resolve(&["a"]), "/home/me/a");
        assert_eq!(resolve(&["/a", "b/", "../c"]), "/a/c");
        assert_eq!(resolve(&["/a", "/b/"]), "/b");
        assert_eq!(resolve(&["/"]), "/");
        assert_eq!(relative("/a/b/c", "/a/d"), "../../d");
        assert_eq!(relative("/a", "/a"), "");
        assert_eq!(relative("/", "/a/b"), "a/b");
    }
}
