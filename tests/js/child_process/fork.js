// fork: messages both ways, servers and streams as handles, and the end of the channel.
var fork = require('child_process').fork, net = require('net'), echo = __dirname + '/fork/echo.js', order = [];

function messages() {
  var child = fork(echo, ['a', 'b']), large = new Array(300001).join('\u20ac'), answers = [];
  console.log(child.connected, child.stdio.length, child.stdio[3]);
  var sent = ['text', 0, null, true, { deep: [{ er: '\u00e9\n' }] }, large, 'stop'];
  sent.forEach(function (message) { child.send(message); });
  child.on('message', function (message) { answers.push(message); });
  child.on('disconnect', function () { order.push('disconnect ' + child.connected); });
  child.on('exit', function (code) {
    console.log(order.join(), code, answers.length);
    console.log(JSON.stringify(answers.slice(0, 5)));
    console.log(answers[5].got === large);
    child.on('error', function (error) { console.log('error: ' + error.message); });
    child.send('late', function (error) { console.log('callback: ' + error.message); leaving(); });
    child.send('late');
    try { child.send(undefined); } catch (e) { console.log(e.message); }
  });
}

// What was sent right before the end arrives.
function leaving() {
  var child = fork(echo);
  child.on('message', function (message) { console.log(message); });
  child.on('exit', function (code) { console.log(code); cut(); });
  child.send('exit');
}

// The parent hangs up; a child that hears of nothing else ends.
function cut() {
  var child = fork(echo);
  child.send('x');
  child.on('message', function () { child.disconnect(); });
  child.on('exit', function (code) { console.log('cut', code, child.connected); quiet(); });
}

function quiet() {
  var child = fork(__dirname + '/fork/silent.js', { silent: true });
  child.stdout.on('data', function (text) { console.log(String(text).trim()); });
  child.on('exit', function (code) { console.log(code); handles(); });
}

function handles() {
  var child = fork(echo, [], { stdio: [0, 1, 'ignore', 'ipc'] }), server = net.createServer(function (socket) {
    child.send('stream', socket);
    socket.destroy();
  });
  server.listen(process.env.PORT, function () {
    read(process.env.PORT, function () {
      server.close();
      var other = net.createServer();
      other.listen(process.env.PORT2, function () {
        child.send('server', other);
        child.on('message', function (message) {
          console.log(message);
          other.close();
          read(process.env.PORT2, function () { child.send('throw'); });
        });
      });
    });
  });
  child.on('exit', function (code, signal) { console.log(code, signal); wrong(); });
}
function read(port, next) {
  net.createConnection(port).on('data', function (data) { console.log(String(data)); }).on('end', function () {
    this.end();
    next();
  });
}

function wrong() {
  [function () { fork(); }, function () { fork(echo, [], { stdio: [0, 1, 2] }); }, function () { fork(echo, [], { stdio: ['ipc', 1, 2] }); },
    function () { fork(echo, [], { stdio: [0, 1, 2, 'ipc', 'ipc'] }); }].forEach(function (call) {
    try { call(); } catch (e) { console.log(e.message); }
  });
  var inherited = { NODE_CHANNEL_FD: '77' };
  require('child_process').execFile('node', ['-p', 'typeof process.send'], { env: inherited }, function (error, stdout) {
    console.log(error, stdout.trim());
  });
}
messages();
