// net.Stream.call(this) and net.Server.call(this, listener), with sys.inherits and with the older ways.
var net = require('net');
function inherits(ctor, parent) {
  ctor.prototype = Object.create(parent.prototype, {constructor: {value: ctor, enumerable: false}});
}
function Client(name) { net.Stream.call(this); this.name = name; }
inherits(Client, net.Stream);
Client.prototype.hello = function () { this.end('hello from ' + this.name); };
function Service() { net.Server.call(this, function (s) { this.serve(s); }); this.served = 0; }
inherits(Service, net.Server);
Service.prototype.serve = function (s) {
  var self = this;
  s.on('data', function (d) { console.log('' + d); });
  s.on('end', function () { s.end(); if (++self.served === 3) self.close(); });
};
function Old() {}
Old.prototype = new net.Stream();
var service = new Service();
console.log(service instanceof net.Server, service instanceof Service);
service.listen(function () {
  var port = service.address().port;
  var a = new Client('a');
  console.log(a instanceof net.Stream, a.readyState);
  a.connect(port);
  a.on('connect', function () { a.hello(); });
  a.on('close', function () {
    var b = new Old(), c = new Old();
    b.connect(port);
    console.log(b.readyState, c.readyState, Old.prototype.readyState);
    b.end('old');
    b.on('close', function () { var d = net.Stream(); d.connect(port); d.end('no new'); });
  });
});
