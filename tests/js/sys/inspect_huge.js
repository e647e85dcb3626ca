// What is huge is cut, and says so.
var i = require('sys').inspect, list = [];
for (var n = 0; n < 100001; n++) list.push(1);
var text = i(list);
console.log(text.slice(0, 12), text.slice(-14));
console.log(i(new Array(4294967295)));
console.log(i(new Uint8Array(1e6)).slice(-20));
