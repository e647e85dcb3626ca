var count = 0;
process.on('uncaughtException', function () { if (++count === 100) console.log('caught 100'); });
for (var i = 0; i < 100; i++) setTimeout(function () { throw new Error('x'); }, i % 5);
