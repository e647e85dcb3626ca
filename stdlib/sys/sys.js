'use strict';
// What util has beside 0.2's sys: functions that make functions, and what calls back into the program.
const { custom } = natives;

function deprecate(method, message) {
  let warned = false;
  return function () {
    if (!warned) {
      warned = true;
      console.error(message);
    }
    return method.apply(this, arguments);
  };
}

// Functions of the library that do not call back with an error and one value: where they are, and the names of their
// values.
const SEVERAL = {
  exec: ['child_process', 'stdout', 'stderr'], execFile: ['child_process', 'stdout', 'stderr'],
  read: ['fs', 'bytesRead', 'buffer'], write: ['fs', 'bytesWritten', 'buffer'], lookup: ['dns', 'address', 'family']
};

function specialForm(method) {
  if (method === setTimeout) {
    return function (delay, value) { return new Promise((resolve) => { setTimeout(resolve, delay, value); }); };
  }
  if (method === setImmediate) {
    return function (value) { return new Promise((resolve) => { setImmediate(resolve, value); }); };
  }
  const name = method.name;
  if (name === 'exists' && (method === require('fs').exists || method === require('path').exists)) {
    return function (path) { return new Promise((resolve) => { method(path, resolve); }); };
  }
  if (Object.prototype.hasOwnProperty.call(SEVERAL, name) && method === require(SEVERAL[name][0])[name]) {
    return withNames(method, SEVERAL[name].slice(1));
  }
}

function withNames(method, names) {
  return function () {
    let self = this, args = Array.prototype.slice.call(arguments), child;
    const promise = new Promise((resolve, reject) => {
      args.push(function (error) {
        const values = {};
        for (let i = 0; i < names.length; i++) values[names[i]] = arguments[i + 1];
        // 0.2 tells how much was moved, and not where.
        if (names[1] === 'buffer' && values.buffer === undefined) values.buffer = args[1];
        if (!error) return resolve(values);
        // A command that failed has said why.
        if (names[0] === 'stdout') Object.assign(error, values);
        reject(error);
      });
      child = method.apply(self, args);
    });
    if (names[0] === 'stdout') promise.child = child;
    return promise;
  };
}

function promisify(method) {
  if (typeof method !== 'function') throw new TypeError('promisify: the argument must be a function');
  const own = method[custom];
  if (own !== undefined) {
    if (typeof own !== 'function') throw new TypeError('util.promisify.custom must be a function');
    return own;
  }
  const special = specialForm(method);
  if (special) return special;
  function promised() {
    const self = this, args = Array.prototype.slice.call(arguments);
    return new Promise((resolve, reject) => {
      args.push((error, value) => { error ? reject(error) : resolve(value); });
      method.apply(self, args);
    });
  }
  Object.setPrototypeOf(promised, Object.getPrototypeOf(method));
  return Object.defineProperties(promised, Object.getOwnPropertyDescriptors(method));
}

// `NODE_DEBUG=http,net` names whose messages are wanted. (0.2 has numbers there: they name nothing here.)
function debuglog(section) {
  const name = String(section).toUpperCase();
  const wanted = String(process.env.NODE_DEBUG || '').toUpperCase().split(/[\s,]+/);
  const on = wanted.indexOf(name) >= 0;
  function log() {
    if (on) console.error('%s %d: %s', name, process.pid, require('util').format.apply(null, arguments));
  }
  log.enabled = on;
  return log;
}

function isDeepStrictEqual(a, b) {
  try {
    require('assert').deepStrictEqual(a, b);
    return true;
  } catch (error) {
    if (error && error.code === 'ERR_ASSERTION') return false;
    throw error;
  }
}

function _extend(target, source) {
  if (source !== null && typeof source === 'object') {
    Object.keys(source).forEach((key) => { target[key] = source[key]; });
  }
  return target;
}

function callbackify(method) {
  if (typeof method !== 'function') throw new TypeError('callbackify: the argument must be a function');
  return function () {
    const args = Array.prototype.slice.call(arguments), callback = args.pop();
    method.apply(this, args).then(
      (value) => { process.nextTick(callback, null, value); },
      (error) => { process.nextTick(callback, error || new Error('rejected without a reason')); });
  };
}

Object.assign(exports, { deprecate, promisify, callbackify, debuglog, isDeepStrictEqual, _extend });
