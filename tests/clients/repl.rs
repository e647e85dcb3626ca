//! The REPL and readline on a terminal, as somebody uses them: keys in, and what the screen shows.

use std::os::unix::fs::PermissionsExt;
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
    /// The same, while no line is edited.
    Narrow(u16),
    /// The program gets a signal.
    Send(Signal),
}
use Step::{Narrow, Resize, Send, Show, Type};

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
            Show("node> var a = 1 +* 2\nvar a = 1 +* 2\n           ^\nSyntaxError: Unexpected token '*'\nnode> |"),
            Type("\x0cfunction f() { throw new TypeError('t') }\rf()\r"),
            Show(
                "node> function f() { throw new TypeError('t') }\nnode> f()\nTypeError: t\n    at f (REPL3:1:22)\nnode> |",
            ),
            Type("\x0cthrow { a: 1 }\r"),
            Show("node> throw { a: 1 }\nUncaught { a: 1 }\nnode> |"),
            Type("\x0cthrow 'text'\rthrow null\rthrow new Proxy({}, { get: function () { throw 1 } })\r"),
            Show(
                "node> throw 'text'\ntext\nnode> throw null\nnull\nnode> throw new Proxy({}, { get: function () { throw 1 } })\nUncaught {}\nnode> |",
            ),
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
                "node> await new Promise(() => setImmediate(console.log, 1))\n1\nError: Interrupted; what was awaited goes on\nnode> |",
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
        name: "ctrl-c stops what would never end, and the session goes on",
        steps: &[
            Type("let n = 1; console.log('begun'); while (n) n++;\r"),
            Show("node> let n = 1; console.log('begun'); while (n) n++;\nbegun\n|"),
            Type("\x03"),
            Show(
                "node> let n = 1; console.log('begun'); while (n) n++;\nbegun\nError: Script execution was interrupted by `SIGINT`\nnode> |",
            ),
            Type("\x0cn > 0\r"),
            Show("node> n > 0\ntrue\nnode> |"),
            Type("\x0cfunction f(n) { if (n) f(n - 1); console.log(n); for (;;); }\r\x0c"),
            Type("try { f(9) } catch (e) { n = 'c' } finally { n = '' }\r"),
            Show("node> try { f(9) } catch (e) { n = 'c' } finally { n = '' }\n0\n|"),
            Type("\x03"),
            Show(
                "node> try { f(9) } catch (e) { n = 'c' } finally { n = '' }\n0\nError: Script execution was interrupted by `SIGINT`\nnode> |",
            ),
            Type("\x0ctypeof n\r"),
            Show("node> typeof n\n'number'\nnode> |"),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "ctrl-c without line editing",
        variables: &[("NODE_NO_READLINE", "1")],
        steps: &[
            Type("console.log('begun'); while (true);\r"),
            Show("node> console.log('begun'); while (true);\nbegun\n|"),
            Type("\x03"),
            Show(
                "node> console.log('begun'); while (true);\nbegun\n^CError: Script execution was interrupted by `SIGINT`\nnode> |",
            ),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "an editor for several lines",
        steps: &[
            Type(".editor\rfunction f() {\r  return 5\r}\r;f() +\r1\r\x04"),
            Show(
                "node> .editor\n// Ctrl-D runs it, Ctrl-C gives it up\nfunction f() {\n  return 5\n}\n;f() +\n1\n6\nnode> |",
            ),
            Type("\x0c.editor\r(\r\x04"),
            Show(
                "node> .editor\n// Ctrl-D runs it, Ctrl-C gives it up\n(\nSyntaxError: Unexpected end of input\nnode> |",
            ),
            Type("\x0c.editor\r1\r\x03"),
            Show("node> .editor\n// Ctrl-D runs it, Ctrl-C gives it up\n1\n\nnode> |"),
            LEAVE,
        ],
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
        name: "questions of today",
        arguments: &["promises.js"],
        steps: &[
            Show("name? |"),
            Type("Bo\r"),
            Show("name? Bo\nage? |"),
            Type("4\r"),
            Show("name? Bo\nage? 4\nBo is 4\nwait? |"),
            Type("xy"),
            Show("name? Bo\nage? 4\nBo is 4\nwait? xy|"),
            Send(Signal::USR2),
            Show("name? Bo\nage? 4\nBo is 4\nwait? xy\nAbortError ABORT_ERR\n> xy|"),
            Type("\r"),
            Show("name? Bo\nage? 4\nBo is 4\nwait? xy\nAbortError ABORT_ERR\n> xy\nline xy 3 lines before\n> |"),
            LEAVE,
        ],
        ..DEFAULT
    },
    Session {
        name: "the streams of a terminal",
        arguments: &["streams.js"],
        steps: &[
            Show("true true false true\n60 24 1 4 8 24 true false\nxbc\n60 0 true\n|"),
            Narrow(40),
            Show("true true false true\n60 24 1 4 8 24 true false\nxbc\n60 0 true\nresize 40,24 40 true\n|"),
            Type("q"),
        ],
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

const ROWS: &[Row] = &[
    ("colors", colors),
    ("history is kept in a file", history),
    ("history that cannot be kept", no_history),
    ("stopped and continued", stopped),
    ("what runs in a callback ends with the second ctrl-c", callbacks),
    ("a terminal that is hung up", hung_up),
];

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
            Narrow(columns) => terminal.narrow(*columns)?,
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
    for (variables, colored) in [
        (&[][..], true),
        (&[("NO_COLOR", "1")], false),
        (&[("NODE_DISABLE_COLORS", "1")], false),
        (&[("TERM", "dumb")], false),
        (&[("TERM", "")], false),
    ] {
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
    session("third = 3\r\x10\x10\x10\x0c", "node> first = 1|")?;
    let file = surroundings.scratch().join(".noderu_history");
    let mode = std::fs::metadata(&file).map_err(|error| format!("{}: {error}", file.display()))?.permissions().mode();
    if mode & 0o777 != 0o600 {
        return Err(format!("others may read the history: {mode:o}"));
    }
    Ok(())
}

fn no_history() -> Outcome {
    for (variable, shown) in [
        (("NODE_REPL_HISTORY", "/dev/zero"), "The history is not kept: /dev/zero is not a file\nnode> |"),
        (
            ("HOME", "/proc/nowhere"),
            "The history is not kept: ENOENT, No such file or directory '\n/proc/nowhere/.noderu_history'\nnode> |",
        ),
        (("HOME", ""), "node> |"),
        (("NODE_REPL_HISTORY", ""), "node> |"),
    ] {
        let surroundings = surroundings()?;
        let mut terminal = Terminal::start(&surroundings, &[], &[("NO_COLOR", "1"), variable], COLUMNS)?;
        terminal.expect(&format!("{BANNER}{shown}"))?;
        terminal.send("1\r\x04")?;
        terminal.end()?;
    }
    Ok(())
}

/// Code that no evaluation waits for: the first Ctrl-C is reported to a loop that does not turn, the second ends the process.
fn callbacks() -> Outcome {
    let code = "await 1; console.log('begun'); for (;;);";
    let surroundings = surroundings()?;
    let mut terminal = Terminal::start(&surroundings, &[], &[("NO_COLOR", "1")], COLUMNS)?;
    terminal.expect(&format!("{BANNER}node> |"))?;
    terminal.send(&format!("{code}\r\x0c"))?;
    terminal.expect(&format!("{BANNER}node> {code}\nbegun\n|"))?;
    let end = terminal.press_until_end("\x03")?;
    if end != End::Signal(2) {
        return Err(format!("{code} should end by SIGINT, but: {end:?}"));
    }
    if crate::expect::find(&terminal.all, b"noderu: ended by the second Ctrl-C").is_none() {
        return Err(format!("{code} ends without a word"));
    }
    Ok(())
}

/// The program hears of it even if it heeds no SIGHUP.
fn hung_up() -> Outcome {
    let heeds_not = "process.on('SIGHUP', function () {})";
    for (arguments, end) in [
        (&["-i"][..], End::Signal(1)),
        (&["-i", "-e", heeds_not], End::Status(0)),
        (
            &[
                "-i",
                "-e",
                "process.on('SIGHUP', function () {}); setInterval(function () { process.stdout.write('.') }, 5)",
            ],
            End::Status(0),
        ),
    ] {
        let surroundings = surroundings()?;
        let mut terminal = Terminal::start(&surroundings, arguments, &[("NO_COLOR", "1")], COLUMNS)?;
        terminal.await_text(b"node> ")?;
        let ended = terminal.hang_up()?;
        if ended != end {
            return Err(format!("{arguments:?} should end by {end:?}, but: {ended:?}"));
        }
    }
    Ok(())
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
