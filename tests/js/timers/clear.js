// Any kind of thing may be cleared, twice as well; what was cleared does not run.
var fired = false;
var a = setTimeout(function () { fired = true; }, 1);
clearTimeout(a);
clearTimeout(a);
var b = setInterval(function () { fired = true; }, 1);
clearTimeout(b);
var c = setTimeout(function () { fired = true; }, 1);
clearInterval(c);
var d = setImmediate(function () { fired = true; });
clearImmediate(d);
var e = setTimeout(function () { fired = true; }, 1);
clearTimeout(+e);
var f = setTimeout(function () { fired = true; }, 1);
clearTimeout(f), clearImmediate(f), clearInterval(d);
[undefined, null, 0, 1, -1, 1e300, NaN, 'x', {}, [], function () {}, true].forEach(function (id) {
  clearTimeout(id);
  clearInterval(id);
  clearImmediate(id);
});
clearTimeout();
// One timer stops another that is due in the same turn.
var first = setTimeout(function () { clearTimeout(second); clearImmediate(third); console.log('first'); }, 1);
var second = setTimeout(function () { console.log('never'); }, 1);
var third;
setImmediate(function () { console.log('immediate'); clearImmediate(third); });
third = setImmediate(function () { console.log('never'); });
for (var t = Date.now(); Date.now() < t + 5;) {}
setTimeout(function () { console.log(fired); }, 20);
