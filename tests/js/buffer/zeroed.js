// Memory is never somebody else's old bytes, whichever size it has.
var dirty = 0;
for (var size = 0; size < 9000; size += 37) {
  var buffer = new Buffer(size);
  if (buffer.length !== size) console.log('length ' + size);
  for (var i = 0; i < size; i += 11) if (buffer[i] !== 0) dirty++;
  buffer.fill(255);
}
console.log(dirty);
var a = new Buffer(10), b = new Buffer(10);
a.fill(1);
b.fill(2);
console.log(a.inspect(), b.inspect());
