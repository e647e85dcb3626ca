// Sends back what it gets, until it is told to stop.
process.on('message', function (message, handle) {
  if (message === 'stop') return process.disconnect();
  if (message === 'exit') {
    process.send('bye');
    process.exit(3);
  }
  if (message === 'throw') throw new Error('mine');
  if (!handle) return process.send({ got: message, argv: process.argv.slice(2) });
  if (message === 'server') {
    handle.on('connection', function (socket) {
      socket.end('served by the child');
      handle.close();
    });
    process.send('listening');
  } else {
    handle.end('a stream that was handed over');
  }
});
