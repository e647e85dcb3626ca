(function () {
  'use strict';

  function deprecate(method, message) {
    var warned = false;
    return function () {
      if (!warned) {
        warned = true;
        console.error(message);
      }
      return method.apply(this, arguments);
    };
  }

  function promisify(method) {
    if (typeof method !== 'function') throw new TypeError('promisify: the argument must be a function');
    return function () {
      var self = this, args = Array.prototype.slice.call(arguments);
      return new Promise(function (resolve, reject) {
        args.push(function (error, value) { error ? reject(error) : resolve(value); });
        method.apply(self, args);
      });
    };
  }

  function callbackify(method) {
    if (typeof method !== 'function') throw new TypeError('callbackify: the argument must be a function');
    return function () {
      var args = Array.prototype.slice.call(arguments), callback = args.pop();
      method.apply(this, args).then(
        function (value) { process.nextTick(callback, null, value); },
        function (error) { process.nextTick(callback, error || new Error('rejected without a reason')); });
    };
  }

  return { deprecate: deprecate, promisify: promisify, callbackify: callbackify };
})()
