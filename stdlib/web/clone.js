'use strict';
// structuredClone (HTML Standard, section 2.7).
const { DOMException } = require('web/events'), { isPlain, detach } = natives, { types } = require('util');

const ERRORS = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

exports.structuredClone = function structuredClone(value, options) {
  if (arguments.length === 0) throw coded('ERR_MISSING_ARGS', 'The "value" argument must be specified');
  if (options !== undefined && options !== null && typeof options !== 'object') {
    throw coded('ERR_INVALID_ARG_TYPE', 'The options argument must be either an object or undefined');
  }
  const list = options && options.transfer;
  if (list === undefined || list === null) return copy(value, new Map());
  if (typeof list[Symbol.iterator] !== 'function') {
    throw coded('ERR_INVALID_ARG_TYPE', 'Optional transferList argument must be an iterable');
  }
  const buffers = new Set();
  for (const buffer of list) {
    if (!types.isArrayBuffer(buffer)) throw coded('ERR_INVALID_TRANSFER_OBJECT', 'Found invalid object in transferList');
    if (buffers.has(buffer)) throw new DOMException('Transfer list contains duplicate ArrayBuffer', 'DataCloneError');
    buffers.add(buffer);
  }
  // Views need to know where they were, so the bytes move when all else is copied: a value that cannot be cloned keeps them.
  const seen = new Map();
  buffers.forEach((buffer) => seen.set(buffer, buffer.slice(0)));
  const made = copy(value, seen);
  buffers.forEach((buffer) => detach(buffer));
  return made;
};

function refused(value, why) {
  let shown;
  try {
    shown = typeof value === 'object' ? `#<${value.constructor && value.constructor.name || 'Object'}>` : String(value);
  } catch (error) {
    shown = typeof value;
  }
  return new DOMException(shown + ' ' + (why || 'could not be cloned.'), 'DataCloneError');
}

function copy(value, seen) {
  if (typeof value === 'symbol' || typeof value === 'function') throw refused(value);
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  const to = empty(value, seen);
  seen.set(value, to);
  if (types.isMap(value)) {
    for (const [key, item] of Array.from(Map.prototype.entries.call(value))) to.set(copy(key, seen), copy(item, seen));
  } else if (types.isSet(value)) {
    for (const item of Array.from(Set.prototype.values.call(value))) to.add(copy(item, seen));
  } else if (types.isNativeError(value)) {
    if (Object.hasOwn(value, 'cause')) define(to, 'cause', copy(value.cause, seen));
  } else if (Array.isArray(value) || isPlain(value)) {
    for (const key of Object.keys(value)) {
      Object.defineProperty(to, key, { value: copy(value[key], seen), writable: true, enumerable: true, configurable: true });
    }
  }
  return to;
}

// What the copy is before its contents come in.
function empty(value, seen) {
  if (types.isProxy(value)) throw refused(value);
  if (Array.isArray(value)) return new Array(value.length);
  if (types.isDate(value)) return new Date(Date.prototype.getTime.call(value));
  if (types.isRegExp(value)) return new RegExp(value.source, value.flags);
  if (types.isMap(value)) return new Map();
  if (types.isSet(value)) return new Set();
  if (types.isBoxedPrimitive(value) && !types.isSymbolObject(value)) return Object(value.valueOf());
  if (types.isNativeError(value)) return error(value);
  if (types.isArrayBuffer(value)) return value.slice(0);
  if (types.isSharedArrayBuffer(value)) return value;
  if (ArrayBuffer.isView(value)) return view(value, copy(value.buffer, seen));
  if (!isPlain(value)) throw refused(value);
  return {};
}

function view(value, buffer) {
  // The length of an array is that of its elements; a DataView has only one of its bytes.
  if (types.isDataView(value)) return new DataView(buffer, value.byteOffset, value.byteLength);
  const name = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get.call(value);
  return new globalThis[name](buffer, value.byteOffset, value.length);
}

function error(value) {
  const name = String(value.name);
  const made = Reflect.construct(Error, [], Object.hasOwn(ERRORS, name) ? ERRORS[name] : Error);
  if (value.message !== undefined) define(made, 'message', String(value.message));
  if (typeof value.stack === 'string') define(made, 'stack', value.stack);
  return made;
}

function coded(code, message) {
  const error = new TypeError(message);
  error.code = code;
  return error;
}

function define(object, key, value) {
  Object.defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true });
}
