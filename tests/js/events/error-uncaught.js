// Unheard, an 'error' ends the program.
process.on('exit', function (status) { console.log('exit ' + status); });
var EventEmitter = require('events').EventEmitter;
new EventEmitter().emit('error', new Error('boom'));
console.log('not reached');
