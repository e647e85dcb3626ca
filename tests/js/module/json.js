var a = require('./fixtures/data'), b = require('./fixtures/data.json');
console.log(a === b, a.list.length, a.text);
a.changed = true;
console.log(require('./fixtures/data').changed);
