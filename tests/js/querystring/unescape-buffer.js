// unescapeBuffer gives the bytes, whatever they mean.
var qs = require('querystring');
['%C3%A9', '%E9%00', 'a+b%zz%4', '%', '\u2603%41'].forEach(function (text) { console.log(qs.unescapeBuffer(text), qs.unescapeBuffer(text, true)); });
