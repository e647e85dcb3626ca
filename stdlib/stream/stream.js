(function (Stream, StringDecoder, Buffer) {
  'use strict';

  const nextTick = (callback, ...args) => process.nextTick(callback, ...args);

  function inherits(child, parent) {
    child.super_ = parent;
    child.prototype = Object.create(parent.prototype,
      { constructor: { value: child, writable: true, configurable: true, enumerable: false } });
    Object.setPrototypeOf(child, parent);
  }

  function failure(code, message, type) {
    const error = new (type || Error)(message);
    error.code = code;
    return error;
  }

  function highWaterMark(options, own, objectMode) {
    const given = options[own] !== undefined ? options[own] : options.highWaterMark;
    return given === undefined || given === null ? objectMode ? 16 : 16384 : Math.floor(given);
  }

  // ---- Readable

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

  // ---- Writable

  function Writable(options) {
    if (!(this instanceof Writable) && !(this instanceof Duplex)) return new Writable(options);
    Stream.call(this);
    initWritable(this, options || {});
    initDestroy(this, options || {});
  }
  inherits(Writable, Stream);

  function initWritable(stream, options) {
    const objectMode = !!(options.objectMode || options.writableObjectMode);
    stream._writableState = {
      objectMode, highWaterMark: highWaterMark(options, 'writableHighWaterMark', objectMode), buffer: [], length: 0,
      writing: false, corked: 0, needDrain: false, ending: false, finalCalled: false, finished: false, onFinish: [],
      decodeStrings: options.decodeStrings !== false, defaultEncoding: options.defaultEncoding || 'utf8'
    };
    stream.writable = true;
    for (const name of ['write', 'writev', 'final']) {
      if (typeof options[name] === 'function') stream['_' + name] = options[name];
    }
  }

  Writable.prototype._write = function (chunk, encoding, callback) {
    if (this._writev) this._writev([{ chunk, encoding }], callback);
    else throw failure('ERR_METHOD_NOT_IMPLEMENTED', 'The _write() method is not implemented');
  };

  Writable.prototype.setDefaultEncoding = function (encoding) {
    this._writableState.defaultEncoding = encoding;
    return this;
  };

  Writable.prototype.write = function (chunk, encoding, callback) {
    const state = this._writableState;
    if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    encoding = encoding || state.defaultEncoding;
    if (chunk === null) throw failure('ERR_STREAM_NULL_VALUES', 'May not write null values to stream', TypeError);
    if (!state.objectMode) {
      if (typeof chunk === 'string') {
        if (state.decodeStrings) [chunk, encoding] = [Buffer.from(chunk, encoding), 'buffer'];
      } else if (chunk instanceof Uint8Array) {
        if (!Buffer.isBuffer(chunk)) chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        encoding = 'buffer';
      } else {
        throw failure('ERR_INVALID_ARG_TYPE', 'The "chunk" argument must be a string, a Buffer or a Uint8Array', TypeError);
      }
    }
    const refused = state.ending ? failure('ERR_STREAM_WRITE_AFTER_END', 'write after end')
      : this.destroyed ? failure('ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed') : null;
    if (refused) {
      if (callback) nextTick(callback, refused);
      if (state.ending) fail(this, refused);
      return false;
    }
    const size = state.objectMode ? 1 : chunk.length;
    state.length += size;
    state.buffer.push({ chunk, encoding, callback, size });
    const room = state.length < state.highWaterMark;
    if (!room) state.needDrain = true;
    work(this);
    return room;
  };

  function work(stream) {
    const state = stream._writableState;
    if (state.writing || state.corked || stream.destroyed) return;
    if (!state.buffer.length) return finish(stream);
    const batch = stream._writev && state.buffer.length > 1 ? state.buffer.splice(0) : [state.buffer.shift()];
    state.writing = true;
    let sync = true, called = false;
    const done = (error) => {
      if (called) return;
      called = true;
      state.writing = false;
      for (const { size } of batch) state.length -= size;
      if (error) {
        const told = batch.concat(state.buffer.splice(0));
        return later(sync, () => {
          told.forEach(({ callback }) => callback && callback(error));
          fail(stream, error);
        });
      }
      if (state.buffer.length) work(stream);
      later(sync, () => {
        if (state.needDrain && !state.length && !state.ending && !stream.destroyed) {
          state.needDrain = false;
          stream.emit('drain');
        }
        batch.forEach(({ callback }) => callback && callback(null));
        work(stream);
      });
    };
    try {
      if (batch.length > 1) stream._writev(batch.map(({ chunk, encoding }) => ({ chunk, encoding })), done);
      else stream._write(batch[0].chunk, batch[0].encoding, done);
    } finally {
      sync = false;
    }
  }

  // What a program is told it is told after the call that led to it.
  function later(sync, tell) {
    if (sync) nextTick(tell);
    else tell();
  }

  Writable.prototype.cork = function () { this._writableState.corked++; };
  Writable.prototype.uncork = function () {
    if (this._writableState.corked) this._writableState.corked--;
    work(this);
  };

  Writable.prototype.end = function (chunk, encoding, callback) {
    const state = this._writableState;
    if (typeof chunk === 'function') [chunk, callback] = [undefined, chunk];
    else if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
    state.corked = 0;
    if (typeof callback === 'function') {
      if (state.finished) nextTick(callback);
      else state.onFinish.push(callback);
    }
    if (!state.ending) {
      state.ending = true;
      this.writable = false;
      work(this);
    }
    return this;
  };

  function finish(stream) {
    const state = stream._writableState;
    if (!state.ending || state.finalCalled) return;
    state.finalCalled = true;
    const done = (error) => {
      if (error) return fail(stream, error);
      nextTick(() => {
        if (state.finished || stream.destroyed) return;
        state.finished = true;
        state.onFinish.splice(0).forEach((callback) => callback());
        stream.emit('finish');
        closeWhenDone(stream);
      });
    };
    if (typeof stream._final !== 'function') return done();
    try {
      stream._final(done);
    } catch (error) {
      done(error);
    }
  }

  // ---- Both

  function initDestroy(stream, options) {
    stream.destroyed = false;
    stream._autoDestroy = options.autoDestroy !== false;
    if (typeof options.destroy === 'function') stream._destroy = options.destroy;
    if (options.signal) {
      options.signal.addEventListener('abort', () => stream.destroy(options.signal.reason), { once: true });
    }
  }

  function fail(stream, error) {
    if (stream._autoDestroy) stream.destroy(error);
    else stream.emit('error', error);
  }

  function closeWhenDone(stream) {
    const readable = stream._readableState, writable = stream._writableState;
    if (stream._autoDestroy && (!readable || readable.endEmitted) && (!writable || writable.finished)) stream.destroy();
  }

  function destroy(error) {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.readable = this.writable = false;
    this._destroy(error || null, (failed) => nextTick(() => {
      const reason = failed || error;
      if (reason) this.emit('error', reason);
      this.emit('close');
    }));
    return this;
  }
  for (const type of [Readable, Writable]) {
    type.prototype.destroy = destroy;
    type.prototype._destroy = function (error, callback) { callback(error); };
  }
  const seen = (type, names) => Object.keys(names).forEach((name) => {
    Object.defineProperty(type.prototype, name, { get: names[name], configurable: true, enumerable: false });
  });
  const readableSeen = {
    readableFlowing() { return this._readableState.flowing; },
    readableEnded() { return this._readableState.endEmitted; },
    readableLength() { return this._readableState.length; },
    readableHighWaterMark() { return this._readableState.highWaterMark; },
    readableObjectMode() { return this._readableState.objectMode; },
    readableEncoding() { return this._readableState.encoding; }
  };
  const writableSeen = {
    writableEnded() { return this._writableState.ending; },
    writableFinished() { return this._writableState.finished; },
    writableLength() { return this._writableState.length; },
    writableHighWaterMark() { return this._writableState.highWaterMark; },
    writableObjectMode() { return this._writableState.objectMode; },
    writableNeedDrain() { return this._writableState.needDrain; },
    writableCorked() { return this._writableState.corked; }
  };
  seen(Readable, readableSeen);
  seen(Writable, writableSeen);

  function Duplex(options) {
    if (!(this instanceof Duplex)) return new Duplex(options);
    options = options || {};
    Stream.call(this);
    initReadable(this, options);
    initWritable(this, options);
    initDestroy(this, options);
    this.allowHalfOpen = options.allowHalfOpen !== false;
  }
  inherits(Duplex, Readable);
  for (const name of Object.keys(Writable.prototype)) {
    if (!Object.hasOwn(Readable.prototype, name)) Duplex.prototype[name] = Writable.prototype[name];
  }
  seen(Duplex, writableSeen);
  Object.defineProperty(Writable, Symbol.hasInstance, {
    value(value) {
      return Function.prototype[Symbol.hasInstance].call(this, value) || this === Writable && value instanceof Duplex;
    }
  });

  function Transform(options) {
    if (!(this instanceof Transform)) return new Transform(options);
    Duplex.call(this, options);
    options = options || {};
    if (typeof options.transform === 'function') this._transform = options.transform;
    if (typeof options.flush === 'function') this._flush = options.flush;
    this._waiting = null;
    this._readableState.sync = false;
  }
  inherits(Transform, Duplex);
  Transform.prototype._transform = function () {
    throw failure('ERR_METHOD_NOT_IMPLEMENTED', 'The _transform() method is not implemented');
  };
  Transform.prototype._write = function (chunk, encoding, callback) {
    this._transform(chunk, encoding, (error, value) => {
      if (error) return callback(error);
      if (value !== null && value !== undefined) this.push(value);
      const state = this._readableState;
      // What nobody has read yet holds back what is written.
      if (state.length < state.highWaterMark || state.ended) callback();
      else this._waiting = callback;
    });
  };
  Transform.prototype._read = function () {
    const callback = this._waiting;
    this._waiting = null;
    if (callback) callback();
  };
  Transform.prototype._final = function (callback) {
    const done = (error, value) => {
      if (error) return callback(error);
      if (value !== null && value !== undefined) this.push(value);
      this.push(null);
      callback();
    };
    if (typeof this._flush === 'function') this._flush(done);
    else done();
  };

  function PassThrough(options) {
    if (!(this instanceof PassThrough)) return new PassThrough(options);
    Transform.call(this, options);
  }
  inherits(PassThrough, Transform);
  PassThrough.prototype._transform = function (chunk, encoding, callback) { callback(null, chunk); };

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

  return { Readable, Writable, Duplex, Transform, PassThrough, finished, pipeline, promises };
})
