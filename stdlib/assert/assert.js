'use strict';
// require('assert'): the manual's functions, and those of later releases.
const { inspect } = require('sys'), { isBuffer } = require('buffer').Buffer;

// What a message shows of a value.
const SHOWN_MAX = 128;
const hasOwn = Object.prototype.hasOwnProperty;
const tagOf = Object.prototype.toString;

function AssertionError(options) {
  // Subclasses of the `inherits` kind call this with their own instance.
  let self = this;
  if (new.target) self = Reflect.construct(Error, [], new.target);
  else if (!(self instanceof AssertionError)) return new AssertionError(options);
  options = options || {};
  // A message that says nothing, such as an empty string, is none.
  const generated = !options.message;
  define(self, 'message', generated ? generatedMessage(options) : options.message);
  define(self, 'name', 'AssertionError');
  self.actual = options.actual;
  self.expected = options.expected;
  self.operator = options.operator;
  self.generatedMessage = generated;
  self.code = 'ERR_ASSERTION';
  Error.captureStackTrace(self, options.stackStartFunction || options.stackStartFn || AssertionError);
  return self;
}
AssertionError.prototype = Object.create(Error.prototype);
define(AssertionError.prototype, 'constructor', AssertionError);
define(AssertionError.prototype, 'name', 'AssertionError');
define(AssertionError.prototype, 'toString', function toString() {
  return this.name + ': ' + this.message;
});
Object.setPrototypeOf(AssertionError, Error);

function define(object, key, value) {
  Object.defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true });
}

function generatedMessage(options) {
  return shown(options.actual) + ' ' + options.operator + ' ' + shown(options.expected);
}

// JSON, with words for what JSON has none for; those stand without quotes when they are the whole value.
function shown(value) {
  let text;
  try {
    text = replaced('', value);
    if (text === value || typeof value === 'string') text = JSON.stringify(value, replaced);
  } catch (error) {
    text = undefined;
  }
  if (typeof text !== 'string') text = inspect(value);
  return text.length > SHOWN_MAX ? text.slice(0, SHOWN_MAX) : text;
}

function replaced(key, value) {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return String(value);
  if (typeof value === 'number' && !isFinite(value)) return String(value);
  if (typeof value === 'bigint') return value + 'n';
  if (isRegExp(value) || isError(value)) return String(value);
  return value;
}

function fail(actual, expected, message, operator, stackStartFunction) {
  if (message instanceof Error) throw message;
  throw new AssertionError({
    message,
    actual,
    expected,
    operator,
    stackStartFunction
  });
}

function assert(value, message) {
  if (!value) fail(value, true, message, '==', assert);
}

assert.AssertionError = AssertionError;

assert.fail = function fail_(actual, expected, message, operator, stackStartFunction) {
  if (arguments.length < 2) {
    message = arguments.length ? actual : 'Failed';
    return fail(undefined, undefined, message, 'fail', fail_);
  }
  fail(actual, expected, message, operator === undefined ? '!=' : operator, stackStartFunction || fail_);
};

assert.ok = function ok(value, message) {
  if (!value) fail(value, true, message, '==', ok);
};
assert.equal = function equal(actual, expected, message) {
  if (!(actual == expected)) fail(actual, expected, message, '==', equal);
};
assert.notEqual = function notEqual(actual, expected, message) {
  if (actual == expected) fail(actual, expected, message, '!=', notEqual);
};
assert.strictEqual = function strictEqual(actual, expected, message) {
  if (actual !== expected) fail(actual, expected, message, '===', strictEqual);
};
assert.notStrictEqual = function notStrictEqual(actual, expected, message) {
  if (actual === expected) fail(actual, expected, message, '!==', notStrictEqual);
};
assert.deepEqual = function deepEqual(actual, expected, message) {
  if (!alike(actual, expected, false, [])) fail(actual, expected, message, 'deepEqual', deepEqual);
};
assert.notDeepEqual = function notDeepEqual(actual, expected, message) {
  if (alike(actual, expected, false, [])) fail(actual, expected, message, 'notDeepEqual', notDeepEqual);
};
assert.deepStrictEqual = function deepStrictEqual(actual, expected, message) {
  if (!alike(actual, expected, true, [])) fail(actual, expected, message, 'deepStrictEqual', deepStrictEqual);
};
assert.notDeepStrictEqual = function notDeepStrictEqual(actual, expected, message) {
  if (alike(actual, expected, true, [])) fail(actual, expected, message, 'notDeepStrictEqual', notDeepStrictEqual);
};

assert.throws = function throws(block, error, message) {
  expectsThrow(thrownBy(block), error, message, throws);
};
assert.doesNotThrow = function doesNotThrow(block, error, message) {
  expectsNoThrow(thrownBy(block), error, message, doesNotThrow);
};
assert.rejects = function rejects(promise, error, message) {
  return rejectionOf(promise).then((thrown) => {
    expectsThrow(thrown, error, message, rejects, 'Missing expected rejection');
  });
};
assert.doesNotReject = function doesNotReject(promise, error, message) {
  return rejectionOf(promise).then((thrown) => {
    expectsNoThrow(thrown, error, message, doesNotReject, 'Got unwanted rejection');
  });
};

assert.ifError = function ifError(value) {
  if (value) throw value;
};

assert.match = function match(string, regexp, message) {
  if (typeof string !== 'string' || !regexp.test(string)) fail(string, regexp, message, 'match', match);
};
assert.doesNotMatch = function doesNotMatch(string, regexp, message) {
  if (typeof string === 'string' && regexp.test(string)) fail(string, regexp, message, 'doesNotMatch', doesNotMatch);
};

// `require('assert').strict`: the loose comparisons replaced by the strict ones.
const strict = assert.strict = function strict(value, message) {
  if (!value) fail(value, true, message, '==', strict);
};
Object.keys(assert).forEach((name) => { strict[name] = assert[name]; });
strict.equal = assert.strictEqual;
strict.notEqual = assert.notStrictEqual;
strict.deepEqual = assert.deepStrictEqual;
strict.notDeepEqual = assert.notDeepStrictEqual;
strict.strict = strict;

// What came of running something: `{ value: what was thrown }`, or nothing.
function thrownBy(block) {
  if (typeof block !== 'function') throw new TypeError('The block of an assertion must be a function');
  try {
    block();
  } catch (error) {
    return { value: error };
  }
}

function rejectionOf(promise) {
  try {
    if (typeof promise === 'function') promise = promise();
  } catch (error) {
    return Promise.reject(error);
  }
  if (!promise || typeof promise.then !== 'function') {
    return Promise.reject(new TypeError('The assertion needs a promise, or a function that returns one'));
  }
  return Promise.resolve(promise).then(() => {}, (error) => ({ value: error }));
}

function expectsThrow(thrown, expected, message, from, missing) {
  if (typeof expected === 'string') {
    message = expected;
    expected = undefined;
  }
  if (!thrown) fail(undefined, expected, worded(missing || 'Missing expected exception', expected, message), from.name, from);
  if (expected && !isExpected(thrown.value, expected, message, from)) throw thrown.value;
}

function expectsNoThrow(thrown, expected, message, from, unwanted) {
  if (!thrown) return;
  if (typeof expected === 'string') {
    message = expected;
    expected = undefined;
  }
  // An exception of another kind than the unwanted one is nothing this assertion is about.
  if (expected && !isExpected(thrown.value, expected, message, from)) throw thrown.value;
  // 0.2 lets an exception that nobody described through: its own stack says most.
  if (!expected && !message && !unwanted) throw thrown.value;
  let text = worded(unwanted || 'Got unwanted exception', expected, message);
  if (!(text instanceof Error) && thrown.value && thrown.value.message) text += ' ' + thrown.value.message;
  fail(thrown.value, expected, text, from.name, from);
}

function worded(text, expected, message) {
  if (message instanceof Error) return message;
  const name = typeof expected === 'function' && expected.name ? ' (' + expected.name + ').' : '.';
  return text + name + (message ? ' ' + message : '');
}

// `expected` is a constructor, a regular expression, a function that says yes, or an object of properties.
function isExpected(thrown, expected, message, from) {
  if (isRegExp(expected)) return expected.test(String(thrown));
  if (typeof expected === 'object') {
    Object.keys(expected).concat(isError(expected) ? ['name', 'message'] : []).forEach((key) => {
      const value = thrown === null || thrown === undefined ? undefined : thrown[key];
      const holds = isRegExp(expected[key]) && typeof value === 'string' ? expected[key].test(value)
        : alike(value, expected[key], true, []);
      if (!holds) fail(thrown, expected, message, from.name, from);
    });
    return true;
  }
  if (expected.prototype !== undefined && thrown instanceof expected) return true;
  if (expected === Error || Error.prototype.isPrototypeOf(expected.prototype)) return false;
  return expected.call({}, thrown) === true;
}

function isRegExp(value) {
  return typeof value === 'object' && tagOf.call(value) === '[object RegExp]';
}

function isError(value) {
  return value instanceof Error || tagOf.call(value) === '[object Error]';
}

function isDate(value) {
  return tagOf.call(value) === '[object Date]';
}

function isArguments(value) {
  return tagOf.call(value) === '[object Arguments]';
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

// The rules of CommonJS Unit Testing 1.0, section 7. `strict` compares primitives, prototypes and kinds as well.
// `path` holds the pairs that are being compared: a pair that is met inside itself is taken for equal.
function alike(actual, expected, strict, path) {
  if (strict ? Object.is(actual, expected) : actual === expected) return true;
  if (!isObject(actual) && !isObject(expected)) {
    if (strict || typeof actual === 'function' || typeof expected === 'function') return false;
    return actual == expected;
  }
  if (!isObject(actual) || !isObject(expected)) return !strict && isBoxOf(actual, expected);
  if (isDate(expected)) {
    if (!isDate(actual) || !Object.is(actual.getTime(), expected.getTime())) return false;
  } else if (isBuffer(actual) && isBuffer(expected)) {
    return sameBytes(actual, expected);
  } else if (isRegExp(actual) && isRegExp(expected)) {
    if (String(actual) !== String(expected) || actual.lastIndex !== expected.lastIndex) return false;
  }
  if (strict && (tagOf.call(actual) !== tagOf.call(expected)
      || Object.getPrototypeOf(actual) !== Object.getPrototypeOf(expected))) return false;
  if (isArguments(actual) !== isArguments(expected)) return false;
  if (actual.prototype !== expected.prototype || strict && Array.isArray(actual) !== Array.isArray(expected)) return false;
  if (isError(actual) && isError(expected) && (actual.name !== expected.name || actual.message !== expected.message)) {
    return false;
  }
  if (strict && !sameBox(actual, expected)) return false;
  for (let i = 0; i < path.length; i += 2) {
    if (path[i] === actual && path[i + 1] === expected) return true;
  }
  path.push(actual, expected);
  const same = sameContents(actual, expected, strict, path);
  path.length -= 2;
  return same;
}

// An object and a primitive: `assert.deepEqual(new String('a'), 'a')`, and dates as their numbers.
function isBoxOf(actual, expected) {
  if (actual === null || expected === null || actual === undefined || expected === undefined) return false;
  return actual == expected;
}

function sameBox(actual, expected) {
  if (!/Number|String|Boolean|Symbol|BigInt/.test(tagOf.call(actual))) return true;
  return typeof actual.valueOf !== 'function' || Object.is(actual.valueOf(), expected.valueOf());
}

function sameBytes(actual, expected) {
  if (actual.length !== expected.length) return false;
  for (let i = 0; i < actual.length; i++) {
    if (actual[i] !== expected[i]) return false;
  }
  return true;
}

function sameContents(actual, expected, strict, path) {
  if (strict && Array.isArray(actual) && actual.length !== expected.length) return false;
  if (actual instanceof Map || expected instanceof Map || actual instanceof Set || expected instanceof Set) {
    if (!sameCollection(actual, expected, strict, path)) return false;
  }
  const keys = keysOf(actual, strict), others = keysOf(expected, strict);
  if (keys.length !== others.length) return false;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (!hasOwn.call(expected, key) || !alike(actual[key], expected[key], strict, path)) return false;
  }
  return true;
}

function keysOf(object, strict) {
  const keys = Object.keys(object);
  if (strict) {
    Object.getOwnPropertySymbols(object).forEach((symbol) => {
      if (Object.prototype.propertyIsEnumerable.call(object, symbol)) keys.push(symbol);
    });
  }
  return keys;
}

function sameCollection(actual, expected, strict, path) {
  const isMap = actual instanceof Map;
  if (isMap !== expected instanceof Map || actual instanceof Set !== expected instanceof Set) return false;
  if (actual.size !== expected.size) return false;
  const left = Array.from(expected);
  // What is there under the same key, or as the same value, needs no search.
  return Array.from(actual).every((entry) => {
    const key = isMap ? entry[0] : entry;
    if (expected.has(key) && (!isMap || alike(entry[1], expected.get(key), strict, path))) return true;
    if (!isObject(key) && strict) return false;
    for (let i = 0; i < left.length; i++) {
      if (alike(entry, left[i], strict, path)) {
        left.splice(i, 1);
        return true;
      }
    }
    return false;
  });
}

exports.assert = assert;
