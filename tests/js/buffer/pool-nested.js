// Buffers of one pool block made from each other.
var parts = [], i;
for (i = 0; i < 100; i++) parts.push(new Buffer('part ' + i + ';'));
var all = Buffer.concat(parts);
console.log(all.length, all.slice(0, 16).toString(), new Buffer(all).equals(all));
for (i = 0; i < 100; i++) { var copy = new Buffer(parts[i]); copy[0] = 0x50; if (parts[i][0] !== 0x70) console.log('shared'); }
console.log(Buffer.concat([all, all, all, all]).length);
