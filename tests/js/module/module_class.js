// require('module'): what today's tools look for.
var Module = require('module');
function show() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }
show(module instanceof Module, Module.Module === Module, module.constructor === Module);
show(Module.builtinModules.indexOf('fs') >= 0, Module.isBuiltin('node:http'), Module.isBuiltin('nowhere'));
show(Module._cache === require.cache, Module._extensions === require.extensions, Object.keys(Module).length === 0 || Object.keys(Module));
show(Module.createRequire(__filename)('./fixtures/plain') === require('./fixtures/plain'));
show(Module.createRequire('file://' + __dirname + '/x.js').resolve('./fixtures/plain') === require.resolve('./fixtures/plain'));
show(require('node:fs') === require('fs'), require.resolve('node:fs'));
show(require.resolve('./plain', { paths: [__dirname + '/nowhere', __dirname + '/fixtures'] }) === require.resolve('./fixtures/plain'));
show(module.paths[0] === __dirname + '/node_modules', module.paths[module.paths.length - 1]);
try { require('node:nowhere'); } catch (error) { show(error.code); }
