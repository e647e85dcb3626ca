'use strict';
// console.table and the class Console, of later releases.
const util = require('util');

// Boxes as wide as their widest value.
function boxes(head, rows) {
  const widths = head.map((name, column) => rows.reduce((width, row) => Math.max(width, row[column].length), name.length) + 2);
  function rule(left, middle, right) {
    return left + widths.map((width) => '\u2500'.repeat(width)).join(middle) + right + '\n';
  }
  function line(cells) {
    return '\u2502' + cells.map((cell, column) => ' ' + cell.padEnd(widths[column] - 1)).join('\u2502') + '\u2502\n';
  }
  return rule('\u250c', '\u252c', '\u2510') + line(head) + rule('\u251c', '\u253c', '\u2524')
    + rows.map(line).join('') + rule('\u2514', '\u2534', '\u2518');
}

function shown(value) {
  return util.inspect(value, { depth: 0, breakLength: Infinity, maxArrayLength: 3 }).replace(/\n */g, ' ');
}

// The keys of rows and their values; a map's rows have keys of any kind.
function entriesOf(data) {
  if (data instanceof Map) {
    return { head: ['(iteration index)', 'Key'], rows: Array.from(data, (pair, index) => ({ cells: [String(index), shown(pair[0])], value: pair[1] })) };
  }
  const isSet = data instanceof Set;
  if (isSet) data = Array.from(data);
  return { head: [isSet ? '(iteration index)' : '(index)'], rows: Object.keys(data).map((key) => ({ cells: [key], value: data[key] })) };
}

function table(data, wanted) {
  if (data === null || typeof data !== 'object') return undefined;
  if (wanted !== undefined && !Array.isArray(wanted)) throw new TypeError('The "properties" argument must be an array');
  let entries = entriesOf(data), columns = wanted ? wanted.map(String) : [], seen = new Set(columns), hasValues = false;
  entries.rows.forEach((row) => {
    const isObject = row.value !== null && typeof row.value === 'object';
    if (!isObject) hasValues = true;
    else if (!wanted) {
      Object.keys(row.value).forEach((key) => {
        if (!seen.has(key)) {
          seen.add(key);
          columns.push(key);
        }
      });
    }
  });
  const rows = entries.rows.map((row) => {
    const isObject = row.value !== null && typeof row.value === 'object';
    const cells = columns.map((key) => isObject && Object.prototype.hasOwnProperty.call(row.value, key) ? shown(row.value[key]) : '');
    if (hasValues) cells.push(isObject ? '' : shown(row.value));
    return row.cells.concat(cells);
  });
  return boxes(entries.head.concat(columns, hasValues ? ['Values'] : []), rows);
}

// A console that writes to streams of the program, with the formats of today.
function Console(stdout, stderr) {
  if (!new.target) return new Console(stdout, stderr);
  let options = { stdout, stderr };
  if (stdout && typeof stdout.write !== 'function') options = stdout;
  if (!options.stdout || typeof options.stdout.write !== 'function') {
    throw new TypeError('Console expects a writable stream, or an object with one in "stdout"');
  }
  Object.defineProperty(this, '_state', { value: {
    stdout: options.stdout, stderr: options.stderr || options.stdout, inspectOptions: options.inspectOptions || {},
    indent: '', step: ' '.repeat(options.groupIndentation === undefined ? 2 : options.groupIndentation),
    counts: new Map(), clocks: new Map()
  } });
  // Methods need no `this`.
  for (const name in Console.prototype) this[name] = Console.prototype[name].bind(this);
}

function write(self, stream, text) {
  const state = self._state;
  if (state.indent) text = text.replace(/^/gm, state.indent);
  state[stream].write(text + '\n');
}

function print(stream) {
  return function () {
    write(this, stream, util.formatWithOptions.apply(null, [this._state.inspectOptions].concat(Array.from(arguments))));
  };
}

function name(label) {
  return label === undefined ? 'default' : String(label);
}

function clock(self, label) {
  const start = self._state.clocks.get(label);
  return label + ': ' + (start === undefined ? 'NaN' : Date.now() - start) + 'ms';
}

const methods = {
  log: print('stdout'), info: print('stdout'), debug: print('stdout'), dirxml: print('stdout'),
  warn: print('stderr'), error: print('stderr'),
  dir: function (value, options) {
    write(this, 'stdout', util.inspect(value, Object.assign({ customInspect: false }, this._state.inspectOptions, options)));
  },
  table: function (data, columns) {
    const text = table(data, columns);
    if (text === undefined) this.log(data);
    else write(this, 'stdout', text.slice(0, -1));
  },
  trace: function trace() {
    const error = { name: 'Trace', message: util.format.apply(null, arguments), toString: Error.prototype.toString };
    Error.captureStackTrace(error, trace);
    write(this, 'stderr', error.stack);
  },
  assert: function (value) {
    if (value) return;
    const rest = Array.prototype.slice.call(arguments, 1);
    write(this, 'stderr', 'Assertion failed' + (rest.length ? ': ' + util.format.apply(null, rest) : ''));
  },
  time: function (label) { this._state.clocks.set(name(label), Date.now()); },
  timeEnd: function (label) {
    write(this, 'stdout', clock(this, name(label)));
    this._state.clocks.delete(name(label));
  },
  timeLog: function (label) {
    const rest = Array.prototype.slice.call(arguments, 1);
    write(this, 'stdout', clock(this, name(label)) + (rest.length ? ' ' + util.format.apply(null, [''].concat(rest)).trim() : ''));
  },
  count: function (label) {
    const counts = this._state.counts;
    counts.set(name(label), (counts.get(name(label)) || 0) + 1);
    write(this, 'stdout', name(label) + ': ' + counts.get(name(label)));
  },
  countReset: function (label) { this._state.counts.delete(name(label)); },
  group: function () {
    if (arguments.length) this.log.apply(this, arguments);
    this._state.indent += this._state.step;
  },
  groupEnd: function () {
    const state = this._state;
    state.indent = state.indent.slice(state.step.length);
  }
};
methods.groupCollapsed = methods.group;
Object.assign(Console.prototype, methods);
Object.defineProperty(Console, Symbol.hasInstance, { value: function (object) {
  return object === console || Function.prototype[Symbol.hasInstance].call(this, object);
} });

exports.table = table;
exports.Console = Console;
