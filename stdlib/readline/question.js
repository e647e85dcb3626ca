'use strict';
// A question whose answer is a promise, of later releases: for util.promisify and readline/promises.
// The answer as a promise; `Base` is the class whose question() takes a callback.
exports.ask = function ask(Base, rl, query, options) {
  const signal = options && options.signal;
  return new Promise((resolve, reject) => {
    function stop(error) {
      rl.removeListener('close', closed);
      if (signal) signal.removeEventListener('abort', aborted);
      if (error) reject(error);
    }
    function aborted() { stop(abortError(signal)); }
    function closed() {
      const error = new Error('readline was closed');
      error.code = 'ERR_USE_AFTER_CLOSE';
      stop(error);
    }
    if (signal && signal.aborted) throw abortError(signal);
    if (rl._answer && !rl.closed) throw new Error('readline: a question is being asked already: ' + rl._prompt);
    Base.prototype.question.call(rl, query, { signal }, (answer) => {
      stop();
      resolve(answer);
    });
    rl.on('close', closed);
    if (signal) signal.addEventListener('abort', aborted);
  });
};

function abortError(signal) {
  const error = new Error('The operation was aborted');
  error.name = 'AbortError';
  error.code = 'ABORT_ERR';
  error.cause = signal.reason;
  return error;
}
