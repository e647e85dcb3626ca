(function () {
  'use strict';

  // Moves what `readable` gives to `writable`, at the pace of the slower one. `callback` hears once: of the first
  // error, or nothing when `writable` is closed.
  function pump(readable, writable, callback) {
    var called = false;
    function done(error) {
      if (called) return;
      called = true;
      readable.removeListener('data', onData);
      readable.removeListener('end', onEnd);
      writable.removeListener('drain', onDrain);
      if (callback) callback(error);
    }
    function onData(chunk) {
      if (writable.write(chunk) === false) readable.pause();
    }
    function onDrain() {
      readable.resume();
    }
    function onEnd() {
      writable.end();
    }
    function onReadableClose() {
      // Closed without an end: what is there is all there will be.
      if (!called && !ended && writable.writable !== false) writable.end();
    }
    var ended = false;
    // A file stream may give larger chunks when all they do is go somewhere else.
    if (typeof readable._bulk === 'function') readable._bulk();
    readable.on('end', function () { ended = true; });
    readable.on('data', onData);
    readable.on('end', onEnd);
    readable.on('close', onReadableClose);
    writable.on('drain', onDrain);
    if (callback) {
      readable.on('error', function (error) {
        done(error);
        if (writable.writable !== false) writable.end();
      });
      writable.on('error', function (error) {
        done(error);
        if (readable.destroy) readable.destroy();
      });
    }
    writable.on('close', function () { done(); });
  }

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

  return { pump: pump, deprecate: deprecate, promisify: promisify, callbackify: callbackify };
})()
