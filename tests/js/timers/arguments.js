// The manual, Timers: extra arguments; facts: `this` is the timer.
var timer = setTimeout(function () {
  console.log([].join.call(arguments, '|'), arguments.length, this === timer);
}, 1, 'a', 2, null, undefined);
var n = 0, interval = setInterval(function (x) {
  console.log('interval', x, arguments.length, this === interval);
  if (++n < 2) return;
  clearInterval(this);
  setTimeout(function () { console.log(arguments.length); }, 0);
}, 2, 'x');
// Whether it comes before the first timer is the machine's business.
var immediate;
setImmediate(function (a, b) { immediate = [a, b, arguments.length]; }, 1, 2);
process.on('exit', function () { console.log('immediate', immediate.join(' ')); });
