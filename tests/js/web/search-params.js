// URLSearchParams: constructors, order, duplicates, iteration.
function show() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }
show(new URLSearchParams('?a=1&b=2&a=3'), new URLSearchParams({ a: 'x y', b: 'é' }), new URLSearchParams([['a', 1], ['a', 2]]));
show(new URLSearchParams(new Map([['m', 'n']])), '[' + new URLSearchParams() + ']', new URLSearchParams('%zz=%C3%A9+1&&=v&k'));
var p = new URLSearchParams('c=3&a=1&b=2&a=0');
show(p.get('a'), p.get('z'), p.getAll('a'), p.has('b'), p.has('b', '1'), p.size);
p.sort(); show(p);
p.set('a', 'only'); show(p);
p.append('b', '*-._~ !'); show(p);
p.delete('b', '2'); show(p); p.delete('b'); show(p);
show(JSON.stringify([...p]), [...p.keys()], [...p.values()], JSON.stringify([...p.entries()]));
p.forEach(function (value, name, all) { show(name, value, all === p, this.x); }, { x: 1 });
p.append('lone', '\ud800'); show(p);
p.append('__proto__', 'v'); show(p.get('__proto__'), p.has('constructor'));
[function () { new URLSearchParams([['a']]); }, function () { new URLSearchParams([1]); }, function () { p.append('x'); },
  function () { p.forEach(); }, function () { URLSearchParams(''); }].forEach(function (f) {
  try { f(); show('nothing'); } catch (error) { show(error.name); }
});
