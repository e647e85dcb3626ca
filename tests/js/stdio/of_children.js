// 500 KB just before the end, through pipes, whatever the way to end; and what a child leaves in a file.
var spawn = require('child_process').spawn, fs = require('fs'), ways = [
  'process.exit(3)', 'throw new Error("x")', '', 'process.kill(process.pid, "SIGTERM")',
  'process.on("uncaughtException", function () { process.exit(4); }); throw 1'
];
var write = 'process.stdout.write(new Array(500001).join("x"));';

function next() {
  var way = ways.shift();
  if (way === undefined) return file();
  var child = spawn(process.env.NODERU, ['-e', write + way]), length = 0;
  child.stdout.on('data', function (data) { length += data.length; });
  child.on('exit', function (code, signal) {
    console.log('' + length, code, signal);
    next();
  });
}
next();

function file() {
  var path = process.env.TMP + '/out', fd = fs.openSync(path, 'w');
  var child = spawn(process.env.NODERU, ['-e', write + 'process.exit(5)'], { customFds: [-1, fd, 2] });
  child.on('exit', function (code) { console.log('file', fs.statSync(path).size, code); });
}
