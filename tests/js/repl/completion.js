// What Tab finds.
var repl = require('repl'), Stream = require('events').EventEmitter;
var stream = new Stream();
stream.readable = stream.writable = true;
stream.write = stream.resume = stream.pause = function () {};
var server = repl.start('> ', stream);
var called = 0;
object = { one: 1, other: { deep: [{ z: 1 }] }, get danger() { called++; return { x: 1 }; }, 'not a name': 1 };
function Base() {}
Base.prototype.inherited = 1;
derived = Object.create(new Base(), { own: { value: 1 } });
[
  'obj', 'object.o', 'object.other.', 'object.other.deep[0].', 'object.danger.', 'derived.', 'derived.has', 'nowhere.x', 'null.x',
  "'x'.char", '[1].for', '.l', ' .', 'parseF', 'x = parseF', 'whi', 'require("./files/c', "require('net", 'require("../repl/fi', '5.',
  'a bre', 'console.l', 'this.obj', 'if (obj'
].forEach(function (text) {
  var found = server.complete(text);
  console.log(JSON.stringify(text) + ' -> ' + found[0].join(' ') + ' | ' + found[1]);
});
console.log('getters called: ' + called);
server.close();
