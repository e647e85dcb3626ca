function f(n) { return n ? f(n - 1) + 1 : 0; }
if (f(5000) !== 5000) throw new Error('5000 calls are not much');
console.log('ended');
