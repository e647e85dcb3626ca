console.log('Starting directory: ' + process.cwd());
try {
  process.chdir('/tmp');
  console.log('New directory: ' + process.cwd());
}
catch (err) {
  console.log('chdir: ' + err);
}
try {
  process.chdir('/no/such/place');
} catch (err) {
  console.log('chdir: ' + err, err.code, err.errno === process.ENOENT);
}
try { process.chdir(); } catch (err) { console.log(err.name); }
