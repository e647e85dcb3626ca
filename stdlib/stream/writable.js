'use strict';
// stream.Writable, of later releases.
const Stream = require('stream'), { Buffer } = require('buffer');
const { nextTick, inherits, failure, highWaterMark, initDestroy, fail, closeWhenDone, destroy, show } = require('stream/shared');

function Writable(options) {
  if (!(this instanceof Writable)) return new Writable(options);
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

Writable.prototype.destroy = destroy;
Writable.prototype._destroy = function (error, callback) { callback(error); };
const writableSeen = {
  writableEnded() { return this._writableState.ending; },
  writableFinished() { return this._writableState.finished; },
  writableLength() { return this._writableState.length; },
  writableHighWaterMark() { return this._writableState.highWaterMark; },
  writableObjectMode() { return this._writableState.objectMode; },
  writableNeedDrain() { return this._writableState.needDrain; },
  writableCorked() { return this._writableState.corked; }
};
show(Writable, writableSeen);

Object.assign(exports, { Writable, initWritable, writableSeen });
