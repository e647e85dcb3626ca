// What consoles of today have beside.
console.table([{ a: 1, b: 'x' }, { a: 2, c: true }]); console.table([[1, 2], [3, 4]]); console.table([1, 'two', { a: 3 }]); console.table([{ a: 1, b: 2 }], ['b']); console.table(5); console.table(null); console.table(new Map([['k', 1]])); console.table(new Set([1])); console.table([]); console.table({ x: { y: 1 }, z: 2 });
console.group('G'); console.log('in\nside'); console.group(); console.log('deeper'); console.groupEnd(); console.groupEnd(); console.groupEnd(); console.log('out');
console.count(); console.count('x'); console.count(); console.countReset(); console.count();
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 }); console.dirxml('dx', 'dy');
var chunks = []; var c = new console.Console({ write: function (s) { chunks.push(s); }, on: function () {}, once: function () {}, removeListener: function () {}, listenerCount: function () { return 0; } });
c.log('%s is %d', 'x', 5, { a: 1 }); c.group('g'); c.warn('two\nlines'); c.groupEnd(); c.table([[1]]); c.count(); c.assert(false, 'no %s', 'way'); c.dir({ a: 1 }); var l = c.log; l('detached');
console.log('%s', chunks.join('')); console.log(c instanceof console.Console, console instanceof console.Console, require('console') === console, require('console').Console === console.Console);
