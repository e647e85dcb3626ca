// Asks the server of the test for every misbehaviour it knows, one after the other, and says what came of it.
var dns = require('dns');
var names = {};
['TEMPFAIL', 'PROTOCOL', 'NXDOMAIN', 'NODATA', 'NOMEM', 'BADQUERY', 'NOTIMP'].forEach(function (name) {
  names[dns[name]] = name;
});

function show(label, err, found) {
  if (!err) return console.log(label + ': ' + (found.length > 3 ? found.length + ' records' : found.join(' ')));
  console.log(label + ': ' + names[err.errno] + ', ' + err.message + (err instanceof Error ? '' : ' (no Error)'));
}

dns.setServers([process.env.SERVER]);
var labels = process.env.LABELS.split(' ');
(function next() {
  var label = labels.shift();
  if (!label) return dead();
  dns.resolve(label + '.example', label === 'odd-name' ? 'PTR' : 'A', function (err, found) {
    show(label, err, found);
    next();
  });
})();

// Servers that are not there.
function dead() {
  dns.setServers([process.env.DEAD]);
  dns.resolve('good.example', function (err, found) {
    show('dead', err, found);
    dns.setServers([process.env.DEAD, process.env.SERVER]);
    dns.resolve('good.example', function (err, found) {
      show('dead and good', err, found);
      dns.setServers([]);
      dns.resolve('good.example', function (err, found) { show('none', err, found); });
    });
  });
}
