process.on('uncaughtException', function () {});
var r = typeof FinalizationRegistry === 'function' && new FinalizationRegistry(function () { throw new Error('x'); });
for (var i = 0; i < 10000; i++) if (r) r.register({}, i);
console.log('ended');
