var p = Promise.resolve();
for (var i = 0; i < 50000; i++) p = p.then(function () {});
p.then(function () { console.log('ended'); });
