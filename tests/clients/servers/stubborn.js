// Pauses every request and never goes on.
require('http').createServer(function (req, res) {
  req.pause();
  req.on('data', function () {});
  console.log('paused');
}).listen(process.env.PORT, '127.0.0.1', function () {
  console.log('ready');
});
