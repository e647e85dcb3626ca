// Error.captureStackTrace: what is set after it is in the text, and the text can be replaced.
function Mine(message) { Error.captureStackTrace(this, Mine); this.name = 'Mine'; this.message = message; }
require('sys').inherits(Mine, Error);
var e = new Mine('late');
console.log('%s', e.stack.split('\n')[0], e.stack.split('\n')[1].replace(__dirname, '.'));
e.message = 'later'; console.log('%s', e.stack.split('\n')[0]);
e.stack = 'replaced'; console.log('%s', e.stack, Object.keys(e).join());
var plain = {}; Error.captureStackTrace(plain); console.log('%s', plain.stack.split('\n')[0], Object.keys(plain).length);
var heir = Object.create(plain); heir.stack = 'own'; console.log('%s', heir.stack, plain.stack !== 'own');
try { Error.captureStackTrace(Object.freeze({})); } catch (error) { console.log(error.name); }
try { Error.captureStackTrace(1); } catch (error) { console.log(error.name); }
Error.prepareStackTrace = function (error, sites) { return sites.length + ' ' + sites[0].getLineNumber() + ' ' + sites[0].isAsync(); };
var seen = {}; Error.captureStackTrace(seen);
Error.prepareStackTrace = undefined;
console.log('%s', seen.stack);
Error.stackTraceLimit = 1; (function a() { (function b() { var s = {}; Error.captureStackTrace(s); console.log(s.stack.split('\n').length); })(); })();
console.log(new Mine('shown'), require('sys').inspect(Object.assign(new Mine('x'), { code: 1 })));
