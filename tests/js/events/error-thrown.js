// An 'error' that nobody hears is thrown: the Error itself, or one that says what happened.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter(), boom = new Error('boom');
function MyError() { this.message = 'mine'; }
MyError.prototype = Object.create(Error.prototype);
var mine = new MyError();
function attempt() {
  try { console.log(e.emit.apply(e, arguments)); } catch (error) { console.log(error.message); return error; }
}
console.log(attempt('error', boom) === boom);
console.log(attempt('error', mine) === mine);
attempt('error', 'a string');
attempt('error', { message: 'no Error' });
attempt('error');
e.listeners('error');
attempt('error', boom);
e.on('error', function (error) { console.log('heard ' + error.message); });
attempt('error', boom);
e.removeAllListeners('error');
attempt('error', boom);
