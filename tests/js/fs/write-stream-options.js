// flags, mode, encoding, start; ending without a write; callbacks.
var fs = require('fs'), f = process.env.TMP + '/f';
process.umask(0);
var a = fs.createWriteStream(f, { mode: 0640, encoding: 'hex' });
a.write('414243', function () { console.log('written'); });
a.end(function () {
  console.log((fs.statSync(f).mode & 0777).toString(8), fs.readFileSync(f, 'utf8'));
  var b = fs.createWriteStream(f, { flags: 'a' });
  b.end('DEF');
  b.on('close', function () {
    var c = fs.createWriteStream(f, { flags: 'r+', start: 2 });
    c.write('x'); c.write('y');
    c.end();
    c.on('close', function () {
      console.log(fs.readFileSync(f, 'utf8'));
      var d = fs.createWriteStream(f);
      d.end();
      d.on('close', function () { console.log(fs.statSync(f).size); d.end(); d.destroy(); });
    });
  });
});
