var net = require('net'), port = Number(process.env.PORT);
var a = net.createServer(), b = net.createServer();
a.listen(port, '127.0.0.1', function () { b.listen(port, '127.0.0.1'); });
