// readline/promises, away from a terminal: questions, lines, signals, collected escape sequences.
var readline = require('readline'), promises = require('readline/promises'), util = require('util');
var Stream = require('events').EventEmitter;
console.log(promises === readline.promises, promises.Interface !== readline.Interface,
  Object.create(promises.Interface.prototype) instanceof readline.Interface);

function make(options) {
  var input = new Stream(), out = '';
  input.resume = input.pause = function () {};
  var rl = promises.createInterface(Object.assign({ input: input, output: { write: function (text) { out += text; } } }, options));
  return { rl: rl, type: function (text) { input.emit('data', text); }, end: function () { input.emit('end'); }, out: function () { return out; } };
}
function failed(error) {
  return error.name + ': ' + error.message + ' ' + error.code;
}

(async function () {
  var it = make();
  process.nextTick(function () { it.type('Bo\n'); });
  console.log(await it.rl.question('who? '), JSON.stringify(it.out()));
  var asked = util.promisify(readline.createInterface({ input: new Stream() }).question).call(it.rl, 'why? ');
  console.log(await it.rl.question('again? ').catch(failed));
  it.type('so\n');
  console.log(await asked, JSON.stringify(it.rl.getPrompt()));

  var controller = new AbortController();
  var answer = it.rl.question('when? ', { signal: controller.signal });
  controller.abort('reason');
  console.log(await answer.catch(function (error) { return failed(error) + ' ' + error.cause; }));
  console.log(await it.rl.question('when? ', { signal: controller.signal }).catch(failed));
  it.rl.question('never', { signal: controller.signal }).catch(function () {});
  console.log(JSON.stringify(it.rl.getPrompt()));
  answer = it.rl.question('and then? ');
  it.rl.close();
  console.log(await answer.catch(failed));
  console.log(await it.rl.question('closed?').catch(failed));

  // Lines, and a signal that closes.
  controller = new AbortController();
  it = make({ signal: controller.signal });
  process.nextTick(function () {
    it.type('one\r\ntwo\n');
    process.nextTick(function () { controller.abort(); });
  });
  var all = [];
  for await (var line of it.rl) all.push(line);
  console.log(all, it.rl.closed);
  it = make({ signal: controller.signal });
  it.rl.on('close', function () { console.log('closed by a signal of before'); });

  var text = '', stream = { write: function (more) { text += more; } };
  var cursor = new promises.Readline(stream);
  cursor.cursorTo(0, 1).moveCursor(-1, 2).clearLine(0);
  console.log(JSON.stringify(text));
  await cursor.commit();
  await cursor.clearScreenDown().rollback().commit();
  console.log(JSON.stringify(text));
  text = '';
  new promises.Readline(stream, { autoCommit: true }).clearLine(-1).clearScreenDown();
  console.log(JSON.stringify(text));
  try { new promises.Readline(); } catch (error) { console.log(error.message); }
  console.log(readline.clearLine({ write: function () { return false; } }, 0), readline.cursorTo(null, 0));
})();
