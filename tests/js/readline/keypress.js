// 'keypress' events, cut keys, the Escape key alone, and the functions that move the cursor.
var readline = require('readline'), Stream = require('events').EventEmitter;
var stream = new Stream();
readline.emitKeypressEvents(stream);
readline.emitKeypressEvents(stream);
stream.on('keypress', function (text, key) {
  console.log(JSON.stringify(text), key.name, key.ctrl, key.meta, key.shift, JSON.stringify(key.sequence));
  if (key.name === 'escape') last();
});
stream.emit('data', 'aB');
stream.emit('data', Buffer.from([0xc3]));
stream.emit('data', Buffer.from([0xa9, 0x1b]));
stream.emit('data', '[1;5');
stream.emit('data', 'C\r\x03\x1bx');
stream.emit('data', '\x1b');
function last() {
  var out = '';
  var sink = { write: function (text) { out += text; } };
  readline.cursorTo(sink, 3, 4);
  readline.cursorTo(sink, 3);
  readline.moveCursor(sink, -2, 1);
  readline.moveCursor(sink, 0, 0);
  readline.clearLine(sink, -1);
  readline.clearLine(sink, 0);
  readline.clearScreenDown(sink, function () { console.log(JSON.stringify(out)); });
  try { readline.cursorTo(sink); } catch (error) { console.log(error.message); }
}
