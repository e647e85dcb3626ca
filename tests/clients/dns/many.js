// 2,000 look-ups in flight at once.
var dns = require('dns'), fs = require('fs');
function descriptors() { return fs.readdirSync('/proc/self/fd').length; }

var COUNT = 2000, before = descriptors(), answered = 0, failed = 0;
dns.setServers([process.env.SERVER]);
for (var n = 0; n < COUNT; n++) {
  dns.resolve4('held.' + n + '.' + COUNT + '.example', function (err, addresses) {
    if (err || addresses[0] !== '10.0.0.1') failed++;
    if (++answered === COUNT) setTimeout(finish, 0);
  });
}
console.log(COUNT + ' asked, descriptors bounded: ' + (descriptors() - before <= 40));

function finish() {
  console.log(answered + ' answered, ' + failed + ' failed, descriptors as before: ' + (descriptors() === before));
}
