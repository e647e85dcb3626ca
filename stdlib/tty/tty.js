'use strict';
// require('tty'): 0.2's functions are native.
const { isatty, setRawMode, getWindowSize } = natives;
Object.assign(exports, { isatty, setRawMode, getWindowSize });

// The classes of today. The standard streams are what they are; any other terminal is a net.Stream with more to it.
function ReadStream(fd) {
  if (!new.target) return new ReadStream(fd);
  return open('ReadStream', fd, (stream) => stream.readable && stream.fd === fd);
}

function WriteStream(fd) {
  if (!new.target) return new WriteStream(fd);
  return open('WriteStream', fd, (stream) => stream.writable && stream.fd === fd);
}

function open(kind, fd, fits) {
  if (typeof fd !== 'number' || fd < 0 || fd % 1 !== 0) throw new TypeError('tty.' + kind + ': fd must be the number of a descriptor');
  if (!exports.isatty(fd)) throw new Error('tty.' + kind + ': descriptor ' + fd + ' is not a terminal');
  const standard = fd < 3 ? [process.stdin, process.stdout, process.stderr].filter(fits)[0] : null;
  if (standard) return standard;
  const stream = new (require('net').Stream)(fd);
  stream.isTTY = true;
  if (kind === 'ReadStream') natives.extendInput(stream);
  else natives.extendOutput(stream);
  if (kind === 'ReadStream') stream.resume();
  return stream;
}

// Nothing is made by them that is theirs alone: what counts is what a stream can do.
function claim(constructor, method) {
  Object.defineProperty(constructor, Symbol.hasInstance, {
    value: function (value) {
      return Boolean(value) && typeof value === 'object' && value.isTTY === true && typeof value[method] === 'function';
    }
  });
}
claim(ReadStream, 'setRawMode');
claim(WriteStream, 'getColorDepth');

// What is called on a standard output that is a terminal.
['clearLine', 'clearScreenDown', 'cursorTo', 'moveCursor'].forEach((name) => {
  WriteStream.prototype[name] = function () {
    return require('readline')[name].apply(null, [this].concat(Array.prototype.slice.call(arguments)));
  };
});

// Bits of color that the terminal shows: 1 for none, 4 for 16 colors, 8 for 256, 24 for all.
WriteStream.prototype.getColorDepth = function (env) {
  env = env || process.env;
  const forced = { '0': 1, '': 4, '1': 4, 'true': 4, '2': 8, '3': 24 }[env.FORCE_COLOR];
  if (forced) return forced;
  if (env.NODE_DISABLE_COLORS || env.NO_COLOR || !env.TERM || env.TERM === 'dumb') return 1;
  if (env.TMUX || /^(truecolor|24bit)$/.test(env.COLORTERM)) return 24;
  if (/256/.test(env.TERM)) return 8;
  return env.COLORTERM || /^(xterm|screen|tmux|vt100|vt220|rxvt|linux|ansi|cygwin|konsole|putty|st|foot|alacritty|kitty)|color/i.test(env.TERM) ? 4 : 1;
};

WriteStream.prototype.hasColors = function (count, env) {
  if (count && typeof count === 'object') {
    env = count;
    count = 16;
  }
  if (count === undefined) count = 16;
  if (!(count >= 2)) throw new RangeError('hasColors: count must be at least 2');
  return count <= Math.pow(2, this.getColorDepth(env));
};

// The first listener for 'resize' has the stream listen to SIGWINCH.
Object.defineProperty(WriteStream.prototype, '_watchSize', {
  value: function () {
    if (this._size) return;
    let self = this, size = this.getWindowSize();
    Object.defineProperty(this, '_size', { value: true });
    process.on('SIGWINCH', () => {
      const now = self.getWindowSize();
      if (now[0] === size[0] && now[1] === size[1]) return;
      size = now;
      self.emit('resize');
    });
  }
});

exports.ReadStream = ReadStream;
exports.WriteStream = WriteStream;
