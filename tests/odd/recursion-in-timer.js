setTimeout(function f() { f(); }, 1);
console.log('ended');
