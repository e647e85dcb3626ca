'use strict';
// stream.Readable, of later releases.
const Stream = require('stream'), { StringDecoder } = require('string_decoder'), { Buffer } = require('buffer');
const { nextTick, inherits, failure, highWaterMark, initDestroy, fail, closeWhenDone, destroy, show } = require('stream/shared');

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  Stream.call(this);
  initReadable(this, options || {});
  initDestroy(this, options || {});
}
inherits(Readable, Stream);

function initReadable(stream, options) {
  const objectMode = !!(options.objectMode || options.readableObjectMode);
  stream._readableState = {
    objectMode, highWaterMark: highWaterMark(options, 'readableHighWaterMark', objectMode), buffer: [], length: 0,
    flowing: null, ended: false, endEmitted: false, reading: false, decoder: null, encoding: null, pipes: [],
    listening: false, scheduled: false, told: false, sync: true
  };
  stream.readable = true;
  if (typeof options.read === 'function') stream._read = options.read;
  if (options.encoding) stream.setEncoding(options.encoding);
}

Readable.prototype._read = function () {
  throw failure('ERR_METHOD_NOT_IMPLEMENTED', 'The _read() method is not implemented');
};

Readable.prototype.setEncoding = function (encoding) {
  const state = this._readableState;
  state.decoder = new StringDecoder(encoding);
  state.encoding = encoding;
  const text = state.buffer.map((chunk) => state.decoder.write(chunk)).join('');
  state.buffer = text ? [text] : [];
  state.length = text.length;
  return this;
};

Readable.prototype.push = function (chunk, encoding) { return add(this, chunk, encoding, false); };
Readable.prototype.unshift = function (chunk, encoding) { return add(this, chunk, encoding, true); };

function add(stream, chunk, encoding, first) {
  const state = stream._readableState;
  state.reading = false;
  if (chunk === null) {
    if (!state.ended) {
      const rest = state.decoder ? state.decoder.end() : '';
      if (rest) keep(state, rest, false);
      state.ended = true;
      schedule(stream);
    }
    return false;
  }
  if (state.ended && !first) {
    fail(stream, failure('ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
    return false;
  }
  if (!state.objectMode) {
    if (typeof chunk === 'string') {
      if (!state.decoder || encoding && encoding !== state.encoding) chunk = Buffer.from(chunk, encoding);
    } else if (!(chunk instanceof Uint8Array)) {
      if (chunk !== undefined) {
        fail(stream, failure('ERR_INVALID_ARG_TYPE', 'The "chunk" argument must be a string, a Buffer or a Uint8Array', TypeError));
      }
      return state.length < state.highWaterMark;
    }
    if (state.decoder && typeof chunk !== 'string' && !first) chunk = state.decoder.write(chunk);
  }
  if (state.flowing && !state.sync && !state.length && !first && stream.listenerCount('data') > 0) {
    if (state.objectMode || chunk.length > 0) stream.emit('data', chunk);
  } else if (state.objectMode || chunk.length > 0) {
    keep(state, chunk, first);
  }
  schedule(stream);
  return state.length < state.highWaterMark;
}

function keep(state, chunk, first) {
  if (first) state.buffer.unshift(chunk);
  else state.buffer.push(chunk);
  state.length += state.objectMode ? 1 : chunk.length;
  state.told = false;
}

function schedule(stream) {
  const state = stream._readableState;
  if (state.scheduled) return;
  state.scheduled = true;
  nextTick(() => {
    state.scheduled = false;
    flow(stream);
  });
}

// Hands out what there is, and asks for more.
function flow(stream) {
  const state = stream._readableState;
  let last = false;
  while (state.flowing && state.buffer.length && !stream.destroyed) {
    last = state.ended && state.buffer.length === 1;
    const chunk = state.buffer.shift();
    state.length -= state.objectMode ? 1 : chunk.length;
    stream.emit('data', chunk);
  }
  if (stream.destroyed) return;
  if (state.listening && (state.length || state.ended) && !state.told && !state.endEmitted) {
    state.told = true;
    stream.emit('readable');
  }
  if (state.ended) {
    if (!state.length && !state.endEmitted && (state.flowing || state.listening || last)) end(stream);
  } else if (state.flowing !== false || state.listening) {
    fill(stream);
  }
}

function fill(stream) {
  const state = stream._readableState;
  if (state.reading || state.ended || stream.destroyed || state.length && state.length >= state.highWaterMark) return;
  if (state.flowing === null && !state.listening) return;
  state.reading = state.sync = true;
  try {
    stream._read(state.highWaterMark);
  } catch (error) {
    fail(stream, error);
  }
  state.sync = false;
}

function end(stream) {
  const state = stream._readableState;
  state.endEmitted = true;
  stream.readable = false;
  stream.emit('end');
  if (stream.allowHalfOpen === false && stream._writableState && !stream._writableState.ending) stream.end();
  closeWhenDone(stream);
}

Readable.prototype.read = function (size) {
  const state = this._readableState;
  state.told = false;
  if (size === 0) {
    schedule(this);
    return null;
  }
  let chunk = null;
  if (state.buffer.length) {
    if (state.objectMode || size === undefined && state.buffer.length === 1) {
      chunk = state.buffer.shift();
    } else if (size === undefined || size <= state.length || state.ended) {
      const all = state.decoder ? state.buffer.join('') : Buffer.concat(state.buffer);
      const cut = size === undefined ? all.length : Math.min(size, all.length);
      chunk = all.slice(0, cut);
      state.buffer = cut < all.length ? [all.slice(cut)] : [];
    }
    if (chunk !== null) state.length -= state.objectMode ? 1 : chunk.length;
  }
  if (chunk !== null && !state.flowing && this.listenerCount('data')) this.emit('data', chunk);
  if (state.flowing === null && !state.listening) state.listening = this.listenerCount('readable') > 0;
  if (state.ended && !state.length && !state.endEmitted) nextTick(() => { if (!state.endEmitted && !state.length) end(this); });
  else if (!state.ended) {
    if (state.flowing === null) state.flowing = false;
    nextTick(() => {
      const listening = state.listening;
      state.listening = true;
      fill(this);
      state.listening = listening;
    });
  }
  return chunk;
};

for (const name of ['on', 'addListener', 'once']) {
  Readable.prototype[name] = function (event, listener) {
    Stream.prototype[name].call(this, event, listener);
    listened(this, event);
    return this;
  };
}

// Who listens for 'data' wants it to flow, who listens for 'readable' reads it.
function listened(stream, event) {
  const state = stream._readableState;
  if (event === 'data' && state.flowing !== false && !state.listening) stream.resume();
  if (event === 'readable' && !state.listening) {
    state.listening = true;
    state.flowing = false;
    state.told = false;
    schedule(stream);
  }
}

Readable.prototype.resume = function () {
  const state = this._readableState;
  if (!state.flowing) {
    state.flowing = !state.listening;
    this.emit('resume');
    schedule(this);
  }
  return this;
};
Readable.prototype.pause = function () {
  if (this._readableState.flowing !== false) {
    this._readableState.flowing = false;
    this.emit('pause');
  }
  return this;
};
Readable.prototype.isPaused = function () { return this._readableState.flowing === false; };

Readable.prototype.pipe = function (destination, options) {
  const source = this, ends = !(options && options.end === false)
    && destination !== process.stdout && destination !== process.stderr;
  const pipe = { destination, stop };
  function onData(chunk) { if (destination.write(chunk) === false) source.pause(); }
  function onDrain() { source.resume(); }
  function onEnd() { destination.end(); }
  function onClose() { source.unpipe(destination); }
  function stop() {
    source.removeListener('data', onData);
    source.removeListener('end', onEnd);
    destination.removeListener('drain', onDrain);
    destination.removeListener('close', onClose);
    destination.emit('unpipe', source);
  }
  source._readableState.pipes.push(pipe);
  destination.on('drain', onDrain);
  destination.on('close', onClose);
  if (ends) source.on('end', onEnd);
  destination.emit('pipe', source);
  source.on('data', onData);
  source.resume();
  return destination;
};

Readable.prototype.unpipe = function (destination) {
  const state = this._readableState;
  const gone = state.pipes.filter((pipe) => destination === undefined || pipe.destination === destination);
  state.pipes = state.pipes.filter((pipe) => gone.indexOf(pipe) < 0);
  gone.forEach((pipe) => pipe.stop());
  if (!state.pipes.length && gone.length) this.pause();
  return this;
};

Readable.prototype[Symbol.asyncIterator] = async function* () {
  let error = null, over = false, wake = () => {};
  const poke = () => wake();
  this.on('readable', poke).on('end', () => { over = true; poke(); }).on('close', () => { over = true; poke(); });
  this.on('error', (reason) => { error = reason; poke(); });
  try {
    for (;;) {
      const chunk = this.destroyed ? null : this.read();
      if (chunk !== null) yield chunk;
      else if (error) throw error;
      else if (over) return;
      else await new Promise((resolve) => { wake = resolve; });
    }
  } finally {
    this.destroy();
  }
};

Readable.from = function (iterable, options) {
  if (typeof iterable === 'string' || iterable instanceof Uint8Array) iterable = [iterable];
  const iterator = iterable[Symbol.asyncIterator] ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
  return new Readable(Object.assign({ objectMode: true }, options, {
    read() {
      Promise.resolve(iterator.next())
        .then((step) => step.done ? this.push(null) : Promise.resolve(step.value).then((value) => this.push(value)))
        .catch((error) => this.destroy(error));
    }
  }));
};

Readable.prototype.destroy = destroy;
Readable.prototype._destroy = function (error, callback) { callback(error); };
show(Readable, {
  readableFlowing() { return this._readableState.flowing; },
  readableEnded() { return this._readableState.endEmitted; },
  readableLength() { return this._readableState.length; },
  readableHighWaterMark() { return this._readableState.highWaterMark; },
  readableObjectMode() { return this._readableState.objectMode; },
  readableEncoding() { return this._readableState.encoding; }
});

Object.assign(exports, { Readable, initReadable });
