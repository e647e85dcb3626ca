// resolv.conf and the hosts file as they are, and as they change while the program runs.
var dns = require('dns'), fs = require('fs'), net = require('net');
var conf = process.env.TMP + '/resolv.conf', hosts = process.env.TMP + '/hosts';

function lookup(name, next) {
  dns.lookup(name, function (err, address) {
    console.log(name + ': ' + (err ? err.code : address));
    next();
  });
}
var steps = [
  function (next) { console.log(dns.getServers()); lookup('fixed.test', next); },
  function (next) { lookup('short', next); },
  function (next) {
    fs.writeFileSync(conf, 'search work.test\nnameserver 127.0.0.1\n');
    lookup('short', next);
  },
  function (next) {
    fs.writeFileSync(conf, '# another network\nsearch home.test\nnameserver 127.0.0.2\noptions timeout:1\n');
    lookup('short', next);
  },
  function (next) { console.log(dns.getServers()); lookup('www.google.com', next); },
  function (next) {
    // The first is not there, the second is.
    fs.writeFileSync(conf, 'nameserver 127.0.0.3\nnameserver 127.0.0.1\noptions ndots:1 timeout:1\n');
    lookup('www.google.com', next);
  },
  function (next) {
    fs.writeFileSync(hosts, '127.0.0.1 localhost here.test\n10.8.8.8 fixed.test\n');
    lookup('fixed.test', next);
  },
  function (next) {
    // What net connects to, the same resolver says.
    var server = net.createServer(function (stream) { stream.end('hello'); });
    server.listen(0, 'here.test', function () {
      var stream = net.createConnection(server.address().port, 'here.test');
      stream.setEncoding('utf8');
      stream.on('data', function (text) { console.log('here.test said ' + text); });
      stream.on('end', function () { stream.end(); server.close(); next(); });
    });
  },
  function (next) {
    fs.writeFileSync(conf, 'nameserver 127.0.0.3\n');
    var stream = net.createConnection(1, 'gone.test');
    stream.on('error', function (err) { console.log('gone.test: ' + err.code + ' ' + err.hostname); next(); });
  }
];
(function next() { if (steps.length) steps.shift()(next); })();
