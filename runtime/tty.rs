//! Terminals: whether a descriptor is one, how large it is, and how it hands over what is typed.
//!
//! A terminal outlives the program, so whatever way that ends, the terminal is put back as it was found (`sys/terminal.rs`).
//! What keys mean and what is drawn is not known here.

use std::os::fd::RawFd;

use rustix::io::Errno as E;
use rustix::termios::{ControlModes, InputModes, LocalModes, OutputModes, SpecialCodeIndex, Termios};

use crate::sys::terminal::{self, Changed};
use crate::{SystemError, sys};

/// How a terminal hands over what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Line by line, edited and echoed by the kernel; Ctrl-C is SIGINT.
    Cooked,
    /// Each byte at once and without echo, Ctrl-C and its like too.
    Raw,
    /// The same, but Ctrl-C is SIGINT and Ctrl-Z SIGTSTP: for while the program computes, and reads nothing.
    RawWithSignals,
}

/// Signals that end a program and come from the terminal or from whoever closes it.
const ENDING: [i32; 4] = [libc::SIGHUP, libc::SIGINT, libc::SIGQUIT, libc::SIGTERM];

/// Whether the descriptor, any number, is a terminal.
pub fn is_tty(fd: RawFd) -> bool {
    sys::with_fd(fd, |fd| Ok(rustix::termios::isatty(fd))).unwrap_or(false)
}

/// Columns and rows of a terminal; 0 where it does not know. ENOTTY when it is none.
pub fn window_size(fd: RawFd) -> Result<(u16, u16), SystemError> {
    let size =
        sys::with_fd(fd, |fd| rustix::termios::tcgetwinsize(fd)).map_err(|errno| SystemError::new(errno, "ioctl"))?;
    Ok((size.ws_col, size.ws_row))
}

/// Sets how a terminal hands over what is typed. One terminal at a time can be other than it was found; setting
/// [`Mode::Cooked`] gives it back as it was. ENOTTY when it is none. Nothing happens to one that is gone: whoever reads it
/// sees that.
pub fn set_mode(fd: RawFd, mode: Mode) -> Result<(), SystemError> {
    let failed = |errno: E| SystemError::new(errno, "tcsetattr");
    let mut changed = terminal::changed();
    let ours = changed.get().filter(|changed| changed.fd == fd);
    if mode == Mode::Cooked {
        let Some(Changed { before, .. }) = ours else {
            return if is_tty(fd) { Ok(()) } else { Err(failed(E::NOTTY)) };
        };
        terminal::set(fd, before).or_else(unless_gone).map_err(failed)?;
        changed.forget();
        return Ok(());
    }
    let before = match ours {
        Some(changed) => changed.before.clone(),
        None => match sys::with_fd(fd, |fd| rustix::termios::tcgetattr(fd)) {
            Err(errno) => return unless_gone(errno).map_err(failed),
            Ok(before) => before,
        },
    };
    terminal::set(fd, &raw(before.clone(), mode)).or_else(unless_gone).map_err(failed)?;
    changed.remember(Changed { fd, before });
    drop(changed);
    ENDING.into_iter().for_each(sys::signals::restore_terminal_before);
    Ok(())
}

/// Asks the terminal behind standard output to mark what is pasted (xterm's "bracketed paste"), or no longer.
pub fn mark_pastes(on: bool) {
    terminal::mark_pastes(on);
}

/// A terminal that was hung up has no modes.
fn unless_gone(errno: E) -> Result<(), E> {
    if errno == E::IO { Ok(()) } else { Err(errno) }
}

/// As cfmakeraw(3) has it, but what is printed is still processed: a line feed goes to the start of the next row.
fn raw(mut termios: Termios, mode: Mode) -> Termios {
    termios.input_modes -=
        InputModes::BRKINT | InputModes::ICRNL | InputModes::INPCK | InputModes::ISTRIP | InputModes::IXON;
    termios.output_modes |= OutputModes::OPOST | OutputModes::ONLCR;
    termios.control_modes |= ControlModes::CS8;
    termios.local_modes -= LocalModes::ECHO | LocalModes::ICANON | LocalModes::IEXTEN;
    termios.local_modes.set(LocalModes::ISIG, mode == Mode::RawWithSignals);
    termios.special_codes[SpecialCodeIndex::VMIN] = 1;
    termios.special_codes[SpecialCodeIndex::VTIME] = 0;
    termios
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::fd::{AsRawFd, OwnedFd};

    fn pty() -> (OwnedFd, OwnedFd) {
        use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&ours).unwrap();
        unlockpt(&ours).unwrap();
        let name = ptsname(&ours, Vec::new()).unwrap();
        let flags = rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY;
        let theirs = rustix::fs::open(name.as_c_str(), flags, rustix::fs::Mode::empty()).unwrap();
        (ours, theirs)
    }

    #[test]
    fn raw_and_back() {
        let (ours, theirs) = pty();
        let fd = theirs.as_raw_fd();
        assert!(is_tty(fd));
        let local = || rustix::termios::tcgetattr(&theirs).unwrap().local_modes;
        let before = local();
        set_mode(fd, Mode::Raw).unwrap();
        assert!(!local().intersects(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG));
        set_mode(fd, Mode::RawWithSignals).unwrap();
        assert!(local().contains(LocalModes::ISIG) && !local().contains(LocalModes::ICANON));
        set_mode(fd, Mode::Cooked).unwrap();
        assert_eq!(local(), before);
        set_mode(fd, Mode::Cooked).unwrap();
        let size = rustix::termios::Winsize { ws_row: 7, ws_col: 30, ws_xpixel: 0, ws_ypixel: 0 };
        rustix::termios::tcsetwinsize(&ours, size).unwrap();
        assert_eq!(window_size(fd).unwrap(), (30, 7));
    }

    #[test]
    fn one_that_is_gone() {
        let (ours, theirs) = pty();
        let fd = theirs.as_raw_fd();
        set_mode(fd, Mode::Raw).unwrap();
        drop(ours);
        for mode in [Mode::RawWithSignals, Mode::Raw, Mode::Cooked, Mode::Raw] {
            set_mode(fd, mode).unwrap();
        }
        assert!(window_size(fd).is_err());
        terminal::changed().forget();
    }

    #[test]
    fn what_is_no_terminal() {
        let file = std::fs::File::open("/dev/null").unwrap();
        for fd in [file.as_raw_fd(), -1, 1 << 20] {
            assert!(!is_tty(fd));
            assert!(set_mode(fd, Mode::Raw).is_err());
            assert!(set_mode(fd, Mode::Cooked).is_err());
            assert!(window_size(fd).is_err());
        }
    }
}
