// A listener that throws loses nothing of the stream when the program goes on.
var fs = require('fs'), got = '', thrown = 0;
process.on('uncaughtException', function (e) { thrown++; });
fs.writeFileSync(process.env.TMP + '/f', '0123456789');
var stream = fs.createReadStream(process.env.TMP + '/f', { bufferSize: 3, encoding: 'utf8' });
stream.on('open', function () { throw new Error('open'); });
stream.on('data', function (text) { got += text; throw new Error('data'); });
stream.on('end', function () { throw new Error('end'); });
stream.on('close', function () { console.log(got, thrown); });
