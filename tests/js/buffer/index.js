// Octets are stored modulo 256; outside there is nothing.
var buffer = new Buffer(4);
buffer[0] = 300; buffer[1] = -1; buffer[2] = 97.9; buffer[3] = '65';
console.log(buffer.inspect());
console.log(buffer[4], buffer[-1], buffer[0.5]);
buffer[4] = 1; buffer[-1] = 1;
console.log(buffer.length, buffer[4]);
buffer.length = 10;
console.log(buffer.length);
console.log(Object.keys(buffer).join(), 'length' in buffer);
var octets = [];
for (var i = 0; i < buffer.length; i++) octets.push(buffer[i]);
console.log(octets.join());
console.log(Array.isArray(buffer), Array.prototype.slice.call(buffer, 1, 3).join());
