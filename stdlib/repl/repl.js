'use strict';
// require('repl'): the class REPLServer, and the REPL of the command line.
const readline = require('readline'), sys = require('sys'), fs = require('fs'), EventEmitter = require('events');
const { commands } = require('repl/commands'), { complete } = require('repl/completion'), { keepHistory } = require('repl/history');

// REPLServer(prompt, stream), or REPLServer({ prompt, input, output, terminal, eval, writer, ... }).
function REPLServer(prompt, stream) {
  if (!(this instanceof REPLServer)) return new REPLServer(prompt, stream);
  const options = prompt && typeof prompt === 'object' ? prompt : { prompt, stream };
  const self = this;
  stream = options.stream || options.input || process.openStdin();
  this.prompt = options.prompt === undefined ? 'node> ' : String(options.prompt);
  this.stream = this.inputStream = stream;
  this.outputStream = options.output || (stream === process.stdin || !stream.write ? process.stdout : stream);
  this.commands = Object.create(commands);
  this.bufferedCommand = '';
  this.ignoreUndefined = options.ignoreUndefined !== false;
  this.writer = options.writer;
  this._eval = options.eval;
  this._entered = [];
  // What was entered since .editor.
  this._text = null;
  natives.lendRequire();
  this.context = context;
  this.rli = readline.createInterface({
    input: stream, output: this.outputStream, terminal: options.terminal, prompt: this.prompt,
    completer: options.completer || function (text) { return self.complete(text); }
  });
  this.terminal = this.rli.terminal;
  if (this.rli._onRaw) edited = this.rli;
  // Ctrl-C stops what was typed where it comes from the same terminal.
  this._canStop = stream === process.stdin && stream.isTTY === true;
  this.useColors = options.useColors !== undefined ? Boolean(options.useColors) : this.terminal && wantsColors(process.env);
  // Who hangs up in the middle of an answer has seen enough; a stream's error is followed by its 'close'.
  if (this.outputStream !== process.stdout && this.outputStream.on) this.outputStream.on('error', () => {});
  this.rli.on('line', (line) => { self._take(line); });
  this.rli.on('SIGINT', () => { self._interrupted(); });
  this.rli.on('close', () => { self._close(); });
  this.rli._end = function () { self._end(); };
  this.displayPrompt();
}
REPLServer.prototype = Object.create(EventEmitter.prototype, {
  constructor: { value: REPLServer, writable: true, configurable: true }
});

function wantsColors(env) {
  return !env.NO_COLOR && !env.NODE_DISABLE_COLORS && Boolean(env.TERM) && env.TERM !== 'dumb';
}

// What all REPLs see and define names on: the global object. Names that come through it go with .clear.
const context = new Proxy(globalThis, {
  defineProperty: function (target, name, descriptor) {
    if (!Object.prototype.hasOwnProperty.call(target, name)) natives.note(name);
    return Reflect.defineProperty(target, name, descriptor);
  }
});

REPLServer.prototype.displayPrompt = function () {
  if (this.rli.closed) return;
  this.rli.setPrompt(this.bufferedCommand ? '...   ' : this.prompt);
  this.rli.prompt();
};

REPLServer.prototype.setPrompt = function (prompt) {
  this.prompt = String(prompt);
};

REPLServer.prototype._write = function (text) {
  if (this.outputStream.writable !== false) this.outputStream.write(text);
};

// A line was entered.
REPLServer.prototype._take = function (line) {
  this._wasInterrupted = false;
  if (this._text !== null) {
    this._text += line + '\n';
    this.rli.prompt();
    return;
  }
  const command = /^\s*\.([a-z]\w*)(?:\s+(.*?))?\s*$/i.exec(line);
  if (command && (!this.bufferedCommand || this.commands[command[1]])) {
    this._command(command[1], command[2] || '');
  } else if (!this.bufferedCommand && line.trim() === '') {
    this.displayPrompt();
  } else {
    this._run(this.bufferedCommand + line + '\n');
  }
};

REPLServer.prototype._command = function (name, rest) {
  const command = this.commands[name];
  if (command) {
    command.action.call(this, rest);
  } else {
    this._write("No command ." + name + ": type '.help' for options.\n");
    this.displayPrompt();
  }
};

let count = 0;

// The lines that are edited on the process's own terminal, if any, and what computes or is awaited meanwhile, in whichever
// REPL: Ctrl-C is a signal as long as there is something.
let edited = null, computing = 0;

function onTerminal(isComputing) {
  computing += isComputing ? 1 : -1;
  if (edited) edited._computing(computing > 0);
}

// Runs code, which is `whole` when no more of it comes.
REPLServer.prototype._run = function (code, whole) {
  const self = this, file = 'REPL' + ++count;
  if (this._eval) {
    this._eval(code, this.context, file, (error, value) => {
      if (error instanceof Recoverable) self._unfinished(code);
      else self._finished(code, error, value);
    });
    return;
  }
  let result, failure;
  onTerminal(true);
  try {
    result = natives.evaluate(code, file, this._canStop);
  } catch (error) {
    failure = { thrown: error };
  }
  onTerminal(false);
  if (result === false) failure = { thrown: plain('Script execution was interrupted by `SIGINT`') };
  if (failure) return this._finished(code, failure);
  if (!result && whole) this._finished(code, { thrown: plain('Unexpected end of input', SyntaxError) });
  else if (!result) this._unfinished(code);
  else if (result[1]) this._await(code, result[0]);
  else this._finished(code, null, result[0]);
};

// An error without frames.
function plain(message, type) {
  const error = new (type || Error)(message);
  error.stack = String(error);
  return error;
}

REPLServer.prototype._unfinished = function (code) {
  count--;
  this.bufferedCommand = code;
  this.displayPrompt();
};

// Code with `await`: nothing is read until it is done, or Ctrl-C gives up on it.
REPLServer.prototype._await = function (code, promise) {
  let self = this, isOver = false, isEdited = this.rli === edited;
  function over(error, value) {
    if (isOver) return;
    isOver = true;
    if (self._canStop) {
      process.removeListener('SIGINT', giveUp);
      natives.heedInterrupts(false);
    }
    if (isEdited) onTerminal(false);
    self._finished(code, error, value);
    self.rli.resume();
  }
  function giveUp() {
    over({ thrown: plain('Interrupted; what was awaited goes on') });
  }
  this.rli.pause();
  if (isEdited) onTerminal(true);
  // Paused, the input would let the program end before the promise is kept.
  const alive = setInterval(() => {}, 0x3fffffff);
  if (this._canStop) {
    process.on('SIGINT', giveUp);
    natives.heedInterrupts(true);
  }
  promise.then((value) => { clearInterval(alive); over(null, value); },
    (error) => { clearInterval(alive); over({ thrown: error }); });
};

REPLServer.prototype._finished = function (code, error, value) {
  this.bufferedCommand = '';
  if (error) {
    this.showError('thrown' in error ? error.thrown : error);
  } else {
    this._entered.push(code);
    if (value !== undefined || !this.ignoreUndefined) {
      try { globalThis._ = value; } catch (e) { /* The program made it a constant. */ }
      natives.note('_');
      this._show(value);
    }
  }
  this.displayPrompt();
};

REPLServer.prototype._show = function (value) {
  const writer = this.writer || exports.writer;
  try {
    this._write((writer === sys.inspect ? sys.inspect(value, false, 2, this.useColors) : writer(value)) + '\n');
  } catch (error) {
    this.showError(error);
  }
};

// An error as the one who typed the code wants it: no frames of the REPL's own, no place that is plain to see.
REPLServer.prototype.showError = function (error) {
  let quoted = natives.syntaxPlace(error), text;
  if (quoted) {
    text = quoted + '\n' + error;
  } else if ((text = this._thrownValue(error)) !== null) {
    // It is no error.
  } else {
    const lines = natives.describe(error).split('\n');
    let last = lines.length - 1;
    while (last > 0 && !/\bREPL\d+:\d/.test(lines[last])) last--;
    if (last > 0) lines.length = last + 1;
    if (lines.length > 1 && /^ +at REPL\d+:1:\d+$/.test(lines[lines.length - 1])) lines.pop();
    text = lines.join('\n');
  }
  this._write(text + '\n');
};

// What was thrown, if it is no error and nothing like one: null for those.
REPLServer.prototype._thrownValue = function (value) {
  if (!value || typeof value !== 'object' && typeof value !== 'function') return String(value);
  try {
    if (value.stack || value instanceof Error) return null;
    return 'Uncaught ' + sys.inspect(value, false, 2, this.useColors);
  } catch (error) {
    return null;
  }
};

// Ctrl-D, or the end of the input: runs what .editor collected, or leaves.
REPLServer.prototype._end = function () {
  if (this._text === null || this.rli._hasEnded) {
    readline.Interface.prototype._end.call(this.rli);
    return;
  }
  const text = this._text;
  this._text = null;
  if (text.trim() === '') this.displayPrompt();
  else this._run(text, true);
};

REPLServer.prototype._interrupted = function () {
  const isEmpty = this._text === null && !this.rli.line && !this.bufferedCommand;
  this._text = null;
  this.rli._editor.leave();
  this.rli._flush();
  if (isEmpty && this._wasInterrupted) {
    this.rli.close();
    return;
  }
  this._wasInterrupted = isEmpty;
  this.bufferedCommand = '';
  this.rli.line = '';
  if (isEmpty) this._write('(^C again to leave; so do ^D and .exit)\n');
  this.displayPrompt();
};

REPLServer.prototype._close = function () {
  if (edited === this.rli) edited = null;
  // The prompt stands there still.
  if (!this.terminal && this.outputStream === process.stdout) this._write('\n');
  if (this.outputStream !== process.stdout && this.outputStream.end) {
    this.outputStream.end();
    // Paused, it would never see the other side close.
    if (this.outputStream.resume) this.outputStream.resume();
  }
  if (this.stream.destroy && this.stream !== this.outputStream) this.stream.destroy();
  this.emit('exit');
};

REPLServer.prototype.close = function () {
  this.rli.close();
};

REPLServer.prototype.clearBufferedCommand = function () {
  this.bufferedCommand = '';
};

REPLServer.prototype.getPrompt = function () {
  return this.prompt;
};

// Keeps the history in a file; callback(error, server).
REPLServer.prototype.setupHistory = function (file, callback) {
  const self = this, failure = this.terminal ? keepHistory(this, String(file)) : null;
  process.nextTick(() => { callback(failure, self); });
};

// Adds a command: defineCommand('name', function (rest) {}), or { help: '..', action: function (rest) {} }.
REPLServer.prototype.defineCommand = function (name, command) {
  if (typeof command === 'function') command = { help: '', action: command };
  if (!command || typeof command.action !== 'function') {
    throw new TypeError('repl: the action of a command must be a function');
  }
  this.commands[name] = command;
};

REPLServer.prototype.complete = complete;

// The REPL of the command line: the process ends with it, and lives on after errors in callbacks.
function standalone() {
  process.stdout.write("Type '.help' for options.\n");
  const server = new REPLServer({ prompt: 'node> ' });
  if (server.terminal) keepOwnHistory(server);
  process.on('uncaughtException', (error) => {
    if (server.rli.closed) throw error;
    server.showError(error);
    if (!server.terminal) server.displayPrompt();
  });
  server.on('exit', () => { process.exit(); });
}

// In the user's home, unless NODE_REPL_HISTORY names another file, or none.
function keepOwnHistory(server) {
  let file = process.env.NODE_REPL_HISTORY;
  if (file === undefined && process.env.HOME) file = process.env.HOME + '/.noderu_history';
  const failure = file ? keepHistory(server, file) : null;
  if (!failure) return;
  server._write('The history is not kept: ' + failure.message + '\n');
  server.displayPrompt();
}

// A custom eval gives it to its callback when the code is unfinished.
function Recoverable(error) {
  this.err = error;
}
Recoverable.prototype = Object.create(SyntaxError.prototype);

exports.REPLServer = REPLServer;
exports.Recoverable = Recoverable;
exports.writer = sys.inspect;
exports.start = function (prompt, stream) { return new REPLServer(prompt, stream); };
Object.defineProperty(exports, '_standalone', { value: standalone });
