var querystring = require('querystring');
function show(value) { console.log(require('sys').inspect(value)); }

show(
querystring.stringify({foo: 'bar'})
// returns
// 'foo=bar'
);
show(
querystring.stringify({foo: 'bar', baz: 'bob'}, ';', ':')
// returns
// 'foo:bar;baz:bob'
);
