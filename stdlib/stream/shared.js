'use strict';
// What the classes of streams of later releases share: inheritance, errors, limits, and the end of a stream.

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

// Accessors that show parts of the state.
const show = (type, names) => Object.keys(names).forEach((name) => {
  Object.defineProperty(type.prototype, name, { get: names[name], configurable: true, enumerable: false });
});

Object.assign(exports, { nextTick, inherits, failure, highWaterMark, initDestroy, fail, closeWhenDone, destroy, show });
