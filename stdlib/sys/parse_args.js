'use strict';
// util.parseArgs, of later releases.
exports.parseArgs = function parseArgs(config) {
  const hasOwn = Object.prototype.hasOwnProperty;
  config = config || {};
  const args = config.args || process.argv.slice(2);
  const options = config.options || {};
  const strict = config.strict === undefined ? true : config.strict;
  const allowsPositionals = config.allowPositionals === undefined ? !strict : config.allowPositionals;
  const values = Object.create(null), positionals = [], tokens = [], shorts = Object.create(null);

  Object.keys(options).forEach((name) => {
    const option = options[name];
    if (option.type !== 'string' && option.type !== 'boolean') {
      refuse('ERR_INVALID_ARG_TYPE', 'The property \'options.' + name + '.type\' must be \'string\' or \'boolean\'');
    }
    if (option.short !== undefined) {
      if (typeof option.short !== 'string' || option.short.length !== 1) {
        refuse('ERR_INVALID_ARG_VALUE', 'The property \'options.' + name + '.short\' must be a single character');
      }
      shorts[option.short] = name;
    }
  });

  function refuse(code, message) {
    const error = new TypeError(message);
    error.code = code;
    throw error;
  }

  function known(name) {
    return hasOwn.call(options, name) ? options[name] : undefined;
  }

  function both(name) {
    return (options[name].short ? '-' + options[name].short + ', ' : '') + '--' + name;
  }

  function store(name, rawName, value, index, inline) {
    let option = known(name), negated = false;
    if (!option && config.allowNegative && name.slice(0, 3) === 'no-' && known(name.slice(3))) {
      name = name.slice(3);
      option = known(name);
      negated = true;
    }
    tokens.push({ kind: 'option', name, rawName, index, value, inlineValue: value === undefined ? undefined : inline });
    if (strict) {
      if (!option) {
        refuse('ERR_PARSE_ARGS_UNKNOWN_OPTION', 'Unknown option \'' + rawName + '\'' + (allowsPositionals
          ? '. To specify a positional argument starting with a \'-\', place it at the end of the command after \'--\', as in \'-- "' + rawName + '"' : ''));
      }
      if (option.type === 'string' && value === undefined) {
        refuse('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', 'Option \'' + both(name) + ' <value>\' argument missing');
      }
      if (option.type === 'boolean' && value !== undefined) {
        refuse('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', 'Option \'' + both(name) + '\' does not take an argument');
      }
    }
    if (name === '__proto__') return;
    const stored = value === undefined ? !negated : value;
    if (option && option.multiple) (values[name] = values[name] || []).push(stored);
    else values[name] = stored;
  }

  // Whether the option takes the argument that follows it.
  function takesNext(name, next) {
    const option = known(name);
    if (!option || option.type !== 'string' || next === undefined) return false;
    if (strict && next.length > 1 && next[0] === '-') {
      refuse('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', 'Option \'--' + name + '\' argument is ambiguous.\nDid you forget to specify the option argument for \'--'
        + name + '\'?\nTo specify an option argument starting with a dash use \'--' + name + '=-XYZ\'.');
    }
    return true;
  }

  for (let i = 0; i < args.length; i++) {
    const arg = String(args[i]), at = i;
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index: i });
      for (i++; i < args.length; i++) positional(String(args[i]), i);
      break;
    }
    if (arg.slice(0, 2) === '--') {
      const equals = arg.indexOf('=', 3);
      const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
      if (equals >= 0) store(name, '--' + name, arg.slice(equals + 1), at, true);
      else if (takesNext(name, args[i + 1])) store(name, arg, args[++i], at, false);
      else store(name, arg, undefined, at);
    } else if (arg.length > 1 && arg[0] === '-') {
      for (let k = 1; k < arg.length; k++) {
        const letter = arg[k], long = shorts[letter] || letter, option = known(long);
        if (option && option.type === 'string' && k + 1 < arg.length) {
          store(long, '-' + letter, arg.slice(k + 1), at, true);
          break;
        }
        if (k + 1 === arg.length && takesNext(long, args[i + 1])) store(long, '-' + letter, args[++i], at, false);
        else store(long, '-' + letter, undefined, at);
      }
    } else {
      positional(arg, i);
    }
  }

  function positional(value, index) {
    if (strict && !allowsPositionals) {
      refuse('ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', 'Unexpected argument \'' + value + '\'. This command does not take positional arguments');
    }
    tokens.push({ kind: 'positional', index, value });
    positionals.push(value);
  }

  Object.keys(options).forEach((name) => {
    if (options[name].default !== undefined && values[name] === undefined) values[name] = options[name].default;
  });
  const result = { values, positionals };
  if (config.tokens) result.tokens = tokens;
  return result;
};
