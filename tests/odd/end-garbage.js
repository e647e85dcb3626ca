for (var i = 0; i < 2000; i++) new Buffer(1000000);
var rss = process.memoryUsage().rss;
console.log(rss < 300000000 ? 'ended' : 'holds ' + rss + ' bytes');
