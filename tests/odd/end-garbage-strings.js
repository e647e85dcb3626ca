for (var i = 0; i < 2000; i++) new Array(500000).join('x');
console.log('ended');
