// A first argument that is a string is a format; what is left over is appended as strings.
console.log('hello');
console.log();
console.log('');
console.log('a', 'b', 3, null, undefined, true);
console.log('a', {b: 1});
console.log('a', [1, [2]]);
console.log('%s is %d and %j', 'x', '42', {a: [1]}, 'more');
console.log('%s %s', 'one');
console.log('100%', '5% of %s', 'x');
console.log('%d%%', 50);
console.log('%x %', 1);
console.log('%s');
console.log('%j', undefined);
console.log('%d', 'x');
// Any other first argument: every argument is inspected.
console.log({a: 1}, 'x', [1]);
console.log(5, 'x');
console.log(undefined, 'x');
console.log(null);
console.log(['it\'s']);
console.log('\u00bd + \u00bc = \u00be', '\u65e5\u672c', '\ud83d\ude00');
console.log(new Buffer('node.js'));
console.log(new Error('boom'));
console.info('info %d', 1);
