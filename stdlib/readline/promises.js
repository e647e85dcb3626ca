'use strict';
// require('readline/promises'), of later releases.
const { Interface: Base } = require('readline');
const { ask } = require('readline/question'), texts = require('readline/sequences');

function Interface(input, output, completer, terminal) {
  if (!new.target) return new Interface(input, output, completer, terminal);
  if (arguments.length > 1) Base.call(this, input, output, completer, terminal);
  else Base.call(this, input);
}
Interface.prototype = Object.create(Base.prototype, {
  constructor: { value: Interface, writable: true, configurable: true }
});

// The answer; rejected when options.signal says so, or when the interface is closed.
Interface.prototype.question = function (query, options) {
  return ask(Base, this, query, options);
};

// Escape sequences that are collected, and written by commit().
function Readline(stream, options) {
  if (!new.target) throw new TypeError("Class constructor Readline cannot be invoked without 'new'");
  if (!stream || typeof stream.write !== 'function') throw new TypeError('readline: the stream must be writable');
  this._stream = stream;
  this._text = '';
  this._writes = Boolean(options && options.autoCommit);
}
['clearLine', 'clearScreenDown', 'cursorTo', 'moveCursor'].forEach((name) => {
  Readline.prototype[name] = function (first, second) {
    const text = texts[name](first, second);
    if (this._writes) this._stream.write(text);
    else this._text += text;
    return this;
  };
});
Readline.prototype.commit = function () {
  const text = this._text;
  this._text = '';
  if (text) this._stream.write(text);
  return Promise.resolve();
};
Readline.prototype.rollback = function () {
  this._text = '';
  return this;
};

exports.Interface = Interface;
exports.Readline = Readline;
exports.createInterface = function (input, output, completer, terminal) {
  return arguments.length > 1 ? new Interface(input, output, completer, terminal) : new Interface(input);
};
