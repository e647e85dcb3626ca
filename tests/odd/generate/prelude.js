// What the generated programs call. It keeps the built-ins it needs, since the programs change prototypes.
var CASES = (function () {
  var call = Function.prototype.call.bind.bind(Function.prototype.call);
  var ownKeys = Reflect.ownKeys, describe = Object.getOwnPropertyDescriptor, isArray = Array.isArray;
  var prototypeOf = Object.getPrototypeOf, define = Object.defineProperty, evaluate = eval, S = String;
  var charCode = call(String.prototype.charCodeAt), slice = call(String.prototype.slice), hex = call(Number.prototype.toString);
  var symbolText = call(Symbol.prototype.toString), then = call(Promise.prototype.then);
  var mapSize = call(describe(Map.prototype, 'size').get), setSize = call(describe(Set.prototype, 'size').get);
  var mapEach = call(Map.prototype.forEach), setEach = call(Set.prototype.forEach), sourceOf = call(describe(RegExp.prototype, 'source').get);
  var tagOf = call(describe(prototypeOf(Uint8Array.prototype), Symbol.toStringTag).get), time = call(Date.prototype.getTime);
  var root = globalThis, E = Error, objectText = call(Object.prototype.toString), numberOf = call(Number.prototype.valueOf);
  var quote = JSON.stringify;
  var lines, fuel, depth = 0, length = 0;

  function text(s) {
    var out = '', cut = s.length > 60 ? 60 : s.length;
    for (var i = 0; i < cut; i++) {
      var c = charCode(s, i);
      out += c < 32 || c > 126 || c === 39 || c === 92 ? '\\u' + slice('000' + hex(c, 16), -4) : s[i];
    }
    return "'" + out + (s.length > cut ? "'+" + (s.length - cut) : "'");
  }
  // Built-ins are shown by their names: the order of their properties is nobody's business.
  var known = new WeakMap(), name_of = call(WeakMap.prototype.get), is_known = call(WeakMap.prototype.has);
  (function visit(v, path, level) {
    if (v === null || typeof v !== 'object' && typeof v !== 'function' || known.has(v)) return;
    known.set(v, path);
    if (level > 2) return;
    var keys = ownKeys(v);
    for (var i = 0; i < keys.length; i++) {
      var d = describe(v, keys[i]);
      if (level || typeof keys[i] === 'string' && (/^[A-Z]/.test(keys[i]) || /^(eval|parse|is[NF]|(de|en)code|escape|unescape)/.test(keys[i]))) { visit(d.value, path + '.' + S(keys[i]), level + 1); visit(d.get, path + '.get ' + S(keys[i]), 3); visit(d.set, path + '.set ' + S(keys[i]), 3); }
    }
  })(root, 'global', 0);
  // A value as text, without running code of the program (but for traps of a Proxy and getters of an error's message).
  function show(v, level) {
    switch (typeof v) {
      case 'string': return text(v);
      case 'number': return v === 0 && 1 / v < 0 ? '-0' : S(v);
      case 'bigint': return S(v) + 'n';
      case 'symbol': return symbolText(v);
      case 'undefined': case 'boolean': return S(v);
    }
    if (v === null) return 'null';
    if (is_known(known, v)) return name_of(known, v);
    if (level > 2) return typeof v === 'function' ? 'fn' : isArray(v) ? '[..]' : '{..}';
    var d, out, i;
    if (typeof v === 'function') {
      d = describe(v, 'name');
      var l = describe(v, 'length');
      out = 'fn ' + (d ? show(d.value, 3) : '-') + '/' + (l ? show(l.value, 3) : '-');
      var more = properties(v, level, true);
      return more ? out + ' {' + more + '}' : out;
    }
    if (v instanceof E || objectText(v) === '[object Error]') return error(v);
    if (isArray(v)) {
      out = '[' + properties(v, level, false) + ']';
      return prototypeOf(v) === Array.prototype ? out : kind(v) + out;
    }
    out = properties(v, level, false);
    var k = kind(v), inner = '';
    try { inner = '(' + mapSize(v) + ':'; mapEach(v, function (x, y) { inner += ' ' + show(y, level + 1) + '=>' + show(x, level + 1); }); inner += ')'; } catch (e) { inner = ''; }
    if (!inner) try { inner = '(' + setSize(v) + ':'; setEach(v, function (x) { inner += ' ' + show(x, level + 1); }); inner += ')'; } catch (e) { inner = ''; }
    if (!inner) try { inner = v === RegExp.prototype ? '' : '/' + text(sourceOf(v)) + '/'; } catch (e) { inner = ''; }
    if (!inner) try { inner = '(' + time(v) + ')'; } catch (e) { inner = ''; }
    return (k === 'Object' ? '' : k) + inner + '{' + out + '}';
  }
  function kind(v) {
    var p = prototypeOf(v);
    if (p === null) return 'null';
    if (p === Object.prototype) return 'Object';
    var d = describe(p, 'constructor');
    return d && typeof d.value === 'function' ? (d = describe(d.value, 'name')) && typeof d.value === 'string' ? d.value : '?' : '?';
  }
  function properties(v, level, quiet) {
    var keys = ownKeys(v), out = '', array = isArray(v), next = 0, n = 0;
    for (var i = 0; i < keys.length; i++) {
      var k = keys[i];
      if (quiet && (k === 'name' || k === 'length' || k === 'prototype' || k === 'caller' || k === 'arguments')) continue;
      if (++n > 24) { out += ', ...'; break; }
      var d = describe(v, k);
      if (!d) continue;
      if (array && k === 'length') { if (d.value !== next) out += ' #' + d.value; if (!d.writable) out += ' fixed'; continue; }
      out += out ? ', ' : '';
      if (array && k === S(next)) next++; else { if (array && k > next) next = +k + 1; out += (typeof k === 'symbol' ? '[' + symbolText(k) + ']' : k) + ': '; }
      if (!d.enumerable) out += '~';
      if (d.get || d.set) out += (d.get ? 'get' : '') + (d.set ? 'set' : '');
      else { if (!d.writable) out += '!'; out += show(d.value, level + 1); }
    }
    return out;
  }
  // An error by its name; by its message, too, when the program has made it (`new Error('m1')`).
  function error(e) {
    var name = '?', m;
    try { name = S(e.name); m = e.message; } catch (_) { return 'error!'; }
    if (MESSAGES || typeof m === 'string' && m.length < 4 && m[0] === 'm') name += ': ' + S(m);
    return '<' + name + '>';
  }
  function log() {
    if (length > 300) return;
    var line = '';
    for (var i = 0; i < arguments.length; i++) {
      var s;
      try { s = show(arguments[i], 0); } catch (e) { s = 'show!'; }
      line += (i ? ' ' : '') + s;
    }
    if (line.length > 400) line = slice(line, 0, 400) + '...';
    lines += line + '\n';
    length++;
  }
  function note(s) { if (length++ < 300) lines += s + '\n'; }

  // t(1, v): says that it was evaluated, and is v.
  root.t = function (n, v) { note(n + ':' + (function () { try { return show(v, 1); } catch (e) { return 'show!'; } })()); return v; };
  root.log = log;
  // Called in every loop and function: no program runs for ever.
  root.T = function () { if (--fuel < 0) throw 'fuel'; return true; };
  // An iterator that says what is asked of it. `how`: what goes wrong, 'n1' next throws at the second call, 'r' return
  // throws, 'o' return gives no object, 'd' done throws, 'v' value throws, 'x' there is no return, 'p' result is no object at the second call.
  root.it = function (name, values, how) {
    how = how || '';
    var i = 0, self = {
      next: function (v) {
        note(name + '.next' + (v === undefined ? '' : '(' + show(v, 2) + ')'));
        var at = i++;
        if (how === 'n' + at) throw 'next' + at;
        if (how === 'p' && at === 1) return 5;
        if (how === 'd' && at === 1) return { get done() { note(name + '.done'); throw 'done'; } };
        if (how === 'v' && at === 1) return { done: false, get value() { note(name + '.value'); throw 'value'; } };
        return at < values.length ? { value: values[at], done: false } : { value: 'end', done: true };
      },
      'return': how === 'x' ? undefined : function (v) {
        note(name + '.return' + (v === undefined ? '' : '(' + show(v, 2) + ')'));
        if (how === 'r') throw 'return';
        if (how === 'o') return 7;
        return { value: v, done: true };
      }
    };
    if (how === 't') self['throw'] = function (v) { note(name + '.throw'); return { value: v, done: true }; };
    self[Symbol.iterator] = function () { return this; };
    return self;
  };
  // An object whose properties say that they are read and written.
  // (A literal: node reads the properties of what `defineProperty` made twice for `{ a, ...rest }`.)
  root.ob = function (name, values) {
    var keys = ownKeys(values), source = '';
    for (var i = 0; i < keys.length; i++) if (typeof keys[i] === 'string') {
      var k = quote(keys[i]);
      source += 'get ' + k + '() { return get(' + k + '); }, set ' + k + '(v) { set(' + k + ', v); },';
    }
    return evaluate('(function (get, set) { return {' + source + '}; })')(
      function (k) { note('get ' + name + '.' + k); return values[k]; },
      function (k, v) { note('set ' + name + '.' + k + '=' + show(v, 2)); values[k] = v; });
  };
  // A value that says how it is converted.
  root.cv = function (name, v, how) {
    var self = {};
    self.valueOf = function () { note(name + '.valueOf'); if (how === 'throw') throw 'conv'; return how === 'object' ? {} : v; };
    self.toString = function () { note(name + '.toString'); return how === 'both' ? {} : S(v); };
    return self;
  };
  // A Proxy that says which traps ran; traps do what they do without it.
  root.px = function (name, target) {
    var handler = {}, names = ownKeys(Reflect);
    for (var i = 0; i < names.length; i++) (function (k) {
      if (typeof k !== 'string') return;
      handler[k] = function () {
        var key = arguments[1];
        note(name + '.' + k + (typeof key === 'string' || typeof key === 'symbol' ? ' ' + S(key) : ''));
        var r = Reflect[k];
        return arguments.length === 1 ? r(arguments[0]) : arguments.length === 2 ? r(arguments[0], key)
          : arguments.length === 3 ? r(arguments[0], key, arguments[2]) : r(arguments[0], key, arguments[2], arguments[3]);
      };
    })(names[i]);
    return new Proxy(target, handler);
  };
  root.gn = function* (name, n) {
    try { for (var i = 0; i < n; i++) { var r = yield i; if (r !== undefined) log(name, r); } return name; } finally { note(name + ' ends'); }
  };

  function steps(it, plan) {
    for (var i = 0; i < 14; i++) {
      var what = plan[i] || 'n', r;
      try {
        r = what === 'n' ? it.next(i) : what === 't' ? it['throw']('T' + i) : it['return']('R' + i);
        log('step', r.value, r.done);
        if (r.done && i > 8) return;
      } catch (e) { log('step threw', e); }
    }
  }
  async function stepsLater(it, plan) {
    for (var i = 0; i < 14; i++) {
      var what = plan[i] || 'n', r;
      try {
        r = await (what === 'n' ? it.next(i) : what === 't' ? it['throw']('T' + i) : it['return']('R' + i));
        log('step', r.value, r.done);
        if (r.done && i > 8) return;
      } catch (e) { log('step threw', e); }
    }
  }
  var at_first = Object.create(null);
  var clean = Reflect.deleteProperty;

  async function one(kind, source, plan) {
    lines = ''; fuel = 1500; length = 0;
    try {
      var f = evaluate(source);
      if (kind === 'plain') { /* it has run */ }
      else if (kind === 'generator') steps(f(1, 'two', [3]), plan);
      else if (kind === 'asyncgen') await stepsLater(f(1, 'two', [3]), plan);
      else if (kind === 'async') log('result', await f(1, 'two', [3]));
      else log('result', f(1, 'two', [3]));
    } catch (e) { log('threw', e); }
  }
  return async function run(cases) {
    var had = ownKeys(root);
    for (c = 0; c < had.length; c++) at_first[had[c]] = true;
    for (var c = 0; c < cases.length; c++) {
      var settled = false, promise = one(cases[c][0], cases[c][1], cases[c][2] || '');
      then(promise, function () { settled = true; }, function (e) { settled = true; note('rejected'); });
      for (var i = 0; i < 300 && !settled; i++) await 0;
      if (!settled) note('never settled');
      // What was begun and is not waited for.
      for (i = 0; i < 20; i++) await 0;
      console.log('#' + c + '\n' + lines);
      // Names that it left on the global object.
      var left = ownKeys(root);
      for (i = 0; i < left.length; i++) if (typeof left[i] === 'string' && !(left[i] in at_first)) clean(root, left[i]);
    }
    console.log('#end');
  };
})();
