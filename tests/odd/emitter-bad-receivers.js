var E = require('events').EventEmitter.prototype;
[undefined, null, 1, 'x', Symbol('s'), Object.freeze({}), function () {}, [], new Proxy({}, {}), Object.create(null)].forEach(function (that) {
  Object.getOwnPropertyNames(E).forEach(function (name) {
    try { if (typeof E[name] === 'function') E[name].call(that, 'x', function () {}); } catch (e) {}
  });
});
console.log('ended');
