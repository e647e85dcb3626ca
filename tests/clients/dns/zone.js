// Every type of record, from a real name server.
var dns = require('dns');
dns.setServers(process.env.SERVER ? [process.env.SERVER] : dns.getServers());

function show(what) {
  return function (err, found, family) {
    if (err) return console.log(what + ': ' + err.code);
    // Servers shuffle the records of one answer.
    if (found instanceof Array) found.sort(function (a, b) { return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1; });
    var text = JSON.stringify(found);
    console.log(what + ': ' + (text.length > 200 ? text.length + ' characters' : text) + (family ? ' ' + family : ''));
  };
}

var calls = [
  ['resolve', 'www.test.example'],
  ['resolve', 'www.test.example', 'A'],
  ['resolve', 'www.test.example', 'AAAA'],
  ['resolve', 'test.example', 'MX'],
  ['resolve', 'test.example', 'TXT'],
  ['resolve', '_sip._tcp.test.example', 'SRV'],
  ['resolve', '1.2.0.192.in-addr.arpa', 'PTR'],
  ['resolve', '192.0.2.1', 'PTR'],
  ['resolve', 'test.example', 'NS'],
  ['resolve', 'alias.test.example', 'CNAME'],
  ['resolve', 'test.example', 'SOA'],
  ['resolve4', 'www.test.example'],
  ['resolve4', 'alias.test.example'],
  ['resolve4', 'alias-of-alias.test.example'],
  ['resolve6', 'www.test.example'],
  ['resolveMx', 'test.example'],
  ['resolveTxt', 'texts.test.example'],
  ['resolveSrv', '_sip._tcp.test.example'],
  ['resolvePtr', '1.2.0.192.in-addr.arpa'],
  ['resolveNs', 'test.example'],
  ['resolveCname', 'alias.test.example'],
  ['resolveSoa', 'test.example'],
  ['resolveTxt', 'large.test.example'],
  ['resolve4', 'many.test.example'],
  ['resolve4', 'only6.test.example'],
  ['resolve6', 'none.test.example'],
  ['resolve4', 'loop1.test.example'],
  ['resolve4', 'elsewhere.example'],
  ['resolve4', 'WWW.Test.EXAMPLE.'],
  ['reverse', '192.0.2.1'],
  ['reverse', '2001:db8::1'],
  ['reverse', '192.0.2.99'],
  ['getHostByAddr', '192.0.2.1'],
  ['getHostByName', 'www.test.example'],
  ['lookup', 'both.test.example'],
  ['lookup', 'both.test.example', 4],
  ['lookup', 'both.test.example', 6],
  ['lookup', 'only6.test.example'],
  ['lookup', 'only6.test.example', 4],
  ['lookup', 'alias-of-both.test.example', null],
  ['lookup', 'none.test.example']
];
(function next() {
  var call = calls.shift();
  if (!call) return;
  var shown = show(call.join(' '));
  dns[call[0]].apply(dns, call.slice(1).concat(function () {
    shown.apply(null, arguments);
    next();
  }));
})();
