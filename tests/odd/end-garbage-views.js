for (var i = 0; i < 3000; i++) new Uint8Array(500000);
console.log('ended');
