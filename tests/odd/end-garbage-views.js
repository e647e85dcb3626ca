for (var i = 0; i < 3000; i++) new Uint8Array(500000);
var rss = process.memoryUsage().rss;
console.log(rss < 300000000 ? 'ended' : 'holds ' + rss + ' bytes');
