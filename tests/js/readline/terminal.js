// Editing on a stream that the program calls a terminal.
var readline = require('readline'), Stream = require('events').EventEmitter;
var input = new Stream(), out = '';
input.resume = input.pause = function () {};
input.setRawMode = function (on) { console.log('raw', on); };
var output = new Stream();
output.columns = 20;
output.write = function (text) { out += text; };
var rl = readline.createInterface({ input: input, output: output, terminal: true, prompt: '> ', history: ['newer', 'older'],
  completer: function (line, callback) { process.nextTick(function () { callback(null, [[line + '!', line + '?'], line]); }); } });
rl.on('line', function (line) { console.log('line ' + line); });
function shown() { var text = JSON.stringify(out); out = ''; return text; }
rl.prompt();
console.log(shown());
input.emit('data', 'abc');
console.log(shown(), rl.line, rl.cursor, rl.terminal, rl.history);
rl.write(null, { ctrl: true, name: 'a' });
rl.write('x');
console.log(rl.line, rl.cursor, JSON.stringify(rl.getCursorPos()));
rl.write(null, { name: 'right' });
rl.write(null, { meta: true, name: 'd' });
console.log(rl.line);
rl.write(null, { ctrl: true, name: 'u' });
rl.write(null, { name: 'up' });
console.log(rl.line);
rl.write('\r');
console.log(rl.history);
rl.line = 'set 日本';
rl.cursor = 4;
rl.write('!');
console.log(rl.line, rl.cursor);
rl.write('\x05\r');
out = '';
output.columns = 10;
output.emit('resize');
rl.write('0123456789');
console.log(shown());
rl.write('\t');
process.nextTick(function () {
  console.log(shown());
  rl.on('close', function () { console.log('close'); });
  rl.write('\x03');
  console.log(input.listeners('data').length, output.listeners('resize').length);
  rl.write('nothing');
});
