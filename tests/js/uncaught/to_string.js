// What `'' + err` says of the engine's own errors; the program's are as ECMAScript has them.
function tell(block) { try { block(); } catch (e) { console.log('%s', '' + e); } }
var o = { a: {} }, undef;
tell(function () { o.b.c; });
tell(function () { undef.x = 1; });
tell(function () { o.nothing(); });
tell(function () { new o.a(); });
tell(function () { nowhere; });
tell(function () { 'use strict'; nowhere = 1; });
tell(function () { const c = 1; c = 2; });
tell(function () { new RegExp('('); });
tell(function () { eval('var = 1'); });
tell(function () { decodeURIComponent('%'); });
tell(function () { throw new TypeError('not a constructor'); });
tell(function () { throw new Error(); });
tell(function () { var e = new Error('m'); e.name = ''; throw e; });
tell(function () { var e = new RangeError('m'); e.name = 'Own'; throw e; });
console.log(Error.prototype.toString.call({ name: 'N', message: 'M' }), Error.prototype.toString.call({}), String(Error.prototype));
try { Error.prototype.toString.call(1); } catch (e) { console.log(e.name); }
process.on('uncaughtException', function (err) { console.log('Caught exception: ' + err); });
nonexistentFunc();
