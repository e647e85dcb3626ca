// pump pauses the source when the target is full, goes on at 'drain', ends the target, and calls back once.
var sys = require('sys'), EventEmitter = require('events').EventEmitter;
function source() {
  var s = new EventEmitter();
  s.readable = true;
  s.pause = function () { console.log('pause'); };
  s.resume = function () { console.log('resume'); };
  s.destroy = function () { console.log('destroy'); };
  return s;
}
function target() {
  var t = new EventEmitter();
  t.writable = true;
  t.write = function (data) { console.log('write', data); return data !== 'full'; };
  t.end = function () { console.log('end'); t.writable = false; t.emit('close'); };
  return t;
}
var s = source(), t = target();
sys.pump(s, t, function (error) { console.log('done', error); });
s.emit('data', 'a');
s.emit('data', 'full');
t.emit('drain');
s.emit('end');
s.emit('close');

var s2 = source(), t2 = target();
sys.pump(s2, t2, function (error) { console.log('done', error.message); });
t2.emit('error', new Error('broken'));
var s3 = source(), t3 = target();
sys.pump(s3, t3, function (error) { console.log('done', error); });
s3.emit('error', 'gone');
