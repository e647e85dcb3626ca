// So many requests to the port, 50 at a time on connections that are kept.
var http = require('http'), port = Number(process.argv[2]), left = Number(process.argv[3]), open = 0;
var agent = new http.Agent({keepAlive: true, maxSockets: 50});
function next() {
  if (left-- <= 0) {
    if (open === 0) agent.destroy();
    return;
  }
  open++;
  http.get({host: '127.0.0.1', port: port, path: '/', agent: agent}, function (response) {
    var length = 0;
    response.on('data', function (data) { length += data.length; });
    response.on('end', function () {
      if (response.statusCode !== 200 || length !== 1024) throw new Error('answered ' + response.statusCode + ', ' + length);
      open--;
      next();
    });
  });
}
for (var i = 0; i < 50; i++) next();
