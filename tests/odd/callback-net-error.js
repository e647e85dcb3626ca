var net = require('net'), port = Number(process.env.PORT);
net.createConnection(port, '127.0.0.1').on('error', function () { throw new Error('thrown here'); });
