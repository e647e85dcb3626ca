for (var i = 0; i < 2000; i++) new Array(1001).join(new Array(501).join('x'));
var rss = process.memoryUsage().rss;
console.log(rss < 300000000 ? 'ended' : 'holds ' + rss + ' bytes');
