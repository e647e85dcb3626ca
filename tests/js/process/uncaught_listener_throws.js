// An uncaughtException listener that throws ends the process, with the report of what it threw.
process.on('uncaughtException', function (e) { throw new Error('second after ' + e.message); });
process.on('exit', function (code) { console.log('exit', code); });
throw new Error('first');
