// What the REPL shows for these lines, and the parts of the URL that the chapter goes through.
function show(value) { console.log(require('sys').inspect(value)); }

show(
require('url').parse('/status?name=ryan')
);
show(
require('url').parse('/status?name=ryan', true)
);
var url = require('url').parse(
'http://user:pass@host.com:8080/p/a/t/h?query=string#hash'
);
['href', 'protocol', 'host', 'auth', 'hostname', 'port', 'pathname', 'search', 'query', 'hash'].forEach(function (part) {
  console.log(part + ': ' + url[part]);
});
show(require('url').parse(url.href, true).query);
