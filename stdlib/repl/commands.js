'use strict';
// The commands of the REPL: `.break` and its like. Their `this` is the REPLServer.
const fs = require('fs');

const commands = {
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
      natives.lendRequire();
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
      let text = '';
      for (const name in this.commands) text += '.' + (name + '       ').slice(0, Math.max(8, name.length + 1)) + (this.commands[name].help || '') + '\n';
      this._write(text);
      this.displayPrompt();
    }
  },
  load: {
    help: 'Run a file here: .load file.js',
    action: function (name) {
      let code;
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

Object.setPrototypeOf(commands, null);

exports.commands = commands;
