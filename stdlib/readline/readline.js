'use strict';
var Editor = natives.Editor;

// Whether lines are edited here: on terminals, unless the user has an editor of his own (rlwrap).
function wantsEditing(input, output) {
  if (parseInt(process.env.NODE_NO_READLINE, 10) || process.env.TERM === 'dumb') return false;
  return isTerminal(input) && isTerminal(output);
}

function isTerminal(stream) {
  return Boolean(stream) && stream.fd >= 0 && stream.fd < 3 && natives.isTerminal(stream.fd);
}

// createInterface({ input, output, completer, ... }), createInterface(input, output, completer), or 0.2's
// createInterface(output, completer), whose input the program brings with write().
function createInterface(first, second, third, terminal) {
  var options = first || {};
  if (options.input || options.output || !(options.write || options.on)) return new Interface(options);
  if (second && typeof second === 'object' || options.readable && !options.writable) {
    return new Interface({ input: first, output: second, completer: third, terminal: terminal });
  }
  return new Interface({ output: first, completer: second, fed: true });
}

function Interface(options, output, completer, terminal) {
  if (!(this instanceof Interface)) return new Interface(options, output, completer, terminal);
  if (arguments.length > 1 || options && options.on && !options.input) {
    options = { input: options, output: output, completer: completer, terminal: terminal };
  }
  options = options || {};
  if (options.completer != null && typeof options.completer !== 'function') {
    throw new TypeError('readline: the completer must be a function');
  }
  this.input = options.input;
  this.output = options.output;
  this.completer = options.completer;
  // 0.2 reads the standard input, through the program.
  var source = options.fed ? process.stdin : this.input;
  this.terminal = this.enabled = options.terminal != null ? Boolean(options.terminal) : wantsEditing(source, this.output);
  this.closed = this.paused = false;
  this._onRaw = this.terminal && isTerminal(source);
  var direct = this.terminal && isTerminal(this.output) && this.output === process.stdout;
  this._editor = new Editor(this.terminal ? this._columns() : 0, direct);
  if (options.historySize != null) this._editor.limitHistory(options.historySize);
  if (options.history) this.history = options.history;
  this.setPrompt(options.prompt === undefined ? (options.fed ? 'node> ' : '> ') : options.prompt);
  this._attach();
  if (options.signal) closeWith(this, options.signal);
}

// An aborted signal closes the interface, but not before whoever made it can listen.
function closeWith(rl, signal) {
  function close() { rl.close(); }
  if (signal.aborted) {
    process.nextTick(close);
  } else {
    signal.addEventListener('abort', close);
    rl.on('close', function () { signal.removeEventListener('abort', close); });
  }
}
Interface.prototype = Object.create(EventEmitter.prototype, {
  constructor: { value: Interface, writable: true, configurable: true },
  line: { get: function () { return this._editor.line(); }, set: function (line) { this._editor.setLine(line); } },
  cursor: { get: function () { return this._editor.cursor(); }, set: function (at) { this._editor.setCursor(at); } },
  // The newest first.
  history: {
    get: function () { return this._editor.history().reverse(); },
    set: function (lines) { this._editor.setHistory(Array.from(lines).reverse()); }
  },
  columns: { get: function () { return this._columns(); } }
});

Interface.prototype._columns = function () {
  if (isTerminal(this.output)) return natives.columns(this.output.fd);
  return this.output && this.output.columns > 0 ? this.output.columns : 80;
};

// What the interface listens to while it is open.
Interface.prototype._attach = function () {
  var self = this, all = [];
  function listen(emitter, event, listener) {
    emitter.on(event, listener);
    all.push(function () { emitter.removeListener(event, listener); });
  }
  if (this.input) {
    listen(this.input, 'data', function (chunk) { self._push(chunk); });
    listen(this.input, 'end', function () { self._ended(); });
    listen(this.input, 'close', function () { self._ended(); });
    if (this.input.resume) this.input.resume();
  }
  if (this.terminal) {
    this._raw(true);
    function resized() { self._editor.resize(self._columns()); self._flush(); }
    if (isTerminal(this.output)) listen(process, 'SIGWINCH', resized);
    else if (this.output && this.output.on) listen(this.output, 'resize', resized);
    // Stopped and continued: the shell has used the terminal meanwhile.
    if (this._onRaw) listen(process, 'SIGCONT', function () { self._continued(); });
  }
  this._detach = function () { all.forEach(function (stop) { stop(); }); };
};

Interface.prototype._raw = function (on) {
  if (this._onRaw) natives.setMode(on ? 1 : 0);
  else if (this.terminal && this.input && this.input.setRawMode) this.input.setRawMode(on);
};

Interface.prototype._continued = function () {
  this._suspended = false;
  if (this.closed || this.paused) return;
  this._raw(true);
  if (this.listeners('SIGCONT').length > 0) this.emit('SIGCONT');
  // SIGCONT may come right behind the timer of a suspension: the prompt is there already.
  var now = Date.now();
  if (!(now - this._continuedAt < 200)) this._editor.forgetScreen();
  this._continuedAt = now;
  this._refresh();
};

Interface.prototype._flush = function () {
  var text = this._editor.output();
  if (text) this._write(text);
};

Interface.prototype._write = function (text) {
  if (this.output && this.output.writable !== false) this.output.write(text);
};

Interface.prototype._refresh = function () {
  this._editor.show();
  this._flush();
};

Interface.prototype._push = function (chunk) {
  if (this.closed) return;
  this._editor.push(chunk);
  this._read();
};

// Deals with what was typed. A listener that throws, or that calls write(), comes back here: what is left is dealt with
// after it.
Interface.prototype._read = function () {
  if (this._reading) return;
  this._reading = true;
  var self = this, finished = false;
  try {
    while (!this.closed && !this.paused) {
      var event = this._editor.next();
      this._flush();
      if (!event) break;
      this['_' + event[0]](event[1]);
    }
    finished = true;
  } finally {
    this._reading = false;
    if (!finished) process.nextTick(function () { if (!self.closed) self._read(); });
  }
  if (this._hasEnded && !this.closed && !this.paused) this._end();
};

Interface.prototype._line = function (line) {
  var answer = this._answer;
  if (this.terminal && this.listeners('history').length > 0) this.emit('history', this.history);
  if (!answer) {
    this.emit('line', line);
    return;
  }
  this._answer = null;
  this.setPrompt(this._promptBefore);
  answer(line);
};

Interface.prototype._interrupt = function () {
  if (this.listeners('SIGINT').length > 0) this.emit('SIGINT');
  else this.close();
};

Interface.prototype._end = function () {
  var rest = this._editor.rest();
  if (rest !== null) this._line(rest);
  this.close();
};

Interface.prototype._ended = function () {
  this._hasEnded = true;
  this._read();
};

Interface.prototype._suspend = function () {
  if (this.listeners('SIGTSTP').length > 0) {
    this.emit('SIGTSTP');
    return;
  }
  if (!this._onRaw) return;
  this._editor.leave();
  this._flush();
  this._raw(false);
  var self = this;
  this._suspended = true;
  process.kill(0, 'SIGTSTP');
  // Who has no shell to go back to is not stopped, and hears no SIGCONT.
  setTimeout(function () { if (self._suspended) self._continued(); }, 50);
};

Interface.prototype._complete = function () {
  if (!this.completer) {
    this._editor.insert('\t');
    this._flush();
    return;
  }
  var self = this;
  var text = this.line.slice(0, this.cursor);
  function take(error, found) {
    if (error || self.closed || !found) return;
    self._completed(found[0] || [], found[1]);
  }
  if (this.completer.length > 1) this.completer(text, take);
  else take(null, this.completer(text));
};

Interface.prototype._completed = function (words, word) {
  var real = words.filter(Boolean);
  if (real.length === 0) return;
  var common = real.reduce(function (common, word) {
    var length = 0;
    while (length < common.length && common[length] === word[length]) length++;
    return common.slice(0, length);
  });
  if (common.length > word.length && common.slice(0, word.length) === word) {
    this._editor.insert(common.slice(word.length));
  } else if (real.length > 1) {
    this._editor.list(words);
  }
  this._flush();
};

Interface.prototype.setPrompt = function (prompt) {
  this._prompt = String(prompt);
  this._editor.setPrompt(this._prompt);
};

Interface.prototype.getPrompt = function () {
  return this._prompt;
};

Interface.prototype.prompt = function () {
  if (this.paused) this.resume();
  if (this.terminal) this._refresh();
  else this._write(this._prompt);
};

// question(query, callback), question(query, { signal }, callback): who asks while an answer is awaited asks the same again.
Interface.prototype.question = function (query, options, callback) {
  if (typeof options === 'function') callback = options;
  if (this.closed) throw new Error('readline was closed');
  if (typeof callback !== 'function') throw new TypeError('readline: question needs a callback');
  var signal = typeof options === 'object' && options ? options.signal : null;
  if (signal && signal.aborted) return;
  if (!this._answer) {
    this._promptBefore = this._prompt;
    this.setPrompt(query);
    this._answer = callback;
    if (signal) heed(this, signal);
  }
  this.prompt();
};
Object.defineProperty(Interface.prototype.question, Symbol.for('nodejs.util.promisify.custom'), {
  value: function (query, options) { return ask(this, query, options); }, configurable: true
});

// An aborted signal takes the question back.
function heed(rl, signal) {
  var answer = rl._answer;
  function taken(text) {
    signal.removeEventListener('abort', aborted);
    answer(text);
  }
  function aborted() {
    if (rl._answer !== taken) return;
    rl._answer = null;
    rl.setPrompt(rl._promptBefore);
    rl._editor.leave();
    rl._flush();
  }
  rl._answer = taken;
  signal.addEventListener('abort', aborted);
}

// The answer as a promise.
function ask(rl, query, options) {
  var signal = options && options.signal;
  return new Promise(function (resolve, reject) {
    function stop(error) {
      rl.removeListener('close', closed);
      if (signal) signal.removeEventListener('abort', aborted);
      if (error) reject(error);
    }
    function aborted() { stop(abortError(signal)); }
    function closed() {
      var error = new Error('readline was closed');
      error.code = 'ERR_USE_AFTER_CLOSE';
      stop(error);
    }
    if (signal && signal.aborted) throw abortError(signal);
    if (rl._answer && !rl.closed) throw new Error('readline: a question is being asked already: ' + rl._prompt);
    Interface.prototype.question.call(rl, query, { signal: signal }, function (answer) {
      stop();
      resolve(answer);
    });
    rl.on('close', closed);
    if (signal) signal.addEventListener('abort', aborted);
  });
}

function abortError(signal) {
  var error = new Error('The operation was aborted');
  error.name = 'AbortError';
  error.code = 'ABORT_ERR';
  error.cause = signal.reason;
  return error;
}

Interface.prototype.pause = function () {
  if (this.closed || this.paused) return this;
  this.paused = true;
  if (this.input && this.input.pause) this.input.pause();
  this.emit('pause');
  return this;
};

Interface.prototype.resume = function () {
  if (this.closed || !this.paused) return this;
  this.paused = false;
  if (this.input && this.input.resume) this.input.resume();
  this.emit('resume');
  var self = this;
  process.nextTick(function () { if (!self.closed && !self.paused) self._read(); });
  return this;
};

Interface.prototype.close = Interface.prototype.destroy = function () {
  if (this.closed) return;
  this._editor.leave();
  this._flush();
  this.pause();
  this.closed = true;
  this._detach();
  if (this.terminal) this._raw(false);
  this.emit('close');
};

// As if it was typed: text, or a key such as { ctrl: true, name: 'u' }.
Interface.prototype.write = function (text, key) {
  if (this.closed) return;
  if (this.paused) this.resume();
  if (text == null || key) text = sequence(key || {}, text);
  this._push(text);
};

Interface.prototype.getCursorPos = function () {
  var at = (this._prompt.length + this.cursor), columns = this._columns();
  return { rows: Math.floor(at / columns), cols: at % columns };
};

Interface.prototype[Symbol.asyncIterator] = function () {
  var self = this, lines = [], waiting = [];
  function hear(line) {
    if (waiting.length > 0) waiting.shift()({ value: line, done: false });
    else if (lines.push(line) > 1024) self.pause();
  }
  function finish() {
    self.removeListener('line', hear);
    while (waiting.length > 0) waiting.shift()({ value: undefined, done: true });
  }
  this.on('line', hear);
  this.on('close', finish);
  return {
    next: function () {
      if (lines.length > 0) {
        var line = lines.shift();
        if (lines.length === 0) self.resume();
        return Promise.resolve({ value: line, done: false });
      }
      if (self.closed) return Promise.resolve({ value: undefined, done: true });
      return new Promise(function (resolve) { waiting.push(resolve); });
    },
    return: function () {
      self.close();
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]: function () { return this; }
  };
};

var SEQUENCES = {
  return: '\r', enter: '\n', tab: '\t', backspace: '\x7f', escape: '\x1b\x1b', space: ' ', up: '\x1b[A', down: '\x1b[B',
  right: '\x1b[C', left: '\x1b[D', home: '\x1b[H', end: '\x1b[F', insert: '\x1b[2~', delete: '\x1b[3~',
  pageup: '\x1b[5~', pagedown: '\x1b[6~'
};

// What a terminal sends for the key.
function sequence(key, text) {
  var name = key.name || '';
  var sent = SEQUENCES[name];
  if (key.ctrl && /^[a-z_]$/.test(name)) sent = String.fromCharCode(name.charCodeAt(0) & 31);
  else if (sent && (key.ctrl || key.meta) && sent.length === 3) sent = '\x1b[1;' + (key.ctrl ? 5 : 3) + sent[2];
  else if (key.meta && (sent || name)) sent = '\x1b' + (sent || name);
  if (sent === undefined) sent = text == null ? key.sequence || '' : text;
  return sent;
}

// How long a lone Escape waits for what may belong to it, in milliseconds.
var ESCAPE_WAIT = 100;

// Makes the stream emit 'keypress' with the text and { name, ctrl, meta, shift, sequence }.
function emitKeypressEvents(stream) {
  if (stream._keys) return;
  var keys = stream._keys = new natives.Keys(), timer = null;
  function take(key) {
    if (!key) return false;
    var text = key[1] || key[2] || key[4].charCodeAt(0) === 27 ? undefined : key[4];
    var shift = key[3] || /^[A-Z]$/.test(key[4]);
    stream.emit('keypress', text, { sequence: key[4], name: key[0], ctrl: key[1], meta: key[2], shift: shift });
    return true;
  }
  stream.on('data', function (chunk) {
    clearTimeout(timer);
    keys.push(chunk);
    while (take(keys.next()));
    if (!keys.isEmpty()) timer = setTimeout(function () { while (take(keys.flush())); }, ESCAPE_WAIT);
  });
}

// Escape sequences.
var texts = {
  clearLine: function (direction) { return '\x1b[' + (direction < 0 ? 1 : direction > 0 ? 0 : 2) + 'K'; },
  clearScreenDown: function () { return '\x1b[0J'; },
  cursorTo: function (x, y) {
    if (typeof x !== 'number') throw new TypeError('readline.cursorTo: x must be a number');
    return typeof y === 'number' ? '\x1b[' + (y + 1) + ';' + (x + 1) + 'H' : '\x1b[' + (x + 1) + 'G';
  },
  moveCursor: function (dx, dy) {
    return (dx ? '\x1b[' + Math.abs(dx) + (dx < 0 ? 'D' : 'C') : '') +
      (dy ? '\x1b[' + Math.abs(dy) + (dy < 0 ? 'A' : 'B') : '');
  }
};

exports.Interface = Interface;
exports.createInterface = createInterface;
exports.emitKeypressEvents = emitKeypressEvents;
// To a stream; the callback, if any, is called when they were written. False when the stream wants to be waited for.
Object.keys(texts).forEach(function (name) {
  exports[name] = function (stream) {
    var args = Array.prototype.slice.call(arguments, 1);
    var callback = typeof args[args.length - 1] === 'function' ? args.pop() : null;
    var text = texts[name].apply(null, args);
    var goesOn = stream && text ? stream.write(text) !== false : true;
    if (callback) process.nextTick(callback);
    return goesOn;
  };
});
var promises = null;
Object.defineProperty(exports, 'promises', {
  get: function () { return promises || (promises = natives.promises(Interface, texts, ask)); }, enumerable: true, configurable: true
});
// For the REPL, which lets Ctrl-C be a signal while code runs.
Object.defineProperty(Interface.prototype, '_computing', {
  value: function (on) { if (this._onRaw && !this.closed) natives.setMode(on ? 2 : 1); }
});
