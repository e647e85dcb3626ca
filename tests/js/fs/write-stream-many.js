// A hundred thousand small writes, in order and whole.
var fs = require('fs'), f = process.env.TMP + '/f', stream = fs.createWriteStream(f), expected = [];
for (var i = 0; i < 100000; i++) { stream.write(i + '\n'); expected.push(i + '\n'); }
stream.end();
stream.on('close', function () { console.log(fs.readFileSync(f, 'ascii') === expected.join('')); });
