var dns = require('dns');
dns.setServers(process.env.SERVERS.split(','));
var left = 6;
(function next() {
  if (left-- === 0) return;
  dns.resolve4('good.example', function (err, addresses) {
    console.log(err ? err.message : addresses[0]);
    next();
  });
})();
