'use strict';
// The escape sequences that move the cursor and clear parts of a terminal.
Object.assign(exports, {
  clearLine: function (direction) { return '\x1b[' + (direction < 0 ? 1 : direction > 0 ? 0 : 2) + 'K'; },
  clearScreenDown: function () { return '\x1b[0J'; },
  cursorTo: function (x, y) {
    if (typeof x !== 'number') throw new TypeError('readline.cursorTo: x must be a number');
    return typeof y === 'number' ? '\x1b[' + (y + 1) + ';' + (x + 1) + 'H' : '\x1b[' + (x + 1) + 'G';
  },
  moveCursor: function (dx, dy) {
    return (dx ? '\x1b[' + Math.abs(dx) + (dx < 0 ? 'D' : 'C') : '') +
      (dy ? '\x1b[' + Math.abs(dy) + (dy < 0 ? 'A' : 'B') : '');
  }
});
