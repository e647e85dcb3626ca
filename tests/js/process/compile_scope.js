// process.compile sees the global scope, eval the local one.
var local = 'local';
function show() { console.log(Array.prototype.join.call(arguments, ' ')); }
(function () {
  var inner = 'inner';
  show(process.compile('typeof inner + typeof local', 'a.js'), eval('inner + local'));
  eval('var made = 1; inner = "changed"');
  show(made, inner, typeof global.made, process.compile('typeof made', 'a.js'));
  show((0, eval)('typeof inner'), new Function('return typeof inner')());
  (function () { 'use strict'; eval('var own = 1'); show(typeof own); })();
  show(eval('this') === this, process.compile('this', 'a.js') === global);
})();
process.compile('var viaVar = 1; function viaFunction() { return viaVar } implicit = 2', 'b.js');
show(viaVar, viaFunction(), implicit, Object.keys(global).indexOf('viaVar') >= 0);
show(process.compile('1; 2; 3', 'c.js'), process.compile('', 'c.js'), process.compile('({ a: 1 })', 'c.js').a);
show(process.compile('typeof require + typeof module + typeof __filename', 'c.js'), typeof process.compile('process', 'c.js'));
show(process.compile('process.compile("1 + 1", "deep.js") + 1', 'c.js'));
// Errors know file, line and column, also those of functions that are called later.
function where(run) { try { run(); } catch (e) { show(e.name + ':', e.message, '|', e.stack.split('\n')[1].trim().replace(__filename, 'here')); } }
where(function () { process.compile('\n\n  throw new Error("thrown")', '/some where/my file.js'); });
where(process.compile('(function late() {\n  missing();\n})', 'late.js'));
where(function () { process.compile(); });
where(function () { process.compile('[].sort.call(null)', 'native.js'); });
try { process.compile('throw "text"', 'd.js'); } catch (e) { show(typeof e, e); }
