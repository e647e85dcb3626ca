'use strict';
// stream.finished and stream.pipeline, of later releases, with callbacks and as promises.
const { nextTick, failure } = require('stream/shared');

// Calls back once: when the stream has ended, finished or closed, whichever of it is all there is to come.
function finished(stream, options, callback) {
  if (typeof options === 'function') [options, callback] = [{}, options];
  const reads = options.readable !== false && stream.readable !== undefined && stream.readable !== false;
  const writes = options.writable !== false && stream.writable !== undefined && stream.writable !== false;
  let ended = !reads, wrote = !writes, over = false;
  const done = (error) => {
    if (over) return;
    over = true;
    clean();
    callback.call(stream, error);
  };
  const on = {
    end() { ended = true; if (wrote) done(); },
    finish() { wrote = true; if (ended) done(); },
    error(error) { done(error); },
    close() { done(ended && wrote ? undefined : failure('ERR_STREAM_PREMATURE_CLOSE', 'Premature close')); }
  };
  const clean = () => Object.keys(on).forEach((event) => stream.removeListener(event, on[event]));
  Object.keys(on).forEach((event) => stream.on(event, on[event]));
  if (ended && wrote) nextTick(done);
  return clean;
}

function pipeline(...streams) {
  const callback = typeof streams[streams.length - 1] === 'function' ? streams.pop() : () => {};
  if (Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw failure('ERR_MISSING_ARGS', 'The "streams" argument must be specified', TypeError);
  const last = streams[streams.length - 1];
  let failed, left = streams.length;
  streams.forEach((stream, index) => {
    const sides = { readable: index < streams.length - 1, writable: index > 0 };
    finished(stream, sides, (error) => {
      if (error && !failed) {
        failed = error;
        streams.forEach((other) => { if (other !== stream && other.destroy) other.destroy(); });
      }
      if (--left === 0) callback(failed);
    });
    stream.on('error', () => {});
    if (index > 0) streams[index - 1].pipe(stream);
  });
  return last;
}

const promises = {
  pipeline: (...streams) => new Promise((resolve, reject) => pipeline(...streams, (error) => error ? reject(error) : resolve())),
  finished: (stream, options) => new Promise((resolve, reject) => {
    finished(stream, options || {}, (error) => error ? reject(error) : resolve());
  })
};

Object.assign(exports, { finished, pipeline, promises });
