// So many timers, of 0 to 999 ms, all at once; a tenth of them is cleared.
var count = Number(process.argv[2]), fired = 0;
for (var i = 0; i < count; i++) {
  var timer = setTimeout(function () { fired++; }, i % 1000);
  if (i % 10 === 9) clearTimeout(timer);
}
process.on('exit', function () { console.log(fired); });
