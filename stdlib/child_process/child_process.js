'use strict';
// exec and execFile, and of later releases execSync and execFileSync: commands that are run to their end.
const child_process = require('child_process'), { Buffer } = require('buffer');

function exec(command, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = null;
  }
  if (command == null || typeof command === 'function') throw new TypeError('exec: the command must be a string');
  return execFile('/bin/sh', ['-c', known(command)], options, callback);
}

// A command that begins with `node`, which is process.argv[0], means the program that runs.
function known(command) {
  return String(command).replace(/^\s*node(?=\s|$)/, () => "'" + process.execPath.replace(/'/g, "'\\''") + "'");
}

// execFile(file, [args], [options], [callback])
function execFile(file) {
  let rest = Array.prototype.slice.call(arguments, 1), args = [], options = null;
  if (Array.isArray(rest[0]) || rest[0] == null) args = rest.shift() || [];
  if (typeof rest[0] !== 'function') options = rest.shift();
  const callback = rest[0];
  if (callback != null && typeof callback !== 'function') {
    throw new TypeError('execFile: the callback must be a function');
  }
  const settings = { encoding: 'utf8', timeout: 0, maxBuffer: 200 * 1024, killSignal: 'SIGKILL', cwd: null, env: null };
  for (const name in options) {
    if (options[name] !== undefined) settings[name] = options[name];
  }
  if (typeof settings.killSignal === 'string' && !process[settings.killSignal]) {
    throw new Error('Unknown signal: ' + settings.killSignal);
  }
  settings.stdio = settings.customFds = undefined;
  const child = child_process.spawn(file, args, settings);
  let timer = null, killed = false;

  function kill() {
    if (killed) return;
    killed = true;
    child.kill(settings.killSignal);
    // What the child left running may hold the pipes for long.
    child.stdout.destroy();
    child.stderr.destroy();
  }

  // Collects what a stream gives; the function that is returned puts it together.
  function collect(stream) {
    let chunks = [], length = 0, text = settings.encoding !== null && settings.encoding !== 'buffer';
    if (text) stream.setEncoding(settings.encoding);
    stream.on('data', (chunk) => {
      if (killed) return;
      const room = settings.maxBuffer - length;
      length += chunk.length;
      chunks.push(chunk.length > room ? chunk.slice(0, room) : chunk);
      if (chunk.length > room) kill();
    });
    return function () { return text ? chunks.join('') : Buffer.concat(chunks); };
  }

  const stdout = collect(child.stdout), stderr = collect(child.stderr);
  if (settings.timeout > 0) timer = setTimeout(kill, settings.timeout);
  child.on('exit', (code, signal) => {
    if (timer) clearTimeout(timer);
    if (!callback) return;
    const output = stdout(), errors = stderr();
    if (code === 0 && signal === null && !killed) return callback(null, output, errors);
    const error = new Error('Command failed: ' + errors);
    error.killed = killed || child.killed;
    error.code = code;
    error.signal = signal;
    callback(error, output, errors);
  });
  return child;
}

// The standard output of a command that must succeed.
function checked(result, command, options) {
  if (result.stderr && result.stderr.length && !(options && options.stdio)) process.stderr.write(result.stderr);
  if (!result.error && result.status === 0) return result.stdout;
  const error = result.error || new Error('Command failed: ' + command + '\n' + (result.stderr || ''));
  for (const name in result) {
    if (name !== 'error') error[name] = result[name];
  }
  throw error;
}

function execSync(command, options) {
  return checked(child_process.spawnSync('/bin/sh', ['-c', known(command)], options), command, options);
}

function execFileSync(file, args, options) {
  if (!Array.isArray(args) && args != null) {
    options = args;
    args = [];
  }
  return checked(child_process.spawnSync(file, args, options), [file].concat(args || []).join(' '), options);
}

Object.assign(exports, { exec, execFile, execSync, execFileSync });
