var dns = require('dns');
dns.setServers([process.env.SERVER]);
dns.lookup(process.env.NAME, function (err, address) { console.log(err ? err.code : address); });
