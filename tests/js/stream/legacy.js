// The class Stream of 2010: programs derive from it and inherit pipe().
var Stream = require('stream'), sys = require('sys'), events = require('events');
function Source() { Stream.call(this); this.readable = true; }
sys.inherits(Source, Stream);
Source.prototype.pause = function () { console.log('pause'); };
Source.prototype.resume = function () { console.log('resume'); this.emit('data', 'second'); this.emit('end'); };
function Sink() { Stream.call(this); this.writable = true; this.got = []; }
sys.inherits(Sink, Stream);
Sink.prototype.write = function (chunk) { this.got.push(chunk); return this.got.length > 1; };
Sink.prototype.end = function () { console.log('%s', this.got.join()); };
var source = new Source(), sink = new Sink();
sink.on('pipe', function (from) { console.log('%s', from === source); });
console.log('%s', source.pipe(sink) === sink);
source.emit('data', 'first');
sink.emit('drain');
console.log('%s %s %s', source instanceof events.EventEmitter, Stream.Stream === Stream, new Stream() instanceof Stream);
