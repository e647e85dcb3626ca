// The manual's chained example: rename, then stat.
var fs = require('fs'), hello = process.env.TMP + '/hello', world = process.env.TMP + '/world';
fs.writeFileSync(hello, 'Hello');
fs.rename(hello, world, function (err) {
  if (err) throw err;
  console.log(arguments.length, typeof err);
  fs.stat(world, function (err, stats) {
    if (err) throw err;
    var json = JSON.parse(JSON.stringify(stats));
    console.log(err, Object.keys(json).join(' '));
    console.log(json.size, json.mode.toString(8), json.nlink, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(json.mtime));
  });
});
