// A sandbox is freed also when what its promises ran later put objects into it.
var vm = require('vm');
var code = 'function Foo() {} first = new Foo; (async function () { await null; second = new Foo; await null; third = new Date })();' +
    'Promise.resolve().then(function () { fourth = new Foo })';
function run(times, then) {
  if (times === 0) return then(process.memoryUsage().rss);
  for (var i = 0; i < 10; i++) last = vm.runInNewContext(code + '; this', {});
  setTimeout(function () {
    if (!last.second || !last.third || !last.fourth) throw new Error('the promises have not run');
    run(times - 1, then);
  }, 0);
}
var last;
run(15, function (before) {
  run(60, function (after) {
    // What a context takes, 600 times, is 130 MB.
    console.log(after - before < 48 * 1024 * 1024 || after - before);
  });
});
