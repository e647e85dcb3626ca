var i = require('sys').inspect;
console.log(i([1, 2, 3], true));
console.log(i(Object.defineProperty({v: 1}, 'h', {value: 2}), true));
console.log(i(Object.defineProperty({v: 1}, 'h', {value: 2})));
console.log(i(Object.defineProperty([1], '1', {value: 2}), true));
