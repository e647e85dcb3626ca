// A missing callback is allowed; the work is done and failures are told nobody.
var fs = require('fs'), dir = process.env.TMP;
fs.writeFileSync(dir + '/a', '');
console.log(fs.unlink(dir + '/a'), fs.unlink('/no/such'), fs.readFile('/no/such'), fs.mkdir(dir + '/d'), fs.close(9999));
process.on('exit', function () { console.log(fs.existsSync(dir + '/a'), fs.existsSync(dir + '/d')); });
