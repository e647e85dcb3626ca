var sys = require('sys'), i = sys.inspect;
function t(value) { console.log(i(value)); }
t(new Error('boo')); t(new Error()); t(new TypeError('t'));
var e = new Error('ENOENT, No such file'); e.errno = 2; e.path = 'x'; t(e);
function Mine(m) { this.message = m; } sys.inherits(Mine, Error); t(new Mine('hi'));
t({e: new Error('a\nb'), b: 1});
try { null.x; } catch (caught) { console.log(i(caught).slice(0, 12)); }
