// A UNIX socket that is not bound hears nothing and keeps nobody waiting.
var dgram = require('dgram');
var socket = dgram.createSocket('unix_dgram');
socket.send(new Buffer('x'), 0, 1, process.env.TMP + '/nobody', function (err) {
  console.log(err.code, err.syscall, err.message === "ENOENT, No such file or directory '" + process.env.TMP + "/nobody'");
});
process.on('exit', function () { console.log('end'); });
