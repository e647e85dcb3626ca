// A thousand operations at once; timers are not held up.
var fs = require('fs'), dir = process.env.TMP, left = 1000, ticks = 0;
for (var i = 0; i < 1000; i++) (function (i) {
  fs.writeFile(dir + '/' + i, 'file ' + i, function (err) {
    if (err) throw err;
    fs.readFile(dir + '/' + i, 'utf8', function (err, text) {
      if (err) throw err;
      if (text !== 'file ' + i) console.log(i, text);
      fs.unlink(dir + '/' + i, function (err) {
        if (err) throw err;
        if (--left === 0) { console.log('done', fs.readdirSync(dir).length); clearInterval(timer); }
      });
    });
  });
})(i);
var timer = setInterval(function () { ticks++; }, 1);
process.on('exit', function () { console.log(ticks > 1, fs.readdirSync('/proc/self/fd').length < 20); });
