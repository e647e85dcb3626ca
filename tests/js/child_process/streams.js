// The streams are net.Streams: pause, resume, setEncoding, destroy, pump.
var spawn = require('child_process').spawn, net = require('net'), sys = require('sys'), fs = require('fs');

var yes = spawn('yes'), state = 'flowing', early = 0;
console.log(yes.stdin instanceof net.Stream, yes.stdout instanceof net.Stream, yes instanceof require('events').EventEmitter);
yes.stdout.on('data', function () {
  if (state === 'paused') early++;
  if (state === 'resumed') yes.stdout.destroy();
  if (state !== 'flowing') return;
  state = 'paused';
  yes.stdout.pause();
  setTimeout(function () {
    state = 'resumed';
    yes.stdout.resume();
  }, 20);
});
// Its reader is gone, so SIGPIPE ends it.
yes.on('exit', function (code, signal) {
  console.log('yes', code, signal, state, early);
  pump();
});

function pump() {
  fs.writeFileSync(process.env.TMP + '/a', new Array(100001).join('0123456789'));
  var sort = spawn('cat'), file = fs.createWriteStream(process.env.TMP + '/b');
  sys.pump(fs.createReadStream(process.env.TMP + '/a'), sort.stdin);
  sys.pump(sort.stdout, file, function () {
    console.log('pumped', fs.statSync(process.env.TMP + '/b').size);
    chain();
  });
}

// One child's output is another's input.
function chain() {
  var seq = spawn('seq', ['1', '50000']), tail = spawn('tail', ['-n', '1']), text = '';
  sys.pump(seq.stdout, tail.stdin);
  tail.stdout.setEncoding('ascii');
  tail.stdout.on('data', function (data) { text += data; });
  tail.on('exit', function (code) { console.log('' + code, text.trim()); });
}
