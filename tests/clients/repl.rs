//! The REPL and readline on a terminal, as somebody uses them: keys in, and what the screen shows.

use std::path::{Path, PathBuf};

use rustix::process::Signal;

use super::terminal::Terminal;
use crate::TESTS;
use crate::cases::{Case, Outcome, Row};
use crate::process::End;
use crate::scripts::Surroundings;

/// The cases.
pub fn cases() -> Vec<Case> {
    let sessions = SESSIONS.iter().map(|session| Case::new(format!("client/repl/{}", session.name), || run(session)));
    let others = ROWS.iter().map(|(name, body)| Case::new(format!("client/repl/{name}"), body));
    sessions.chain(others).collect()
}

/// What happens in a session.
enum Step {
    /// Keys are typed.
    Type(&'static str),
    /// The screen shows this below the banner; `|` is the cursor.
    Show(&'static str),
    /// The terminal gets another width.
    Resize(u16),
    /// The program gets a signal.
    Send(Signal),
}
use Step::{Resize, Send, Show, Type};

/// A session with a program on a terminal.
struct Session {
    name: &'static str,
    /// The script in `tests/clients/terminal/`, or arguments for noderu itself.
    arguments: &'static [&'static str],
    variables: &'static [(&'static str, &'static str)],
    steps: &'static [Step],
    end: End,
}

const DEFAULT: Session =
    Session { name: "", arguments: &[], variables: &[("NO_COLOR", "1")], steps: &[], end: End::Status(0) };

/// Ctrl-D.
const LEAVE: Step = Type("\x04");
const COLUMNS: u16 = 60;

const SESSIONS: &[Session] = &[
    Session {
        name: "the manual's session",
        steps: &[
            Show("node> |"),
            Type("a = [ 1, 2, 3];\r"),
            Show("node> a = [ 1, 2, 3];\n[ 1, 2, 3 ]\nnode> |"),
            Type("a.forEach(function (v) {\r"),
            Show("node> a = [ 1, 2, 3];\n[ 1, 2, 3 ]\nnode> a.forEach(function (v) {\n...   |"),
            Type("  console.log(v);\r"),
            Type("});\r"),
            Show(
                "node> a = [ 1, 2, 3];\n[ 1, 2, 3 ]\nnode> a.forEach(function (v) {\n...     console.log(v);\n...   });\n1\n2\n3\nnode> |",
            ),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "the manual's underscore",
        steps: &[
            Type("[ \"a\", \"b\", \"c\" ]\r_.length\r_ += 1\r"),
            Show("node> [ \"a\", \"b\", \"c\" ]\n[ 'a', 'b', 'c' ]\nnode> _.length\n3\nnode> _ += 1\n4\nnode> |"),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "the manual's context",
        arguments: &["../../programs/repl_test.js"],
        steps: &[Show("node> |"), Type("m\r"), Show("node> m\n'message'\nnode> |"), LEAVE],
        ..DEFAULT
    },
    Session {
        name: "editing",
        steps: &[
            Type("'world'\x01'hello ' + \x05.length"),
            Show("node> 'hello ' + 'world'.length|"),
            Type("\x17\x19\x02\x02\x0b\x01\x1bf\x1b[D"),
            Show("node> 'hell|o ' + 'world'.leng"),
            Type("\x15\x0b1 + 日本\x1b\x7f\x7f2\x1b[D\x1b[D- "),
            Show("node> 1 - |+2"),
            Type("\r"),
            Show("node> 1 - +2\n-1\nnode> |"),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "wide characters and long lines",
        steps: &[
            Type("x = '日本語日本語日本語日本語日本語日本語日本語日本語日本語'"),
            Show("node> x = '日本語日本語日本語日本語日本語日本語日本語日本語\n日本語'|"),
            Type("\x1b[D\x1b[D\x1b[D\x1b[D!"),
            Show("node> x = '日本語日本語日本語日本語日本語日本語日本語日本語!\n|日本語'"),
            Type("\r"),
            Show(
                "node> x = '日本語日本語日本語日本語日本語日本語日本語日本語!\n日本語'\n'日本語日本語日本語日本語日本語日本語日本語日本語!日本語'\nnode> |",
            ),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "another width",
        steps: &[
            Type("abcdefghijklmnopqrstuvwxyz"),
            Show("node> abcdefghijklmnopqrstuvwxyz|"),
            Type("\x0c"),
            Show("node> abcdefghijklmnopqrstuvwxyz|"),
            Resize(20),
            Type("1"),
            Show("node> abcdefghijklmn\nopqrstuvwxyz1|"),
            Resize(40),
            Type("2\x01\x0b"),
            Show("node> |"),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "completion",
        steps: &[
            Type("process.std\t"),
            Show("node> process.std\nstderr  stdin   stdout\nnode> process.std|"),
            Type("i\t.fd\r"),
            Show("node> process.std\nstderr  stdin   stdout\nnode> process.stdin.fd\n0\nnode> |"),
            Type("\x0cpars\tI\t('7')\r"),
            Show("node> parseInt('7')\n7\nnode> |"),
            Type("\x0crequire('pat\t').basename('/a/b')\r"),
            Show("node> require('path').basename('/a/b')\n'b'\nnode> |"),
            Type("\x0co = { get no() { throw 1 }, yes: { y1: 1, y2: 2 } }; o.yes.\t"),
            Show("node> o = { get no() { throw 1 }, yes: { y1: 1, y2: 2 } }; o\n.yes.|"),
            Type("\x15o.no.\t\x15'x'.char\tC\t\x15.bre\t\r"),
            Show("node> 'x'.char\ncharAt      charCodeAt\nnode> .break\nnode> |"),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "errors",
        steps: &[
            Type("nope\r"),
            Show("node> nope\nReferenceError: nope is not defined\nnode> |"),
            Type("\x0cvar a = 1 +* 2\r"),
            Show("node> var a = 1 +* 2\nvar a = 1 +* 2\n           ^\nSyntaxError: Unexpected token *\nnode> |"),
            Type("\x0cfunction f() { throw new TypeError('t') }\rf()\r"),
            Show(
                "node> function f() { throw new TypeError('t') }\nnode> f()\nTypeError: t\n    at f (REPL3:1:22)\nnode> |",
            ),
            Type("\x0cthrow { a: 1 }\r"),
            Show("node> throw { a: 1 }\nUncaught { a: 1 }\nnode> |"),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "what is printed goes above the line, and errors in callbacks end nothing",
        steps: &[
            Type("var t = setTimeout(function () { console.log('now') }, 1e6)\r\x0c"),
            Show("node> |"),
            Type("process.on('SIGUSR2', function () { console.log('heard'); nope() }) && 1\r\x0chalf a li"),
            Show("node> half a li|"),
            Send(Signal::USR2),
            Show("heard\nReferenceError: nope is not defined\nnode> half a li|"),
            Type("\x15clearTimeout(t)\r"),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "a line of its own for the prompt",
        steps: &[Type("require('sys').print('abc')\r"), Show("node> require('sys').print('abc')\nabc\nnode> |"), LEAVE],
        ..DEFAULT
    },
    Session {
        name: "names stay and go",
        steps: &[
            Type(
                "let a = 1; const b = 2; class C {}\rlet a = 10\ra + b + typeof C\r\x0c.clear\rtypeof a + typeof b + typeof C\r",
            ),
            Show(
                "node> .clear\nClearing context...\nnode> typeof a + typeof b + typeof C\n'undefinedundefinedundefined'\nnode> |",
            ),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "awaiting",
        steps: &[
            Type("const x = await new Promise(function (r) { setTimeout(r, 50, 5) })\rx + 1\r"),
            Show("node> const x = await new Promise(function (r) { setTimeout(\nr, 50, 5) })\nnode> x + 1\n6\nnode> |"),
            Type("\x0cawait new Promise(() => setImmediate(console.log, 1))\r"),
            Show("node> await new Promise(() => setImmediate(console.log, 1))\n1\n|"),
            Send(Signal::INT),
            Show(
                "node> await new Promise(() => setImmediate(console.log, 1))\n1\nInterrupted; what was awaited goes on\nnode> |",
            ),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "commands",
        steps: &[
            Type("(\r.break\r.nope\r"),
            Show("node> (\n...   .break\nnode> .nope\nNo command .nope: type '.help' for options.\nnode> |"),
            Type("\x0c.5 + 1\r.exit\r"),
        ],
        ..DEFAULT
    },
    Session {
        name: "a paste is taken as it is",
        steps: &[
            Type("\x1b[200~function add(a, b) {\r\treturn a +\r\t\tb;\r}\radd(1, 2)\x1b[201~"),
            Show("node> function add(a, b) {\n...     return a +\n...             b;\n...   }\nnode> add(1, 2)|"),
            Type("\r\x0c"),
            Show("node> |"),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "ctrl-c forgets, and twice leaves",
        steps: &[
            Type("f(\rabc\x03"),
            Show("node> f(\n...   abc\nnode> |"),
            Type("1\r\x0c\x03"),
            Show("node>\n(^C again to leave; so do ^D and .exit)\nnode> |"),
            Type("\x03"),
        ],
        ..DEFAULT
    },
    Session {
        name: "ctrl-c ends what would never end",
        steps: &[
            Type("console.log('begun'); while (true) {}\r"),
            Show("node> console.log('begun'); while (true) {}\nbegun\n|"),
            Type("\x03"),
        ],
        end: End::Signal(2),
        ..DEFAULT
    },
    Session {
        name: "a signal that ends it",
        steps: &[Show("node> |"), Send(Signal::TERM)],
        end: End::Signal(15),
        ..DEFAULT
    },
    Session { name: "process.exit", steps: &[Type("process.exit(3)\r")], end: End::Status(3), ..DEFAULT },
    Session {
        name: "without line editing",
        variables: &[("NODE_NO_READLINE", "1")],
        steps: &[Type("1 +\r"), Show("node> 1 +\n...   |"), Type("1\r"), Show("node> 1 +\n...   1\n2\nnode> |"), LEAVE],
        ..DEFAULT
    },
    Session {
        name: "a dumb terminal",
        variables: &[("TERM", "dumb")],
        steps: &[Show("node> |"), Type("1\r"), Show("node> 1\n1\nnode> |"), LEAVE],
        ..DEFAULT
    },
    Session {
        name: "after code of the command line",
        arguments: &["-i", "-e", "var before = 5"],
        steps: &[Show("node> |"), Type("before\r"), Show("node> before\n5\nnode> |"), LEAVE],
        ..DEFAULT
    },
    Session {
        name: "readline asks",
        arguments: &["asks.js"],
        steps: &[
            Show("name? |"),
            Type("no\x03"),
            Show("SIGINT\nname? no|"),
            Type("\x7f\x7fBo\x01J\t"),
            Show("SIGINT\nname? JBo\nJane  Jim\nname? J|Bo"),
            Type("im\x0b\r"),
            Show("SIGINT\nname? JBo\nJane  Jim\nname? Jim\nhello Jim\n> |"),
            Type("bye\r"),
            Show("SIGINT\nname? JBo\nJane  Jim\nname? Jim\nhello Jim\n> bye\nline bye\n> |"),
            LEAVE,
            Show("SIGINT\nname? JBo\nJane  Jim\nname? Jim\nhello Jim\n> bye\nline bye\n>\nclose\n|"),
        ],
        ..DEFAULT
    },
    Session {
        name: "readline as 0.2 had it",
        arguments: &["fed.js"],
        steps: &[
            Show("fed> |"),
            Type("ab\x02c\r"),
            Show("fed> acb\nline acb\nfed> |"),
            LEAVE,
            Show("fed> acb\nline acb\nfed>\nclose\n|"),
        ],
        ..DEFAULT
    },
    Session {
        name: "raw mode ends with an uncaught error",
        arguments: &["raw.js"],
        steps: &[Show("raw true 60 24\n|"), Type("x")],
        end: End::Status(1),
        ..DEFAULT
    },
    Session {
        name: "keypress events",
        arguments: &["keypress.js"],
        steps: &[
            Show("ready\n|"),
            Type("a\x01\x1b[1;5Cq"),
            Show("ready\na a\nundefined a ctrl\nundefined right ctrl\nq q\n|"),
        ],
        ..DEFAULT
    },
];

const ROWS: &[Row] = &[("colors", colors), ("history is kept in a file", history), ("stopped and continued", stopped)];

fn script(name: &str) -> PathBuf {
    Path::new(TESTS).join("clients/terminal").join(name)
}

fn surroundings() -> Result<Surroundings, String> {
    Surroundings::new(&script("asks.js")).map_err(|error| format!("cannot set up: {error}"))
}

fn run(session: &Session) -> Outcome {
    let surroundings = surroundings()?;
    let mut terminal = Terminal::start(&surroundings, session.arguments, session.variables, COLUMNS)?;
    let has_banner = session.arguments.first().is_none_or(|first| first.starts_with('-'));
    let mut below = has_banner;
    if has_banner {
        // What is typed before the terminal is in raw mode is echoed by the kernel.
        terminal.expect(&format!("{BANNER}node> |"))?;
    }
    for step in session.steps {
        match step {
            Type(keys) => {
                // Clearing the screen takes the banner away.
                below &= !keys.contains('\x0c');
                terminal.send(keys)?;
            }
            Show(shown) => terminal.expect(&format!("{}{shown}", if below { BANNER } else { "" }))?,
            Resize(columns) => terminal.resize(*columns)?,
            Send(signal) => terminal.signal(*signal)?,
        }
    }
    let end = terminal.end()?;
    if end != session.end {
        return Err(format!("should end by {:?}, but: {end:?}", session.end));
    }
    Ok(())
}

const BANNER: &str = "Type '.help' for options.\n";

fn colors() -> Outcome {
    for (variables, colored) in [(&[][..], true), (&[("NO_COLOR", "1")], false), (&[("TERM", "dumb")], false)] {
        let surroundings = surroundings()?;
        let mut terminal = Terminal::start(&surroundings, &[], variables, COLUMNS)?;
        terminal.expect(&format!("{BANNER}node> |"))?;
        terminal.send("[ 42 ]\r")?;
        terminal.expect(&format!("{BANNER}node> [ 42 ]\n[ 42 ]\nnode> |"))?;
        terminal.send("\x04")?;
        terminal.end()?;
        let found = crate::expect::find(&terminal.all, b"\x1b[33m42\x1b[39m").is_some();
        if found != colored {
            return Err(format!("with {variables:?} colored: {found}"));
        }
    }
    Ok(())
}

fn history() -> Outcome {
    let surroundings = surroundings()?;
    let session = |keys: &str, shown: &str| -> Outcome {
        let mut terminal = Terminal::start(&surroundings, &[], &[("NO_COLOR", "1")], COLUMNS)?;
        terminal.expect(&format!("{BANNER}node> |"))?;
        terminal.send(keys)?;
        terminal.expect(shown)?;
        terminal.send("\x15\x0b\x04")?;
        terminal.end().map(drop)
    };
    session("first = 1\rsecond = 2\r\x0c", "node> |")?;
    session("\x1b[A\x1b[A\x0c", "node> first = 1|")?;
    session("\x12con\x0c", "node> se|cond = 2")?;
    session("third = 3\r\x10\x10\x10\x0c", "node> first = 1|")
}

/// A terminal that is used by another meanwhile; without a shell nothing is stopped by Ctrl-Z itself.
fn stopped() -> Outcome {
    let surroundings = surroundings()?;
    let mut terminal = Terminal::start(&surroundings, &[], &[("NO_COLOR", "1")], COLUMNS)?;
    terminal.expect(&format!("{BANNER}node> |"))?;
    terminal.send("1 + \x1a")?;
    terminal.expect(&format!("{BANNER}node> 1 +\nnode> 1 + |"))?;
    terminal.send("1\r\x0c")?;
    terminal.expect("node> |")?;
    terminal.send("\x04")?;
    terminal.end().map(drop)
}
