var sys = require('sys');

console.log(sys.inspect(sys, true, null));
