Promise.resolve().then(function f() { f(); });
console.log('ended');
