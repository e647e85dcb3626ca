// A package that is a symbolic link is the package it points to: loaded once, and its own requires start from there.
var fs = require('fs'), path = require('path'), tmp = process.env.TMP;
['real', 'real/thing', 'real/node_modules', 'app', 'app/node_modules'].forEach(function (folder) { fs.mkdirSync(path.join(tmp, folder), 0755); });
fs.writeFileSync(tmp + '/real/thing/index.js', "exports.dependency = require('beside').name; exports.file = __filename;");
fs.writeFileSync(tmp + '/real/node_modules/beside.js', "exports.name = 'beside the real one';");
fs.symlinkSync(tmp + '/real/thing', tmp + '/app/node_modules/thing');
fs.symlinkSync(tmp + '/app/main.js', tmp + '/start.js');
fs.writeFileSync(tmp + '/app/main.js', "exports.thing = require('thing'); exports.file = __filename;");
var real = fs.realpathSync(tmp), app = require(tmp + '/start');
console.log('%s', app.file.slice(real.length));
console.log('%s %s', app.thing.file.slice(real.length), app.thing.dependency);
console.log('%s', require(tmp + '/app/node_modules/thing') === app.thing && require(tmp + '/real/thing') === app.thing);
fs.symlinkSync(tmp + '/loop.js', tmp + '/loop.js');
try { require(tmp + '/loop'); } catch (error) { console.log('%s', error.code); }
