// A missing file is told by 'error' alone; a directory fails at the first read and is closed; unheard it is an exception.
var fs = require('fs'), stream = fs.createReadStream('/no/such');
function listen(name, stream) {
  ['open', 'data', 'end', 'close', 'error'].forEach(function (event) {
    stream.on(event, function (e) { console.log(name, event, event === 'error' ? e.message : '', stream.readable); });
  });
}
listen('missing', stream);
stream.on('error', function () {
  var dir = fs.createReadStream('/');
  listen('directory', dir);
  dir.on('close', function () {
    process.on('uncaughtException', function (e) { console.log('uncaught', e.code); });
    fs.createReadStream('/no/such');
  });
});
