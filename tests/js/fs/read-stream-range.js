// The manual's example of a range, other ranges, bufferSize.
var fs = require('fs'), text = '';
process.chdir(process.env.TMP);
for (var i = 0; i < 10; i++) text += '0123456789';
fs.writeFileSync('sample.txt', text.slice(0, 90) + 'last bytes');
function show(stream, next) {
  var chunks = [];
  stream.on('data', function (data) { chunks.push(data.toString()); });
  stream.on('end', function () { console.log(chunks.join('|')); if (next) next(); });
}
show(fs.createReadStream('sample.txt', {start: 90, end: 99}), function () {
  show(fs.createReadStream('sample.txt', { start: 0, end: 0 }), function () {
    show(fs.createReadStream('sample.txt', { start: 85, end: 1000, bufferSize: 4, encoding: 'utf8' }), function () {
      show(fs.createReadStream('sample.txt', { start: 95, end: Infinity }), function () {
        show(fs.createReadStream('sample.txt', { start: 0, end: 2 }), function () {
          show(fs.createReadStream('sample.txt', { start: 200, end: 300 }));
        });
      });
    });
  });
});
try { fs.createReadStream('sample.txt', { start: 5, end: 4 }); } catch (e) { console.log(e.message); }
// "When used, both the limits must be specified always."
[{ start: 95 }, { end: 2 }, { start: 1, end: null }].forEach(function (range) {
  try { fs.createReadStream('sample.txt', range); } catch (e) { console.log(e.message); }
});
try { fs.createReadStream('a\u0000b'); } catch (e) { console.log(e.message); }
try { fs.createReadStream('sample.txt', { flags: 'z' }); } catch (e) { console.log(e.message); }
