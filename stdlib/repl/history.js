'use strict';
// The history of the REPL in a file.
const fs = require('fs');

// Lines that the history file may hold before it is cut to those that are kept.
const HISTORY_FILE_LINES_MAX = 2000;
const HISTORY_LINES = 1000;

// Entered lines go to a file, each as it is entered, so that REPLs side by side share it. Null, or what went wrong.
exports.keepHistory = function keepHistory(server, file) {
  let fd;
  try {
    // What is no file may have no end, or nobody at the other end.
    if (require('path').existsSync(file) && !fs.statSync(file).isFile()) throw new Error(file + ' is not a file');
    fd = fs.openSync(file, 'a+', 384 /* 0600 */);
    let lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
    if (lines.length > HISTORY_FILE_LINES_MAX) {
      lines = lines.slice(-HISTORY_LINES);
      fs.writeFileSync(file, lines.join('\n') + '\n');
    }
    server.rli._editor.setHistory(lines);
  } catch (error) {
    return error;
  }
  let last = '';
  server.rli.on('line', (line) => {
    if (line.trim() === '' || line === last) return;
    last = line;
    try { fs.writeSync(fd, line + '\n', null, 'utf8'); } catch (error) { /* The disk is full: not worth a word each line. */ }
  });
  return null;
};
