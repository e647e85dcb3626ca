// What contexts take is given back when their sandboxes are gone.
var vm = require('vm');
function run(times) {
  for (var i = 0; i < times; i++) {
    vm.runInNewContext('count += 1; var list = [count, { a: "b" }]; function f() { return list; } f().length; new Date(0); /x/.test("x")', { count: i });
  }
  return process.memoryUsage().rss;
}
var before = run(150);
var grown = run(600) - before;
console.log(grown < 48 * 1024 * 1024 || grown);
