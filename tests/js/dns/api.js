var dns = require('dns');
console.log(Object.keys(dns).sort().join(' '));
// Each name of the manual is the number of every error that its sentence covers.
console.log(dns.TEMPFAIL === dns.TIMEOUT, dns.TEMPFAIL === dns.SERVFAIL, dns.PROTOCOL === dns.BADRESP);
console.log(dns.NXDOMAIN === dns.NOTFOUND, dns.BADQUERY === dns.FORMERR, dns.BADQUERY === dns.BADNAME);
var groups = [dns.TEMPFAIL, dns.PROTOCOL, dns.NXDOMAIN, dns.NODATA, dns.NOMEM, dns.BADQUERY, dns.NOTIMP, dns.DESTRUCTION];
console.log(groups.every(function (n, i) { return typeof n === 'number' && groups.indexOf(n) === i; }));
console.log(['127.0.0.1', '::1', 'localhost', '1.2.3', '::g', ''].map(dns.isIP));
dns.setServers(['10.0.0.1', '10.0.0.2:5353', '::1', '[::1]:5353', '[::2]']);
console.log(dns.getServers());
dns.setServers([]);
console.log(dns.getServers());
