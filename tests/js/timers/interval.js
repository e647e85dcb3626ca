// setInterval(f, 0) repeats; an interval does not drift by the time that its callback takes.
var n = 0;
var quick = setInterval(function () {
  if (++n === 5) {
    clearInterval(quick);
    console.log('repeated', n);
  }
}, 0);
// With a drift the k-th call could not begin before 40 k + 30 (k - 1); on a busy machine some calls are late, not all.
var begun = Date.now(), k = 0, early = false, inTime = false;
var slow = setInterval(function () {
  var start = Date.now() - begun;
  k++;
  if (start < 40 * k - 1) early = true;
  if (k > 2 && start < 40 * k + 30 * (k - 1)) inTime = true;
  for (var t = Date.now(); Date.now() < t + 30;) {}
  if (k === 20 || (k > 9 && inTime)) {
    clearInterval(slow);
    console.log('no drift', !early, inTime);
  }
}, 40);
