// What packages of today ask of util.
var util = require('util');
function show() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }
show(Object.keys(util.types).filter(function (name) {
  return util.types[name](null) || util.types[name]({}) || util.types[name]('x');
}).length);
var samples = { isRegExp: /x/, isDate: new Date(), isNativeError: new TypeError(), isMap: new Map(), isSet: new Set(), isWeakMap: new WeakMap(),
  isWeakSet: new WeakSet(), isPromise: Promise.resolve(), isProxy: new Proxy({}, {}), isTypedArray: new Float32Array(1), isUint8Array: Buffer.from(''),
  isDataView: new DataView(new ArrayBuffer(1)), isArrayBufferView: new Int8Array(1), isArrayBuffer: new ArrayBuffer(1), isAnyArrayBuffer: new ArrayBuffer(1),
  isNumberObject: Object(1), isStringObject: Object(''), isBooleanObject: Object(false), isBigIntObject: Object(1n), isSymbolObject: Object(Symbol()),
  isBoxedPrimitive: Object(1), isGeneratorObject: (function* () {})(), isAsyncFunction: async function () {}, isGeneratorFunction: function* () {},
  isArgumentsObject: (function () { return arguments; })() };
show(Object.keys(samples).filter(function (name) { return util.types[name](samples[name]) !== true; }));
show(util.isBoolean(false), util.isBuffer(Buffer.from('')), util.isFunction(show), util.isNull(null), util.isNullOrUndefined(undefined),
  util.isNumber(NaN), util.isObject({}), util.isPrimitive(''), util.isString('x'), util.isSymbol(Symbol()), util.isUndefined(), util.isArray([]));
show(util.isObject(show), util.isObject(null), util.isPrimitive({}), util.isNumber('1'));
show(util.TextEncoder === TextEncoder, util.TextDecoder === TextDecoder, util.inspect.custom === Symbol.for('nodejs.util.inspect.custom'));
show(JSON.stringify(util.stripVTControlCharacters('\u001b[31mred\u001b[0m \u001b]0;title\u0007x')), util.toUSVString('a\ud800'));
show(util.isDeepStrictEqual({ a: [1, new Date(1)] }, { a: [1, new Date(1)] }), util.isDeepStrictEqual([1], ['1']));
show(JSON.stringify(util._extend({ a: 1 }, { b: 2 })), JSON.stringify(util._extend({ a: 1 }, null)));
show(util.debuglog('none').enabled, util.debuglog('none')('nothing'));
function later(value, callback) { callback(null, value); }
later[util.promisify.custom] = function (value) { return Promise.resolve('own ' + value); };
show(util.promisify.custom === Symbol.for('nodejs.util.promisify.custom'), util.promisify(later) === later[util.promisify.custom]);
util.promisify(function (a, callback) { callback(null, a + this.b); }).call({ b: 2 }, 1).then(show);
util.callbackify(async function (x) { return x * 2; })(21, function (error, value) { show(error, value); });
