var count = 0;
process.on('uncaughtException', function () { if (++count === 50) console.log('caught 50'); });
for (var i = 0; i < 50; i++) process.nextTick(function () { throw new Error('x'); });
