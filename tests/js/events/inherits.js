// The ways in which programs of 2010 and of today make emitters.
var EventEmitter = require('events').EventEmitter;
function Old() { EventEmitter.call(this); this.name = 'old'; }
Old.prototype = new EventEmitter();
function Proto() { EventEmitter.call(this); this.name = 'proto'; }
Proto.prototype.__proto__ = EventEmitter.prototype;
function Created() { this.name = 'created'; }
Created.prototype = Object.create(EventEmitter.prototype, { constructor: { value: Created } });
class Today extends EventEmitter { constructor() { super(); this.name = 'today'; } }
[Old, Proto, Created, Today].forEach(function (Class) {
  var one = new Class(), two = new Class();
  one.on('x', function () { console.log(this.name + ' ' + (this instanceof EventEmitter) + ' ' + (this === one)); });
  console.log(one.emit('x'), two.emit('x'));
});
