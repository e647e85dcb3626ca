// Today's util.parseArgs.
var util = require('util');
function t(c) { try { console.log('%s', JSON.stringify(util.parseArgs(c))); } catch (e) { console.log('%s', e.name + ' ' + e.code + ' ' + e.message); } }
var o = { foo: { type: 'boolean', short: 'f' }, bar: { type: 'string', short: 'b' }, m: { type: 'string', multiple: true }, d: { type: 'string', default: 'D' } };
t({ args: ['-f', '--bar', 'b'], options: o }); t({ args: ['-fb', 'x'], options: o }); t({ args: ['-bx', '--m=1', '--m', '2'], options: o });
t({ args: ['--nope'], options: o }); t({ args: ['pos'], options: o }); t({ args: ['pos', '--', '--x', 'y'], options: o, allowPositionals: true, tokens: true });
t({ args: ['--foo=1'], options: o }); t({ args: ['--bar'], options: o }); t({ args: ['--bar', '-f'], options: o }); t({ args: ['--no-foo', '--x=1', '-z'], strict: false }); t({ args: ['--no-foo'], options: o, allowNegative: true });
t({ args: ['a'], options: { a: { type: 'int' } } }); t({ args: ['-'], options: o, allowPositionals: true }); t({ args: ['--bar=', '--'], options: o });t({ args: ['--bar=a=b'], options: o, tokens: true });
