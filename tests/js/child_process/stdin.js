// Much more than a pipe holds, there and back; bytes and text.
var spawn = require('child_process').spawn, cat = spawn('cat'), bytes = 0, wrong = 0;

var block = new Buffer(65536);
for (var i = 0; i < block.length; i++) block[i] = i % 251;

cat.stdout.on('data', function (data) {
  for (var i = 0; i < data.length; i += 97) {
    if (data[i] !== (bytes + i) % 65536 % 251) wrong++;
  }
  bytes += data.length;
});
var left = 40, full = 0;
function write() {
  while (left > 0) {
    left--;
    if (cat.stdin.write(block) === false) {
      full++;
      cat.stdin.once('drain', write);
      return;
    }
  }
  cat.stdin.end();
}
write();
cat.on('exit', function (code) {
  console.log('' + code, bytes === 40 * 65536, wrong, full > 0);
  text();
});

function text() {
  var cat = spawn('cat'), got = '';
  cat.stdout.setEncoding('utf8');
  cat.stdout.on('data', function (text) { got += text; });
  cat.on('exit', function () { console.log(got); });
  cat.stdin.write('gr\u00fc\u00dfe ', 'utf8');
  cat.stdin.write('68656c6c6f', 'hex');
  cat.stdin.end(' \u20ac');
}
