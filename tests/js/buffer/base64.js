// Base64: padding or none, line ends, the alphabet of URLs.
['', 'YQ==', 'YQ', 'YWI=', 'YWI', 'YWJj', 'YW Jj\nZA==', 'YW=Jj', '-_-_', '+/+/', '*YWJj*', 'Y'].forEach(function (text) {
  var buffer = new Buffer(text, 'base64');
  console.log(JSON.stringify(text) + ' ' + buffer.inspect() + ' ' + buffer.toString('base64') + ' ' + Buffer.byteLength(text, 'base64'));
});
