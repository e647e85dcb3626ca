var n = 0;
(function next() { if (n++ < 200000) process.nextTick(next); else console.log('ended'); })();
