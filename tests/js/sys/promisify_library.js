// Functions of the library whose promise is of something else than one value.
var util = require('util'), fs = require('fs');
function show() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }
(async function () {
  show(await util.promisify(setTimeout)(1, 'after a millisecond'), await util.promisify(setImmediate)('at once'));
  show(await util.promisify(fs.exists)(__filename), await util.promisify(fs.exists)('/nowhere'));
  var fd = await util.promisify(fs.open)(__filename, 'r', 0), buffer = Buffer.alloc(5);
  var read = await util.promisify(fs.read)(fd, buffer, 0, 5, 0);
  show(read.bytesRead, read.buffer === buffer, JSON.stringify(buffer.toString()));
  show(await util.promisify(fs.close)(fd));
  try { await util.promisify(fs.stat)('/nowhere'); } catch (error) { show(error.code); }
  function Own() { this.n = 3; }
  Own.prototype.get = util.promisify(function get(a, callback) { callback(null, this.n + a); });
  show(await new Own().get(4));
})();
