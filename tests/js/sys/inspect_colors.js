var i = require('sys').inspect;
console.log(JSON.stringify(i({a: 1, b: 'x', c: null, d: function () {}}, false, 2, true)));
console.log(i({a: [1, 'it is not long enough to break without colors']}, false, 2, true).split('\n').length);
