// fork, of later releases, and the channel between it and the program that it starts: one line of JSON for each message,
// over a UNIX socket. A server or stream that is sent along travels as a descriptor, which arrives before its message.
(function (child_process, net) {
  'use strict';

  // fork(modulePath, [args], [options])
  function fork(modulePath, args, options) {
    if (typeof modulePath !== 'string') throw new TypeError('fork: the module must be the path of a script');
    if (args && !Array.isArray(args)) {
      options = args;
      args = [];
    }
    var settings = {};
    for (var name in options) settings[name] = options[name];
    var pipe = settings.silent ? 'pipe' : 'inherit';
    settings.stdio = Array.isArray(settings.stdio) ? settings.stdio : [pipe, pipe, pipe, 'ipc'];
    if (settings.stdio.indexOf('ipc') < 0) throw new TypeError("fork: stdio must have an entry 'ipc'");
    var argv = (settings.execArgv || []).concat(modulePath, args || []);
    return child_process.spawn(settings.execPath || process.execPath, argv, settings);
  }

  function handleOf(type, fd) {
    if (type !== 'net.Server') return new net.Stream(fd);
    var server = net.createServer();
    server.listenFD(fd);
    return server;
  }

  // Gives `target`, a child or the process itself, its side of the channel.
  function open(target, stream) {
    var pieces = [], queue = [], descriptors = [];
    target.connected = true;

    function emit() {
      target.emit.apply(target, arguments);
    }

    function deliver() {
      while (queue.length) {
        var message = queue[0], handle;
        if (message && message.cmd === 'NODE_HANDLE') {
          if (!descriptors.length) return;
          handle = handleOf(message.type, descriptors.shift());
          message = message.msg;
        }
        queue.shift();
        process.nextTick(emit, 'message', message, handle);
        handle = undefined;
      }
    }

    function closed() {
      if (stream) process.nextTick(emit, 'disconnect');
      stream = null;
      target.connected = false;
    }

    stream.setEncoding('utf8');
    stream.on('fd', function (fd) {
      descriptors.push(fd);
      deliver();
    });
    stream.on('data', function (text) {
      var lines = text.split('\n');
      pieces.push(lines[0]);
      for (var i = 1; i < lines.length; i++) {
        var line = pieces.join('');
        pieces = [lines[i]];
        try {
          queue.push(JSON.parse(line));
        } catch (error) {
          process.nextTick(emit, 'error', new Error('the channel brought a line that is no JSON: ' + line.slice(0, 100)));
        }
      }
      deliver();
    });
    stream.on('end', function () { if (stream) stream.destroy(); });
    stream.on('error', closed);
    stream.on('close', closed);

    function refuse(error, callback) {
      if (callback) process.nextTick(callback, error);
      else process.nextTick(emit, 'error', error);
      return false;
    }

    // send(message, [handle], [options], [callback])
    target.send = function (message, handle) {
      var callback = Array.prototype.slice.call(arguments, 1).filter(function (value) { return typeof value === 'function'; })[0];
      var line = JSON.stringify(message), taken;
      if (line === undefined) throw new TypeError('send: the message must be something that JSON can tell');
      if (!stream || !target.connected) return refuse(new Error('channel closed'), callback);
      if (handle && typeof handle === 'object' && (handle instanceof net.Stream || handle instanceof net.Server)) {
        if (typeof handle.fd !== 'number') throw new Error('send: the handle is not open');
        var type = handle instanceof net.Server ? 'net.Server' : 'net.Socket';
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
    var stream;
    try {
      stream = new net.Stream(fd);
    } catch (error) {
      // The variable came down from a program further up; the descriptor did not.
      return;
    }
    open(process, stream);
    stream.unref();
    process.on('newListener', function (event) {
      if (event === 'message' || event === 'disconnect') stream.ref();
    });
    stream.resume();
  }

  return { fork: fork, open: open, join: join };
})
