// Iterators see what happens to the list on the way; the list and the URL follow each other.
var params = new URLSearchParams('a=1&b=2&c=3'), seen = [];
for (var pair of params) { seen.push(pair[0]); params.delete(pair[0]); }
console.log('%s', seen.join() + ' ' + params);
var keys = new URLSearchParams('a=1&b=2').keys();
keys.next();
console.log(keys, Object.prototype.toString.call(keys), keys[Symbol.iterator]() === keys, params[Symbol.iterator] === params.entries);
console.log(new URLSearchParams('a=1&b=2&a=3'), new URLSearchParams(), new URLSearchParams('a=1').entries());
params = new URLSearchParams('a=1&a=2&a=1');
console.log('%s', [params.size, params.has('a', '2'), params.has('a', '3'), params.delete('a', '1'), String(params)].join());
params = new URLSearchParams('z=1&a=2&\u{1f600}=3&\uffff=4&a=1');
params.sort();
console.log('%s', params);
var url = new URL('http://a/?x=1');
params = url.searchParams;
params.append('y', ' \u00e9');
console.log('%s', url.search);
url.search = 'q=2';
console.log('%s', params);
url.href = 'http://b/?z';
params.delete('z');
console.log('%s', url.href);
url.search = '?';
params.set('k', 'v');
console.log('%s', url.href, params === url.searchParams);
