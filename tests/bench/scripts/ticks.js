// A million ticks: half of them each made by the one before, half of them a thousand at a time.
var count = 0, half = 500000;
function chained() {
  if (++count < half) process.nextTick(chained); else batch();
}
function plain() { count++; }
function batch() {
  if (count >= 2 * half) return console.log(count);
  for (var i = 0; i < 1000; i++) process.nextTick(plain);
  process.nextTick(batch);
}
process.nextTick(chained);
