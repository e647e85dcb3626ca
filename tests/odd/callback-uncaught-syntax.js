process.on('uncaughtException', function (e) { console.log('caught ' + e.name); });
setTimeout(function () { eval('('); }, 1);
