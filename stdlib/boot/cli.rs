//! The command line: what to run, and the few options.

use crate::host::{VERSION, install_prefix};

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
    /// Typed, piece by piece; asked for with `-i`, or the default when standard input is a terminal.
    Typed {
        /// Code of `-e` or `-p`, to run before the first prompt.
        before: Option<(String, bool)>,
    },
    /// On standard input; asked for with `-`, or the default when standard input is no terminal.
    Stdin {
        /// Whether `-` was given.
        dash: bool,
    },
}

const HELP: &str = "\
Usage: noderu [options] script.js [arguments]
       noderu [options] -e code [arguments]
       noderu [options] - [arguments]        the script comes on standard input
       noderu [options]                      the REPL: code is typed, and run line by line

Options:
  -e, --eval code      run the code
  -p, --print code     run the code and print what it evaluates to
  -i, --interactive    start the REPL, even if standard input is no terminal; after the code, if there is any
  --max-old-space-size=MiB
                       end the program with a line when it takes more memory than that; default: 3/4 of the machine's,
                       or of its control group's
  -v, --version        print the version of the Node API: v0.2.0
  --vars               print the variables this was built with
  -h, --help           print this
  --                   no option follows

Environment variables:
  NODE_OPTIONS         --max-old-space-size=MiB, as above; other options say nothing here
  NODE_PATH            folders to search for modules, separated by ':'
  NODE_DEBUG           what to tell on standard error, a sum: 1 modules, 2 net, 4 http
  NODE_MODULE_CONTEXTS 1: every module but the main one has a global object of its own
  NODE_NO_READLINE     1: the REPL does not edit lines; for rlwrap and its like
  NODE_REPL_HISTORY    the file for the REPL's history, instead of ~/.noderu_history; empty: none
  NO_COLOR             not empty: the REPL prints without colors

";

/// What is printed about V8's options.
const V8_OPTIONS: &str = "noderu runs on the engine Boa, which has no options.\n";

/// Reads the command line. `arguments` are those after the program's own name; `terminal` says whether standard input
/// is one.
pub fn parse(arguments: Vec<String>, terminal: bool) -> Command {
    let mut rest = arguments.into_iter();
    let run = |code, rest: std::vec::IntoIter<String>| Command::Run(Program { code, arguments: rest.collect() });
    let mut typed = false;
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--" => match rest.next() {
                Some(file) => return run(Code::File(file), rest),
                None => break,
            },
            "-" => return run(Code::Stdin { dash: true }, rest),
            "-i" | "--interactive" => typed = true,
            "-e" | "--eval" | "-p" | "--print" | "-pe" => {
                let Some(text) = rest.next() else {
                    return Command::Refuse(format!("{argument} needs the code to run"));
                };
                let print = !matches!(argument.as_str(), "-e" | "--eval");
                let next = rest.as_slice().first().map(String::as_str);
                typed |= matches!(next, Some("-i" | "--interactive"));
                // `-e code -- arguments`, as today's users write it.
                if matches!(next, Some("--" | "-i" | "--interactive")) {
                    rest.next();
                }
                let code = match typed {
                    true => Code::Typed { before: Some((text, print)) },
                    false => Code::Argument { text, print },
                };
                return run(code, rest);
            }
            "-v" | "--version" => return Command::Print(format!("{VERSION}\n")),
            "-h" | "--help" => return Command::Print(format!("{HELP}noderu {}\n", env!("CARGO_PKG_VERSION"))),
            "--vars" => return Command::Print(format!("NODE_PREFIX: {}\n", install_prefix())),
            "--v8-options" => return Command::Print(V8_OPTIONS.into()),
            option if option.starts_with(HEAP_OPTION) || option.replace('_', "-").starts_with(HEAP_OPTION) => {
                if heap_option(option).is_none() {
                    return Command::Refuse(format!("{option}: the size of the heap is a number of MiB"));
                }
            }
            option if is_debugging(option) => {
                return Command::Refuse(format!("{option}: there is no debugger for the engine"));
            }
            option if option.starts_with('-') => {
                return Command::Refuse(format!("unknown option {option}; see noderu --help"));
            }
            _ => return run(Code::File(argument), rest),
        }
    }
    if terminal || typed {
        return run(Code::Typed { before: None }, rest);
    }
    run(Code::Stdin { dash: false }, rest)
}

const HEAP_OPTION: &str = "--max-old-space-size";

/// The MiB of `--max-old-space-size=MiB`, in either spelling.
fn heap_option(option: &str) -> Option<u64> {
    let (name, value) = option.split_once('=')?;
    if name.replace('_', "-") == HEAP_OPTION { value.parse().ok().filter(|&mib| mib > 0) } else { None }
}

/// The size of the heap that the command line asks for, or else NODE_OPTIONS, whose other words say nothing here.
pub fn heap_mib(arguments: &[String], options: &str) -> Option<u64> {
    let own = arguments.iter().take_while(|argument| argument.len() > 1 && argument.starts_with('-'));
    let own = own.filter_map(|option| heap_option(option)).last();
    own.or_else(|| options.split_ascii_whitespace().filter_map(heap_option).next_back())
}

/// `--debug`, `--debug=port`, `--debug-brk`, and `--inspect` of later releases.
fn is_debugging(option: &str) -> bool {
    ["--debug", "--inspect"]
        .iter()
        .any(|name| option.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['=', '-'])))
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
    fn what_is_typed() {
        let typed = |before: Option<(&str, bool)>, arguments: &[&str]| {
            let before = before.map(|(text, print)| (text.to_owned(), print));
            let arguments = arguments.iter().map(ToString::to_string).collect();
            Command::Run(Program { code: Code::Typed { before }, arguments })
        };
        assert_eq!(parsed(""), typed(None, &[]));
        assert_eq!(parse(vec!["-i".into()], false), typed(None, &[]));
        assert_eq!(parsed("-i -e 1 a"), typed(Some(("1", false)), &["a"]));
        assert_eq!(parsed("-p 1 -i a"), typed(Some(("1", true)), &["a"]));
        assert_eq!(parsed("-i app.js"), file("app.js", &[]));
    }

    #[test]
    fn what_prints_or_is_refused() {
        assert_eq!(parsed("-v"), Command::Print("v0.2.0\n".into()));
        let heap = |line: &str, options: &str| {
            heap_mib(&line.split_whitespace().map(String::from).collect::<Vec<_>>(), options)
        };
        assert_eq!(parsed("--max-old-space-size=64 app.js -v"), file("app.js", &["-v"]));
        assert_eq!(parsed("--max_old_space_size=64 app.js"), file("app.js", &[]));
        assert!(matches!(parsed("--max-old-space-size=x app.js"), Command::Refuse(text) if text.contains("MiB")));
        assert!(matches!(parsed("--max-old-space-size app.js"), Command::Refuse(text) if text.contains("MiB")));
        assert_eq!(heap("--max_old_space_size=64 app.js --max-old-space-size=65", ""), Some(64));
        assert_eq!(heap("app.js", "--no-warnings --max-old-space-size=8 --max-old-space-size=9"), Some(9));
        assert_eq!(heap("--max-old-space-size=7 app.js", "--max-old-space-size=8"), Some(7));
        assert_eq!(heap("- --max-old-space-size=7", ""), None);
        assert!(matches!(parsed("--no-such app.js"), Command::Refuse(text) if text.contains("--no-such")));
        assert!(matches!(parsed("-e"), Command::Refuse(_)));
        assert!(matches!(parsed("--debug-brk=5858 app.js"), Command::Refuse(text) if text.contains("no debugger")));
        assert!(matches!(parsed("--debugger"), Command::Refuse(text) if text.contains("unknown option")));
        assert!(matches!(parse(Vec::new(), false), Command::Run(Program { code: Code::Stdin { dash: false }, .. })));
    }
}
