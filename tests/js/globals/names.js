console.log(global === GLOBAL, global === root, global.process === process, this !== global);
x = 1;
global.y = 2;
console.log(global.x, y);
var seen = {};
for (var name in global) seen[name] = true;
console.log(['global', 'GLOBAL', 'root', 'process', 'console', 'Buffer', 'setTimeout', 'clearTimeout', 'setInterval',
  'clearInterval'].filter(function (name) { return !seen[name] || !(name in global); }).join() || 'all there');
console.log(typeof setImmediate, typeof clearImmediate, typeof queueMicrotask);
console.log(Object.prototype.toString.call(global));
console.log(typeof require, typeof module, typeof exports, typeof global.require, typeof global.module);
