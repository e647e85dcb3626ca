// The manual's watchFile: current and previous Stats at each change; unwatchFile ends it and the program.
var fs = require('fs'), f = process.env.TMP + '/f', calls = 0;
fs.writeFileSync(f, 'one');
fs.watchFile(f, { persistent: true, interval: 20 }, function (curr, prev) {
  console.log(curr instanceof fs.Stats, curr.mtime instanceof Date, prev.size, curr.size, curr.nlink);
  calls++;
  if (calls === 1) fs.unlinkSync(f);
  else fs.unwatchFile(f);
});
fs.watchFile('/etc/passwd', { persistent: false, interval: 10 }, function () { console.log('never'); });
fs.writeFileSync(f, 'three');
fs.unwatchFile('/not/watched');
