//! Lines out of a stream that is no terminal.
//!
//! Bytes that are no UTF-8 become U+FFFD; lines have no limit but memory.

/// Cuts a stream of bytes into lines. A line ends with LF, CRLF or CR.
#[derive(Debug, Default)]
pub struct Lines {
    bytes: Vec<u8>,
    /// Where the first line begins that was not given out.
    start: usize,
    /// Up to where there is no line end behind `start`.
    searched: usize,
    /// The last line ended with CR: an LF right behind it belongs to it.
    after_cr: bool,
}

impl Lines {
    /// Takes more bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.start > 0 {
            self.bytes.drain(..self.start);
            self.searched -= self.start;
            self.start = 0;
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// The next line without its end; `None` when there is no whole one.
    pub fn next_line(&mut self) -> Option<String> {
        if self.after_cr && self.start < self.bytes.len() {
            self.after_cr = false;
            if self.bytes[self.start] == b'\n' {
                self.start += 1;
                self.searched = self.searched.max(self.start);
            }
        }
        match memchr::memchr2(b'\n', b'\r', &self.bytes[self.searched..]) {
            Some(at) => {
                let end = self.searched + at;
                let line = String::from_utf8_lossy(&self.bytes[self.start..end]).into_owned();
                self.after_cr = self.bytes[end] == b'\r';
                self.start = end + 1;
                self.searched = self.start;
                Some(line)
            }
            None => {
                self.searched = self.bytes.len();
                None
            }
        }
    }

    /// What stands behind the last line end, when the stream has ended; `None` when that is nothing.
    pub fn rest(&mut self) -> Option<String> {
        if self.after_cr && self.bytes.get(self.start) == Some(&b'\n') {
            self.start += 1;
        }
        let rest = self.bytes.split_off(self.start);
        *self = Self::default();
        (!rest.is_empty()).then(|| String::from_utf8_lossy(&rest).into_owned())
    }
}
