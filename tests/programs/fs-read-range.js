var fs = require('fs');
process.chdir(process.env.TMP);
var text = '';
for (var i = 0; i < 10; i++) text += i + '123456789';
fs.writeFileSync('sample.txt', text);
// The last 10 bytes of a file that is 100 bytes long:
var stream =
fs.createReadStream('sample.txt', {start: 90, end: 99});
stream.on('data', function (data) { console.log(data.toString()); });
stream.on('end', function () { console.log('end'); });
