// util.format and util.inspect as programs of today call them.
var util = require('util');
function p() { console.log.apply(console, arguments); }
p('%s', util.format('%s|%d|%i|%f|%j|%o|%O|%c|%%|%x', 'a', 1.5, '42.9', '1.5x', { a: 1 }, [1], { b: 1 }, 'css', 'left'));
p('%s', util.format('a', { b: 1 }, 'c', [1]));
p('%s', util.format(1, 'b', { c: 1 }));
p('%s', util.format('%%'), util.format('%s'), util.format('%s %s', 'a'), util.format('%s', -0), util.format('%d', 10n), util.format('%s', { toString: function () { return 'T'; } }), util.format('%s', [1, [2]]), util.format('%d', {}), util.format('%s', Symbol('x')), util.format('%s', null, undefined));
p('%s', util.inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }), util.inspect({ a: { b: { c: { d: 1 } } } }, { depth: null }));
p('%s', util.inspect({ a: 'x'.repeat(60), b: 1 }, { breakLength: Infinity }));
p('%s', util.inspect({ a: 1, b: 2 }, { compact: false }));
p('%s', util.inspect([1, 2, 3, 4], { maxArrayLength: 2 }), util.inspect('abcdef', { maxStringLength: 3 }), util.inspect({ b: 1, a: 2 }, { sorted: true }));
p('%s', util.inspect({ get a() { return 1; }, set b(x) {}, get c() { throw new Error('gx'); }, get d() { return { e: 1 }; } }, { getters: true }));
p('%s', util.inspect(new Error('today'), {}).split('\n')[0], util.inspect(Object.assign(new Error('t2'), { code: 'E' }), {}).split('\n').length);
p('%s', util.inspect(new Number(3), {}), util.inspect(new String('ab'), {}), util.inspect(new Number(3)), util.inspect(new String('ab')), util.inspect(new String('ab'), true));
var e = new Error('outer', { cause: new TypeError('inner') });
e.stack = 'Error: outer\n    at here'; e.code = 1;
p('%s', util.inspect(e, {}));
p('%s', util.inspect([Object.assign(new Error('x'), { stack: 'Error: x\n    at a\n    at b' })], {}));
p('%s', JSON.stringify(util.inspect({ s: 'x', n: 1, d: new Date(0), u: undefined, b: true }, { colors: true })));
var shown = { [util.inspect.custom](depth, options, inspect) {
  return [depth, options.depth, options.compact, options.stylize('t', 'string'), inspect(this.a, options)].join(' ');
}, a: { b: 1 } };
p('%s', util.inspect(shown, { depth: 5 }), util.inspect(shown, { customInspect: false, depth: 0 }));
p('%s', JSON.stringify([util.styleText('red', 'x'), util.styleText(['bold', 'underline'], 'y')]));
try { util.styleText('nocolor', 'x'); } catch (error) { p('%s', error.name + ' ' + error.message); }
p('%s', JSON.stringify([util.inspect.colors.red, util.inspect.styles.number]), util.getSystemErrorName(-2));
// What console.log goes by, too.
util.inspect.defaultOptions.depth = 0;
p({ a: { b: 1 } });
util.inspect.defaultOptions = { depth: null };
p({ a: { b: { c: { d: { e: 1 } } } } }, util.inspect.defaultOptions.depth);
try { util.inspect.defaultOptions = 5; } catch (error) { p('%s', error.name); }
