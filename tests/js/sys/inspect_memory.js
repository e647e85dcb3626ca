// The manual's example of a value that takes more than a line.
var sys = require('sys');
console.log(sys.inspect({ rss: 4935680, vsize: 41893888, heapTotal: 1826816, heapUsed: 650472 }));
