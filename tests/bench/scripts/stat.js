// readdir, and stat of every entry, ten times.
var fs = require('fs'), folder = process.argv[2], rounds = 10, total = 0;
(function round() {
  if (rounds-- === 0) return console.log(total);
  fs.readdir(folder, function (error, names) {
    if (error) throw error;
    var left = names.length;
    names.forEach(function (name) {
      fs.stat(folder + '/' + name, function (error, stat) {
        if (error) throw error;
        total += stat.size;
        if (--left === 0) round();
      });
    });
  });
})();
