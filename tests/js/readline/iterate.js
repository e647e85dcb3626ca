// for await, as programs of today read lines.
var readline = require('readline'), Stream = require('events').EventEmitter;
var input = new Stream();
input.resume = input.pause = function () {};
(async function () {
  var all = [];
  for await (var line of readline.createInterface({ input: input })) {
    all.push(line);
    if (all.length === 2) input.emit('data', 'three\nfo');
    if (all.length === 3) process.nextTick(function () { input.emit('data', 'ur'); input.emit('end'); });
  }
  console.log(all);
  var rl = readline.createInterface({ input: input });
  input.emit('data', '');
  process.nextTick(function () { input.emit('data', 'first\nsecond\n'); });
  for await (var line of rl) break;
  console.log(line, rl.closed);
})();
input.emit('data', 'one\ntwo\n');
