// The second argument asks for the query as an object.
var url = require('url');
console.log(url.parse('/status?name=ryan', true));
console.log(url.parse('/status?a[]=1&a[]=2&b+c=%C3%A9', true).query);
console.log(url.parse('/status', true).query);
require('querystring').unescape = function (text) { return text + '!'; };
console.log(url.parse('/?a=b', true).query);
