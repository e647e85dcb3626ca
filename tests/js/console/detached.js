// Methods of console need no `this`.
var log = console.log, error = console.error;
log('x');
['a', 'b'].forEach(console.log);
setTimeout(console.log, 1, 'later');
