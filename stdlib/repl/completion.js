'use strict';
// What the REPL completes when Tab is pressed: commands, names, members, modules.
const fs = require('fs');

// Completion: [words, word], the words in groups with '' between them.
exports.complete = function (text) {
  let match;
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
  let found = members(globalThis, match[1]);
  const keywords = match[1] ? withStart(KEYWORDS, match[1]) : [];
  if (keywords.length > 0) found = found.concat(found.length > 0 ? [''] : [], keywords);
  return [found, match[1]];
};

const KEYWORDS = ('async await break case catch class const continue debugger default delete do else false finally for function ' +
  'if in instanceof let new null of return static super switch this throw true try typeof var void while with yield').split(' ');

function withStart(names, start) {
  return names.filter((name) => name.slice(0, start.length) === start);
}

// Own property names that can be written behind a dot.
function names(object, all) {
  const found = all ? Object.keys(Object.getPrototypeOf(object)).concat(Object.keys(object)) : Object.getOwnPropertyNames(object);
  return found.filter((name) => /^[a-z_$\u0080-\uffff][\w$\u0080-\uffff]*$/i.test(name)).sort();
}

// What could stand behind the dot: what the object has itself, then what each of its prototypes has.
function members(value, start) {
  if (value === null || value === undefined) return [];
  let found = [], seen = Object.create(null), object = Object(value);
  for (let depth = 0; object && depth < 100; depth++) {
    // What every object has is only of use to who asks for it.
    if (object === Object.prototype && depth > 0 && !start && found.length > 0) break;
    const own = withStart(names(object), start).filter((name) => !seen[name]);
    own.forEach((name) => { seen[name] = true; });
    if (own.length > 0) found = found.concat(found.length > 0 ? [''] : [], own);
    object = Object.getPrototypeOf(object);
  }
  return found;
}

// The value of `a.b[0].c`. Getters of the program are not called: completion must not change anything.
function valueOf(path) {
  let value = globalThis;
  const parts = path.split(/[.\[\]]+/).filter(Boolean);
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] === 'this' && i === 0) continue;
    if (value === null || value === undefined) return undefined;
    let owner = Object(value), descriptor;
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
  let slash = start.lastIndexOf('/') + 1, folders = [];
  if (/^\.{0,2}\//.test(start)) {
    folders = [start.slice(0, slash)];
  } else {
    for (let folder = process.cwd(); ; folder = folder.replace(/\/[^\/]*$/, '')) {
      folders.push(folder + '/node_modules/' + start.slice(0, slash));
      if (!folder) break;
    }
    folders = folders.concat(globalThis.require.paths.map((path) => path + '/' + start.slice(0, slash)));
  }
  let found = natives.moduleNames();
  folders.forEach((folder) => {
    let entries = [];
    try { entries = fs.readdirSync(folder); } catch (error) { /* Not there, or not ours to read. */ }
    entries.forEach((entry) => {
      if (entry[0] === '.') return;
      let isFolder = false;
      try { isFolder = fs.statSync(folder + '/' + entry).isDirectory(); } catch (error) { /* A link to nowhere. */ }
      const name = entry.replace(/\.(js|node|json)$/, '');
      if (isFolder || name !== entry) found.push(start.slice(0, slash) + name + (isFolder && /^\./.test(start) ? '/' : ''));
    });
  });
  found = withStart(found, start).sort();
  return found.filter((name, index) => name !== found[index - 1]);
}
