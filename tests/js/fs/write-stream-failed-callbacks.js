// Callbacks of what could not be written hear of it, before the listeners of 'error' or after them, but once.
var fs = require('fs');
function told(name, stream) {
  var heard = [];
  function say(what) { return function (err) { heard.push(what + ' ' + (err ? err.code : err) + ' ' + arguments.length); }; }
  stream.on('error', say('error'));
  stream.write('a', say('first'));
  stream.write('b', say('second'));
  stream.end(say('end'));
  process.on('exit', function () { console.log(name + ':\n  ' + heard.sort().join('\n  ')); });
}
told('no folder', fs.createWriteStream(process.env.TMP + '/missing/file'));
told('read only', new fs.WriteStream(null, { fd: fs.openSync(__filename, 'r') }));
