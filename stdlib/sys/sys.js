(function (custom, require) {
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
    var own = method[custom];
    if (own !== undefined) {
      if (typeof own !== 'function') throw new TypeError('util.promisify.custom must be a function');
      return own;
    }
    function promised() {
      var self = this, args = Array.prototype.slice.call(arguments);
      return new Promise(function (resolve, reject) {
        args.push(function (error, value) { error ? reject(error) : resolve(value); });
        method.apply(self, args);
      });
    }
    Object.setPrototypeOf(promised, Object.getPrototypeOf(method));
    return Object.defineProperties(promised, Object.getOwnPropertyDescriptors(method));
  }

  // `NODE_DEBUG=http,net` names whose messages are wanted. (0.2 has numbers there: they name nothing here.)
  function debuglog(section) {
    var name = String(section).toUpperCase();
    var wanted = String(process.env.NODE_DEBUG || '').toUpperCase().split(/[\s,]+/);
    var on = wanted.indexOf(name) >= 0;
    function log() {
      if (on) console.error('%s %d: %s', name, process.pid, require('util').format.apply(null, arguments));
    }
    log.enabled = on;
    return log;
  }

  function isDeepStrictEqual(a, b) {
    try {
      require('assert').deepStrictEqual(a, b);
      return true;
    } catch (error) {
      if (error && error.code === 'ERR_ASSERTION') return false;
      throw error;
    }
  }

  function _extend(target, source) {
    if (source !== null && typeof source === 'object') {
      Object.keys(source).forEach(function (key) { target[key] = source[key]; });
    }
    return target;
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

  return {
    deprecate: deprecate, promisify: promisify, callbackify: callbackify, debuglog: debuglog,
    isDeepStrictEqual: isDeepStrictEqual, _extend: _extend
  };
})
