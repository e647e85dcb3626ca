var revoked = Proxy.revocable({}, {}); revoked.revoke();
var weird = [undefined, null, true, -1, 0, 1, NaN, Infinity, 1.5, 1e20, 4294967296, '', 'utf8', 'a\0b', Symbol('s'), 5n, {}, [], [1, 'a'],
  function () {}, new Buffer(3), new Date(NaN), /x/, Object.create(null), Object.freeze({}), revoked.proxy,
  { length: -1 }, { length: 3, 0: {} }, { toString: function () { throw new Error('looked'); } }, { valueOf: function () { return {}; } },
  new Proxy({}, { get: function () { throw new Error('looked'); } }), new Error('x'), new Uint16Array(3), new ArrayBuffer(3)];
var seed = 12345;
function pick() { seed = (seed * 1103515245 + 12345) % 2147483648; return weird[seed % weird.length]; }
var dangerous = /exit|kill|abort|reallyExit|setuid|setgid|chdir|umask|stdout|stderr|stdin|openStdin|uncaughtException|removeAllListeners|_tickCallback|listenFD|binding|loop|debug|dlopen|compile|caller|callee|constructor|Function|eval|mainModule|error\b|trace|warn|puts|print|open\b|\.fd/;
var seen = new Set(), calls = 0;
function walk(object, path, depth) {
  if (object === null || (typeof object !== 'object' && typeof object !== 'function') || seen.has(object) || depth > 5) return;
  seen.add(object);
  Reflect.ownKeys(object).forEach(function (key) {
    var name = path + '.' + String(key), descriptor;
    if (dangerous.test(name)) return;
    try { descriptor = Object.getOwnPropertyDescriptor(object, key); } catch (e) { return; }
    [descriptor.value, descriptor.get, descriptor.set].forEach(function (f) {
      if (typeof f !== 'function') return;
      for (var i = 0; i < 25; i++) {
        var args = [pick(), pick(), pick(), pick()].slice(0, i % 5), that = i % 3 ? pick() : object;
        if (process.env.TRACE) process.stderr.write(name + ' ' + i + '\n');
        try { var made = f.apply(that, args); forget(made); } catch (e) {}
        if (i % 4 === 0) try { forget(Reflect.construct(f, args)); } catch (e) {}
        calls++;
      }
    });
    try { walk(descriptor.value, name, depth + 1); } catch (e) {}
  });
  try { walk(Object.getPrototypeOf(object), path + '.__proto__', depth + 1); } catch (e) {}
}
// Whatever came to life is put to sleep again.
function forget(made) {
  if (made === null || (typeof made !== 'object' && typeof made !== 'function')) return;
  if (typeof made.then === 'function') try { made.then(function () {}, function () {}); } catch (e) {}
  ['on', 'destroy', 'close'].forEach(function (name) { try { made[name]('error', function () {}); } catch (e) {} });
  try { clearTimeout(made); clearInterval(made); } catch (e) {}
}
process.on('uncaughtException', function () {});
var dgram = require('dgram'); walk(dgram, 'dgram', 0);
['udp4', 'udp6', 'unix_dgram'].forEach(function (type) { seen.delete(dgram.Socket.prototype); walk(dgram.createSocket(type), type, 0); });
var log = console.log;
setTimeout(function () { log('ended after ' + (calls > 100) + ' calls'); process.exit(0); }, 50);
