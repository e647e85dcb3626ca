//! The command line: what to run, and the few options.

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Run a program.
    Run(Program),
    /// Print this on standard output and end well.
    Print(String),
    /// Print this on standard error and end with status 9.
    Refuse(String),
}

/// A program and its arguments.
#[derive(Debug, PartialEq, Eq)]
pub struct Program {
    /// Where the code is.
    pub code: Code,
    /// What follows it on the command line.
    pub arguments: Vec<String>,
}

/// Where the main program's code is.
#[derive(Debug, PartialEq, Eq)]
pub enum Code {
    /// In a file; the path as it was given.
    File(String),
    /// In the argument of `-e` or `-p`; `-p` prints what it evaluates to.
    Argument {
        /// The code.
        text: String,
        /// Whether to print the value.
        print: bool,
    },
    /// On standard input; asked for with `-`, or the default when standard input is no terminal.
    Stdin {
        /// Whether `-` was given.
        dash: bool,
    },
}

/// The version of the API that programs are told: they parse it.
pub const VERSION: &str = "v0.2.0";

const HELP: &str = "\
Usage: noderu [options] script.js [arguments]
       noderu [options] -e code [arguments]
       noderu [options] - [arguments]        the script comes on standard input

Options:
  -e, --eval code      run the code
  -p, --print code     run the code and print what it evaluates to
  -v, --version        print the version of the Node API: v0.2.0
  --vars               print the variables this was built with
  -h, --help           print this
  --                   no option follows

Environment variables:
  NODE_PATH            folders to search for modules, separated by ':'

";

/// Reads the command line. `arguments` are those after the program's own name; `terminal` says whether standard input
/// is one.
pub fn parse(arguments: Vec<String>, terminal: bool) -> Command {
    let mut rest = arguments.into_iter();
    let run = |code, rest: std::vec::IntoIter<String>| Command::Run(Program { code, arguments: rest.collect() });
    let mut first = rest.next();
    let options_end = first.as_deref() == Some("--");
    if options_end {
        first = rest.next();
    }
    if let Some(argument) = first {
        match argument.as_str() {
            _ if options_end => return run(Code::File(argument), rest),
            "-" => return run(Code::Stdin { dash: true }, rest),
            "-e" | "--eval" | "-p" | "--print" | "-pe" => {
                let Some(text) = rest.next() else {
                    return Command::Refuse(format!("{argument} needs the code to run"));
                };
                let print = !matches!(argument.as_str(), "-e" | "--eval");
                // `-e code -- arguments`, as today's users write it.
                let mut rest = rest;
                if rest.as_slice().first().is_some_and(|next| next == "--") {
                    rest.next();
                }
                return run(Code::Argument { text, print }, rest);
            }
            "-v" | "--version" => return Command::Print(format!("{VERSION}\n")),
            "-h" | "--help" => return Command::Print(format!("{HELP}noderu {}\n", env!("CARGO_PKG_VERSION"))),
            "--vars" => return Command::Print(format!("NODE_PREFIX: {}\n", crate::process::install_prefix())),
            option if option.starts_with('-') => return Command::Refuse(format!("unknown option {option}")),
            _ => return run(Code::File(argument), rest),
        }
    }
    if terminal {
        return Command::Refuse("no script given (the interactive prompt is not there yet); see noderu --help".into());
    }
    run(Code::Stdin { dash: false }, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Command {
        parse(line.split_whitespace().map(String::from).collect(), true)
    }

    fn file(name: &str, arguments: &[&str]) -> Command {
        let arguments = arguments.iter().map(ToString::to_string).collect();
        Command::Run(Program { code: Code::File(name.into()), arguments })
    }

    #[test]
    fn what_runs() {
        assert_eq!(parsed("app.js -v --x"), file("app.js", &["-v", "--x"]));
        assert_eq!(parsed("-- -odd.js a"), file("-odd.js", &["a"]));
        let code = Code::Argument { text: "1+1".into(), print: true };
        assert_eq!(parsed("-p 1+1 -- a"), Command::Run(Program { code, arguments: vec!["a".into()] }));
        let dash = Code::Stdin { dash: true };
        assert_eq!(parsed("- a"), Command::Run(Program { code: dash, arguments: vec!["a".into()] }));
    }

    #[test]
    fn what_prints_or_is_refused() {
        assert_eq!(parsed("-v"), Command::Print("v0.2.0\n".into()));
        assert!(matches!(parsed("--no-such app.js"), Command::Refuse(text) if text.contains("--no-such")));
        assert!(matches!(parsed("-e"), Command::Refuse(_)));
        assert!(matches!(parsed(""), Command::Refuse(_)));
        assert!(matches!(parse(Vec::new(), false), Command::Run(Program { code: Code::Stdin { dash: false }, .. })));
    }
}
