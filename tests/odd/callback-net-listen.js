var net = require('net'), port = Number(process.env.PORT);
net.createServer(function () {}).listen(port, '127.0.0.1', function () { throw new Error('thrown here'); });
