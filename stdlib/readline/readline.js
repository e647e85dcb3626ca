'use strict';
const EventEmitter = require('events'), { Editor } = natives;
const { ask } = require('readline/question'), texts = require('readline/sequences');

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
  const options = first || {};
  if (options.input || options.output || !(options.write || options.on)) return new Interface(options);
  if (second && typeof second === 'object' || options.readable && !options.writable) {
    return new Interface({ input: first, output: second, completer: third, terminal });
  }
  return new Interface({ output: first, completer: second, fed: true });
}

function Interface(options, output, completer, terminal) {
  if (!(this instanceof Interface)) return new Interface(options, output, completer, terminal);
  if (arguments.length > 1 || options && options.on && !options.input) {
    options = { input: options, output, completer, terminal };
  }
  options = options || {};
  if (options.completer != null && typeof options.completer !== 'function') {
    throw new TypeError('readline: the completer must be a function');
  }
  this.input = options.input;
  this.output = options.output;
  this.completer = options.completer;
  // 0.2 reads the standard input, through the program.
  const source = options.fed ? process.stdin : this.input;
  this.terminal = this.enabled = options.terminal != null ? Boolean(options.terminal) : wantsEditing(source, this.output);
  this.closed = this.paused = false;
  this._onRaw = this.terminal && isTerminal(source);
  const direct = this.terminal && isTerminal(this.output) && this.output === process.stdout;
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
    rl.on('close', () => { signal.removeEventListener('abort', close); });
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
  const self = this, all = [];
  function listen(emitter, event, listener) {
    emitter.on(event, listener);
    all.push(() => { emitter.removeListener(event, listener); });
  }
  if (this.input) {
    listen(this.input, 'data', (chunk) => { self._push(chunk); });
    listen(this.input, 'end', () => { self._ended(); });
    listen(this.input, 'close', () => { self._ended(); });
    if (this.input.resume) this.input.resume();
  }
  if (this.terminal) {
    this._raw(true);
    function resized() { self._editor.resize(self._columns()); self._flush(); }
    if (isTerminal(this.output)) listen(process, 'SIGWINCH', resized);
    else if (this.output && this.output.on) listen(this.output, 'resize', resized);
    // Stopped and continued: the shell has used the terminal meanwhile.
    if (this._onRaw) listen(process, 'SIGCONT', () => { self._continued(); });
  }
  this._detach = function () { all.forEach((stop) => { stop(); }); };
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
  const now = Date.now();
  if (!(now - this._continuedAt < 200)) this._editor.forgetScreen();
  this._continuedAt = now;
  this._refresh();
};

Interface.prototype._flush = function () {
  const text = this._editor.output();
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
  let self = this, finished = false;
  try {
    while (!this.closed && !this.paused) {
      const event = this._editor.next();
      this._flush();
      if (!event) break;
      this['_' + event[0]](event[1]);
    }
    finished = true;
  } finally {
    this._reading = false;
    if (!finished) process.nextTick(() => { if (!self.closed) self._read(); });
  }
  if (this._hasEnded && !this.closed && !this.paused) this._end();
};

Interface.prototype._line = function (line) {
  const answer = this._answer;
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
  const rest = this._editor.rest();
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
  const self = this;
  this._suspended = true;
  process.kill(0, 'SIGTSTP');
  // Who has no shell to go back to is not stopped, and hears no SIGCONT.
  setTimeout(() => { if (self._suspended) self._continued(); }, 50);
};

Interface.prototype._complete = function () {
  if (!this.completer) {
    this._editor.insert('\t');
    this._flush();
    return;
  }
  const self = this;
  const text = this.line.slice(0, this.cursor);
  function take(error, found) {
    if (error || self.closed || !found) return;
    self._completed(found[0] || [], found[1]);
  }
  if (this.completer.length > 1) this.completer(text, take);
  else take(null, this.completer(text));
};

Interface.prototype._completed = function (words, word) {
  const real = words.filter(Boolean);
  if (real.length === 0) return;
  const common = real.reduce((common, word) => {
    let length = 0;
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
  const signal = typeof options === 'object' && options ? options.signal : null;
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
  value: function (query, options) { return ask(Interface, this, query, options); }, configurable: true
});

// An aborted signal takes the question back.
function heed(rl, signal) {
  const answer = rl._answer;
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
  const self = this;
  process.nextTick(() => { if (!self.closed && !self.paused) self._read(); });
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
  const at = (this._prompt.length + this.cursor), columns = this._columns();
  return { rows: Math.floor(at / columns), cols: at % columns };
};

Interface.prototype[Symbol.asyncIterator] = function () {
  const self = this, lines = [], waiting = [];
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
        const line = lines.shift();
        if (lines.length === 0) self.resume();
        return Promise.resolve({ value: line, done: false });
      }
      if (self.closed) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve) => { waiting.push(resolve); });
    },
    return: function () {
      self.close();
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]: function () { return this; }
  };
};

const SEQUENCES = {
  return: '\r', enter: '\n', tab: '\t', backspace: '\x7f', escape: '\x1b\x1b', space: ' ', up: '\x1b[A', down: '\x1b[B',
  right: '\x1b[C', left: '\x1b[D', home: '\x1b[H', end: '\x1b[F', insert: '\x1b[2~', delete: '\x1b[3~',
  pageup: '\x1b[5~', pagedown: '\x1b[6~'
};

// What a terminal sends for the key.
function sequence(key, text) {
  const name = key.name || '';
  let sent = SEQUENCES[name];
  if (key.ctrl && /^[a-z_]$/.test(name)) sent = String.fromCharCode(name.charCodeAt(0) & 31);
  else if (sent && (key.ctrl || key.meta) && sent.length === 3) sent = '\x1b[1;' + (key.ctrl ? 5 : 3) + sent[2];
  else if (key.meta && (sent || name)) sent = '\x1b' + (sent || name);
  if (sent === undefined) sent = text == null ? key.sequence || '' : text;
  return sent;
}

// How long a lone Escape waits for what may belong to it, in milliseconds.
const ESCAPE_WAIT = 100;

// Makes the stream emit 'keypress' with the text and { name, ctrl, meta, shift, sequence }.
function emitKeypressEvents(stream) {
  if (stream._keys) return;
  let keys = stream._keys = new natives.Keys(), timer = null;
  function take(key) {
    if (!key) return false;
    const text = key[1] || key[2] || key[4].charCodeAt(0) === 27 ? undefined : key[4];
    const shift = key[3] || /^[A-Z]$/.test(key[4]);
    stream.emit('keypress', text, { sequence: key[4], name: key[0], ctrl: key[1], meta: key[2], shift });
    return true;
  }
  stream.on('data', (chunk) => {
    clearTimeout(timer);
    keys.push(chunk);
    while (take(keys.next()));
    if (!keys.isEmpty()) timer = setTimeout(() => { while (take(keys.flush())); }, ESCAPE_WAIT);
  });
}

exports.Interface = Interface;
exports.createInterface = createInterface;
exports.emitKeypressEvents = emitKeypressEvents;
// To a stream; the callback, if any, is called when they were written. False when the stream wants to be waited for.
Object.keys(texts).forEach((name) => {
  exports[name] = function (stream) {
    const args = Array.prototype.slice.call(arguments, 1);
    const callback = typeof args[args.length - 1] === 'function' ? args.pop() : null;
    const text = texts[name].apply(null, args);
    const goesOn = stream && text ? stream.write(text) !== false : true;
    if (callback) process.nextTick(callback);
    return goesOn;
  };
});
Object.defineProperty(exports, 'promises', {
  get: function () { return require('readline/promises'); }, enumerable: true, configurable: true
});
// For the REPL, which lets Ctrl-C be a signal while code runs.
Object.defineProperty(Interface.prototype, '_computing', {
  value: function (on) { if (this._onRaw && !this.closed) natives.setMode(on ? 2 : 1); }
});
