var n = 0;
(function next() { if (n++ < 100000) Promise.resolve().then(next); else console.log('ended'); })();
