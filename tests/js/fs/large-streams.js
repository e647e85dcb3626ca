// Streams, sendfile and truncate beyond 4 GB, in files with holes.
var fs = require('fs'), dir = process.env.TMP, f = dir + '/big', G = 1024 * 1024 * 1024, far = 5 * G + 3;
var w = fs.createWriteStream(f, { start: far });
w.write('beyond ');
w.end('four');
w.on('close', function () {
  console.log(fs.statSync(f).size - far, fs.lstatSync(f).size === far + 11, fs.statSync(f).blocks < 1000);
  var got = '';
  fs.createReadStream(f, { start: far - 2, end: far + 5, encoding: 'utf8' }).on('data', function (text) { got += text; }).on('close', function () {
    console.log(JSON.stringify(got));
    got = '';
    fs.createReadStream(f, { start: far + 7, end: Infinity, encoding: 'utf8', bufferSize: 1 }).on('data', function (text) { got += text; }).on('close', function () {
      console.log(got);
      var input = fs.openSync(f, 'r'), output = fs.openSync(dir + '/out', 'w+');
      fs.sendfile(output, input, far, 100, function (err, sent) {
        console.log(err, sent, fs.readFileSync(dir + '/out', 'utf8'));
        fs.truncate(output, 6 * G, function () {
          console.log(fs.fstatSync(output).size === 6 * G, fs.writeSync(output, 'x', 4 * G - 1), fs.readSync(output, new Buffer(4), 0, 4, 4 * G - 2));
          fs.ftruncateSync(output, 4 * G);
          var appended = fs.createWriteStream(dir + '/out', { flags: 'a' });
          appended.end('end');
          appended.on('close', function () {
            console.log(fs.statSync(dir + '/out').size - 4 * G, fs.readSync(output, 4, 4 * G - 1, 'utf8')[0]);
            fs.unlinkSync(f); fs.unlinkSync(dir + '/out');
          });
        });
      });
    });
  });
});
