// Without a server: literals, the hosts file, no domain. The callback never comes before lookup() returned.
var dns = require('dns'), returned = false;
dns.setServers([]);
function show(name) {
  return function (err, address, family) {
    console.log(name + ':', returned, err && err.code, address, family, arguments.length);
  };
}
var calls = [
  ['127.0.0.1'], ['127.0.0.1', 6], ['::1', 4], ['2001:DB8::0:1', null], ['localhost'], ['localhost', 4], ['localhost', '6'],
  ['LOCALHOST.', null], [null], [null, 6], ['', 4], [undefined], ['no.such.test'], ['a..b'], ['b\u00fccher.test'], ['-', 0]
];
(function next() {
  var call = calls.shift();
  if (!call) return all();
  var shown = show(JSON.stringify(call));
  dns.lookup.apply(dns, call.concat(function () { shown.apply(null, arguments); next(); }));
  returned = true;
})();
function all() {
  dns.lookup('127.0.0.1', { all: true }, function (err, list) { console.log(JSON.stringify(list)); });
  dns.lookup('::1', { family: 6 }, show('options'));
  dns.getHostByName('localhost', function (err, list) { console.log(list); });
  dns.getHostByName('localhost', 6, function (err, list) { console.log(list); });
  dns.reverse('127.0.0.1', function (err, list) { console.log(err, list.indexOf('localhost') >= 0); });
}
