var list = null;
for (var i = 0; i < 300000; i++) list = { next: list };
list = null;
for (i = 0; i < 300000; i++) ({ a: i });
console.log('ended');
