// An error that nobody listens for ends the program.
require('http').createClient(+process.env.PORT, '127.0.0.1').request('/').end();
