var a = process.hrtime(), b = process.hrtime(a);
console.log(a.length, a[1] >= 0 && a[1] < 1e9, b[0] === 0, b[1] >= 0);
console.log(typeof process.hrtime.bigint(), process.hrtime.bigint() <= process.hrtime.bigint());
console.log(process.uptime() > 0 && process.uptime() < 60);
