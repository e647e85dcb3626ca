// None of the web's names shows in `for in`; a program may replace them; performance counts from the start.
var seen = [];
for (var name in global) seen.push(name);
var names = ['URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'atob', 'btoa', 'structuredClone', 'performance', 'DOMException',
  'Event', 'CustomEvent', 'EventTarget', 'AbortSignal', 'AbortController', 'globalThis'];
console.log('%s', names.filter(function (name) { return seen.indexOf(name) >= 0; }).join());
console.log('%s', names.filter(function (name) { return typeof global[name] === 'undefined'; }).join());
URL = require('url');
console.log('%s %s', typeof URL.parse, globalThis.URL === require('url'));
var before = performance.now();
console.log('%s %s', before > 0 && before < 600000, performance.now() >= before);
console.log('%s', Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 60000);
console.log('%s', require('perf_hooks').performance === performance);
