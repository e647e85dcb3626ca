var E = require('events').EventEmitter;
[1, 'x', null, [], [1, 'a', null], { x: 1 }, { x: [] }, { x: [1] }, { x: {} }, Object.freeze({ x: function () {} }), { get x() { throw new Error('looked'); } }].forEach(function (events) {
  var e = new E();
  e._events = events;
  ['emit', 'on', 'once', 'listeners', 'removeListener', 'removeAllListeners'].forEach(function (name) {
    try { e[name]('x', function () {}); } catch (error) {}
  });
});
console.log('ended');
