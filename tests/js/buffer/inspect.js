var buffer = require('buffer'), b = new Buffer('node');
console.log(b.inspect(), new Buffer(0).inspect());
console.log(new Buffer(300).inspect().length);
console.log(new Buffer(100000).inspect().slice(-12));
buffer.INSPECT_MAX_BYTES = 3;
console.log(b.inspect());
