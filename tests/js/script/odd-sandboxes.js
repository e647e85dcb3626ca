// Sandboxes of every kind.
var vm = require('vm');
function run(code, sandbox) { return vm.runInNewContext(code, sandbox); }
var frozen = Object.freeze({ a: 1 });
console.log(run('a = 2; b = 3; var c = 4; [a, b, c].join()', frozen), JSON.stringify(frozen), run('b + c', frozen), vm.isContext(frozen));
var sealed = Object.seal({ a: 1 });
console.log(run('a = 2; delete a; b = 3; a + b', sealed), JSON.stringify(sealed));
var closed = Object.preventExtensions({ a: 1, f: function () { return this.a; } });
console.log(run('a = 5; f()', closed), closed.a, run('for (var k in this) k', closed));
var log = [], accessors = { get a() { return 5; }, set a(v) { log.push(v); } };
console.log(run('a = a + 1; a', accessors), log.join());
var proto = { x: 1, get y() { return this.own; }, m: function () { return this.own; } }, child = Object.create(proto);
child.own = 9;
console.log(run('x = x + 1; [x, y, this.m()].join()', child), child.x, proto.x, Object.keys(child).join());
var bare = Object.create(null);
console.log(run('b = typeof Object; b', bare), Object.keys(bare).join());
var fixed = {};
Object.defineProperty(fixed, 'k', { value: 1 });
console.log(run('k = 2; var k = 3; k', fixed), JSON.stringify(Object.getOwnPropertyDescriptor(fixed, 'k')));
try { run('"use strict"; k = 2', fixed); } catch (e) { console.log(e.name); }
var hidden = {};
Object.defineProperty(hidden, 'h', { value: 1, writable: true, configurable: true });
console.log(run('h = 2; h', hidden), Object.keys(hidden).length);
var list = [1, 2], fn = function (a, b) {}, date = new Date(0);
console.log(run('x = length', list), list.x, run('y = length', fn), fn.y, run('z = 1', date), date.z);
var undef = Object.defineProperty({}, 'undefined', { value: 'mine', enumerable: true });
console.log(run('typeof undefined + typeof void 0', undef), undef.undefined);
