// Nobody listens: 'error' with the socket's errno, on the request when it listens, otherwise on the client. Each request
// has its own.
var http = require('http');
var client = http.createClient(+process.env.PORT, '127.0.0.1');
client.on('error', function (error) { console.log('client:', error.message, error.errno, error.syscall); });
client.on('close', function (hadError) { console.log('close', hadError); });
client.request('GET', '/').end();
var second = client.request('GET', '/');
second.on('error', function (error) { console.log('request:', error.message); });
second.end();
