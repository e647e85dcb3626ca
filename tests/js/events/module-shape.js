// The module is the constructor, and has itself under the name of the manual.
var events = require('events');
console.log(events === events.EventEmitter);
console.log(events.name);
console.log(new events() instanceof events.EventEmitter, events() instanceof events);
var names = [];
for (var name in events.prototype) names.push(name);
console.log(names.indexOf('on') >= 0 && names.indexOf('emit') >= 0 && names.indexOf('constructor') < 0);
console.log(events.prototype.constructor === events);
