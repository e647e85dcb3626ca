// An uncaught exception: Node's report, 'exit' with status 1, nothing else.
process.on('exit', function (code) { console.log('exit', code); });
setTimeout(function () { console.log('never'); }, 0);
function thrower() {
  throw new TypeError('wrong');
}
thrower();
