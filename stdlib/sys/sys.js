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

  // Functions of the library that do not call back with an error and one value: where they are, and the names of their
  // values.
  var SEVERAL = {
    exec: ['child_process', 'stdout', 'stderr'], execFile: ['child_process', 'stdout', 'stderr'],
    read: ['fs', 'bytesRead', 'buffer'], write: ['fs', 'bytesWritten', 'buffer'], lookup: ['dns', 'address', 'family']
  };

  function specialForm(method) {
    if (method === setTimeout) {
      return function (delay, value) { return new Promise(function (resolve) { setTimeout(resolve, delay, value); }); };
    }
    if (method === setImmediate) {
      return function (value) { return new Promise(function (resolve) { setImmediate(resolve, value); }); };
    }
    var name = method.name;
    if (name === 'exists' && (method === require('fs').exists || method === require('path').exists)) {
      return function (path) { return new Promise(function (resolve) { method(path, resolve); }); };
    }
    if (Object.prototype.hasOwnProperty.call(SEVERAL, name) && method === require(SEVERAL[name][0])[name]) {
      return withNames(method, SEVERAL[name].slice(1));
    }
  }

  function withNames(method, names) {
    return function () {
      var self = this, args = Array.prototype.slice.call(arguments), child;
      var promise = new Promise(function (resolve, reject) {
        args.push(function (error) {
          var values = {};
          for (var i = 0; i < names.length; i++) values[names[i]] = arguments[i + 1];
          // 0.2 tells how much was moved, and not where.
          if (names[1] === 'buffer' && values.buffer === undefined) values.buffer = args[1];
          if (!error) return resolve(values);
          // A command that failed has said why.
          if (names[0] === 'stdout') Object.assign(error, values);
          reject(error);
        });
        child = method.apply(self, args);
      });
      if (names[0] === 'stdout') promise.child = child;
      return promise;
    };
  }

  function promisify(method) {
    if (typeof method !== 'function') throw new TypeError('promisify: the argument must be a function');
    var own = method[custom];
    if (own !== undefined) {
      if (typeof own !== 'function') throw new TypeError('util.promisify.custom must be a function');
      return own;
    }
    var special = specialForm(method);
    if (special) return special;
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
