var child = require('./fixtures/family');
var module_ = require.cache[require.resolve('./fixtures/family')];
console.log(child.parent === module, child.loadedThen, module_.loaded, module_.exports === child);
console.log(module.children.length, module.children[0] === module_, module_.id === module_.filename);
console.log(child.main === module, module_.children[0].filename === require.resolve('./fixtures/circle'));
console.log(child.requires(module.filename) === exports);
