console.time('work');
console.timeEnd('work');
console.time('work');
setTimeout(function () { console.timeEnd('work'); console.timeEnd('unknown'); }, 20);
