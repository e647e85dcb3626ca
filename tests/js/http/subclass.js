// connect and express: a server of one's own by http.Server.call(this), methods put on prototypes, writeHead wrapped.
var http = require('http'), support = require('./support/talk');
function Mine() { http.Server.call(this, this.handle); }
Mine.prototype.__proto__ = http.Server.prototype;
Mine.prototype.handle = function (req, res) {
  var own = res.writeHead;
  res.writeHead = function (status, headers) {
    headers = headers || {};
    headers['X-Wrapped'] = 'yes';
    own.call(res, status, headers);
  };
  res.send(req.path() + (this instanceof Mine));
};
http.ServerResponse.prototype.send = function (text) { this.end(text); };
http.IncomingMessage.prototype.path = function () { return this.url.split('?')[0]; };
var server = new Mine();
server.listen(support.port, function () {
  support.talk(support.get('/p?q'), function (answer) {
    console.log(answer.replace(/\r/g, ''));
    server.close();
  });
});
