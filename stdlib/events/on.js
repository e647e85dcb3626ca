'use strict';
// EventEmitter.on, of later releases: an async iterator over events.
exports.on = function on(emitter, event, options) {
  let events = [], waiting = [], failure = null, finished = false;
  const signal = options && options.signal;

  function aborted() {
    const error = new Error('The operation was aborted');
    error.name = 'AbortError';
    error.code = 'ABORT_ERR';
    return error;
  }

  if (signal && signal.aborted) throw aborted();

  function heard() {
    const args = Array.prototype.slice.call(arguments), next = waiting.shift();
    if (next) next.resolve({ value: args, done: false });
    else events.push(args);
  }

  function failed(error) {
    const next = waiting.shift();
    if (next) next.reject(error);
    else failure = { error };
    end();
  }

  function onAbort() {
    failed(aborted());
  }

  function end() {
    emitter.removeListener(event, heard);
    emitter.removeListener('error', failed);
    closers.forEach((name) => { emitter.removeListener(name, end); });
    if (signal) signal.removeEventListener('abort', onAbort);
    finished = true;
    waiting.splice(0).forEach((next) => { next.resolve({ value: undefined, done: true }); });
  }

  const closers = options && options.close || [];
  emitter.on(event, heard);
  if (event !== 'error') emitter.on('error', failed);
  closers.forEach((name) => { emitter.on(name, end); });
  if (signal) signal.addEventListener('abort', onAbort, { once: true });

  const iterator = {
    next: function () {
      if (events.length) return Promise.resolve({ value: events.shift(), done: false });
      if (failure) {
        const error = failure.error;
        failure = null;
        return Promise.reject(error);
      }
      if (finished) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => { waiting.push({ resolve, reject }); });
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
};
