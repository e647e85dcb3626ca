// How long a question is open that nobody answers. The least is what timeout and attempts allow; the most depends on
// the machine.
var dns = require('dns');
dns.setServers(process.env.SERVERS.split(','));
var begun = Date.now();
dns.resolve('silent.example', function (err) {
  // Timers of the system may be a millisecond early.
  console.log(err.code + (Date.now() - begun >= 3990 ? ' in at least 4 s' : ' after ' + (Date.now() - begun) + ' ms'));
});
