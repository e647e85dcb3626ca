// setInterval(f, 0) repeats; an interval does not drift by the time that its callback takes.
var n = 0;
var quick = setInterval(function () {
  if (++n === 5) {
    clearInterval(quick);
    console.log('repeated', n);
  }
}, 0);
var begun = Date.now(), k = 0;
var slow = setInterval(function () {
  for (var t = Date.now(); Date.now() < t + 30;) {}
  if (++k === 10) {
    clearInterval(slow);
    console.log('no drift', Date.now() - begun >= 400, Date.now() - begun < 650);
  }
}, 40);
