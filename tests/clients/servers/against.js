// Clients of every kind against nginx on PORT.
var http = require('http'), port = +process.env.PORT;

// nginx closes every third time: the connection is made again.
(function kept() {
  var client = http.createClient(port, '127.0.0.1'), count = 0;
  (function go() {
    if (count === 10) {
      client.end();
      console.log('kept: ' + count + ' answers');
      return agent();
    }
    var request = client.request('GET', '/small', { 'Host': 'h', 'Connection': 'keep-alive' });
    request.on('response', function (response) {
      if (response.statusCode === 200) count++;
      response.on('end', go);
    });
    request.end();
  })();
})();

function agent() {
  var agent = new http.Agent({ keepAlive: true, maxSockets: 4 }), answers = 0, bytes = 0;
  for (var i = 0; i < 40; i++) {
    http.get({ port: port, host: '127.0.0.1', path: i % 2 ? '/small' : '/large', agent: agent }, function (response) {
      response.on('data', function (data) { bytes += data.length; });
      response.on('end', function () {
        if (++answers < 40) return;
        console.log('agent: ' + answers + ' answers, ' + bytes + ' bytes');
        agent.destroy();
        upload();
      });
    });
  }
}

function upload() {
  var client = http.createClient(port, '127.0.0.1');
  var request = client.request('POST', '/kept/up', { 'Host': 'h', 'Transfer-Encoding': 'chunked' });
  request.write('abc');
  request.end('def');
  request.on('response', function (response) {
    response.setEncoding('utf8');
    response.on('data', function (data) { process.stdout.write(data); });
    response.on('end', head);
  });
}

function head() {
  var request = http.createClient(port, '127.0.0.1').request('HEAD', '/large', { 'Host': 'h' });
  request.on('response', function (response) {
    console.log('HEAD', response.statusCode, response.headers['content-length']);
    response.on('end', function () {
      http.get('http://127.0.0.1:' + port + '/nothing', function (response) {
        console.log(response.statusCode);
        response.on('data', function () {});
      });
    });
  });
  request.end();
}
