process.on('uncaughtException', function () { f(); });
function f() { return f() + 1; }
setTimeout(f, 1);
console.log('ended');
