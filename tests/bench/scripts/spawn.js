// Runs /bin/true so many times, one after the other.
var spawn = require('child_process').spawn, left = Number(process.argv[2]);
(function next() {
  if (left-- === 0) return console.log('done');
  spawn('/bin/true', []).on('exit', function (code) {
    if (code !== 0) throw new Error('status ' + code);
    next();
  });
})();
