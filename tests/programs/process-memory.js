var sys = require('sys');

console.log(sys.inspect(process.memoryUsage()));
