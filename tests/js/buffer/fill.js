function shown(f) { try { var v = f(); console.log(v && v.inspect ? v.inspect() : String(v)); } catch (e) { console.log(e.name + ": " + e.message); } }
function fill() { var args = arguments, b = new Buffer('........'); shown(function () { return b.fill.apply(b, args) === b ? b.toString('binary') : 'not itself'; }); }
fill(65); fill('b'); fill('ab'); fill('ab', 1); fill('ab', 1, 4); fill(321, 2, 5); fill('YWI=', 'base64'); fill('\u00e9', 2, 'binary');
fill(new Buffer('xyz'), 1); fill(65, 3, 3); fill(65, 9); fill(65, 0, 9); fill(65, -1);
console.log(new Buffer('xx').fill('').inspect());
