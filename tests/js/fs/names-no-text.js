// Names that are no UTF-8: Buffers lead to them, and tell them.
var fs = require('fs'), dir = process.env.TMP, name = new Buffer([0x66, 0xff, 0xe9]), path = Buffer.concat([new Buffer(dir + '/'), name]);
fs.writeFileSync(path, 'found');
console.log(fs.readdirSync(dir).map(escape).join(), fs.readdirSync(dir, 'buffer')[0].inspect(), fs.readdirSync(dir, { encoding: 'buffer' }).length);
console.log(fs.readFileSync(path, 'utf8'), fs.statSync(path).size, fs.existsSync(path), fs.existsSync(dir + '/f\ufffd\ufffd'));
fs.readdir(dir, 'buffer', function (err, names) {
  console.log(err, Buffer.isBuffer(names[0]), names[0].toString('binary') === name.toString('binary'));
  fs.unlink(path, function (err) {
    fs.writeFileSync(dir + '/\u00fc\u4e2d\ud83d\ude00', '');
    console.log(err, fs.readdirSync(dir).map(escape).join());
  });
});
