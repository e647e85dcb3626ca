// EventEmitter.once(emitter, event): a promise of one event.
var EventEmitter = require('events'), emitter = new EventEmitter();
function show() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }
EventEmitter.once(emitter, 'go').then(function (args) {
  show(Array.isArray(args), args, emitter.listeners('go').length, emitter.listeners('error').length);
  var failing = EventEmitter.once(emitter, 'never');
  emitter.emit('error', new Error('first'));
  return failing;
}).catch(function (error) {
  show(error.message, emitter.listeners('never').length);
  var failure = EventEmitter.once(emitter, 'error');
  emitter.emit('error', 'as an event');
  return failure;
}).then(function (args) { show(args); });
emitter.emit('go', 1, 'two');
show(EventEmitter.getEventListeners(emitter, 'error').length, EventEmitter.defaultMaxListeners);
