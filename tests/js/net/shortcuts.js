// The properties ondata, onend, ondrain: called beside the events, ondata with a Buffer and the range of the data.
var net = require('net');
var server = net.createServer(function (s) {
  s.ondata = function (buffer, start, end) { console.log('ondata ' + buffer.toString('utf8', start, end)); };
  s.onend = function () { console.log('onend', this === s); s.end(); };
  s.on('end', function () { console.log('end'); });
});
server.listen(function () {
  var c = net.createConnection(server.address().port);
  c.ondrain = function () { console.log('ondrain'); c.end(); };
  c.write('some');
  c.on('close', function () { server.close(); });
});
