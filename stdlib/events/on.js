(function on(emitter, event, options) {
  'use strict';

  var events = [], waiting = [], failure = null, finished = false;
  var signal = options && options.signal;

  function aborted() {
    var error = new Error('The operation was aborted');
    error.name = 'AbortError';
    error.code = 'ABORT_ERR';
    return error;
  }

  if (signal && signal.aborted) throw aborted();

  function heard() {
    var args = Array.prototype.slice.call(arguments), next = waiting.shift();
    if (next) next.resolve({ value: args, done: false });
    else events.push(args);
  }

  function failed(error) {
    var next = waiting.shift();
    if (next) next.reject(error);
    else failure = { error: error };
    end();
  }

  function onAbort() {
    failed(aborted());
  }

  function end() {
    emitter.removeListener(event, heard);
    emitter.removeListener('error', failed);
    closers.forEach(function (name) { emitter.removeListener(name, end); });
    if (signal) signal.removeEventListener('abort', onAbort);
    finished = true;
    waiting.splice(0).forEach(function (next) { next.resolve({ value: undefined, done: true }); });
  }

  var closers = options && options.close || [];
  emitter.on(event, heard);
  if (event !== 'error') emitter.on('error', failed);
  closers.forEach(function (name) { emitter.on(name, end); });
  if (signal) signal.addEventListener('abort', onAbort, { once: true });

  var iterator = {
    next: function () {
      if (events.length) return Promise.resolve({ value: events.shift(), done: false });
      if (failure) {
        var error = failure.error;
        failure = null;
        return Promise.reject(error);
      }
      if (finished) return Promise.resolve({ value: undefined, done: true });
      return new Promise(function (resolve, reject) { waiting.push({ resolve: resolve, reject: reject }); });
    },
    return: function () {
      end();
      return Promise.resolve({ value: undefined, done: true });
    },
    throw: function (error) {
      failed(error);
      return Promise.resolve({ value: undefined, done: true });
    }
  };
  iterator[Symbol.asyncIterator] = function () { return this; };
  return iterator;
})
