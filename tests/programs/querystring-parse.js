var querystring = require('querystring');
function show(value) { console.log(require('sys').inspect(value)); }

show(
querystring.parse('a=b&b=c')
// returns
// { 'a': 'b'
// , 'b': 'c'
// }
);
