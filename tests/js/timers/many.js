// Thousands of timers: all fire, in order; a stopped one lets go of what it held.
var N = 20000, fired = 0, last = -1, ordered = true;
function fire(i) {
  fired++;
  if (i < last) ordered = false;
  last = i;
}
var timers = [];
for (var i = 0; i < N; i++) timers.push(setTimeout(fire, 30, i));
for (i = 0; i < N; i += 2) clearTimeout(timers[i]);
console.log(timers[0].callback, typeof timers[1].callback);
setTimeout(function () { console.log(fired, ordered); }, 30);
