//! A terminal: a program behind a pseudo-terminal, keys that are typed, and what the screen shows.
//!
//! It understands what noderu sends to a terminal and panics on anything else, so that a case notices what no
//! terminal might understand.

use std::io::{ErrorKind, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};
use unicode_width::UnicodeWidthChar;

use crate::process::{End, end_of};
use crate::scripts::Surroundings;

/// How long the screen may take to show what is awaited.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program and its terminal.
pub struct Terminal {
    child: Child,
    ours: std::fs::File,
    theirs: OwnedFd,
    screen: Screen,
    /// What came and ended within a sequence or a character.
    rest: Vec<u8>,
    /// Everything that came.
    pub all: Vec<u8>,
}

impl Terminal {
    /// Runs noderu with these arguments and variables behind a terminal with this many columns.
    pub fn start(
        surroundings: &Surroundings,
        arguments: &[&str],
        variables: &[(&str, &str)],
        columns: u16,
    ) -> Result<Terminal, String> {
        let failed = |what: &str, error: String| format!("{what}: {error}");
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)
            .map_err(|e| failed("openpt", e.to_string()))?;
        grantpt(&ours).and_then(|()| unlockpt(&ours)).map_err(|e| failed("unlockpt", e.to_string()))?;
        let name = ptsname(&ours, Vec::new()).map_err(|e| failed("ptsname", e.to_string()))?;
        let flags = rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY | rustix::fs::OFlags::CLOEXEC;
        let theirs = rustix::fs::open(name.as_c_str(), flags, rustix::fs::Mode::empty())
            .map_err(|e| failed("open the terminal", e.to_string()))?;
        set_size(&ours, columns)?;
        let base = surroundings.command();
        // `setsid -c` makes the terminal the one that the program is controlled by.
        let mut command = Command::new("setsid");
        command.arg("-c").arg(base.get_program()).args(arguments).env_clear();
        for (key, value) in base.get_envs() {
            if let Some(value) = value {
                command.env(key, value);
            }
        }
        if let Some(folder) = base.get_current_dir() {
            command.current_dir(folder);
        }
        command.env("TERM", "xterm").envs(variables.iter().copied());
        let end = || theirs.try_clone().map(Stdio::from).map_err(|e| failed("dup", e.to_string()));
        let child = command.stdin(end()?).stdout(end()?).stderr(end()?).spawn();
        let child = child.map_err(|e| failed("cannot run setsid", e.to_string()))?;
        let screen = Screen::new(usize::from(columns));
        Ok(Terminal { child, ours: ours.into(), theirs, screen, rest: Vec::new(), all: Vec::new() })
    }

    /// Types.
    pub fn send(&mut self, keys: &str) -> Result<(), String> {
        self.ours.write_all(keys.as_bytes()).map_err(|error| format!("cannot type: {error}"))
    }

    /// Waits until the screen shows exactly this; blank rows at the end do not count. `|` stands where the cursor is.
    pub fn expect(&mut self, expected: &str) -> Result<(), String> {
        let deadline = Instant::now() + PATIENCE;
        while self.screen.shown() != expected {
            if Instant::now() > deadline || !self.take()? && self.screen.shown() != expected {
                return Err(format!("the screen should show\n{expected}\nbut shows\n{}", self.screen.shown()));
            }
        }
        Ok(())
    }

    /// The terminal has another size: the program hears SIGWINCH, and writes its line anew. What it writes for one size must
    /// not be shown by a screen of the next.
    pub fn resize(&mut self, columns: u16) -> Result<(), String> {
        self.screen.reflow(usize::from(columns));
        let before = self.all.len();
        set_size(&self.ours, columns)?;
        let deadline = Instant::now() + PATIENCE;
        while self.all.len() == before {
            if Instant::now() > deadline || !self.take()? {
                return Err("the line is not written anew for another size".into());
            }
        }
        Ok(())
    }

    /// The terminal has another size, and nobody edits a line.
    pub fn narrow(&mut self, columns: u16) -> Result<(), String> {
        self.screen.reflow(usize::from(columns));
        set_size(&self.ours, columns)
    }

    /// Waits until these bytes came.
    pub fn await_text(&mut self, text: &[u8]) -> Result<(), String> {
        let deadline = Instant::now() + PATIENCE;
        while crate::expect::find(&self.all, text).is_none() {
            if Instant::now() > deadline || !self.take()? {
                return Err(format!("{} does not come", String::from_utf8_lossy(text)));
            }
        }
        Ok(())
    }

    /// Presses keys again and again until the program ends; the terminal must be as it was before.
    pub fn press_until_end(&mut self, keys: &str) -> Result<End, String> {
        let deadline = Instant::now() + PATIENCE;
        while self.child.try_wait().map_err(|error| error.to_string())?.is_none() {
            if Instant::now() > deadline {
                return Err(format!("does not end; the screen shows\n{}", self.screen.shown()));
            }
            self.send(keys)?;
            self.take()?;
        }
        self.end()
    }

    /// The terminal goes away; waits for the end of the program.
    pub fn hang_up(&mut self) -> Result<End, String> {
        let null = std::fs::File::open("/dev/null").map_err(|error| format!("/dev/null: {error}"))?;
        self.ours = null;
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.child.try_wait().map_err(|error| error.to_string())? {
                Some(status) => return Ok(end_of(status)),
                None if Instant::now() > deadline => return Err("goes on without its terminal".into()),
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    /// Sends a signal to the program.
    pub fn signal(&mut self, signal: Signal) -> Result<(), String> {
        kill_process(Pid::from_child(&self.child), signal).map_err(|error| format!("kill: {error}"))
    }

    /// Waits for the end of the program; the terminal must be as it was before.
    pub fn end(&mut self) -> Result<End, String> {
        let deadline = Instant::now() + PATIENCE;
        let end = loop {
            self.take_now()?;
            match self.child.try_wait().map_err(|error| error.to_string())? {
                Some(status) => break end_of(status),
                None if Instant::now() > deadline => {
                    return Err(format!("does not end; the screen shows\n{}", self.screen.shown()));
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        self.take_now()?;
        let modes = tcgetattr(&self.theirs).map_err(|error| error.to_string())?.local_modes;
        if !modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN) {
            return Err(format!("the terminal is left behind in another mode: {modes:?}"));
        }
        if self.screen.marks_pastes {
            return Err("the terminal is left behind marking what is pasted".into());
        }
        Ok(end)
    }

    /// Takes what comes within the next moment; false when the program is gone.
    fn take(&mut self) -> Result<bool, String> {
        let pause = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };
        let mut fds = [PollFd::from_borrowed_fd(self.ours.as_fd(), PollFlags::IN)];
        let ready = poll(&mut fds, Some(&pause)).map_err(|error| format!("poll: {error}"))?;
        if ready == 0 {
            return Ok(self.child.try_wait().map_err(|error| error.to_string())?.is_none());
        }
        let mut block = [0; 16 << 10];
        match self.ours.read(&mut block) {
            Ok(count) => {
                self.all.extend_from_slice(&block[..count]);
                self.rest.extend_from_slice(&block[..count]);
                let used = self.screen.write(&self.rest);
                self.rest.drain(..used);
                Ok(true)
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(true),
            Err(error) => Err(format!("cannot read the terminal: {error}")),
        }
    }

    /// Takes what is there.
    fn take_now(&mut self) -> Result<(), String> {
        loop {
            let none = Timespec { tv_sec: 0, tv_nsec: 0 };
            let mut fds = [PollFd::from_borrowed_fd(self.ours.as_fd(), PollFlags::IN)];
            if poll(&mut fds, Some(&none)).map_err(|error| format!("poll: {error}"))? == 0 {
                return Ok(());
            }
            self.take()?;
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It is gone already, as a rule.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn set_size(terminal: &impl AsFd, columns: u16) -> Result<(), String> {
    let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(terminal, size).map_err(|error| format!("cannot set the size: {error}"))
}

/// What the terminal shows. It has no last row: nothing scrolls away.
struct Screen {
    columns: usize,
    rows: Vec<Row>,
    row: usize,
    column: usize,
    marks_pastes: bool,
}

#[derive(Clone, Default)]
struct Row {
    /// A wide character is followed by a NUL.
    cells: Vec<char>,
    /// It goes on in the next row: there was no line end.
    wrapped: bool,
}

impl Screen {
    fn new(columns: usize) -> Screen {
        Screen { columns, rows: vec![Row::default()], row: 0, column: 0, marks_pastes: false }
    }

    /// Shows what is whole of these bytes; returns how many that are.
    fn write(&mut self, bytes: &[u8]) -> usize {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                assert!(error.error_len().is_none(), "what is printed is UTF-8");
                std::str::from_utf8(&bytes[..error.valid_up_to()]).expect("valid up to there")
            }
        };
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            if character == '\x1b' {
                let Some(len) = self.sequence(rest) else { break };
                rest = &rest[len..];
                continue;
            }
            rest = &rest[character.len_utf8()..];
            match character {
                '\r' => self.column = 0,
                '\n' => self.down(),
                '\x07' => {}
                printed => self.print(printed),
            }
        }
        text.len() - rest.len()
    }

    /// An escape sequence; its length, none when it is not whole.
    fn sequence(&mut self, text: &str) -> Option<usize> {
        let last = text.char_indices().skip(2).find(|(_, it)| ('@'..='~').contains(it));
        let (at, last) = last?;
        assert!(text.starts_with("\x1b["), "an unknown sequence: {text:?}");
        let number = &text[2..at];
        let count = number.parse().unwrap_or(1);
        match (last, number) {
            ('A', _) => self.row = self.row.checked_sub(count).expect("the cursor stays on the screen"),
            ('C', _) => self.column += count,
            ('J', "2") => {
                self.rows = vec![Row::default()];
                (self.row, self.column) = (0, 0);
            }
            ('J', "") => {
                self.rows.truncate(self.row + 1);
                self.rows[self.row].cells.truncate(self.column);
                self.rows[self.row].wrapped = false;
            }
            ('H', "") => (self.row, self.column) = (0, 0),
            ('m', _) => {}
            ('h', "?2004") => self.marks_pastes = true,
            ('l', "?2004") => self.marks_pastes = false,
            _ => panic!("an unknown sequence: {:?}", &text[..=at]),
        }
        Some(at + 1)
    }

    fn down(&mut self) {
        self.row += 1;
        if self.rows.len() == self.row {
            self.rows.push(Row::default());
        }
    }

    fn print(&mut self, character: char) {
        let wide = character.width().unwrap_or(0);
        if wide == 0 {
            return;
        }
        if self.column + wide > self.columns {
            self.rows[self.row].wrapped = true;
            self.down();
            self.column = 0;
        }
        let cells = &mut self.rows[self.row].cells;
        cells.resize(cells.len().max(self.column + wide), ' ');
        cells[self.column] = character;
        if wide == 2 {
            cells[self.column + 1] = '\0';
        }
        self.column += wide;
    }

    /// Wraps what is shown anew, as terminals do when they get another width.
    fn reflow(&mut self, columns: usize) {
        let (rows, at) = (std::mem::take(&mut self.rows), (self.row, self.column));
        *self = Screen { columns, rows: vec![Row::default()], row: 0, column: 0, marks_pastes: self.marks_pastes };
        let mut cursor = (0, 0);
        for (number, row) in rows.iter().enumerate() {
            for column in 0..=row.cells.len() {
                if (number, column) == at {
                    cursor = (self.row, self.column);
                }
                if let Some(character) = row.cells.get(column).filter(|it| **it != '\0') {
                    self.print(*character);
                }
            }
            if !row.wrapped && number + 1 < rows.len() {
                self.down();
                self.column = 0;
            }
        }
        (self.row, self.column) = cursor;
    }

    /// The rows, with `|` where the cursor is.
    fn shown(&self) -> String {
        let mut rows: Vec<String> = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            let mut cells = row.cells.clone();
            if number == self.row {
                cells.resize(cells.len().max(self.column), ' ');
                cells.insert(self.column, '|');
            }
            let row: String = cells.into_iter().filter(|it| *it != '\0').collect();
            rows.push(row.trim_end().to_owned());
        }
        while rows.last().is_some_and(String::is_empty) {
            rows.pop();
        }
        rows.join("\n")
    }
}
