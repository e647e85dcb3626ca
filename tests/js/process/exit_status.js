// exit stops everything at once: no line after it, no tick, no promise job, no timer; 'exit' is emitted once.
process.on('exit', function (code) {
  console.log('exit', code);
  process.exit(3);
});
process.on('exit', function () { console.log('never'); });
process.nextTick(function () { console.log('never'); });
Promise.resolve().then(function () { console.log('never'); });
setTimeout(function () { console.log('never'); }, 0);
try {
  [1, 2].forEach(function () {
    process.exit(7);
    console.log('never');
  });
} catch (e) {
  console.log('never', e);
} finally {
  console.log('never');
}
