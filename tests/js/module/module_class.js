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
show(Module._nodeModulePaths('/a/node_modules/b'), Module._resolveFilename('./fixtures/plain', module) === require.resolve('./fixtures/plain'));
show(Module._load('./fixtures/plain', module) === require('./fixtures/plain'), Module.wrap('x').replace('\n', '~'));
(function () { 'use strict'; module.paths = []; })();
var made = new Module('/made/up.js', module);
made.filename = '/made/up.js';
made._compile("exports.folder = __dirname; exports.paths = module.paths; exports.parent = module.parent.id;", '/made/up.js');
show(made.exports.folder, made.exports.paths, made.exports.parent);
