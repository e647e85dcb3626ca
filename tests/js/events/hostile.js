// Objects that fight back: frozen ones, throwing getters, proxies, names that cannot be one.
var EventEmitter = require('events'), on = EventEmitter.prototype.on, emit = EventEmitter.prototype.emit, f = function () {};
function attempt(what) { try { console.log(String(what())); } catch (error) { console.log(error.name + ' ' + (error.message === 'mine')); } }
attempt(function () { on.call(Object.freeze({ emit: f }), 'x', f); });
attempt(function () { emit.call({ get _events() { throw new Error('mine'); } }, 'x'); });
attempt(function () { return emit.call({ _events: { get x() { throw new Error('mine'); } } }, 'x'); });
attempt(function () { return emit.call({ _events: new Proxy({}, { getOwnPropertyDescriptor: function () { throw new Error('mine'); } }) }, 'x'); });
attempt(function () { return emit.call(new Proxy(new EventEmitter(), {}), 'x'); });
attempt(function () { return emit.call({ _events: { x: [1] } }, 'x'); });
attempt(function () { new EventEmitter().on({ toString: function () { throw new Error('mine'); } }, f); });
attempt(function () { return emit.call({ _events: { x: new Proxy(f, { apply: function () { throw new Error('mine'); } }) } }, 'x'); });
var e = new EventEmitter();
e.once('x', f);
e._events.x.listener = { not: 'a function' };
attempt(function () { return e.removeListener('x', f).listeners('x').length; });
