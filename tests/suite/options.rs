//! The command line of the test binary: the part of libtest's that people and tools use.

use std::str::FromStr;

/// What to run and how to print it.
#[derive(Debug, Default)]
pub struct Options {
    /// Run the cases whose name contains one of these; all of them when empty.
    pub filters: Vec<String>,
    /// Leave out the cases whose name contains one of these.
    pub skip: Vec<String>,
    /// A filter must be the whole name.
    pub exact: bool,
    /// Print the names only.
    pub list: bool,
    /// Print a dot for each case in place of a line.
    pub quiet: bool,
    /// Cases that run at the same time; twice the processors when not given.
    pub threads: Option<usize>,
    /// How many connections the abuse case maltreats (`--abuse=10000` for the full mix).
    pub abuse: Option<usize>,
    /// How many children the case of children and files starts (`--children=2000` for the full mix).
    pub children: Option<usize>,
}

impl Options {
    /// Reads the arguments. Options of libtest that mean nothing here are taken and do nothing, so that
    /// `cargo test -- --nocapture` works; one that nobody knows is an error.
    pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
                _ => (argument, None),
            };
            let mut value_of =
                |name: &str| value.clone().or_else(|| arguments.next()).ok_or_else(|| format!("{name} wants a value"));
            match name.as_str() {
                "--exact" => options.exact = true,
                "--list" => options.list = true,
                "-q" | "--quiet" => options.quiet = true,
                "--skip" => options.skip.push(value_of("--skip")?),
                "--test-threads" => options.threads = Some(number(&value_of("--test-threads")?)?),
                "--abuse" => options.abuse = Some(number(&value_of("--abuse")?)?),
                "--children" => options.children = Some(number(&value_of("--children")?)?),
                "--color" | "--format" | "--logfile" | "-Z" => drop(value_of(&name)?),
                "--nocapture" | "--no-capture" | "--show-output" | "--include-ignored" | "--ignored" | "--test"
                | "--report-time" => {}
                _ if name.starts_with('-') => return Err(format!("unknown option {name}")),
                _ => options.filters.push(name),
            }
        }
        Ok(options)
    }

    /// Whether the case of this name is to run.
    pub fn wants(&self, name: &str) -> bool {
        let hit = |pattern: &String| if self.exact { name == pattern } else { name.contains(pattern.as_str()) };
        (self.filters.is_empty() || self.filters.iter().any(hit)) && !self.skip.iter().any(hit)
    }
}

fn number<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("not a number: {text}"))
}
