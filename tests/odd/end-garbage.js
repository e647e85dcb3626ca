for (var i = 0; i < 2000; i++) new Buffer(1000000);
console.log('ended');
