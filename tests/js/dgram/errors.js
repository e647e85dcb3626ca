// What the world refuses: to the callback, else to who listens to 'error', else nowhere. bind() throws when nobody
// listens.
var dgram = require('dgram'), dns = require('dns');
dns.setServers([]);
var b = new Buffer(4), steps = [
  function () {
    var udp = dgram.createSocket('udp4');
    udp.send(b, 0, 4, 1, 'no.such.test', function (err) {
      console.log(err instanceof Error, err.code, err.errno === dns.TEMPFAIL, err.hostname, arguments.length);
      udp.send(b, 0, 4, 1, 'a..b', function (err) {
        console.log(err.code);
        udp.close();
      });
    });
    udp.on('error', function () { console.log('error?'); });
    udp.on('close', next);
  },
  function () {
    var udp = dgram.createSocket('udp4');
    udp.on('error', function (err) { console.log('heard', err.code); udp.close(); });
    udp.on('close', next);
    udp.send(b, 0, 4, 1, 'a..b');
  },
  function () {
    var udp = dgram.createSocket('udp4');
    udp.send(b, 0, 4, 1, 'a..b');
    udp.on('close', function () { console.log('unheard'); next(); });
    udp.close();
  },
  function () {
    var one = dgram.createSocket('udp4'), two = dgram.createSocket('udp4');
    one.bind(0, '127.0.0.1');
    var port = one.address().port;
    try { two.bind(port, '127.0.0.1'); } catch (e) { console.log(e.message, e.syscall); }
    two.on('error', function (e) {
      console.log('heard', e.code, e.syscall);
      // It may be bound elsewhere.
      two.bind(0, function () {
        console.log('bound');
        one.close();
        two.close();
      });
    });
    two.on('close', next);
    two.bind(port, 'localhost');
  },
  function () {
    var fs = require('fs'), path = process.env.TMP + '/socket', one = dgram.createSocket('unix_dgram');
    one.bind(path);
    var two = dgram.createSocket('unix_dgram');
    try { two.bind(path); } catch (e) { console.log(e.code, e.syscall, e.path === path); }
    fs.writeFileSync(process.env.TMP + '/file', 'kept');
    try { two.bind(process.env.TMP + '/file'); } catch (e) { console.log(e.code, fs.readFileSync(process.env.TMP + '/file', 'utf8')); }
    one.close();
    one.on('close', next);
  },
  function () { console.log('end'); }
];
function next() { steps.shift()(); }
next();
