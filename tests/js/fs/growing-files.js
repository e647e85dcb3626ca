// Files whose size says nothing: /proc, devices, pipes; ones that grow or shrink while they are read.
var fs = require('fs'), f = process.env.TMP + '/f', got = 0, rounds = 0;
console.log(fs.statSync('/proc/self/maps').size, fs.readFileSync('/proc/self/maps').length > 100, fs.readFileSync('/proc/self/cmdline', 'utf8').indexOf('growing-files') > 0);
var proc = '';
fs.createReadStream('/proc/self/status', { encoding: 'utf8' }).on('data', function (text) { proc += text; }).on('end', function () {
  console.log(/^Name:[^]*\n$/.test(proc));
  fs.createReadStream('/dev/zero', { start: 0, end: 99999 }).on('data', function (data) { got += data.length; }).on('end', function () { console.log(got); growing(); });
});
function growing() {
  // A stream reads what is there when it comes to it.
  fs.writeFileSync(f, 'x');
  var total = 0, stream = fs.createReadStream(f);
  stream.on('data', function (data) { total += data.length; if (++rounds < 5) fs.appendFileSync(f, new Buffer(1000)); });
  stream.on('end', function () {
    console.log(rounds, total);
    // Two hundred reads of a file that another job makes longer and shorter: whole lines of it, or nothing.
    var left = 200, wrong = 0;
    for (var i = 0; i < 200; i++) {
      fs.writeFile(f, new Array(i * 50).join('line\n'), done);
      fs.readFile(f, 'utf8', function (err, text) { if (err || !/^(line\n)*(l|li|lin|line)?$/.test(text.slice(0, 4096))) wrong++; done(); });
    }
    function done() { if (--left === -200) console.log(wrong); }
  });
}
