// Lines of a stream that is no terminal, however they are cut.
var readline = require('readline'), Stream = require('events').EventEmitter;
var input = new Stream();
input.resume = input.pause = function () {};
var rl = readline.createInterface({ input: input });
console.log(rl.terminal, rl instanceof readline.Interface);
rl.on('line', function (line) { console.log(JSON.stringify(line)); });
rl.on('close', function () { console.log('close'); });
var bytes = Buffer.from('one\ntwo\r\nthree\rüß日\n\nlast', 'utf8');
for (var i = 0; i < bytes.length; i++) input.emit('data', bytes.slice(i, i + 1));
input.emit('data', ' as a string');
input.emit('end');
input.emit('data', 'too late\n');
rl.close();
