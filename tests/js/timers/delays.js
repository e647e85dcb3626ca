// What is no sensible delay counts as 1 ms; what is sensible is waited for in full.
var start = Date.now(), left = 0;
[undefined, null, NaN, -5, 0, 0.5, 2147483648, 1e100, Infinity, -Infinity, '', 'x', {}, [], true, '3'].forEach(function (delay) {
  left++;
  setTimeout(function () { left--; }, delay);
});
setTimeout(function () { console.log('left', left); }, 60);
[20, 50].forEach(function (ms) {
  var begun = process.hrtime();
  setTimeout(function () {
    var took = process.hrtime(begun), waited = took[0] * 1e3 + took[1] / 1e6;
    console.log(ms, waited >= ms, waited < ms + 1000);
  }, ms);
});
// The delay counts from the call, not from the start of the turn.
setTimeout(function () {
  for (var t = Date.now(); Date.now() < t + 30;) {}
  var begun = Date.now();
  setTimeout(function () { console.log('after computing', Date.now() - begun >= 19); }, 20);
}, 61);
