// Reads all files of a folder, 100 at a time.
var fs = require('fs'), folder = process.argv[2], names = fs.readdirSync(folder), done = 0;
function next() {
  var name = names.pop();
  if (!name) return;
  fs.readFile(folder + '/' + name, function (error, data) {
    if (error) throw error;
    if (data.length !== 1000) throw new Error(name + ' has ' + data.length + ' bytes');
    done++;
    next();
  });
}
for (var i = 0; i < 100; i++) next();
process.on('exit', function () { console.log(done); });
