'use strict';
// fork, of later releases, and the channel between it and the program that it starts: one line of JSON for each message,
// over a UNIX socket. A server or stream that is sent along travels as a descriptor, which arrives before its message.
const child_process = require('child_process'), net = require('net');

// fork(modulePath, [args], [options])
function fork(modulePath, args, options) {
  if (typeof modulePath !== 'string') throw new TypeError('fork: the module must be the path of a script');
  if (args && !Array.isArray(args)) {
    options = args;
    args = [];
  }
  const settings = {};
  for (const name in options) settings[name] = options[name];
  const pipe = settings.silent ? 'pipe' : 'inherit';
  settings.stdio = Array.isArray(settings.stdio) ? settings.stdio : [pipe, pipe, pipe, 'ipc'];
  if (settings.stdio.indexOf('ipc') < 0) throw new TypeError("fork: stdio must have an entry 'ipc'");
  const argv = (settings.execArgv || []).concat(modulePath, args || []);
  return child_process.spawn(settings.execPath || process.execPath, argv, settings);
}

function handleOf(type, fd) {
  if (type !== 'net.Server') return new net.Stream(fd);
  const server = net.createServer();
  server.listenFD(fd);
  return server;
}

// Gives `target`, a child or the process itself, its side of the channel.
function open(target, stream) {
  let pieces = [], queue = [], descriptors = [];
  target.connected = true;

  function emit() {
    target.emit.apply(target, arguments);
  }

  function deliver() {
    while (queue.length) {
      let message = queue[0], handle;
      if (message && message.cmd === 'NODE_HANDLE') {
        if (!descriptors.length) return;
        handle = handleOf(message.type, descriptors.shift());
        message = message.msg;
      }
      queue.shift();
      process.nextTick(emit, 'message', message, handle);
    }
  }

  function closed() {
    if (stream) process.nextTick(emit, 'disconnect');
    stream = null;
    target.connected = false;
  }

  stream.setEncoding('utf8');
  stream.on('fd', (fd) => {
    descriptors.push(fd);
    deliver();
  });
  stream.on('data', (text) => {
    const lines = text.split('\n');
    pieces.push(lines[0]);
    for (let i = 1; i < lines.length; i++) {
      const line = pieces.join('');
      pieces = [lines[i]];
      try {
        queue.push(JSON.parse(line));
      } catch (error) {
        process.nextTick(emit, 'error', new Error('the channel brought a line that is no JSON: ' + line.slice(0, 100)));
      }
    }
    deliver();
  });
  stream.on('end', () => { if (stream) stream.destroy(); });
  stream.on('error', closed);
  stream.on('close', closed);

  function refuse(error, callback) {
    if (callback) process.nextTick(callback, error);
    else process.nextTick(emit, 'error', error);
    return false;
  }

  // send(message, [handle], [options], [callback])
  target.send = function (message, handle) {
    const callback = Array.prototype.slice.call(arguments, 1).filter((value) => typeof value === 'function')[0];
    let line = JSON.stringify(message), taken;
    if (line === undefined) throw new TypeError('send: the message must be something that JSON can tell');
    if (!stream || !target.connected) return refuse(new Error('channel closed'), callback);
    if (handle && typeof handle === 'object' && (handle instanceof net.Stream || handle instanceof net.Server)) {
      if (typeof handle.fd !== 'number') throw new Error('send: the handle is not open');
      const type = handle instanceof net.Server ? 'net.Server' : 'net.Socket';
      line = '{"cmd":"NODE_HANDLE","type":"' + type + '","msg":' + line + '}';
      taken = stream.write(line + '\n', 'utf8', handle.fd, callback);
    } else {
      taken = stream.write(line + '\n', 'utf8', callback);
    }
    // It is with the kernel when the program exits right after this.
    if (stream) stream.flush();
    return taken;
  };

  target.disconnect = function () {
    if (!target.connected) return refuse(new Error('the channel is closed already'));
    target.connected = false;
    stream.end();
  };
}

// The side of a program that was forked. The channel keeps it running while it listens for messages.
function join(fd) {
  let stream;
  try {
    stream = new net.Stream(fd);
  } catch (error) {
    // The variable came down from a program further up; the descriptor did not.
    return;
  }
  open(process, stream);
  stream.unref();
  process.on('newListener', (event) => {
    if (event === 'message' || event === 'disconnect') stream.ref();
  });
  stream.resume();
}

Object.assign(exports, { fork, open, join });
