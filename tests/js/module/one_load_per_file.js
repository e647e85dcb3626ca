// One file is loaded once, whatever it is called: by different ids, with the extension, through a link, by full path.
var a = require('./fixtures/counted'), b = require('./fixtures/../fixtures/counted.js'), c = require(__dirname + '/fixtures/counted');
console.log(a === b, b === c, a.loads, a === require('./fixtures/counted_link'));
delete require.cache[require.resolve('./fixtures/counted')];
console.log(require('./fixtures/counted') === a, global.loads);
