// destroy() inside every callback: nothing but 'close' (and the given error before it) follows.
var net = require('net');
var server = net.createServer(function (s) { s.write('data'); s.on('end', function () { s.end(); }); s.on('error', function () {}); });
server.listen(function () {
  var port = server.address().port;
  function run(name, error, next) {
    var c = net.createConnection(port), seen = [];
    ['connect', 'data', 'end', 'error', 'close'].forEach(function (event) {
      c.on(event, function (arg) {
        seen.push(event === 'close' || event === 'error' ? event + ' ' + (arg.message || arg) : event);
        if (event === name) {
          c.destroy(error);
          c.destroy();
          seen.push(c.readyState);
        }
        if (event === 'close') { console.log(name + ': ' + seen.join(', ')); next(); }
      });
    });
    if (name === 'at once') c.destroy(error);
    if (name === 'end') c.on('data', function () { c.end(); });
  }
  run('connect', null, function () {
    run('data', new Error('given'), function () {
      run('end', null, function () {
        run('at once', new Error('early'), function () { server.close(); });
      });
    });
  });
});
