// Every encoding, both ways.
var text = 'h\u00e9llo \u20ac';
['utf8', 'utf-8', 'UTF8', 'ascii', 'binary', 'latin1', 'base64', 'hex', 'ucs2', 'ucs-2', 'utf16le', 'utf-16le'].forEach(function (encoding) {
  var source = encoding === 'hex' ? '00ff7f80' : encoding === 'base64' ? 'aGVsbG8gd29ybGQ=' : text;
  var buffer = new Buffer(source, encoding);
  console.log(encoding + ' ' + buffer.inspect() + ' ' + JSON.stringify(buffer.toString(encoding)) + ' ' + Buffer.byteLength(source, encoding));
});
var all = [];
for (var i = 0; i < 256; i++) all.push(i);
all = new Buffer(all);
['binary', 'base64', 'hex', 'ucs2'].forEach(function (encoding) {
  console.log(encoding, new Buffer(all.toString(encoding), encoding).equals(all));
});
console.log(JSON.stringify(all.slice(120, 136).toString('ascii')));
