var http = require('http'), server = http.createServer();
console.log(server); console.log(http); console.log(require('net')); console.log(new (require('net').Stream)());
console.log('ended');
