// Clean-up callbacks of FinalizationRegistry run when their targets are gone, between the program's callbacks; WeakRef sees the same.
var done = [], order = [], unheld = [], refs = [];
var registry = new FinalizationRegistry(function (held) { done.push(held); order.push('clean-up'); });
var failing = new FinalizationRegistry(function (held) { throw new Error('held ' + held); });
var kept = { kept: true }, token = {};
(function () {
  for (var i = 0; i < 100; i++) registry.register({ i: i }, i);
  for (i = 0; i < 10; i++) registry.register({ i: i }, 'unregistered', token);
  for (i = 0; i < 10; i++) refs.push(new WeakRef({ i: i }));
  for (i = 0; i < 3; i++) failing.register({ i: i }, i);
  registry.register(kept, 'kept');
})();
console.log(registry.unregister(token), registry.unregister(token), done.length);
try { registry.register(kept, kept); } catch (e) { console.log(e.name); }
process.on('uncaughtException', function (e) { unheld.push(e.message); });
function wait() {
  order.push('turn');
  // Garbage, so that the collector has a reason to run.
  for (var i = 0; i < 30000; i++) var garbage = { a: [i], b: {} };
  order.push('end');
  if (done.length < 100 || unheld.length < 3) return setTimeout(wait, 0);
  console.log(done.sort(function (a, b) { return a - b; }).join() === Array.from({ length: 100 }, function (_, i) { return i; }).join());
  console.log(unheld.sort().join());
  console.log(refs.every(function (ref) { return ref.deref() === undefined; }), new WeakRef(kept).deref() === kept);
  console.log(order.join(' ').indexOf('turn clean-up') === -1);
}
setTimeout(wait, 0);
