var dns = require('dns');
function attempt(what, f) { try { f(); console.log(what, 'no error'); } catch (e) { console.log(what + ': ' + e.name + ': ' + e.message); } }
function callback() { console.log('called?'); }
attempt('no callback', function () { dns.lookup('localhost'); });
attempt('no callback', function () { dns.resolve('localhost', 'A'); });
attempt('no callback', function () { dns.resolveMx('localhost'); });
attempt('family', function () { dns.lookup('localhost', 5, callback); });
attempt('type', function () { dns.resolve('localhost', 'BOGUS', callback); });
attempt('type', function () { dns.resolve('localhost', 'a', callback); });
attempt('address', function () { dns.reverse('localhost', callback); });
attempt('address', function () { dns.getHostByAddr(undefined, callback); });
attempt('servers', function () { dns.setServers('127.0.0.1'); });
attempt('servers', function () { dns.setServers(['localhost']); });
attempt('servers', function () { dns.setServers(['127.0.0.1:0']); });
attempt('servers', function () { dns.setServers(['127.0.0.1:66000']); });
attempt('servers', function () { dns.setServers(new Array(17)); });
attempt('domain', function () { dns.lookup({ toString: function () { throw new Error('mine'); } }, callback); });
