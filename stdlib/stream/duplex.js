'use strict';
// stream.Duplex, of later releases: what it has of a Writable is copied from there.
const Stream = require('stream'), { inherits, initDestroy, show } = require('stream/shared');
const { Readable, initReadable } = require('stream/readable');
const { Writable, initWritable, writableSeen } = require('stream/writable');

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
show(Duplex, writableSeen);
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(value) {
    return Function.prototype[Symbol.hasInstance].call(this, value) || this === Writable && value instanceof Duplex;
  }
});

exports.Duplex = Duplex;
