// A descriptor instead of a path, subclasses in both styles, options that become properties.
var fs = require('fs'), f = process.env.TMP + '/f';
fs.writeFileSync(f, 'abcdef');
var fd = fs.openSync(f, 'r');
fs.readSync(fd, 2, null);
var stream = new fs.ReadStream(null, { fd: fd, encoding: 'utf8', mine: 1 });
stream.on('data', function (text) { console.log(text, stream.mine); });
stream.on('close', function () {
  function Lines(path) { fs.ReadStream.call(this, path, { encoding: 'utf8' }); }
  require('sys').inherits(Lines, fs.ReadStream);
  var lines = new Lines(f);
  lines.on('data', function (text) { console.log(text, lines instanceof Lines); });
  lines.on('end', function () {
    var plain = fs.ReadStream(f);
    plain.on('data', function (data) { console.log(data); });
  });
});
