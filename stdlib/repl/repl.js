'use strict';
var readline = load('readline'), sys = load('sys'), fs = load('fs'), EventEmitter = load('events');

// REPLServer(prompt, stream), or REPLServer({ prompt, input, output, terminal, eval, writer, ... }).
function REPLServer(prompt, stream) {
  if (!(this instanceof REPLServer)) return new REPLServer(prompt, stream);
  var options = prompt && typeof prompt === 'object' ? prompt : { prompt: prompt, stream: stream };
  var self = this;
  stream = options.stream || options.input || process.openStdin();
  this.prompt = options.prompt === undefined ? 'node> ' : String(options.prompt);
  this.stream = this.inputStream = stream;
  this.outputStream = options.output || (stream === process.stdin || !stream.write ? process.stdout : stream);
  this.commands = Object.create(COMMANDS);
  this.bufferedCommand = '';
  this.ignoreUndefined = options.ignoreUndefined !== false;
  this.writer = options.writer;
  this._eval = options.eval;
  this._entered = [];
  // What was entered since .editor.
  this._text = null;
  shareGlobals();
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
  if (this.outputStream !== process.stdout && this.outputStream.on) this.outputStream.on('error', function () {});
  this.rli.on('line', function (line) { self._take(line); });
  this.rli.on('SIGINT', function () { self._interrupted(); });
  this.rli.on('close', function () { self._close(); });
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
var context = new Proxy(globalThis, {
  defineProperty: function (target, name, descriptor) {
    if (!Object.prototype.hasOwnProperty.call(target, name)) natives.note(name);
    return Reflect.defineProperty(target, name, descriptor);
  }
});

function shareGlobals() {
  natives.lendRequire();
}

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
  var command = /^\s*\.([a-z]\w*)(?:\s+(.*?))?\s*$/i.exec(line);
  if (command && (!this.bufferedCommand || this.commands[command[1]])) {
    this._command(command[1], command[2] || '');
  } else if (!this.bufferedCommand && line.trim() === '') {
    this.displayPrompt();
  } else {
    this._run(this.bufferedCommand + line + '\n');
  }
};

REPLServer.prototype._command = function (name, rest) {
  var command = this.commands[name];
  if (command) {
    command.action.call(this, rest);
  } else {
    this._write("No command ." + name + ": type '.help' for options.\n");
    this.displayPrompt();
  }
};

var count = 0;

// The lines that are edited on the process's own terminal, if any, and what computes or is awaited meanwhile, in whichever
// REPL: Ctrl-C is a signal as long as there is something.
var edited = null, computing = 0;

function onTerminal(isComputing) {
  computing += isComputing ? 1 : -1;
  if (edited) edited._computing(computing > 0);
}

// Runs code, which is `whole` when no more of it comes.
REPLServer.prototype._run = function (code, whole) {
  var self = this, file = 'REPL' + ++count;
  if (this._eval) {
    this._eval(code, this.context, file, function (error, value) {
      if (error instanceof Recoverable) self._unfinished(code);
      else self._finished(code, error, value);
    });
    return;
  }
  var result, failure;
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
  var error = new (type || Error)(message);
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
  var self = this, isOver = false, isEdited = this.rli === edited;
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
  var alive = setInterval(function () {}, 0x3fffffff);
  if (this._canStop) {
    process.on('SIGINT', giveUp);
    natives.heedInterrupts(true);
  }
  promise.then(function (value) { clearInterval(alive); over(null, value); },
    function (error) { clearInterval(alive); over({ thrown: error }); });
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
  var writer = this.writer || exports.writer;
  try {
    this._write((writer === sys.inspect ? sys.inspect(value, false, 2, this.useColors) : writer(value)) + '\n');
  } catch (error) {
    this.showError(error);
  }
};

// An error as the one who typed the code wants it: no frames of the REPL's own, no place that is plain to see.
REPLServer.prototype.showError = function (error) {
  var quoted = natives.syntaxPlace(error), text;
  if (quoted) {
    text = quoted + '\n' + error;
  } else if ((text = this._thrownValue(error)) !== null) {
    // It is no error.
  } else {
    var lines = natives.describe(error).split('\n');
    var last = lines.length - 1;
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
  var text = this._text;
  this._text = null;
  if (text.trim() === '') this.displayPrompt();
  else this._run(text, true);
};

REPLServer.prototype._interrupted = function () {
  var isEmpty = this._text === null && !this.rli.line && !this.bufferedCommand;
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
  var self = this, failure = this.terminal ? keepHistory(this, String(file)) : null;
  process.nextTick(function () { callback(failure, self); });
};

// Adds a command: defineCommand('name', function (rest) {}), or { help: '..', action: function (rest) {} }.
REPLServer.prototype.defineCommand = function (name, command) {
  if (typeof command === 'function') command = { help: '', action: command };
  if (!command || typeof command.action !== 'function') {
    throw new TypeError('repl: the action of a command must be a function');
  }
  this.commands[name] = command;
};

var COMMANDS = {
  break: {
    help: 'Start over: forget an expression that is not finished',
    action: function () {
      this.bufferedCommand = '';
      this.displayPrompt();
    }
  },
  clear: {
    help: 'The same, and forget every name that was defined here',
    action: function () {
      this._write('Clearing context...\n');
      this.bufferedCommand = '';
      natives.forget();
      shareGlobals();
      this.emit('reset', this.context);
      this.displayPrompt();
    }
  },
  editor: {
    help: 'Enter several lines, and run them at once with Ctrl-D',
    action: function () {
      if (!this.terminal) {
        this._write('.editor needs a terminal\n');
        this.displayPrompt();
        return;
      }
      this._write('// Ctrl-D runs it, Ctrl-C gives it up\n');
      this._text = '';
      this.bufferedCommand = '';
      this.rli.setPrompt('');
      this.rli.prompt();
    }
  },
  exit: {
    help: 'Leave',
    action: function () { this.rli.close(); }
  },
  help: {
    help: 'Show this list',
    action: function () {
      var text = '';
      for (var name in this.commands) text += '.' + (name + '       ').slice(0, Math.max(8, name.length + 1)) + (this.commands[name].help || '') + '\n';
      this._write(text);
      this.displayPrompt();
    }
  },
  load: {
    help: 'Run a file here: .load file.js',
    action: function (name) {
      var code;
      try {
        if (!name) throw new Error('.load needs the name of a file');
        code = fs.readFileSync(name, 'utf8').replace(/^\ufeff/, '').replace(/^#!.*/, '');
      } catch (error) {
        this._write(error.message + '\n');
        this.displayPrompt();
        return;
      }
      this.bufferedCommand = '';
      this._run(code, true);
    }
  },
  save: {
    help: 'Write what was run here into a file: .save file.js',
    action: function (name) {
      try {
        if (!name) throw new Error('.save needs the name of a file');
        fs.writeFileSync(name, this._entered.join(''));
        this._write('Saved in ' + name + '\n');
      } catch (error) {
        this._write(error.message + '\n');
      }
      this.displayPrompt();
    }
  }
};

Object.setPrototypeOf(COMMANDS, null);

// Completion: [words, word], the words in groups with '' between them.
REPLServer.prototype.complete = function (text) {
  var match;
  if (!this.bufferedCommand && (match = /^\s*\.(\w*)$/.exec(text))) {
    return [withStart(names(this.commands, true), match[1]), match[1]];
  }
  if (this.bufferedCommand && /^\s*$/.test(text)) return [[text + '\t'], text];
  if ((match = /\brequire\s*\(\s*(['"])([^'"]*)$/.exec(text))) return [modules(match[2]), match[2]];
  if ((match = /([\w$\u0080-\uffff]+(?:\.[\w$\u0080-\uffff]+|\[\d+\])*)\.([\w$\u0080-\uffff]*)$/.exec(text)) && !/^\d/.test(match[1])) {
    return [members(valueOf(match[1]), match[2]), match[2]];
  }
  if ((match = /(['"`]|\])\.([\w$]*)$/.exec(text))) {
    return [members(match[1] === ']' ? Array.prototype : String.prototype, match[2]), match[2]];
  }
  match = /(?:^|[^.\w$])([\w$\u0080-\uffff]*)$/.exec(text);
  if (!match) return [[], ''];
  var found = members(globalThis, match[1]);
  var keywords = match[1] ? withStart(KEYWORDS, match[1]) : [];
  if (keywords.length > 0) found = found.concat(found.length > 0 ? [''] : [], keywords);
  return [found, match[1]];
};

var KEYWORDS = ('async await break case catch class const continue debugger default delete do else false finally for function ' +
  'if in instanceof let new null of return static super switch this throw true try typeof var void while with yield').split(' ');

function withStart(names, start) {
  return names.filter(function (name) { return name.slice(0, start.length) === start; });
}

// Own property names that can be written behind a dot.
function names(object, all) {
  var found = all ? Object.keys(Object.getPrototypeOf(object)).concat(Object.keys(object)) : Object.getOwnPropertyNames(object);
  return found.filter(function (name) { return /^[a-z_$\u0080-\uffff][\w$\u0080-\uffff]*$/i.test(name); }).sort();
}

// What could stand behind the dot: what the object has itself, then what each of its prototypes has.
function members(value, start) {
  if (value === null || value === undefined) return [];
  var found = [], seen = Object.create(null), object = Object(value);
  for (var depth = 0; object && depth < 100; depth++) {
    // What every object has is only of use to who asks for it.
    if (object === Object.prototype && depth > 0 && !start && found.length > 0) break;
    var own = withStart(names(object), start).filter(function (name) { return !seen[name]; });
    own.forEach(function (name) { seen[name] = true; });
    if (own.length > 0) found = found.concat(found.length > 0 ? [''] : [], own);
    object = Object.getPrototypeOf(object);
  }
  return found;
}

// The value of `a.b[0].c`. Getters of the program are not called: completion must not change anything.
function valueOf(path) {
  var value = globalThis;
  var parts = path.split(/[.\[\]]+/).filter(Boolean);
  for (var i = 0; i < parts.length; i++) {
    if (parts[i] === 'this' && i === 0) continue;
    if (value === null || value === undefined) return undefined;
    var owner = Object(value), descriptor;
    while (owner && !(descriptor = Object.getOwnPropertyDescriptor(owner, parts[i]))) owner = Object.getPrototypeOf(owner);
    if (!descriptor) return undefined;
    if (descriptor.get && !/\[native code\]/.test(Function.prototype.toString.call(descriptor.get)) && owner !== globalThis) {
      return undefined;
    }
    try { value = value[parts[i]]; } catch (error) { return undefined; }
  }
  return value;
}

// What require could be given: built-in modules, packages, files.
function modules(start) {
  var slash = start.lastIndexOf('/') + 1, folders = [];
  if (/^\.{0,2}\//.test(start)) {
    folders = [start.slice(0, slash)];
  } else {
    for (var folder = process.cwd(); ; folder = folder.replace(/\/[^\/]*$/, '')) {
      folders.push(folder + '/node_modules/' + start.slice(0, slash));
      if (!folder) break;
    }
    folders = folders.concat(require.paths.map(function (path) { return path + '/' + start.slice(0, slash); }));
  }
  var found = natives.moduleNames();
  folders.forEach(function (folder) {
    var entries = [];
    try { entries = fs.readdirSync(folder); } catch (error) { /* Not there, or not ours to read. */ }
    entries.forEach(function (entry) {
      if (entry[0] === '.') return;
      var isFolder = false;
      try { isFolder = fs.statSync(folder + '/' + entry).isDirectory(); } catch (error) { /* A link to nowhere. */ }
      var name = entry.replace(/\.(js|node|json)$/, '');
      if (isFolder || name !== entry) found.push(start.slice(0, slash) + name + (isFolder && /^\./.test(start) ? '/' : ''));
    });
  });
  found = withStart(found, start).sort();
  return found.filter(function (name, index) { return name !== found[index - 1]; });
}

// The REPL of the command line: the process ends with it, and lives on after errors in callbacks.
function standalone() {
  process.stdout.write("Type '.help' for options.\n");
  var server = new REPLServer({ prompt: 'node> ' });
  if (server.terminal) keepOwnHistory(server);
  process.on('uncaughtException', function (error) {
    if (server.rli.closed) throw error;
    server.showError(error);
    if (!server.terminal) server.displayPrompt();
  });
  server.on('exit', function () { process.exit(); });
}

// Lines that the history file may hold before it is cut to those that are kept.
var HISTORY_FILE_LINES_MAX = 2000;
var HISTORY_LINES = 1000;

// Entered lines go to a file, each as it is entered, so that REPLs side by side share it. Null, or what went wrong.
function keepHistory(server, file) {
  var fd;
  try {
    // What is no file may have no end, or nobody at the other end.
    if (load('path').existsSync(file) && !fs.statSync(file).isFile()) throw new Error(file + ' is not a file');
    fd = fs.openSync(file, 'a+', 384 /* 0600 */);
    var lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
    if (lines.length > HISTORY_FILE_LINES_MAX) {
      lines = lines.slice(-HISTORY_LINES);
      fs.writeFileSync(file, lines.join('\n') + '\n');
    }
    server.rli._editor.setHistory(lines);
  } catch (error) {
    return error;
  }
  var last = '';
  server.rli.on('line', function (line) {
    if (line.trim() === '' || line === last) return;
    last = line;
    try { fs.writeSync(fd, line + '\n', null, 'utf8'); } catch (error) { /* The disk is full: not worth a word each line. */ }
  });
  return null;
}

// In the user's home, unless NODE_REPL_HISTORY names another file, or none.
function keepOwnHistory(server) {
  var file = process.env.NODE_REPL_HISTORY;
  if (file === undefined && process.env.HOME) file = process.env.HOME + '/.noderu_history';
  var failure = file ? keepHistory(server, file) : null;
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
