// An exception in a callback costs the other operations nothing, nor does one in a listener of watchFile.
var fs = require('fs'), f = process.env.TMP + '/f', thrown = 0, called = 0;
process.on('uncaughtException', function (e) { thrown++; });
fs.writeFileSync(f, 'x');
for (var i = 0; i < 100; i++) fs.stat(f, function () { called++; throw new Error('stat'); });
for (i = 0; i < 100; i++) fs.readFile('/no/such', function () { called++; null.x; });
fs.promises.stat(f).then(function () { called++; throw new Error('then'); }).catch(function () { called++; });
fs.watchFile(f, { interval: 5 }, function () { fs.unwatchFile(f); throw new Error('watchFile'); });
fs.appendFileSync(f, 'y');
process.on('exit', function () { console.log(called, thrown); });
