// Nobody handles this one: reported like an uncaught exception. The one that is handled in time is not.
Promise.reject(new Error('handled')).catch(function (e) { console.log(e.message); });
var late = Promise.reject(new Error('handled in the same turn'));
process.nextTick(function () { late.catch(function (e) { console.log(e.message); }); });
setTimeout(function () { Promise.reject(new Error('nobody cares')); }, 1);
setTimeout(function () { console.log('never'); }, 50);
