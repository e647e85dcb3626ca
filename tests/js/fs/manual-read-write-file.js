// The manual's examples of readFile and writeFile.
var fs = require('fs');
process.chdir(process.env.TMP);
fs.readFile('/etc/passwd', function (err, data) {
  if (err) throw err;
  console.log(Buffer.isBuffer(data), data.toString() === fs.readFileSync('/etc/passwd', 'utf8'));
  fs.writeFile('message.txt', 'Hello Node', function (err) {
    if (err) throw err;
    console.log('It\'s saved!');
    console.log(arguments.length, fs.readFileSync('message.txt').toString());
  });
});
