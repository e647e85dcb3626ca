var stdin = process.openStdin();

process.on('SIGINT', function () {
  console.log('Got SIGINT. Press Control-D to exit.');
});
setTimeout(function () { process.kill(process.pid); }, 20);
setTimeout(function () { process.exit(); }, 100);
