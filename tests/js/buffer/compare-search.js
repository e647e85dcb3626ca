function shown(f) { try { var v = f(); console.log(v && v.inspect ? v.inspect() : String(v)); } catch (e) { console.log(e.name + ": " + e.message); } }
function b(x) { return new Buffer(x); }
shown(function () { return [b('a').equals(b('a')), b('a').equals(b('b')), b('a').equals(b('ab')), b('').equals(b(''))].join(); });
shown(function () { return [b('a').compare(b('b')), b('b').compare(b('a')), b('a').compare(b('a')), b('a').compare(b('aa')), Buffer.compare(b([200]), b([100]))].join(); });
shown(function () { return [b('c'), b('a'), b('b')].sort(Buffer.compare).join(); });
shown(function () { return b('a').equals('a'); });
var h = b('abcabcab');
shown(function () { return [h.indexOf('abc'), h.indexOf('abc', 1), h.indexOf('abc', 4), h.indexOf('x'), h.indexOf(99), h.indexOf(99 + 256), h.indexOf(b('ca')), h.indexOf('ab', -2), h.indexOf('ab', -100), h.indexOf('', 3), h.indexOf('YWI=', 1, 'base64'), h.indexOf('6162', 'hex')].join(); });
shown(function () { return [h.lastIndexOf('abc'), h.lastIndexOf('abc', 2), h.lastIndexOf('ab'), h.lastIndexOf('ab', -3), h.lastIndexOf('x'), h.lastIndexOf(97, 5), h.lastIndexOf('abc', -100)].join(); });
shown(function () { return [h.includes('bca'), h.includes('zz'), h.includes(97, 7)].join(); });
shown(function () { return h.indexOf({}); });
