// What would split a request throws, and nothing is sent.
var http = require('http');
var server = http.createServer(function () { console.log('sent!'); });
server.listen(+process.env.PORT, function () {
  var client = http.createClient(+process.env.PORT);
  [
    ['GET / HTTP/1.1\r\n\r\n', '/'], ['G T', '/'], ['GET', '/\r\nX: y'], ['GET', '/a b'], ['GET', '/\0'],
    ['GET', '/', { 'a\r\n': 'x' }], ['GET', '/', { 'a b': 'x' }], ['GET', '/', { a: 'x\r\nB: c' }],
    ['GET', '/', { a: '\0' }], ['GET', '/', [['a', 'b\n']]], ['GET', '/', { a: ['ok', 'b\r'] }], ['GET', '/', { a: '\u2028' }]
  ].forEach(function (args) {
    try {
      client.request.apply(client, args);
      console.log('taken', args);
    } catch (error) {
      console.log(error.name, JSON.stringify(error.message));
    }
  });
  var request = http.request({ port: +process.env.PORT, agent: false });
  try { request.setHeader('a', 'b\r\nc: d'); } catch (error) { console.log(error.message); }
  request.on('error', function () {});
  request.abort();
  try { http.createClient(443, 'localhost', true); } catch (error) { console.log(error.message); }
  try { http.get('https://localhost/'); } catch (error) { console.log(error.message); }
  ['get', 'head', 'post', 'put', 'del'].forEach(function (name) {
    try { client[name]('/'); } catch (error) { console.log(error.message); }
  });
  setTimeout(function () { server.close(); }, 50);
});
