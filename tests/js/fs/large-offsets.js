// Places beyond 4 GB, in a file with a hole.
var fs = require('fs'), f = process.env.TMP + '/big', far = 5 * 1024 * 1024 * 1024;
var fd = fs.openSync(f, 'w+');
console.log(fs.writeSync(fd, 'end', far), fs.fstatSync(fd).size - far, fs.readSync(fd, 3, far, 'utf8')[0]);
fs.write(fd, new Buffer('END!'), 0, 4, far + 1, function (err, written) {
  console.log(err, written, fs.statSync(f).size - far);
  fs.read(fd, 10, far, 'utf8', function (err, text, count) {
    console.log(err, text, count);
    fs.truncateSync(fd, far + 2);
    console.log(fs.fstatSync(fd).size - far);
    fs.readFile(f, function (err) { console.log(err.code, err.syscall); fs.unlinkSync(f); });
  });
});
