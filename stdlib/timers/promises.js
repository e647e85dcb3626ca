'use strict';
// require('timers/promises'), of later releases.

function aborted(signal) {
  const error = new Error('The operation was aborted');
  error.name = 'AbortError';
  error.code = 'ABORT_ERR';
  if (signal.reason !== undefined) error.cause = signal.reason;
  return error;
}

// A promise that `start(done)` fulfils; `stop` undoes it when the signal aborts.
function promised(signal, start, stop) {
  return new Promise((resolve, reject) => {
    if (signal && signal.aborted) return reject(aborted(signal));
    function onAbort() {
      stop(timer);
      reject(aborted(signal));
    }
    const timer = start((value) => {
      if (signal) signal.removeEventListener('abort', onAbort);
      resolve(value);
    });
    if (signal) signal.addEventListener('abort', onAbort, { once: true });
  });
}

function unref(timer, options) {
  if (options && options.ref === false && timer.unref) timer.unref();
  return timer;
}

function later(delay, value, options) {
  return promised(options && options.signal, (done) => unref(setTimeout(done, delay, value), options), clearTimeout);
}

function soon(value, options) {
  return promised(options && options.signal, (done) => setImmediate(done, value), clearImmediate);
}

// One value per interval; intervals that nobody waited for are made up for.
async function* every(delay, value, options) {
  let signal = options && options.signal, due = 0, wake = null;
  if (signal && signal.aborted) throw aborted(signal);
  function call() {
    if (wake) wake();
    wake = null;
  }
  const timer = unref(setInterval(() => { due++; call(); }, delay), options);
  if (signal) signal.addEventListener('abort', call, { once: true });
  try {
    for (;;) {
      if (due === 0 && !(signal && signal.aborted)) await new Promise((resolve) => { wake = resolve; });
      if (signal && signal.aborted) throw aborted(signal);
      due--;
      yield value;
    }
  } finally {
    clearInterval(timer);
    if (signal) signal.removeEventListener('abort', call);
  }
}

Object.assign(exports, {
  setTimeout: later, setImmediate: soon, setInterval: every,
  scheduler: {
    wait: function (delay, options) { return later(delay, undefined, options); },
    yield: function () { return soon(); }
  }
});
