// Standard input that nobody opens keeps nobody waiting; nor does one that is paused.
console.log(process.stdin.readable);
process.stdin.on('end', function () { console.log('never'); });
var stdin = process.openStdin();
stdin.on('data', function () { console.log('never'); });
stdin.pause();
setTimeout(function () { console.log('over'); }, 10);
