// destroy(): no more data, 'close' once, the callback; before the file is open, in the middle, after the end.
var fs = require('fs');
function log(name, stream) {
  stream.on('data', function () { console.log(name, 'data'); });
  ['open', 'end', 'close', 'error'].forEach(function (event) { stream.on(event, function () { console.log(name, event); }); });
}
var early = fs.createReadStream('/etc/passwd');
log('early', early);
early.destroy(function (err) {
  console.log('early destroyed', err, early.readable, early.fd);
  early.destroy(function () {
    var middle = fs.createReadStream('/etc/passwd', { bufferSize: 1 });
    log('middle', middle);
    middle.on('data', function () { middle.destroy(); middle.destroy(); });
    middle.on('close', function () {
      var twice = fs.createReadStream('/dev/null');
      log('twice', twice);
      twice.on('end', function () { twice.destroy(function () { console.log('twice destroyed'); }); });
      process.on('exit', function () { console.log(fs.readdirSync('/proc/self/fd').length < 12); });
    });
  });
});
