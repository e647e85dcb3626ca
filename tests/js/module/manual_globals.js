// The manual, Global Objects: require.paths, __filename, __dirname, module.
require.paths.unshift('/usr/local/node');
console.log(require.paths[0]);
console.log(__filename);
console.log(__dirname);
console.log(module.exports === exports, this === exports, module.id, module.filename === __filename);
console.log(module instanceof process.Module, module.parent, module.loaded, module.exited, module.children.length);
console.log(require.main === module, process.mainModule === module, require.cache[__filename] === module);
console.log(module.moduleCache === require.cache);
console.log(typeof require.async, typeof require.registerExtension, require.resolve('events'));
