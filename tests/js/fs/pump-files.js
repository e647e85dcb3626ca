// sys.pump and pipe from file to file; a failing destination.
var fs = require('fs'), sys = require('sys'), dir = process.env.TMP, all = new Buffer(400003);
for (var i = 0; i < all.length; i++) all[i] = (i * i) >> 3;
fs.writeFileSync(dir + '/a', all);
function same(path) { return fs.readFileSync(path).toString('binary') === all.toString('binary'); }
sys.pump(fs.createReadStream(dir + '/a'), fs.createWriteStream(dir + '/b'), function (err) {
  console.log(err, same(dir + '/b'));
  sys.pump(fs.createReadStream(dir + '/a', { bufferSize: 777 }), fs.createWriteStream(dir + '/c'), function (err) {
    console.log(err, same(dir + '/c'));
    fs.createReadStream(dir + '/a').pipe(fs.createWriteStream(dir + '/d')).on('close', function () {
      console.log(same(dir + '/d'));
      sys.pump(fs.createReadStream(dir + '/a'), fs.createWriteStream('/dev/full'), function (err) {
        console.log(err.code);
        sys.pump(fs.createReadStream('/no/such'), fs.createWriteStream(dir + '/e'), function (err) { console.log(err.code); });
      });
    });
  });
});
