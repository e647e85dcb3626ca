// The manual's example of watchFile, word for word, on a file that changes once.
var fs = require('fs'), f = process.env.TMP + '/f';
fs.writeFileSync(f, 'one');
fs.utimesSync(f, 1000000000, 1000000000);

fs.watchFile(f, function (curr, prev) {  
  console.log('the current mtime is: ' + curr.mtime);  
  console.log('the previous mtime was: ' + prev.mtime);  
});

fs.watchFile(f, function () { fs.unwatchFile(f); });
fs.utimesSync(f, 1000000000, 1000000060);
