console.log('no channel is waited for', typeof process.send, process.connected, process.env.NODE_CHANNEL_FD);
