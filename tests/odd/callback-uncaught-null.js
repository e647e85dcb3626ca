process.on('uncaughtException', function (e) { console.log('caught ' + e); });
throw null;
