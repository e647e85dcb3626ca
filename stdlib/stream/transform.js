'use strict';
// stream.Transform and stream.PassThrough, of later releases.
const { inherits, failure } = require('stream/shared'), { Duplex } = require('stream/duplex');

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

Object.assign(exports, { Transform, PassThrough });
