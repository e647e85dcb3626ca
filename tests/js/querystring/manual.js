// The manual's examples.
var querystring = require('querystring');
console.log(querystring.stringify({foo: 'bar'}));
console.log(querystring.stringify({foo: 'bar', baz: 'bob'}, ';', ':'));
console.log(querystring.parse('a=b&b=c'));
console.log(querystring.parse('foo:bar;baz:bob', ';', ':'));
console.log(querystring.encode === querystring.stringify, querystring.decode === querystring.parse);
