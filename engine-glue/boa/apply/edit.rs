//! One edit: a head in words, and for each file the SHA-256 of the text that it is for and the commands of `diff -n`.
//!
//! ```text
//! Subject: what a user of JavaScript sees
//!
//! What was wrong, and where. What shows it. Boa's issue.
//!
//! --- vm/mod.rs 469b075c..
//! d12 3
//! a14 1
//! a line of ours
//! --- vm/rope.rs new
//! a0 2
//! ...
//! ```
//!
//! `dLINE COUNT` deletes, `aLINE COUNT` adds the lines that follow it after LINE; lines are counted in the text as it was
//! before the edit, and commands go forwards.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::Texts;

/// An edit, as one file of the series holds it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// The words above the first file, without the empty line between.
    pub head: String,
    pub changes: Vec<Change>,
}

/// What an edit does to one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Below the crate's `src/`.
    pub file: String,
    /// SHA-256 of the text before, in hexadecimal digits; none for a file that the edit adds.
    pub before: Option<String>,
    pub commands: Vec<Command>,
}

/// A command of `diff -n`.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    Delete { line: usize, count: usize },
    Add { after: usize, lines: Vec<String> },
}

impl Edit {
    /// Reads an edit.
    ///
    /// # Errors
    /// No head, no change, or a line that is no command.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut edit = Self::default();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if let Some(title) = line.strip_prefix("--- ") {
                edit.changes.push(Change::titled(title)?);
            } else if let Some(change) = edit.changes.last_mut() {
                change.commands.push(Command::parse(line, &mut lines)?);
            } else {
                edit.head.push_str(line);
                edit.head.push('\n');
            }
        }
        edit.head.truncate(edit.head.trim_end().len());
        if edit.head.is_empty() {
            return Err("no head".to_owned());
        }
        if edit.changes.iter().any(|change| change.commands.is_empty()) || edit.changes.is_empty() {
            return Err("changes nothing".to_owned());
        }
        Ok(edit)
    }

    /// Applies every change. On an error the texts are as they were in part only: the caller drops them.
    ///
    /// # Errors
    /// A file that is not the one that the edit is for, a command that does not fit, or an edit without effect.
    pub fn apply(&self, texts: &mut Texts) -> Result<(), String> {
        for change in &self.changes {
            let old = texts.get(&change.file).map(String::as_str);
            let new = change.apply(old).map_err(|why| format!("{}: {why}", change.file))?;
            texts.insert(change.file.clone(), new);
        }
        Ok(())
    }
}

impl Edit {
    /// How many lines are deleted and added.
    #[must_use]
    pub fn lines(&self) -> usize {
        let lines = |command: &Command| match command {
            Command::Delete { count, .. } => *count,
            Command::Add { lines, .. } => lines.len(),
        };
        self.changes.iter().flat_map(|change| &change.commands).map(lines).sum()
    }
}

impl std::fmt::Display for Edit {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(out, "{}\n", self.head)?;
        for change in &self.changes {
            writeln!(out, "--- {} {}", change.file, change.before.as_deref().unwrap_or("new"))?;
            for command in &change.commands {
                match command {
                    Command::Delete { line, count } => writeln!(out, "d{line} {count}")?,
                    Command::Add { after, lines } => {
                        writeln!(out, "a{after} {}", lines.len())?;
                        lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl Change {
    fn titled(title: &str) -> Result<Self, String> {
        let (file, before) = title.split_once(' ').ok_or_else(|| format!("cannot read \"--- {title}\""))?;
        let before = (before != "new").then(|| before.to_owned());
        Ok(Self { file: file.to_owned(), before, commands: Vec::new() })
    }

    /// The text after the change. The text before is none for a file that is not there.
    fn apply(&self, old: Option<&str>) -> Result<String, String> {
        let found = old.map(|text| sum(text.as_bytes()));
        match (&self.before, &found) {
            (None, Some(_)) => return Err("is to be new, and is there".to_owned()),
            (Some(_), None) => return Err("is not there".to_owned()),
            (Some(wanted), Some(found)) if wanted != found => {
                return Err(format!("the edit is for the text with SHA-256 {wanted}, this one has {found}"));
            }
            _ => {}
        }
        let old = old.unwrap_or("");
        let mut rest = Lines { lines: old.split_inclusive('\n').collect(), at: 0 };
        let mut text = String::with_capacity(old.len());
        for command in &self.commands {
            match command {
                Command::Delete { line, count } => {
                    text += &rest.take_upto(line.checked_sub(1).ok_or("a line 0 is deleted")?)?;
                    rest.at += count;
                }
                Command::Add { after, lines } => {
                    text += &rest.take_upto(*after)?;
                    for line in lines {
                        text.push_str(line);
                        text.push('\n');
                    }
                }
            }
        }
        text += &rest.take_upto(rest.lines.len())?;
        if text == old { Err("the edit changes nothing".to_owned()) } else { Ok(text) }
    }
}

/// The lines of the text before, of which those up to `at` are dealt with.
struct Lines<'a> {
    lines: Vec<&'a str>,
    at: usize,
}

impl Lines<'_> {
    /// The lines that are left up to line number `upto`: none when a deletion just before took it.
    fn take_upto(&mut self, upto: usize) -> Result<String, String> {
        let upto = upto.max(self.at);
        let taken = self.lines.get(self.at..upto).ok_or("a command is past the end")?;
        self.at = upto;
        Ok(taken.concat())
    }
}

impl Command {
    /// The commands for what `git diff --unified=0` printed of one file.
    ///
    /// # Errors
    /// A text without a newline at its end, or lines that git does not print.
    pub fn of_diff(diff: &str) -> Result<Vec<Self>, String> {
        let mut commands = Vec::new();
        let mut lines = diff.lines().skip_while(|line| !line.starts_with("@@ ")).peekable();
        while let Some(line) = lines.next() {
            let (first, count, added) = hunk(line).ok_or_else(|| format!("git diff: {line:?}"))?;
            lines.by_ref().take(count).for_each(drop);
            let added: Vec<String> = lines.by_ref().take(added).map(|line| line[1..].to_owned()).collect();
            if lines.next_if(|line| line.starts_with('\\')).is_some() {
                return Err("no newline at the end".to_owned());
            }
            if count > 0 {
                commands.push(Self::Delete { line: first, count });
            }
            if !added.is_empty() {
                commands.push(Self::Add { after: if count > 0 { first + count - 1 } else { first }, lines: added });
            }
        }
        Ok(commands)
    }

    fn parse<'a>(line: &str, rest: &mut impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let wrong = || format!("no command: {line:?}");
        let mut characters = line.chars();
        let letter = characters.next().ok_or_else(wrong)?;
        let (first, count) = characters.as_str().split_once(' ').ok_or_else(wrong)?;
        let first: usize = first.parse().map_err(|_| wrong())?;
        let count: usize = count.parse().map_err(|_| wrong())?;
        match letter {
            'd' => Ok(Self::Delete { line: first, count }),
            'a' => {
                let lines: Vec<String> = rest.take(count).map(str::to_owned).collect();
                if lines.len() < count {
                    Err("ends within an addition".to_owned())
                } else {
                    Ok(Self::Add { after: first, lines })
                }
            }
            _ => Err(wrong()),
        }
    }
}

/// First line, lines deleted and lines added of `@@ -LINE,COUNT +LINE,COUNT @@`, where `,1` is left out.
fn hunk(line: &str) -> Option<(usize, usize, usize)> {
    let mut words = line.strip_prefix("@@ -")?.split(' ');
    let (old, new) = (words.next()?, words.next()?);
    let (first, count) = old.split_once(',').unwrap_or((old, "1"));
    let (_, added) = new.split_once(',').unwrap_or((new, "1"));
    Some((first.parse().ok()?, count.parse().ok()?, added.parse().ok()?))
}

/// SHA-256 (FIPS 180-4) in hexadecimal digits.
#[must_use]
pub fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "one\ntwo\nthree\nfour\n";

    fn edit(commands: &str) -> String {
        format!("Words\n\n--- a.rs {}\n{commands}", sum(OLD.as_bytes()))
    }

    fn applied(edit: &str) -> Result<String, String> {
        let mut texts = Texts::from([("a.rs".to_owned(), OLD.to_owned())]);
        Edit::parse(edit)?.apply(&mut texts)?;
        Ok(texts["a.rs"].clone())
    }

    #[test]
    fn commands_of_diff() {
        for (commands, new) in [
            ("d1 1\n", "two\nthree\nfour\n"),
            ("d2 1\na2 2\n2\n\n", "one\n2\n\nthree\nfour\n"),
            ("a0 1\nzero\nd4 1\n", "zero\none\ntwo\nthree\n"),
            ("a4 1\n--- five\n", "one\ntwo\nthree\nfour\n--- five\n"),
            ("d1 4\na4 1\nnone\n", "none\n"),
        ] {
            let text = edit(commands);
            assert_eq!(applied(&text).as_deref(), Ok(new), "{commands}");
            assert_eq!(Edit::parse(&text).expect("an edit").to_string(), text);
        }
    }

    #[test]
    fn what_is_refused() {
        for (text, why) in [
            (edit(""), "changes nothing"),
            (edit("a2 0\n"), "the edit changes nothing"),
            (edit("d2 1\na2 1\ntwo\n"), "the edit changes nothing"),
            (edit("d5 1\n"), "a command is past the end"),
            (edit("d4 2\n"), "a command is past the end"),
            (edit("d3 1\nd1 1\na9 1\nx\n"), "a command is past the end"),
            (edit("d0 1\n"), "a line 0 is deleted"),
            (edit("a1 2\nx\n"), "ends within an addition"),
            (edit("x1 2\n"), "no command: \"x1 2\""),
            (edit("\n"), "no command: \"\""),
            ("--- a.rs new\na0 1\nx\n".to_owned(), "no head"),
            ("W\n--- a.rs new\na0 1\nx\n".to_owned(), "is to be new, and is there"),
            ("W\n--- b.rs 00\na0 1\nx\n".to_owned(), "is not there"),
            ("W\n--- a.rs 00\na0 1\nx\n".to_owned(), "the edit is for the text with SHA-256 00"),
        ] {
            let error = applied(&text).expect_err(&text);
            assert!(error.contains(why), "{text}: {error}");
        }
    }

    #[test]
    fn a_sum_is_that_of_the_standard() {
        assert_eq!(sum(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
