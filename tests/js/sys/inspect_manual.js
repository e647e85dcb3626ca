// Examples of the manual.
var sys = require('sys'), EventEmitter = require('events').EventEmitter;
var server = new EventEmitter();
server.on('stream', function (stream) {
  console.log('someone connected!');
});
console.log(sys.inspect(server.listeners('stream')));
console.log(sys.inspect({ animal: 'cat', count: 12, name: 'kitty' }));
sys.print('String with no newline');
sys.print('\n');
var all = sys.inspect(sys, true, null);
console.log(typeof all, all.indexOf('inspect') > 0);
