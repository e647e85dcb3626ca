// `context`, `.clear`, and what the program made itself.
var repl = require('repl'), Stream = require('events').EventEmitter;

function session(start) {
  var stream = new Stream(), out = '';
  stream.readable = stream.writable = true;
  stream.write = function (text) { out += text; };
  stream.end = function () { stream.writable = false; };
  stream.pause = stream.resume = function () {};
  var server = start(stream);
  return function (line) {
    out = '';
    stream.emit('data', line + '\n');
    console.log(line + ' -> ' + JSON.stringify(out));
    return server;
  };
}

mine = 'the program\'s';
var type = session(function (stream) {
  var server = repl.start('> ', stream);
  server.context.m = 'message';
  return server;
});
type('m');
type('mine');
type('made = 1; var also = 2; let third = 3; function fourth() {}');
console.log(made, also, third, typeof fourth);
type('later = 4');
type('.clear');
type('typeof m + typeof made + typeof also + typeof third + typeof fourth + typeof later');
type('mine');
type('typeof require("fs").readFile + typeof console.log');
var server = type('[] instanceof Array && require("sys").inspect.constructor === Function');
console.log(server instanceof repl.REPLServer, server.context.mine);
type('undefined');
type('');
type('   ');
type('({ toString: 1 })');
type('.help');
