// No such directory: 'error' alone. A full disk: 'error', then 'close'.
var fs = require('fs'), missing = fs.createWriteStream('/no/such/file');
function listen(name, stream) {
  ['open', 'drain', 'close', 'error'].forEach(function (event) {
    stream.on(event, function (e) { console.log(name, event, event === 'error' ? e.message + ' ' + stream.writable : ''); });
  });
}
listen('missing', missing);
missing.write('x');
missing.on('error', function () {
  try { missing.write('y'); } catch (e) { console.log(e.message); }
  var full = fs.createWriteStream('/dev/full');
  listen('full', full);
  full.write('some'); full.write('thing');
  full.on('close', function () {
    try { full.write(5); } catch (e) { console.log(e.message); }
    var bad = fs.createWriteStream('/dev/null');
    try { bad.write({}); } catch (e) { console.log(e.message); }
    try { bad.write('x', 'nonsense'); } catch (e) { console.log(e.message); }
    bad.destroy(function () { console.log('destroyed', bad.writable); });
  });
});
