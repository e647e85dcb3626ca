process.on('SIGTERM', function () { console.log('heard'); process.exit(0); });
process.kill(process.pid, 'SIGTERM');
setTimeout(function () {}, 5000);
