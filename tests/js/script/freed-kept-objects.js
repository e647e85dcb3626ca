// A sandbox is freed also when it keeps objects that its code made with new, class, bind, Object.create.
var vm = require('vm');
var code = 'function Foo() { this.x = 1; } var now = new Date; var o = new Foo; var p = Object.create(o);' +
    'class C { m() {} } var c = new C, m = new Map, e = new Error("x"), b = Foo.bind(this), r = new RegExp("x");' +
    'function* g() {} var it = g(); count += 1';
var script = new vm.Script(code);
function run(times) {
  for (var i = 0; i < times; i++) {
    vm.runInNewContext(code, { count: i });
    script.runInNewContext({ count: i });
    vm.runInContext(code, vm.createContext({ count: i }));
  }
  return process.memoryUsage().rss;
}
var before = run(60);
var grown = run(300) - before;
// What a context takes, 900 times, is 200 MB.
console.log(grown < 48 * 1024 * 1024 || grown);
