// Who joins a running pump sees every byte from then on, as Buffers or strings; none is lost and none comes twice.
var net = require('net'), sys = require('sys'), fs = require('fs'), port = Number(process.env.PORT);
var dir = process.env.TMP, received = [], calls = 0, heard = '', written = 0, rest = 0;
var server = net.createServer(function (socket) {
  socket.setEncoding('ascii');
  socket.on('data', function (text) {
    received.push(text);
    if (waiting && received.join('').length >= expected) { var go = waiting; waiting = null; go(); }
  });
  socket.on('end', function () { socket.end(); });
});
var waiting = null, expected = 0;
function until(count, go) { expected = count; if (received.join('').length >= count) go(); else waiting = go; }

// The source is a socket that is fed by hand.
var feeder = net.createServer(function (feed) {
  var source = client, sink = net.createConnection(port);
  sink.on('connect', function () {
    sys.pump(source, sink, function (error) {
      console.log('done', error);
      console.log(received.join(''));
      server.close();
      feeder.close();
    });
    feed.write('one ');
    until(4, function () {
      // A listener beside the pump's.
      function listener(data) { heard += Buffer.isBuffer(data) + ':' + data + ';'; }
      source.on('data', listener);
      feed.write('two ');
      until(8, function () {
        console.log('heard', heard);
        source.removeListener('data', listener);
        feed.write('three ');
        until(14, function () {
          console.log('heard', heard);
          // A write of the program's own.
          var write = sink.write;
          sink.write = function (data) { calls++; return write.call(sink, String(data).toUpperCase()); };
          feed.write('four ');
          until(19, function () {
            console.log('calls', calls);
            delete sink.write;
            feed.write('five ');
            until(24, function () {
              console.log('calls', calls);
              source.setEncoding('utf8');
              feed.end('six ');
            });
          });
        });
      });
    });
  });
  source.on('end', function () { source.end(); });
});
var client;
server.listen(port, function () {
  feeder.listen(Number(process.env.PORT2), function () { client = net.createConnection(Number(process.env.PORT2)); });
});
