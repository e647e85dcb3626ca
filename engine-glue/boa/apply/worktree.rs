//! `boa-worktree open FOLDER` makes a git repository of Boa's crates, with one commit for each edit of the series on top of
//! the pristine text; `boa-worktree write FOLDER` writes the series, and the table in README.md, from its commits.
//!
//! The body of a commit ends with the line `Edit: NAME`; a commit `fixup! SUBJECT` is written as an edit of its own until it is squashed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use noderu_boa_edits::{CRATES, Change, Crate, Edit, pristine, read, series, table};

type Done<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["open", folder] => open(Path::new(folder)),
        ["write", folder] => write(Path::new(folder)),
        _ => Err("boa-worktree open FOLDER | boa-worktree write FOLDER".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// `engine-glue/boa`.
fn boa() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it lies in a folder").to_owned()
}

fn open(folder: &Path) -> Done {
    if folder.exists() {
        return Err(format!("{} is there already", folder.display()));
    }
    for (short, name) in CRATES {
        let wrapper = read_text(&boa().join(short).join("Cargo.toml"))?;
        let version =
            wrapper.split("\nversion = \"").nth(1).and_then(|rest| rest.split('"').next()).ok_or("no version")?;
        let wanted = Crate { name: name.to_owned(), version: version.to_owned() };
        let source = pristine(&boa().join("../.."), &wanted, None)?;
        copy(&source, &folder.join(short))?;
        let manifest = folder.join(short).join("Cargo.toml");
        let added = added(&wrapper).map_err(|why| format!("{short}/Cargo.toml: {why}"))?;
        put(&manifest, &(read_text(&manifest)? + &added))?;
    }
    put(&folder.join("Cargo.toml"), include_str!("worktree/Cargo.toml.in"))?;
    put(&folder.join("run/Cargo.toml"), include_str!("worktree/run/Cargo.toml.in"))?;
    put(&folder.join("run/src/main.rs"), include_str!("worktree/run/main.rs"))?;
    put(&folder.join(".gitignore"), "target\n")?;
    git(folder, &["init", "--quiet", "--initial-branch=main"])?;
    commit(folder, "Boa's crates, pristine")?;
    for (number_and_name, parts) in by_name()? {
        let name = number_and_name.split_once('-').map_or(&*number_and_name, |(_, name)| name);
        for (short, edit) in &parts {
            let source = folder.join(short).join("src");
            let mut texts = read(&source)?;
            edit.apply(&mut texts).map_err(|why| format!("{short}/edits/{number_and_name}: {why}"))?;
            for Change { file, .. } in &edit.changes {
                put(&source.join(file), &texts[file])?;
            }
        }
        commit(folder, &format!("{}\n\nEdit: {name}\n", parts[0].1.head))?;
    }
    println!(
        "{}: one commit for each edit; `cargo run -- FILE.js` runs a program, `cargo test -p boa_engine` Boa's tests",
        folder.display()
    );
    Ok(())
}

/// The dependencies that edits brought, as the end of a Cargo.toml.
fn added(wrapper: &str) -> Done<String> {
    let Some((_, section)) = wrapper.split_once("[package.metadata.added]\n") else { return Ok(String::new()) };
    let mut text = String::new();
    for line in section.lines().take_while(|line| !line.trim().is_empty()) {
        let (name, version) = line.split_once(" = ").ok_or_else(|| format!("{line:?} in package.metadata.added"))?;
        text += &format!("\n[dependencies.{name}]\nversion = {version}\n");
    }
    Ok(text)
}

/// The series of all crates by name, each edit's parts with the one first that has the words.
fn by_name() -> Done<BTreeMap<String, Vec<(&'static str, Edit)>>> {
    let mut all: BTreeMap<String, Vec<(&str, Edit)>> = BTreeMap::new();
    for (short, _) in CRATES.into_iter().rev() {
        for (path, edit) in series(&boa().join(short).join("edits"))? {
            let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            all.entry(name).or_default().push((short, edit));
        }
    }
    Ok(all)
}

fn write(folder: &Path) -> Done {
    let mut kept = Vec::new();
    let mut subjects: BTreeMap<String, String> = BTreeMap::new();
    let commits = git(folder, &["rev-list", "--reverse", "--no-merges", "HEAD"])?;
    for (index, id) in commits.lines().skip(1).enumerate() {
        let message = git(folder, &["show", "--no-patch", "--format=%B", id])?;
        let (head, name) = named(message.trim(), &subjects).map_err(|why| format!("commit {id}: {why}"))?;
        subjects.insert(head.lines().next().unwrap_or("").to_owned(), name.clone());
        let file = format!("{:04}-{name}.edit", index * 10);
        let mut head = head;
        for (short, _) in CRATES.into_iter().rev() {
            let changes = changes(folder, id, short)?;
            if changes.is_empty() {
                continue;
            }
            let path = boa().join(short).join("edits").join(&file);
            put_if_new(&path, &Edit { head: head.clone(), changes }.to_string())?;
            kept.push(path);
            head = format!("Part of {short}/edits/{file}");
        }
    }
    for (short, _) in CRATES {
        for (path, _) in series(&boa().join(short).join("edits")).unwrap_or_default() {
            if !kept.contains(&path) {
                fs::remove_file(&path).map_err(|why| format!("{}: {why}", path.display()))?;
            }
        }
    }
    let readme = boa().join("README.md");
    let text = table::written(&read_text(&readme)?, &boa())?;
    put_if_new(&readme, &text)
}

/// The words of an edit and its name, from a commit's message.
fn named(message: &str, subjects: &BTreeMap<String, String>) -> Done<(String, String)> {
    if let Some(subject) = message.lines().next().and_then(|line| line.strip_prefix("fixup! ")) {
        let name = subjects.get(subject).ok_or("a fixup of no edit")?;
        let rank = subjects.keys().filter(|key| key.starts_with(&format!("Correction of {name},"))).count() + 1;
        return Ok((format!("Correction of {name}, {rank}"), format!("{name}-fixup{rank}")));
    }
    let (head, name) = message.rsplit_once("\nEdit: ").ok_or("no line \"Edit: NAME\"")?;
    let fits = |name: &str| name.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '-'));
    if !fits(name) || subjects.values().any(|other| other == name) {
        return Err(format!("{name:?} is no name of an edit, or is one already"));
    }
    Ok((head.trim_end().to_owned(), name.to_owned()))
}

/// What a commit changes in a crate, read off git's differences without context.
fn changes(folder: &Path, id: &str, short: &str) -> Done<Vec<Change>> {
    let source = format!("{short}/src");
    let files = git(folder, &["diff", "--no-renames", "--name-only", &format!("{id}^"), id, "--", &source])?;
    let mut changes = Vec::new();
    for path in files.lines() {
        let file = path.strip_prefix(&format!("{source}/")).ok_or_else(|| format!("{path}: not below {source}"))?;
        let before =
            git(folder, &["show", &format!("{id}^:{path}")]).ok().map(|text| noderu_boa_edits::sum(text.as_bytes()));
        let options =
            ["diff", "--no-renames", "--no-color", "--no-ext-diff", "--unified=0", &format!("{id}^"), id, "--", path];
        let commands =
            noderu_boa_edits::Command::of_diff(&git(folder, &options)?).map_err(|why| format!("{path}: {why}"))?;
        changes.push(Change { file: file.to_owned(), before, commands });
    }
    Ok(changes)
}

fn git(folder: &Path, arguments: &[&str]) -> Done<String> {
    let output =
        Command::new("git").arg("-C").arg(folder).args(arguments).output().map_err(|why| format!("git: {why}"))?;
    if output.status.success() {
        String::from_utf8(output.stdout).map_err(|why| format!("git {arguments:?}: {why}"))
    } else {
        Err(format!("git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)))
    }
}

fn commit(folder: &Path, message: &str) -> Done {
    git(folder, &["add", "--all"])?;
    git(
        folder,
        &["-c", "user.name=noderu", "-c", "user.email=noderu@localhost", "commit", "--quiet", "--message", message],
    )?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Done {
    let wrong = |why: std::io::Error| format!("{}: {why}", from.display());
    fs::create_dir_all(to).map_err(wrong)?;
    for entry in fs::read_dir(from).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let name = path.file_name().expect("an entry has a name");
        // The lock is the work tree's own; the rest is cargo's notes.
        if name == "Cargo.lock" || name == "Cargo.toml.orig" || name.to_string_lossy().starts_with(".cargo") {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name)).map_err(wrong)?;
        }
    }
    Ok(())
}

fn read_text(path: &Path) -> Done<String> {
    fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))
}

fn put(path: &Path, text: &str) -> Done {
    let wrong = |why| format!("{}: {why}", path.display());
    fs::create_dir_all(path.parent().expect("it lies in a folder")).map_err(wrong)?;
    fs::write(path, text).map_err(wrong)
}

/// What has not changed is not written: cargo would build the crate again.
fn put_if_new(path: &Path, text: &str) -> Done {
    if fs::read_to_string(path).is_ok_and(|old| old == text) { Ok(()) } else { put(path, text) }
}
