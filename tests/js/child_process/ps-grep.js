// The manual's "very elaborate way", with a needle that only this program has.
var spawn = require('child_process').spawn,
    ps = spawn('ps', ['axww']),
    grep = spawn('grep', ['-c', '^ *' + process.pid + ' .*[p]s-grep.js']),
    told = '';

ps.stdout.on('data', function (data) { grep.stdin.write(data); });
ps.on('exit', function (code) {
  console.log('ps', code);
  grep.stdin.end();
});
grep.stdout.on('data', function (data) { told += data; });
grep.on('exit', function (code) { console.log('grep', code, told); });
