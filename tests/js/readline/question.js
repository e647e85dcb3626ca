// question, prompt, pause, resume, listeners that throw.
var readline = require('readline'), Stream = require('events').EventEmitter;
var input = new Stream(), out = '';
input.resume = function () { console.log('(resume)'); };
input.pause = function () { console.log('(pause)'); };
var output = { write: function (text) { out += text; } };
var rl = readline.createInterface(input, output);
rl.question('who? ', function (answer) {
  console.log('answer', answer);
  rl.question('why? ', { }, function (answer) {
    console.log('because', answer);
    rl.prompt();
  });
});
input.emit('data', 'me\nso it is\nline\n');
console.log(JSON.stringify(out), rl.getPrompt());
rl.on('line', function (line) {
  console.log('line', line);
  if (line === 'pause') rl.pause();
  if (line === 'throw') throw new Error('thrown by a listener');
});
process.on('uncaughtException', function (error) { console.log(error.message); });
input.emit('data', 'a\npause\nb\n');
console.log('nothing more yet');
process.nextTick(function () {
  rl.resume();
  setTimeout(function () {
    try {
      input.emit('data', 'throw\nafter\n');
    } catch (error) {
      console.log('caught: ' + error.message);
    }
    setTimeout(function () {
      rl.close();
      try { rl.question('x', function () {}); } catch (error) { console.log(error.message); }
      try { readline.createInterface({ input: input, completer: 5 }); } catch (error) { console.log(error.message); }
    }, 0);
  }, 0);
});
